"""Hold a file of a pack against its shape, and tell what does not fit in words with a line."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lumbung.faces.packs.faults import Fault
from lumbung.faces.packs.places import Document
from lumbung.vocabulary.words import Text

Shape = TypeVar("Shape", bound=BaseModel)


def check(
    document: Document, value: Any, shape: type[Shape], where: tuple[str | int, ...] = ()
) -> Shape | list[Fault]:
    """The value in its shape, or what is wrong with it."""
    try:
        return shape.model_validate(value)
    except ValidationError as wrong:
        return [_fault(document, dict(error), shape, where) for error in wrong.errors(include_url=False)]


def check_list(document: Document, shape: type[Shape], faults: list[Fault]) -> list[Shape]:
    """The entries of a file that is a list, each in its shape; what is wrong goes to ``faults``."""
    if document.value is None:
        return []
    if not isinstance(document.value, list):
        hint = Text("Mulai setiap isi dengan “- ”.", "Begin every entry with “- ”.")
        faults.append(Fault(document.file, 1, Text("harus berupa daftar", "must be a list"), hint))
        return []
    good: list[Shape] = []
    for number, item in enumerate(document.value):
        checked = check(document, item, shape, (number,))
        if isinstance(checked, list):
            faults += checked
        else:
            good.append(checked)
    return good


def _fault(
    document: Document, error: dict[str, Any], shape: type[BaseModel], start: tuple[str | int, ...]
) -> Fault:
    where = _in_document(document, (*start, *error["loc"]))
    name = ".".join(str(step) for step in where[len(start) :]) or shape.__name__
    told = _TOLD.get(error["type"])
    if error["type"] == "extra_forbidden":
        return Fault(document.file, document.line(where), *_unknown_key(name, error, shape))
    if error["type"] == "missing":
        missing = str(error["loc"][-1])
        what = Text(f"“{missing}” belum ada", f"“{missing}” is missing")
        return Fault(
            document.file, document.line(where), what, Text(f"Tambahkan {missing}: …", f"Add {missing}: …")
        )
    facts = {"name": name, "found": repr(error.get("input"))[:60], **error.get("ctx", {})}
    if told is None:
        what = Text(
            f"{name}: {facts['found']} tidak sah ({error['msg']})",
            f"{name}: {facts['found']} ({error['msg']})",
        )
        return Fault(document.file, document.line(where), what)
    what, hint = told
    return Fault(document.file, document.line(where), what.filled(**facts), hint.filled(**facts))


def _in_document(document: Document, where: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of pydantic's path that the document knows: it names alternatives of a union too."""
    known: tuple[str | int, ...] = ()
    for step in where:
        if (*known, step) in document.lines:
            known = (*known, step)
    return known


def _unknown_key(name: str, error: dict[str, Any], shape: type[BaseModel]) -> tuple[Text, Text]:
    key = str(error["loc"][-1])
    known = _keys(shape, error["loc"][:-1])
    near = get_close_matches(key, known, n=1)
    hint = (
        Text(f"Mungkin maksudnya “{near[0]}”.", f"Perhaps “{near[0]}” is meant.")
        if near
        else Text(f"Yang dikenal: {', '.join(known)}.", f"Known are: {', '.join(known)}.")
    )
    return Text(f"kunci “{name}” tidak dikenal", f"key “{name}” is not known"), hint


def _keys(shape: type[BaseModel], steps: Sequence[str | int]) -> list[str]:
    """The keys that the shape at the end of a path knows."""
    for step in steps:
        field = shape.model_fields.get(str(step)) if isinstance(step, str) else None
        inner = _model_in(field.annotation) if field else None
        shape = inner or shape
    return list(shape.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_in(part)) is not None:
            return found
    return None


_QUOTES = Text("Tulis di antara tanda kutip.", "Write it between quotation marks.")
_TOLD: dict[str, tuple[Text, Text]] = {
    "string_type": (Text("{name}: {found} harus teks", "{name}: {found} must be text"), _QUOTES),
    "words": (
        Text("{name}: {found} bukan teks", "{name}: {found} is no text"),
        Text("Tulis sebagai {{id: …, en: …}} atau satu teks.", "Write {{id: …, en: …}} or one text."),
    ),
    "string_pattern_mismatch": (
        Text("{name}: {found} bukan kode", "{name}: {found} is no code"),
        Text("Pakai huruf kecil, angka, tanda hubung.", "Use small letters, digits and hyphens."),
    ),
    "literal_error": (
        Text("{name}: {found} tidak dikenal", "{name}: {found} is not known"),
        Text("Pilih salah satu: {expected}.", "Choose one of: {expected}."),
    ),
    "parts": (
        Text("cara {adds_up} memerlukan {needed} ukuran dalam of", "{adds_up} needs {needed} measures in of"),
        Text(
            "Tulis of: [pembilang, penyebut] untuk ratio, of: [penimbang] untuk weighted.",
            "Write of: [numerator, denominator] for ratio, of: [weight] for weighted.",
        ),
    ),
    "level": (
        Text("{name}: {found} bukan jenjang wilayah", "{name}: {found} is no level of areas"),
        Text(
            "Pilih negara, provinsi, kota, kecamatan, atau kelurahan.",
            "Choose negara, provinsi, kota, kecamatan or kelurahan.",
        ),
    ),
    "bool_type": (
        Text("{name}: {found} bukan ya atau tidak", "{name}: {found} is neither true nor false"),
        Text("Tulis true atau false.", "Write true or false."),
    ),
    "list_type": (
        Text("{name}: {found} bukan daftar", "{name}: {found} is no list"),
        Text(
            "Tulis di antara kurung siku, atau satu baris “- ” setiap isi.",
            "Write it in square brackets, or one line “- ” each.",
        ),
    ),
    "model_type": (
        Text("{name}: {found} tidak berisi kunci dan nilai", "{name}: {found} holds no keys and values"),
        Text("Tulis sebagai kunci: nilai.", "Write it as key: value."),
    ),
    "float_parsing": (
        Text("{name}: {found} bukan angka", "{name}: {found} is no number"),
        Text("Pakai titik desimal.", "Use a decimal point."),
    ),
    "float_type": (
        Text("{name}: {found} bukan angka", "{name}: {found} is no number"),
        Text("Pakai titik desimal.", "Use a decimal point."),
    ),
    "int_type": (
        Text("{name}: {found} bukan bilangan bulat", "{name}: {found} is no whole number"),
        Text(""),
    ),
    "int_parsing": (
        Text("{name}: {found} bukan bilangan bulat", "{name}: {found} is no whole number"),
        Text(""),
    ),
    "date_from_datetime_parsing": (
        Text("{name}: {found} bukan tanggal", "{name}: {found} is no date"),
        Text("Tulis 2025-12-31.", "Write 2025-12-31."),
    ),
    "string_too_short": (Text("{name} kosong", "{name} is empty"), Text("Isi nilainya.", "Give it a value.")),
    "too_short": (
        Text("{name} kosong atau kurang", "{name} is empty or too short"),
        Text("Isi nilainya.", "Give it a value."),
    ),
}
