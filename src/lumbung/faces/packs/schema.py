"""The shapes of a pack's files; ``docs/reference/packs.md`` tells them to whoever writes a pack."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from lumbung.vocabulary.areas import area_level
from lumbung.vocabulary.words import Text

CODE = r"^[a-z0-9][a-z0-9_-]*$"


def _words(raw: Any) -> Text:
    """A text in one or both languages."""
    if isinstance(raw, str):
        return Text(raw)
    if isinstance(raw, dict) and raw and set(raw) <= {"id", "en"}:
        if all(isinstance(words, str) for words in raw.values()):
            return Text(str(raw.get("id") or raw.get("en")), str(raw.get("en") or ""))
        raise PydanticCustomError("string_type", "text")
    raise PydanticCustomError("words", "text or {id, en}")


def _level(raw: str) -> str:
    try:
        return area_level(raw).value
    except ValueError as wrong:
        raise PydanticCustomError("level", "level") from wrong


def _listed(raw: Any) -> Any:
    """``a|b`` of a CSV as a list."""
    return [part.strip() for part in raw.split("|") if part.strip()] if isinstance(raw, str) else raw


def _blank_is_none(raw: Any) -> Any:
    return None if raw == "" else raw


Words = Annotated[Text, BeforeValidator(_words)]
Code = Annotated[str, Field(strict=True, pattern=CODE, max_length=80)]
Word = Annotated[str, Field(strict=True, min_length=1, max_length=80)]
Line = Annotated[str, Field(strict=True, max_length=300)]
Number = Annotated[float | None, BeforeValidator(_blank_is_none)]
Date = Annotated[dt.date | None, BeforeValidator(_blank_is_none)]
Level = Annotated[str, Field(strict=True), AfterValidator(_level)]
Aliases = Annotated[list[Annotated[str, Field(strict=True)]], BeforeValidator(_listed)]
Flag = Annotated[bool, Field(strict=True)]
Period = Annotated[
    str, BeforeValidator(lambda raw: str(raw) if type(raw) is int else raw), Field(strict=True)
]


class Strict(BaseModel):
    """No key but the known ones: a misspelt key must not pass for an absent one."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, protected_namespaces=())


class Source(Strict):
    """What was taken from whom."""

    what: Words
    holder: str
    files: list[str] = []
    basis: str = ""
    address: Annotated[str, Field(max_length=500, pattern=r"^(https?://\S+)?$")] = ""
    licence: Annotated[str, Field(max_length=80)] = ""
    licence_file: str = ""
    read_on: Date = None


class Head(Strict):
    """``pack.yaml``."""

    code: Code
    title: Words
    version: Annotated[str, BeforeValidator(str)]
    description: Words = Text("")
    licence: str = ""
    simulated: Flag = False
    needs: list[Code] = []
    sources: list[Source | str] = []
    government: str = ""
    area: Annotated[str, Field(strict=True)] = ""


class Area(Strict):
    """A row of ``areas/*.csv``; rows of several files with one code complete each other."""

    code: Annotated[str, Field(strict=True, min_length=1, max_length=20)]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    level: Level
    kind: str = ""
    parent: str = ""
    bps: str = ""
    bps_status: Literal["", "published", "inferred", "unknown"] = ""
    bps_note: Annotated[str, Field(exclude=True)] = ""
    valid_from: Date = None
    valid_to: Date = None
    longitude: Number = None
    latitude: Number = None
    square_km: Number = None
    postal_code: str = ""
    aliases: Aliases = []


