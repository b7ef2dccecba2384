"""A laid-out table as a workbook for print."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from django.utils import timezone

from lumbung.faces.portal.explore.pivots import Pivot, is_rolling, sign_of, title_of
from lumbung.faces.portal.explore.tables import EMPTY, heads, sides
from lumbung.faces.portal.explore.wishes import Calculation
from lumbung.faces.portal.footnotes import Footnotes
from lumbung.formats.tables.envelope import SIMULATED
from lumbung.formats.tables.print_xlsx import PrintCell, PrintHead, PrintRow, PrintTable, write_print
from lumbung.kit.house import house
from lumbung.kit.language import language
from lumbung.kit.said import date, t
from lumbung.vocabulary.access import LICENCES

CHUNK = 1 << 18


def workbook(laid: Pivot, *, address: str) -> Iterator[bytes]:
    """The workbook of a table, as bytes on their way."""
    notes = Footnotes()
    rows = list(_rows(laid, notes))  # notes are known when the last row has been seen
    with tempfile.TemporaryFile() as file:
        write_print(file, _table(laid, notes, address), rows)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _rows(laid: Pivot, notes: Footnotes) -> Iterator[PrintRow]:
    levels = len(laid.wish.rows)
    for row, begun in zip(laid.rows, sides(laid, laid.rows), strict=True):
        words = [side.words for side in begun]
        cells = []
        for column in laid.columns:
            figure = laid.figure(row, column)
            if figure is None:
                cells.append(PrintCell(None, words=EMPTY))
                continue
            shown = notes.cell("", figure.status, figure.note)
            cells.append(PrintCell(figure.value, shown.sign, str(shown.words)))
        yield PrintRow(("",) * (levels - len(words)) + tuple(words), tuple(cells))


def _table(laid: Pivot, notes: Footnotes, address: str) -> PrintTable:
    held, measures = laid.held, laid.made.measures
    dataset, edition = held.dataset, held.edition
    licence = LICENCES.get(dataset.licence, LICENCES[""])
    source = dataset.source or t(dataset.producer.name)
    title = title_of(laid)
    rolling = (
        t("Periode mengikuti rilis terbaru.", "Periods follow the latest release.")
        if is_rolling(laid.wish)
        else ""
    )
    remarks = [("", t(note)) for note in laid.made.notes]
    single = len(measures) == 1
    return PrintTable(
        title=title,
        subtitle=f"{dataset.title.said(language())}. {house().name}.",
        unit=sign_of(measures[0]) if single else "",
        corners=tuple(laid.role_title(role) for role in laid.wish.rows),
        heads=tuple(
            tuple(
                PrintHead(f"{head.words} ({head.unit})" if head.unit else head.words, head.span)
                for head in level
            )
            for level in heads(laid)
        ),
        decimals=tuple(laid.decimals[column[-1]] for column in laid.columns),
        notes=(*((sign, t(words)) for sign, words in notes.explained()), *remarks),
        source=(
            (t("Sumber", "Source"), source),
            (t("Edisi", "Edition"), f"{edition.pk}, {t('dirilis', 'released')} {date(edition.released_at)}"),
            (
                t("Lisensi", "Licence"),
                " · ".join(filter(None, (licence.code, t(licence.title), licence.address))),
            ),
            (t("Alamat", "Address"), address),
            (t("Dibuat", "Made"), f"{date(timezone.localdate())}. {rolling}".strip()),
        ),
        footer=f"{house().name} · {edition.pk}",
        signed=laid.wish.calculation in {Calculation.CHANGE, Calculation.GROWTH},
        language=language(),
        warning=t(SIMULATED) if dataset.simulated else "",
        properties={"title": title, "author": source, "subject": edition.pk, "comments": address},
    )
