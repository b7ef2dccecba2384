"""A record as its pages show it: blocks with their fields, what each input holds, what is said beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lumbung.kit.language import language
from lumbung.kit.said import t
from lumbung.rooms.metadata import queries
from lumbung.rooms.metadata.queries import Record, Remark
from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.forms import Answers, Block, FieldKind, Form, FormField, FormRow
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS, is_empty, said_value

if TYPE_CHECKING:
    from lumbung.engines.forms import Judgement

SPARE_ROWS = 2
OTHER = "other"


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A question with its answer and everything that is said about it."""

    field: FormField
    asked: bool
    missing: bool
    value: Any
    posted: Mapping[str, Sequence[str]]
    faults: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()
    inferred: str = ""
    copied: bool = False
    was: Any = None  # what was approved, where it differs now
    changed: bool = False

    def text(self, name: str = "") -> str:
        """What an input holds: the field's own, or a part of it (``"3:awal"``)."""
        found = self.posted.get(f"{self.field.key}:{name}" if name else self.field.key) or [""]
        return found[0]

    @property
    def chosen(self) -> frozenset[str]:
        """The codes that are chosen of several."""
        return frozenset(self.posted.get(self.field.key) or ())

    @property
    def lines(self) -> str:
        """A list as one text with a line each."""
        return "\n".join(str(one) for one in self.value) if isinstance(self.value, list) else self.text()

    @property
    def rows(self) -> list[tuple[str, FormRow | None]]:
        """The rows of a table: the fixed ones, or as many as are filled and some spare."""
        if self.field.rows:
            return [(row.key, row) for row in self.field.rows]
        filled = len(self.value) if isinstance(self.value, list) else 0
        return [(str(number), None) for number in range(filled + SPARE_ROWS)]

    @property
    def open_remarks(self) -> int:
        """How many remarks wait to be settled."""
        return sum(one.settled_at is None for one in self.remarks)

    @property
    def said(self) -> list[str]:
        """The answer as people read it, a line each."""
        return said_lines(self.field, self.value)

    @property
    def said_before(self) -> list[str]:
        """What was approved, as people read it."""
        return said_lines(self.field, self.was)


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A part of the form under its heading."""

    block: Block
    fields: tuple[FieldShown, ...]

    @property
    def asked(self) -> bool:
        """Whether any of its questions is asked."""
        return any(one.asked for one in self.fields)

    @property
    def needed(self) -> int:
        """How many answers a release asks for."""
        return sum(one.asked and one.field.required for one in self.fields)

    @property
    def filled(self) -> int:
        """How many of those are there."""
        return self.needed - sum(one.missing for one in self.fields)

    @property
    def faults(self) -> int:
        """How many things must be mended, remarks that wait included."""
        return sum(len(one.faults) + one.open_remarks for one in self.fields if one.asked)


@dataclass(frozen=True, slots=True)
class RecordShown:
    """The whole record."""

    form: Form
    judgement: Judgement
    blocks: tuple[BlockShown, ...] = field(default_factory=tuple)

    @property
    def missing(self) -> tuple[FormField, ...]:
        """The required answers that are not there."""
        return self.judgement.missing

    @property
    def percent(self) -> int:
        """How complete it is."""
        return int(self.judgement.completeness * 100)


def shown(record: Record, *, answers: Answers | None = None) -> RecordShown:
    """A record for its pages; with other answers, as they would look."""
    from lumbung.engines.forms import posted_of

    form = queries.form_of(record)
    current = record.answers if answers is None else answers
    judgement = queries.judged(record, current)
    posted = posted_of(form, current)
    remarks = queries.open_remarks(record)
    missing = {one.key for one in judgement.missing}
    faults: dict[str, list[Finding]] = {}
    for one in queries.faults(judgement):
        faults.setdefault(str(one.place.column), []).append(one)
    before = record.approved_answers
    copied = set(record.copied)

    def field_of(asked: FormField) -> FieldShown:
        key = asked.key
        was = (before or {}).get(key)
        return FieldShown(
            field=asked,
            asked=key in judgement.asked,
            missing=key in missing,
            value=current.get(key),
            posted=posted,
            faults=tuple(faults.get(key, ())),
            remarks=tuple(remarks.get(key, ())),
            inferred=str(record.inferred.get(key, "")),
            copied=key in copied,
            was=was,
            changed=before is not None and was != current.get(key),
        )

    blocks = tuple(BlockShown(block, tuple(map(field_of, block.fields))) for block in form.blocks)
    return RecordShown(form, judgement, blocks)


def said_lines(asked: FormField, value: Any) -> list[str]:
    """An answer in words: one line, or one for each row, item or entry."""
    if is_empty(value):
        return []
    spoken = language()
    titles = {option.code: option.title.said(spoken) for option in asked.options}
    match asked.kind, value:
        case FieldKind.MULTI_CHOICE, {"codes": list() as codes}:
            lines = [titles.get(str(code), str(code)) for code in codes]
            return [*lines, str(value[OTHER])] if value.get(OTHER) else lines
        case FieldKind.YES_NO_LIST, dict():
            said = {option.code: option.title.said(spoken) for option in YES_NO_OPTIONS}
            return [f"{titles.get(key, key)}: {said.get(str(one), one)}" for key, one in value.items()]
        case FieldKind.TABLE, list():
            rows = {row.key: row.title.said(spoken) for row in asked.rows}
            return [_said_row(asked, rows, row) for row in value if isinstance(row, dict)]
        case FieldKind.LIST, list():
            return [str(one) for one in value]
    return [said_value(asked, value, spoken)]


def _said_row(asked: FormField, titles: Mapping[str, str], row: Mapping[str, Any]) -> str:
    cells = [said_value(column, row.get(column.key), language()) for column in asked.columns]
    words = " · ".join(filter(None, cells))
    name = str(row.get("row") or "")
    return f"{titles.get(name, name)}: {words}" if name else words


def state_of_autosave(seen: RecordShown, record: Record, at: str) -> dict[str, Any]:
    """What the page's script needs after a save: what is asked now, what lacks, what is wrong."""
    return {
        "revision": record.revision,
        "saved": at,
        "asked": sorted(seen.judgement.asked),
        "needed": seen.judgement.needed,
        "filled": seen.judgement.filled,
        "meter": t(
            f"{seen.judgement.filled} dari {seen.judgement.needed} isian wajib terisi",
            f"{seen.judgement.filled} of {seen.judgement.needed} required answers are there",
        ),
        "missing": [one.key for one in seen.judgement.missing],
        "copied": list(record.copied),
        "faults": {
            one.field.key: [f"{t(fault.message)} {t(fault.hint)}" for fault in one.faults]
            for block in seen.blocks
            for one in block.fields
            if one.faults and one.asked
        },
        "blocks": {
            block.block.code: {"filled": block.filled, "needed": block.needed, "asked": block.asked}
            for block in seen.blocks
        },
    }
