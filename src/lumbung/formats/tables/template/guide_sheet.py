"""The second sheet of a template: what each column means, which codes there are, whom to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from lumbung.formats.tables import guide
from lumbung.formats.tables.pen import Pen
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.observations import AREA, Status
from lumbung.vocabulary.periods import Period, day_period
from lumbung.vocabulary.structures import Dimension, Measure, Structure
from lumbung.vocabulary.words import Text

STATUS_LIST = ":status"  # no dimension can have this code


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """What a template says besides the structure: whose it is, whom to ask, where to bring it."""

    producer: str = ""
    contact: str = ""  # whom to ask, with a telephone number or an address
    upload_to: str = ""  # the address that takes the filled file
    due: dt.date | None = None
    made_on: dt.date | None = None
    meaning: Text = field(default_factory=lambda: Text(""))  # what the dataset is about


MARKS = (
    ("…   ...   n/a", Text("belum ada data", "no data yet")),
    ("-", Text("tidak ada data", "no data")),
    ("0", Text("benar-benar nol, bukan “tidak ada data”", "truly zero, not “no data”")),
    ("1.234*", Text("angka sementara", "provisional")),
    ("1.234r", Text("angka diperbaiki", "revised")),
)


def write_guide(
    pen: Pen,
    sheet: Worksheet,
    *,
    structure: Structure,
    areas: Sequence[Area],
    period: Period | None,
    words: TemplateWords,
) -> dict[str, str]:
    """Write the sheet; give the range of each code list for the drop-down lists, by column word."""
    page = guide.Guide(pen, sheet)
    page.title(structure.title.id)
    if structure.simulated:
        page.notice(Text("Data simulasi: bukan angka resmi.", "Simulated data: not official figures."))
    page.pairs(_about(structure, period, words))
    page.table(
        Text("Arti kolom", "What the columns mean"),
        (
            Text("Kolom", "Column"),
            Text("Arti", "Meaning"),
            Text("Satuan", "Unit"),
            Text("Penjumlahan", "How it adds up"),
            Text("Isian", "What to write"),
        ),
        (
            *(_dimension_row(dimension) for dimension in structure.dimensions),
            *(_measure_row(measure, structure) for measure in structure.measures),
        ),
    )
    page.table(
        Text("Tanda yang boleh ditulis", "Marks you may write"),
        (Text("Tanda", "Mark"), Text("Arti", "Meaning")),
        ((mark, guide.inline(meaning)) for mark, meaning in MARKS),
    )
    if structure.rules:
        page.table(
            Text("Yang akan diperiksa", "What will be checked"),
            (Text("Aturan", "Rule"), Text("Penjelasan", "Explanation")),
            ((rule.code, guide.beside(rule.message) or rule.check) for rule in structure.rules),
        )
    return _lists(page, structure, areas)


def _about(structure: Structure, period: Period | None, words: TemplateWords) -> list[tuple[Text, str]]:
    when = [period] if period else list(structure.periods)
    return [
        (Text("Tentang", "About"), guide.beside(words.meaning)),
        (Text("Kode dataset", "Dataset code"), f"{structure.dataset} (versi {structure.version})"),
        (Text("Frekuensi", "Frequency"), structure.frequency.title.id),
        (Text("Periode", "Period"), ", ".join(item.title.id for item in when)),
        (Text("Produsen data", "Data producer"), words.producer),
        (Text("Batas waktu", "Due"), day_period(words.due).title.id if words.due else ""),
        (Text("Unggah ke", "Upload to"), words.upload_to),
        (Text("Tanya kepada", "Whom to ask"), words.contact),
    ]


def _dimension_row(dimension: Dimension) -> tuple[str, ...]:
    choose = Text("Pilih dari daftar kode di bawah.", "Choose from the list of codes below.")
    return (dimension.code, _explained(dimension), "", "", choose.id)


def _explained(part: Dimension | Measure) -> str:
    """Title, definition and standard of a column, in both languages, as the registry has them."""
    standard = Text(f"Standar: {part.standard}", f"Standard: {part.standard}") if part.standard else Text("")
    return "\n".join(filter(None, map(guide.beside, (part.title, part.definition, standard))))


def _measure_row(measure: Measure, structure: Structure) -> tuple[str, ...]:
    unit = measure.unit_title or Text(measure.unit)
    parts = [structure.measure(code) for code in (*(measure.of or ()), measure.weight or "") if code]
    adds_up = measure.adds_up.title.id
    if parts:
        adds_up += ": " + ", ".join(part.title.id for part in parts if part)
    return (measure.code, _explained(measure), guide.beside(unit), adds_up, said_limits(measure).id)


def said_limits(measure: Measure) -> Text:
    """What may be written in a measure's cells, in words.

    >>> said_limits(Measure("jumlah", Text("Jumlah"), "jiwa", decimals=0, minimum=0)).id
    'Bilangan bulat, paling sedikit 0.'
    """
    if measure.decimals == 0:
        kind = Text("Bilangan bulat", "A whole number")
    elif measure.decimals is None:
        kind = Text("Angka", "A number")
    else:
        kind = Text(
            f"Angka, paling banyak {measure.decimals} desimal",
            f"A number, {measure.decimals} decimals at most",
        )
    limits = Text("", "")
    low, high = (None if n is None else float(n) for n in (measure.minimum, measure.maximum))
    if low is not None and high is not None:
        limits = Text(
            f", {said_number(low)} sampai {said_number(high)}",
            f", {said_number(low, language='en')} to {said_number(high, language='en')}",
        )
    elif low is not None:
        limits = Text(f", paling sedikit {said_number(low)}", f", {said_number(low, language='en')} or more")
    elif high is not None:
        limits = Text(f", paling banyak {said_number(high)}", f", {said_number(high, language='en')} or less")
    must = Text(" Wajib diisi.", " Required.") if measure.required else Text("", "")
    return Text(f"{kind.id}{limits.id}.{must.id}", f"{kind.en}{limits.en}.{must.en}")


def _lists(page: guide.Guide, structure: Structure, areas: Sequence[Area]) -> dict[str, str]:
    """The code lists as tables; what the drop-down lists offer is read from their first column."""
    ranges: dict[str, str] = {}

    def written(word: str, heading: Text, rows: list[tuple[str, str]]) -> None:
        columns = (Text("Kode", "Code"), Text("Arti", "Meaning"))
        first, last = page.table(heading, columns, rows)
        name = quote_sheetname(page.sheet.name)
        ranges[word] = f"={name}!$A${first + 1}:$A${last + 1}"

    written(
        STATUS_LIST,
        Text("Status angka", "Status of a figure"),
        [(status.title.id, status.title.en) for status in Status],
    )
    for dimension in structure.dimensions:
        rows = [(code.code, guide.beside(code.title)) for code in dimension.codes]
        written(dimension.code, dimension.title, rows)
    written(AREA, Text("Wilayah", "Areas"), [(area.code, area.title) for area in areas])
    return ranges
