"""People: organisations, memberships with duties, and who may do what."""
