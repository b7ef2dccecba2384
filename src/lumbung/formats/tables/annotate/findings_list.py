"""The sheet *Temuan*: every finding with its words, and a link to its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lumbung.formats.tables import look
from lumbung.formats.tables.annotate.marks import cell_of, sheet_of
from lumbung.formats.tables.annotate.markup import escaped, text_element
from lumbung.formats.tables.annotate.styles import Styles
from lumbung.formats.tables.ours import LIST_TITLE
from lumbung.formats.tables.pen import LONGEST_TEXT
from lumbung.formats.tables.safety import would_run
from lumbung.vocabulary.findings import Finding, Severity
from lumbung.vocabulary.observations import cell_name
from lumbung.vocabulary.words import Text

_COLUMNS = (
    (Text("Lembar", "Sheet"), 20),
    (Text("Sel", "Cell"), 9),
    (Text("Tingkat", "Severity"), 18),
    (Text("Nilai", "Value"), 22),
    (Text("Temuan", "Finding"), 58),
    (Text("Cara memperbaiki", "How to mend it"), 58),
    (Text("Kode", "Code"), 24),
)
_HEADING_ROW = 3
_MOST_LINKS = 65_000  # a sheet holds 65,530
_NOTHING = Text("Tidak ada temuan.", "Nothing was found.")


def list_of_findings(
    findings: Sequence[Finding], *, sheets: Sequence[str], styles: Styles, namespace: str, language: str
) -> bytes:
    """The XML of the sheet; findings in their order, the gravest first."""
    order = list(Severity)
    findings = sorted(findings, key=lambda finding: order.index(finding.severity))
    rows = [
        _row(0, [(LIST_TITLE, styles.added(font=_TITLE, wrapped=False))]),
        _row(1, [(_counted(findings, language), styles.added(font=_SOFT, wrapped=False))]),
        _row(_HEADING_ROW - 1, [(title.said(language), styles.added(font=_BOLD, fill=look.DAUN_TINT))
                                for title, _ in _COLUMNS]),
        *(_row(row, _cells(finding, styles, language)) for row, finding in enumerate(findings, _HEADING_ROW)),
    ]  # fmt: skip
    links = list(_links(findings, sheets))[:_MOST_LINKS]
    widths = b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (number, number, width)
        for number, (_, width) in enumerate(_COLUMNS, start=1)
    )
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
            b'<worksheet xmlns="%b"><sheetPr><tabColor rgb="FF%b"/></sheetPr>'
            % (namespace.encode(), look.BATA.encode()),
            b'<sheetViews><sheetView showGridLines="0" workbookViewId="0">',
            b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
            % (_HEADING_ROW, _HEADING_ROW + 1),
            b"</sheetView></sheetViews><cols>",
            widths,
            b"</cols><sheetData>",
            *rows,
            b"</sheetData>",
            b"<hyperlinks>%b</hyperlinks>" % b"".join(links) if links else b"",
            b"</worksheet>",
        )
    )


_TITLE = b'<b/><sz val="16"/><color rgb="FF%b"/>' % look.INK.encode()
_BOLD = b'<b/><sz val="11"/><color rgb="FF%b"/>' % look.INK.encode()
_SOFT = b'<sz val="11"/><color rgb="FF%b"/>' % look.SOFT.encode()
_LINK = b'<u/><sz val="11"/><color rgb="FF%b"/>' % look.LANGIT.encode()


def _counted(findings: Sequence[Finding], language: str) -> str:
    counts = Counter(finding.severity for finding in findings)
    said = [
        f"{counts[severity]} {severity.title.said(language)}" for severity in Severity if counts[severity]
    ]
    return ", ".join(said) + "." if said else _NOTHING.said(language)


def _cells(finding: Finding, styles: Styles, language: str) -> Iterator[tuple[str, int]]:
    texts = (
        finding.place.sheet or "",
        finding.place.cell or "",
        finding.severity.title.said(language),
        finding.value or "",
        finding.message.said(language),
        finding.hint.said(language),
        finding.rule,
    )
    for number, text in enumerate(texts):
        fill = look.TINTS[finding.severity] if number == 2 else ""
        font = _LINK if number == 1 and text else b""
        yield text, styles.added(font=font, fill=fill, quoted=would_run(text))


def _row(row: int, cells: Iterable[tuple[str, int]]) -> bytes:
    written = [
        b'<c r="%b" s="%d" t="inlineStr"><is>%b</is></c>'
        % (cell_name(row, column).encode(), style, text_element(b"t", text[:LONGEST_TEXT]))
        for column, (text, style) in enumerate(cells)
        if text
    ]
    return b'<row r="%d">%b</row>' % (row + 1, b"".join(written))


def _links(findings: Sequence[Finding], sheets: Sequence[str]) -> Iterator[bytes]:
    for row, finding in enumerate(findings, start=_HEADING_ROW):
        sheet, cell = sheet_of(finding, sheets), cell_of(finding.place.cell)
        if sheet is not None and cell is not None:
            target = "'" + sheet.replace("'", "''") + "'!" + cell_name(*cell)
            yield b'<hyperlink ref="%b" location="%b" display="%b"/>' % (
                cell_name(row, 1).encode(),
                escaped(target),
                cell_name(*cell).encode(),
            )
