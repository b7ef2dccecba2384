"""Who may see a dataset, and under which licence it may be used.

The class follows Satu Data Indonesia (*terbuka, terbatas, tertutup*); a licence is a
different thing and is stored beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.vocabulary.words import Text, Worded


class Access(Worded):
    """The access class of a dataset in the data list."""

    OPEN = "terbuka", Text("terbuka", "open")
    RESTRICTED = "terbatas", Text("terbatas", "restricted")
    CLOSED = "tertutup", Text("tertutup", "closed")


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
