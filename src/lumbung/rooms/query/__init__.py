"""The one road for reading observations: access, editions of a day, tombstones, applied once."""
