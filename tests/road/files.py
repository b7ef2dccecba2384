"""Files as a producer of the small city might send them."""

from __future__ import annotations

import io

from tests.road.ready import population

from lumbung.formats.tables.template import write_template
from lumbung.rooms.catalog.queries import Dataset, structure
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.periods import Period

NAMES = ("Kepanjenkidul", "Kepanjenlor", "Tlumpu", "Karangsari", "Turi")
HEADINGS = "Kode wilayah,Tahun,Jenis kelamin,Jumlah penduduk"


def population_csv(period: str = "2024") -> bytes:
    """Ten figures in a plain table: 1000, 1010 … 1090 in D2 to D11."""
    rows = population(period).select("area", "period", "jenis_kelamin", "jumlah").iter_rows()
    return "\n".join([HEADINGS, *(",".join(map(str, row)) for row in rows)]).encode()


def population_by_name(period: str = "2024", **changes: object) -> bytes:
    """The same ten figures, with the names of the kelurahan in column A."""
    names = {f"A{row}": NAMES[(row - 2) // 2] for row in range(2, 12)}
    return population_xlsx(period, **{"A1": "Kelurahan", **names, **changes})


def population_xlsx(period: str = "2024", **changes: object) -> bytes:
    """The same ten figures in a workbook; ``changes`` by cell: ``D6="1l"``."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Penduduk")
    rows = [
        HEADINGS.split(","),
        *population(period).select("area", "period", "jenis_kelamin", "jumlah").rows(),
    ]
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for cell, value in changes.items():
        sheet.write(cell, value)
    book.close()
    return out.getvalue()


def unlike(content: bytes, old: str, new: str) -> bytes:
    """The content with one text exchanged."""
    assert content.count(old.encode()) == 1
    return content.replace(old.encode(), new.encode())


def empty_template(dataset: Dataset, period: str) -> bytes:
    """The template as it is handed out."""
    out = io.BytesIO()
    write_template(out, structure=structure(dataset), areas=standards.area_tree(), period=Period(int(period)))
    return out.getvalue()
