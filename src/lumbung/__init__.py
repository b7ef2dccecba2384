"""Lumbung: the granary of a city's statistics, from the plan to the public page."""

import os

__version__ = "0.1.0"

# Polars' allocator keeps what was freed in case it is wanted again, and on a small machine several
# processes would each hold on to their largest table; a fifth of a second costs no speed
# (docs/decisions/0023-memory-is-given-back.md). It is read when Polars is first imported; what stands
# last counts, and a parent that used Polars has left its own defaults there.
_ALLOCATOR, _GIVES_BACK = "_RJEM_MALLOC_CONF", "dirty_decay_ms:200,muzzy_decay_ms:0"
if _GIVES_BACK not in (_told := os.environ.get(_ALLOCATOR, "")):
    os.environ[_ALLOCATOR] = f"{_told},{_GIVES_BACK}".lstrip(",")
