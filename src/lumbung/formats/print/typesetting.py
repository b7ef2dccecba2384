"""Typesetting: a title and its parts made into a tagged PDF (PDF/UA-1) by Typst."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

import lumbung
from lumbung.formats.print.parts import Facts, Grid, Heading, Paragraph, Part, Signature
from lumbung.formats.print.template import TEMPLATE
from lumbung.vocabulary.formvalues import clean_text
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

FONTS = Path(lumbung.__file__).parent / "kit" / "static" / "dist" / "charts"  # the built Plus Jakarta Sans
MOST_ROWS = 20_000  # of all tables of a document together
_UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"
_MOST_TRIED = 400  # signs that no font may have, tried one half after another
_LONGEST_WORD = 22  # letters that stay together in a cell
_BREAK = "\N{ZERO WIDTH SPACE}"
_PROBE = '#set document(title: "x")\n#set text(lang: "id", font: ("Plus Jakarta Sans", "Libertinus Serif", '
_PROBE += '"DejaVu Sans Mono"))\n#sys.inputs.document'


class NotPrintable(Problem):
    """The document could not be set on paper."""

    code = "print.failed"
    message = Text("“{title}” tidak dapat dicetak: {reason}.", "“{title}” cannot be printed: {reason}.")
    hint = Text(
        "Cetak bagian yang lebih kecil, atau unduh sebagai XLSX.",
        "Print a smaller part, or download it as XLSX.",
    )
    http_status = 500


def document(
    title: str, parts: Sequence[Part], language: str = "id", *, author: str = "Lumbung", footer: str = ""
) -> bytes:
    """A PDF: A4, tagged, with its title, language and author, the same bytes for the same parts."""
    if sum(len(part.rows) for part in parts if isinstance(part, Grid)) > MOST_ROWS:
        reason = Text(f"lebih dari {MOST_ROWS} baris", f"more than {MOST_ROWS} rows")
        raise NotPrintable(title=title, reason=reason)
    words = _WORDS[language == "en"]
    written = {
        "title": _line(title) or "–",
        "author": _line(author) or "–",
        "language": "en" if language == "en" else "id",
        "footer": _line(footer) or _line(title),
        "parts": list(_plain(parts)),
        **words,
    }
    try:
        return _compiled(TEMPLATE, json.dumps(written))
    except typst.TypstError:
        return _set_with_known_signs(written, title)


def _compiled(template: str, text: str) -> bytes:
    return typst.compile(
        template.encode(),
        format="pdf",
        sys_inputs={"document": text},
        pdf_standards=["ua-1"],  # tagged, so that a screen reader can read it
        font_paths=_fonts(),
    )


def _set_with_known_signs(written: dict[str, Any], title: str) -> bytes:
    """The document with a mark for each sign that no font has; PDF/UA lets none stay unseen."""
    signs = {sign for text in _texts(written) for sign in text if not " " <= sign <= "~" and sign != "\n"}
    few = len(signs) <= _MOST_TRIED
    reason = ""
    for unknown in (set(_unknown("".join(sorted(signs)))) if few else signs, signs):
        marked = _changed(written, lambda text, gone=unknown: _marked(text, gone))
        try:
            return _compiled(TEMPLATE, json.dumps(marked))
        except typst.TypstError as fault:
            reason = str(fault).split("\n", maxsplit=1)[0][:200]
    raise NotPrintable(title=title, reason=reason)


def _marked(text: str, unknown: set[str]) -> str:
    return "".join(_UNKNOWN_SIGN if sign in unknown else sign for sign in text)


def _unknown(signs: str) -> Iterator[str]:
    """Those of some signs that no font has, found by halves."""
    try:
        if signs:
            _compiled(_PROBE, signs)
    except typst.TypstError:
        if len(signs) == 1:
            yield signs
        else:
            middle = len(signs) // 2
            yield from _unknown(signs[:middle])
            yield from _unknown(signs[middle:])


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts where they are built, and those that Typst carries; never the machine's."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(FONTS)] if FONTS.is_dir() else [],
    )


def _plain(parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """The parts as JSON; no level of headings is jumped over, which a screen reader would miss."""
    level = 0
    for part in parts:
        match part:
            case Heading(text, wanted) if _line(text):
                level = max(1, min(wanted, level + 1, 5))
                yield {"kind": "heading", "text": _line(text), "level": level}
            case Paragraph(text, tone):
                yield {"kind": "paragraph", "text": clean_text(text), "tone": tone}
            case Facts(pairs):
                yield {"kind": "facts", "pairs": [[clean_text(label), _cell(said)] for label, said in pairs]}
            case Grid(columns, rows, caption) if columns:
                yield _grid(columns, rows, _line(caption))
            case Signature(roles, names, place) if roles:
                known = [*names, *[""] * len(roles)][: len(roles)]
                yield {
                    "kind": "signature",
                    "roles": [clean_text(role) for role in roles],
                    "names": [_line(name) for name in known],
                    "place": clean_text(place),
                }


def _grid(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> dict[str, Any]:
    width = len(columns)
    cells = [[_cell(str(cell)) for cell in [*row, *[""] * width][:width]] for row in rows]
    heads = [clean_text(name) for name in columns]
    shares = [_share(head, [row[number] for row in cells]) for number, head in enumerate(heads)]
    return {"kind": "grid", "columns": heads, "rows": cells, "widths": shares, "caption": caption}


def _share(head: str, cells: Sequence[str]) -> float:
    """How wide a column is beside the others: by what stands in it, within bounds."""
    longest = max([len(head) / 2, *(len(cell) for cell in cells[:500])])
    return float(round(max(4.0, min(longest, 40.0)) ** 0.7, 2))


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _cell(text: str) -> str:
    """A text whose long words may be broken, so that none runs over the edge."""
    return " ".join(
        word if len(word) <= _LONGEST_WORD else _broken(word) for word in clean_text(text).split(" ")
    )


def _broken(word: str) -> str:
    return _BREAK.join(word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _changed(value: Any, change: Callable[..., str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _changed(part, change) for key, part in value.items()}
    if isinstance(value, list):
        return [_changed(part, change) for part in value]
    return value


_WORDS = (
    {"page": "Halaman", "of": "dari", "name": "(nama dan tanda tangan)"},
    {"page": "Page", "of": "of", "name": "(name and signature)"},
)
