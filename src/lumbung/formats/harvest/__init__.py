"""Catalogues of other portals, read with distrust: whatever they say becomes plain, bounded values."""
