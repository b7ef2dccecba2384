"""Writes findings.md, the page of all findings, from their declarations.

python docs/reference/make_findings.py
"""

from __future__ import annotations

from pathlib import Path

from lumbung.vocabulary.findings import Severity
from lumbung.vocabulary.findings.kinds import ALL, FindingKind

PAGE = Path(__file__).with_name("findings.md")

OPENING = """\
# Findings

> **Know what a finding says and how it is mended.** A finding is a fault in data: it has a stable code,
> a place (`Sheet!C14`), the value found there, and a message and a hint in Indonesian and English.
> `lumbung check` prints them, the upload page shows them, the API returns them. This page is made from
> the declarations in `src/lumbung/vocabulary/findings/`; do not edit it by hand.

| Severity | Means |
| --- | --- |
{severities}

A dataset's own rules (`rules` in its definition) have codes, severities and words of their own. Words
in braces are filled with what was found.
"""

MEANS = {
    Severity.ERROR: "The submission cannot go on until it is mended.",
    Severity.WARNING: "A person must look; it may be right.",
    Severity.INFO: "Good to know; nothing to do.",
}


def page() -> str:
    """The whole page."""
    severities = "\n".join(f"| `{item.value}` ({item.title.id}) | {MEANS[item]} |" for item in Severity)
    parts = [OPENING.format(severities=severities)]
    families: dict[str, list[FindingKind]] = {}
    for kind in ALL:
        families.setdefault(kind.code.partition(".")[0], []).append(kind)
    for family, kinds in families.items():
        parts.append(f"## `{family}`\n")
        parts.append("| Code | Severity | Indonesian | English |\n| --- | --- | --- | --- |")
        parts.append("\n".join(row(kind) for kind in kinds) + "\n")
    return "\n".join(parts)


def row(kind: FindingKind) -> str:
    """One kind as a row of its table: message, and the hint in italics."""
    cells = [
        f"`{kind.code}`",
        kind.severity.value,
        *(f"{kind.message.said(lang)}<br>*{kind.hint.said(lang)}*" for lang in ("id", "en")),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
