"""What programs see: the house's own interface, and later those of other systems."""
