"""Collection: the calendar of what is due, uploads, their checks, and submissions."""
