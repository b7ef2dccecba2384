"""Harvest: what other portals publish, catalogued as theirs; of another Lumbung, with its figures."""
