"""What people and machines see across rooms."""
