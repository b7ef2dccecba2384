"""What can be read of this room."""
