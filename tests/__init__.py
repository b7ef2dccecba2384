"""The tests mirror ``src``; ``conformance``, ``journeys`` and ``shape`` look at the whole."""
