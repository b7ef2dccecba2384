"""Review: differences, comments, returns and acceptance, with the duties kept apart."""
