"""SDMX REST 1.x under ``/sdmx/2.1/`` and 2.x under ``/sdmx/v2/``."""
