"""Standards: concepts, units, code lists and areas, each with its source and dates."""
