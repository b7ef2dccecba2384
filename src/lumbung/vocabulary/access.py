"""Who may see a dataset, and under which licence it may be used.

The class follows Satu Data Indonesia (*terbuka, terbatas, tertutup*); a licence is a
different thing and is stored beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lumbung.vocabulary.words import Text


class Access(StrEnum):
    """The access class of a dataset in the data list."""

    OPEN = "terbuka"
    RESTRICTED = "terbatas"
    CLOSED = "tertutup"

    @property
    def title(self) -> Text:
        """The class in words."""
        return {
            Access.OPEN: Text("terbuka", "open"),
            Access.RESTRICTED: Text("terbatas", "restricted"),
            Access.CLOSED: Text("tertutup", "closed"),
        }[self]


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its SPDX identifier."""

    code: str
    title: Text
    address: str


LICENCES = {
    licence.code: licence
    for licence in (
        Licence(
            "CC-BY-4.0",
            Text("Creative Commons Atribusi 4.0", "Creative Commons Attribution 4.0"),
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        Licence(
            "CC0-1.0",
            Text("Domain publik (CC0 1.0)", "Public domain (CC0 1.0)"),
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        Licence(
            "ODbL-1.0",
            Text("Open Database License 1.0", "Open Database License 1.0"),
            "https://opendatacommons.org/licenses/odbl/1-0/",
        ),
        Licence("", Text("lisensi tidak dinyatakan", "licence not stated"), ""),
    )
}