class Organisation(Strict):
    """An entry of ``organisations.yaml``."""

    code: Code
    name: Words
    kind: Literal["pemerintah", "perangkat-daerah", "kecamatan", "kelurahan", "pembina", "lain"] = (
        "perangkat-daerah"
    )
    short: Annotated[str, Field(strict=True, max_length=40)] = ""
    parent: str = ""
    area: Annotated[str, Field(strict=True)] = ""
    email: Annotated[str, Field(strict=True, max_length=254, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")] = ""
    evidence: str = ""
    source: str = ""


class Membership(Strict):
    """A duty of a person for an office."""

    organisation: Code
    duty: Literal["producer", "supporting_steward", "steward", "supervisor", "coordinator", "head", "reader"]


class Person(Strict):
    """An entry of ``people.yaml``: an account without a password."""

    username: Annotated[str, Field(strict=True, pattern=r"^[\w.@+-]+$", max_length=150)]
    name: Line
    email: str = ""
    memberships: list[Membership] = []


class EarlierVersion(Strict):
    """What a standard said before, and when."""

    title: Words = Text("")
    definition: Words = Text("")
    note: str = ""
    valid_from: Date = None
    valid_to: Date = None


class Standing(Strict):
    """What the registry keeps of every standard besides its words."""

    owner: Annotated[str, Field(strict=True)] = ""
    origin: Literal["", "national", "own"] = ""
    standard: Annotated[str, Field(strict=True, max_length=60)] = ""
    state: Literal["draft", "final", "retired"] = "draft"
    valid_from: Date = None
    valid_to: Date = None
    successor: Annotated[str, Field(strict=True)] = ""
    versions: list[EarlierVersion] = []

    def standing(self) -> dict[str, Any]:
        """The columns that the file gives; one that it leaves out stays as the registry has it."""
        given = {name: getattr(self, name) for name in Standing.model_fields if name in self.model_fields_set}
        if given.get("versions"):
            given["versions"] = [version.model_dump() for version in self.versions]
        if "origin" in given or "standard" in given:
            given["origin"] = self.origin or ("national" if self.standard else "own")
        return given


class Unit(Standing):
    """An entry of ``units.yaml``."""

    code: Annotated[str, Field(strict=True, min_length=1, max_length=60)]
    title: Words
    symbol: Annotated[str, Field(strict=True, max_length=20)] = ""
    quantity: Annotated[str, Field(strict=True, max_length=40)] = ""
    factor: float = 1.0
    aliases: Aliases = []
    definition: Words = Text("")
    source: Line = ""


class Concept(Standing):
    """An entry of ``concepts.yaml``."""

    code: Code
    title: Words
    definition: Words = Text("")
    source: Line = ""
    parent: Annotated[str, Field(strict=True)] = ""


class SharedMeasure(Standing):
    """An entry of ``measures.yaml``: a concept in a unit, for all datasets that measure it."""

    code: Code
    title: Words
    definition: Words = Text("")
    source: Line = ""
    concept: Annotated[str, Field(strict=True)] = ""
    unit: Annotated[str, Field(strict=True)] = ""
    adds_up: Literal["sum", "ratio", "weighted", "last", "none"] = "sum"
    of: list[Annotated[str, Field(strict=True)]] = []
    classifications: list[Annotated[str, Field(strict=True)]] = []

    @model_validator(mode="after")
    def _computed_from(self) -> SharedMeasure:
        needed = {"ratio": 2, "weighted": 1}.get(self.adds_up, 0)
        if len(self.of) != needed:
            raise PydanticCustomError("parts", "parts", {"adds_up": self.adds_up, "needed": needed})
        return self


class CodeItem(Strict):
    """A code of a code list."""

    code: Word
    title: Words
    parent: Annotated[str, Field(strict=True)] = ""
    aliases: Aliases = []


class CodeList(Standing):
    """A file of ``codelists/``."""

    code: Code
    title: Words
    codes: Annotated[list[CodeItem], Field(min_length=1)]
    version: Annotated[str, BeforeValidator(str)] = "1"
    source: Line = ""
    definition: Words = Text("")


class Topic(Strict):
    """An entry of ``topics.yaml``; their order is that of the file."""

    code: Code
    title: Words


class Synonym(Strict):
    """An entry of ``synonyms.yaml``."""

    word: Word
    means: list[Word]


class AreaScope(Strict):
    """Which areas a dataset is about."""

    within: Annotated[str, Field(strict=True)]
    level: Level


class Dimension(Strict):
    """A dimension of a dataset: its codes, or the code list that holds them."""

    code: Annotated[str, Field(strict=True, pattern=CODE, max_length=60)]
    title: Words = Text("")
    definition: Words = Text("")
    codes: dict[Annotated[str, Field(strict=True)], Words] = {}
    codelist: Annotated[str, Field(strict=True)] = ""
    optional: Flag = False


class Measure(Strict):
    """A measure of a dataset."""

    code: Annotated[str, Field(strict=True, pattern=CODE, max_length=60)]
    standard: Annotated[str, Field(strict=True, max_length=150)] = ""
    unit: Annotated[str, Field(strict=True, max_length=60)] = ""
    title: Words = Text("")
    definition: Words = Text("")
    concept: Annotated[str, Field(strict=True, max_length=150)] = ""
    adds_up: Literal["sum", "ratio", "weighted", "last", "none"] = "sum"
    of: Annotated[list[str] | None, Field(min_length=2, max_length=2)] = None
    weight: str | None = None
    scale: float | None = None
    decimals: Annotated[int | None, Field(ge=0, le=15)] = None
    minimum: float | None = None
    maximum: float | None = None
    required: Flag = False


class Rule(Strict):
    """A rule of a dataset's owner."""

    code: Annotated[str, Field(strict=True, max_length=80)]
    check: Annotated[str, Field(strict=True)]
    severity: Literal["error", "warning", "info"] = "error"
    message: Words = Text("")
    hint: Words = Text("")


class Dataset(Strict):
    """A file of ``datasets/``."""

    code: Code
    title: Words
    producer: Code
    frequency: Literal["A", "S", "Q", "M", "W", "D"]
    area: AreaScope
    measures: Annotated[list[Measure], Field(min_length=1)]
    dimensions: list[Dimension] = []
    rules: list[Rule] = []
    topic: Code = "lainnya"
    description: Words = Text("")
    periods: list[Period] | Period | None = None
    complete: Flag = False
    access: Literal["terbuka", "terbatas", "tertutup"] = "terbuka"
    licence: str = ""
    priority: Flag = False
    simulated: Flag = False
    due_days: Annotated[int, Field(ge=0)] = 90
    release_days: Annotated[int, Field(ge=0)] = 14
    source: str = ""
    keywords: list[str] = []
    period_label: Words = Text("")
