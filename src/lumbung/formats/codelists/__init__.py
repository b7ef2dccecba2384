"""Code lists and maps as files: XLSX, CSV and SDMX, written and read back.

Whatever is in a file, reading it gives rows and findings with their places; nothing is raised.
"""

from lumbung.formats.codelists.files import (
    MEDIA,
    SUFFIXES,
    ListRead,
    MapRead,
    read_list,
    read_map,
    write_list,
    write_map,
)

__all__ = ["MEDIA", "SUFFIXES", "ListRead", "MapRead", "read_list", "read_map", "write_list", "write_map"]
