"""What is wrong with a pack: file and line, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

TOLD_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a pack."""

    file: Path
    line: int
    what: Text
    hint: Text = field(default_factory=lambda: Text(""))

    @property
    def told(self) -> Text:
        """The fault as one line: place, what, and how to mend it."""
        return Text(self._told("id"), self._told("en"))

    def _told(self, language: str) -> str:
        what = self.what.said(language).removesuffix(".")
        return f"{self.file}:{self.line}: {what}. {self.hint.said(language)}".rstrip()


class PackInvalid(Invalid):
    """A pack with faults; nothing of it was loaded."""

    code = "packs.invalid"
    message = Text(
        "Paket {pack} belum dapat dimuat ({count} kesalahan):\n{faults}",
        "Pack {pack} cannot be loaded yet ({count} faults):\n{faults_en}",
    )
    hint = Text(
        "Tidak ada yang dimuat. Perbaiki lalu muat lagi.", "Nothing was loaded. Mend it and load it again."
    )

    def __init__(self, pack: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        told = [fault.told for fault in self.faults[:TOLD_AT_MOST]]
        more = len(self.faults) - len(told)
        rest = Text(f"\n… dan {more} lagi", f"\n… and {more} more") if more > 0 else Text("")
        super().__init__(
            pack=pack,
            count=len(self.faults),
            faults="\n".join(line.id for line in told) + rest.id,
            faults_en="\n".join(line.en for line in told) + rest.en,
        )


def invalid(pack: str, file: Path, what: Text) -> PackInvalid:
    """A fault of a whole file that only the rooms could see."""
    return PackInvalid(pack, [Fault(file, 1, what, Text("Periksa kodenya.", "Check its code."))])
