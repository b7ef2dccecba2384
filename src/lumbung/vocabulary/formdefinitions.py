"""A form as packs write it (``forms/*.yaml``), made into a :class:`Form`, and back.

The metadata room keeps the same mapping as JSON, so that a form of any year can be made again.
Shapes and keys: ``docs/reference/packs.md``. Expressions are only copied here;
``engines.forms.compile_form`` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from difflib import get_close_matches
from typing import Any, cast

from lumbung.vocabulary.forms import Block, FieldKind, Form, FormColumn, FormField, FormRow, Option
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import NO_WORDS, Text, text_of

Where = tuple[str | int, ...]  # where in the definition: ("blocks", 2, "fields", 0, "options")
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
OPTION_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
CHOOSING = frozenset({FieldKind.CHOICE, FieldKind.MULTI_CHOICE, FieldKind.YES_NO_LIST})
IN_CELLS = frozenset(FieldKind) - {
    FieldKind.MULTI_CHOICE,
    FieldKind.YES_NO_LIST,
    FieldKind.TABLE,
    FieldKind.LIST,
}  # what a column of a table can be
MOST_FIELDS = 1_000
_RESERVED = frozenset({"row"})


class FormFault(Invalid):
    """A definition that makes no form; ``path`` says where in it."""

    code = "forms.definition"
    message = Text("Formulir {form}, {where}: {fault}.", "Form {form}, {where}: {fault}.")
    hint = Text("Perbaiki definisinya lalu muat lagi.", "Mend the definition and load it again.")

    def __init__(self, *, form: str, where: Where, fault: Text) -> None:
        self.path, self.fault = where, fault
        self.others: tuple[FormFault, ...] = ()  # the further faults of the same definition
        super().__init__(form=form, where=".".join(map(str, where)) or "definisi", fault=fault)


def form_of(mapping: Mapping[str, Any]) -> Form:
    """Make the form that a definition describes; raises :class:`FormFault`, the first of its faults."""
    reading = _Reading(mapping)
    form = reading.form()
    if reading.faults:
        first, *others = reading.faults
        first.others = tuple(others)
        raise first
    return form


def as_mapping(form: Form) -> dict[str, Any]:
    """The definition that makes this form: only JSON, and only what is not as usual.

    >>> as_mapping(Form("ms-ind", "2020", Text("MS-Ind"), ()))
    {'code': 'ms-ind', 'version': '2020', 'title': 'MS-Ind', 'blocks': []}
    """
    return cast("dict[str, Any]", _plain(form))


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"id": value.id, "en": value.en} if value.en else value.id
    if isinstance(value, FieldKind):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): str(words) for key, words in value.items()}
    if not hasattr(value, "__dataclass_fields__"):
        return value
    return {
        part.name: _plain(getattr(value, part.name))
        for part in fields(value)
        if part.default is MISSING or getattr(value, part.name) != part.default
        if part.name != "labels" or getattr(value, part.name)
    }


class _Reading:
    """One reading of one definition; what does not fit is noted and passed over."""

    def __init__(self, mapping: Mapping[str, Any]) -> None:
        self.raw = mapping if isinstance(mapping, Mapping) else {}
        self.faults: list[FormFault] = []
        self.seen: dict[str, Where] = {}

    def form(self) -> Form:
        """The form, whole only where no fault was noted."""
        self._known(self.raw, Form, ())
        blocks = tuple(self._block(raw, where) for raw, where in self._entries(self.raw, "blocks", ()))
        form = Form(
            code=self._code(self.raw, "code", (), CODE),
            version=self._code(self.raw, "version", (), OPTION_CODE),
            title=self._words(self.raw, "title", ()),
            blocks=blocks,
            source=self._words(self.raw, "source", (), needed=False),
            under=str(self.raw.get("under") or ""),
            labels=self._labels(),
        )
        if not any(block.fields for block in blocks):
            self._fault(("blocks",), "tidak berisi pertanyaan", "holds no question")
        for where in [
            item[1] for item in self._twice(((b.code, ("blocks", n)) for n, b in enumerate(blocks)))
        ]:
            self._fault(where, "kode bagian dipakai dua kali", "the code of the block is used twice")
        for word, key in form.labels.items():
            if form.field(key) is None:
                self._fault(("labels", word), f"isian “{key}” tidak ada", f"there is no field “{key}”")
        return form

    def _labels(self) -> dict[str, str]:
        raw = self.raw.get("labels") or {}
        if not isinstance(raw, Mapping):
            self._fault(("labels",), "bukan daftar nama: isian", "is no list of name: field")
            return {}
        return {str(word): str(key) for word, key in raw.items()}

    def _block(self, raw: Mapping[str, Any], where: Where) -> Block:
        self._known(raw, Block, where)
        asked = tuple(self._field(item, place) for item, place in self._entries(raw, "fields", where))
        if len(asked) > MOST_FIELDS:
            self._fault(
                (*where, "fields"), f"lebih dari {MOST_FIELDS} isian", f"more than {MOST_FIELDS} fields"
            )
        return Block(
            code=self._code(raw, "code", where, OPTION_CODE),
            title=self._words(raw, "title", where),
            fields=asked,
            when=self._text(raw, "when", where),
        )

    def _field(self, raw: Mapping[str, Any], where: Where) -> FormField:
        self._known(raw, FormField, where)
        key = self._code(raw, "key", where, KEY)
        if key in self.seen:
            self._fault((*where, "key"), f"“{key}” dipakai dua kali", f"“{key}” is used twice")
        self.seen[key] = where
        plain: dict[str, Any] = {name: self._text(raw, name, where) for name in _TEXTS}
        plain |= {name: self._words(raw, name, where, needed=False) for name in _WORDS}
        plain |= {name: self._count(raw, name, where) for name in ("min_rows", "min_length")}
        plain |= {name: self._truth(raw, name, where) for name in ("dash", "personal", "officer")}
        field = FormField(
            key=key,
            title=self._words(raw, "title", where),
            kind=self._kind(raw, where),
            required=self._truth(raw, "required", where, usual=True),
            options=self._options(raw, where),
            columns=tuple(self._column(item, place) for item, place in self._entries(raw, "columns", where)),
            rows=tuple(self._row(item, place) for item, place in self._entries(raw, "rows", where)),
            **plain,
        )
        self._fits(field, where)
        return field

    def _fits(self, field: FormField, where: Where) -> None:
        """Whether the parts of a field go with its kind."""
        table, codes = field.kind is FieldKind.TABLE, [item.code for item in field.options]
        if field.kind in CHOOSING and not codes:
            self._fault((*where, "options"), "pilihannya belum ada", "the options are missing")
        if field.kind not in CHOOSING and codes:
            self._fault((*where, "options"), *_not_for(field.kind))
        if field.other and (field.kind is not FieldKind.MULTI_CHOICE or field.other not in codes):
            words = f"“{field.other}” bukan pilihan isian ini", f"“{field.other}” is no option of this field"
            self._fault((*where, "other"), *words)
        if table and not field.columns:
            self._fault((*where, "columns"), "kolomnya belum ada", "the columns are missing")
        for name, written in (("columns", field.columns), ("rows", field.rows), ("row_rule", field.row_rule)):
            if written and not table:
                self._fault((*where, name), *_not_for(field.kind))
        if field.min_rows and (field.rows or field.kind not in {FieldKind.TABLE, FieldKind.LIST}):
            self._fault((*where, "min_rows"), *_not_for(field.kind))
        for name in ("columns", "rows"):
            keys = [(item.key, (*where, name, number)) for number, item in enumerate(getattr(field, name))]
            for key, place in self._twice(keys):
                self._fault(place, f"“{key}” dipakai dua kali", f"“{key}” is used twice")

    def _column(self, raw: Mapping[str, Any], where: Where) -> FormColumn:
        self._known(raw, FormColumn, where)
        kind, key = self._kind(raw, where, usual="text"), self._code(raw, "key", where, KEY)
        options = self._options(raw, where)
        if kind not in IN_CELLS:
            words = f"“{kind.value}” tidak dapat menjadi kolom", f"“{kind.value}” cannot be a column"
            self._fault((*where, "kind"), *words)
        if (kind is FieldKind.CHOICE) != bool(options):
            self._fault(
                (*where, "options"), "pilihan dan jenisnya tidak cocok", "options and kind do not fit"
            )
        if key in _RESERVED:
            self._fault((*where, "key"), f"“{key}” dipakai sistem", f"“{key}” is taken by the system")
        return FormColumn(
            key=key,
            title=self._words(raw, "title", where),
            kind=kind,
            required=self._truth(raw, "required", where, usual=True),
            options=options,
        )

    def _row(self, raw: Mapping[str, Any], where: Where) -> FormRow:
        self._known(raw, FormRow, where)
        return FormRow(
            key=self._code(raw, "key", where, KEY),
            title=self._words(raw, "title", where),
            group=self._words(raw, "group", where, needed=False),
            when=self._text(raw, "when", where),
        )

    def _options(self, raw: Mapping[str, Any], where: Where) -> tuple[Option, ...]:
        """Options as ``code: title``, or as a list of ``code`` and ``title``."""
        written, place = raw.get("options") or (), (*where, "options")
        if isinstance(written, Mapping):
            entries: Iterable[tuple[Mapping[str, Any], Where]] = [
                ({"code": code, "title": words}, (*place, code)) for code, words in written.items()
            ]
        else:
            entries = self._entries(raw, "options", where)
        options: list[Option] = []
        for item, at in entries:
            self._known(item, Option, at)
            code = item.get("code")
            if not isinstance(code, str) or not OPTION_CODE.fullmatch(code):
                said = f"kode pilihan “{code}” harus teks", f"the option's code “{code}” must be text"
                self._fault(at, *said)
            elif not (title := self._as_words(item.get("title"), at)):
                self._fault(at, "pilihan tanpa nama", "an option without a title")
            else:
                options.append(Option(code, title, self._text(item, "value", at)))
        for code, at in self._twice((item.code, place) for item in options):
            self._fault(at, f"pilihan “{code}” ada dua kali", f"option “{code}” is there twice")
        return tuple(options)

    def _kind(self, raw: Mapping[str, Any], where: Where, usual: str = "") -> FieldKind:
        said = raw.get("kind", usual)
        try:
            return FieldKind(str(said))
        except ValueError:
            known = ", ".join(kind.value for kind in FieldKind)
            words = f"jenis “{said}” tidak dikenal ({known})", f"kind “{said}” is not known ({known})"
            self._fault((*where, "kind"), *words)
            return FieldKind.TEXT

    def _entries(
        self, raw: Mapping[str, Any], key: str, where: Where
    ) -> Iterable[tuple[Mapping[str, Any], Where]]:
        written = raw.get(key) or ()
        if isinstance(written, str | bytes | Mapping) or not isinstance(written, Sequence):
            self._fault((*where, key), "harus berupa daftar", "must be a list")
            return
        for number, item in enumerate(written):
            if isinstance(item, Mapping):
                yield item, (*where, key, number)
            else:
                self._fault(
                    (*where, key, number), "harus berisi kunci dan nilai", "must hold keys and values"
                )

    def _code(self, raw: Mapping[str, Any], key: str, where: Where, shape: re.Pattern[str]) -> str:
        code = raw.get(key)
        if isinstance(code, str) and shape.fullmatch(code):
            return code
        self._fault((*where, key), f"“{code}” bukan kode ({key})", f"“{code}” is no code ({key})")
        return ""

    def _words(self, raw: Mapping[str, Any], key: str, where: Where, *, needed: bool = True) -> Text:
        words = self._as_words(raw.get(key), (*where, key))
        if needed and not words:
            self._fault((*where, key), f"{key} belum ada", f"{key} is missing")
        return words

    def _as_words(self, written: object, where: Where) -> Text:
        if written is None or isinstance(written, str | Text):
            return text_of(written)
        if isinstance(written, Mapping) and all(isinstance(words, str) for words in written.values()):
            return text_of(written)
        self._fault(where, "bukan teks", "is no text")
        return NO_WORDS

    def _text(self, raw: Mapping[str, Any], key: str, where: Where) -> str:
        written = raw.get(key, "")
        if isinstance(written, str):
            return written.strip()
        self._fault((*where, key), f"“{written}” harus teks", f"“{written}” must be text")
        return ""

    def _truth(self, raw: Mapping[str, Any], key: str, where: Where, *, usual: bool = False) -> bool:
        written = raw.get(key, usual)
        if isinstance(written, bool):
            return written
        self._fault((*where, key), f"“{written}” harus true atau false", f"“{written}” must be true or false")
        return usual

    def _count(self, raw: Mapping[str, Any], key: str, where: Where) -> int:
        written = raw.get(key, 0)
        if isinstance(written, int) and not isinstance(written, bool) and 0 <= written <= 10_000:
            return written
        self._fault((*where, key), f"“{written}” bukan bilangan", f"“{written}” is no whole number")
        return 0

    def _known(self, raw: Mapping[str, Any], shape: type, where: Where) -> None:
        known = {part.name for part in fields(shape)}
        for key in [key for key in raw if key not in known]:
            near = "".join(f" (“{name}”?)" for name in get_close_matches(str(key), known, n=1))
            self._fault(
                (*where, key), f"kunci “{key}” tidak dikenal{near}", f"key “{key}” is not known{near}"
            )

    def _twice(self, coded: Iterable[tuple[str, Where]]) -> list[tuple[str, Where]]:
        seen: set[str] = set()
        return [(code, where) for code, where in coded if code in seen or seen.add(code)]  # type: ignore[func-returns-value]  # add gives None

    def _fault(self, where: Where, indonesian: str, english: str) -> None:
        form = str(self.raw.get("code") or "?")
        self.faults.append(FormFault(form=form, where=where, fault=Text(indonesian, english)))


_TEXTS = ("number", "when", "rule", "row_rule", "other", "unit", "path", "status")
_WORDS = ("rule_words", "row_words", "help", "note")


def _not_for(kind: FieldKind) -> tuple[str, str]:
    return f"tidak berlaku untuk {kind.title.id}", f"does not go with {kind.title.en}"
