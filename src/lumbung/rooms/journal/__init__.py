"""The journal: what happened, append-only and hash-chained."""
