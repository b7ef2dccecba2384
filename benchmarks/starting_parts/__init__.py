"""The parts of the starting benchmark: the smallest Django there can be."""
