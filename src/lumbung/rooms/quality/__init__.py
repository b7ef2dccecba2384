"""Quality: one number for one thing, parts that make their whole, and what is said of it in public."""
