"""What the measures of reading start as programs of their own."""
