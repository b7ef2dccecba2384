"""Lumbung: the granary of a city's statistics, from the plan to the public page."""

import os

__version__ = "0.1.0"

# Polars' allocator keeps what was freed for ten seconds in case it is wanted again. On a small machine
# several processes would each hold on to their largest table; a fifth of a second costs no speed
# (docs/decisions/0023-memory-is-given-back.md). It is read when Polars is first imported.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:200,muzzy_decay_ms:0")
