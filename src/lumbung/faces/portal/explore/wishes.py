"""What a reader wants to see of a dataset, as an address says it: the address is the question.

``rows=area&columns=period&period=latest:5&roll_up=kecamatan&calc=share&show=chart``; filters,
``measures``, ``within``, ``roll_up``, ``boundaries`` and ``edition`` are the words of the API.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from lumbung.cube.problems import ColumnUnknown
from lumbung.faces.portal.holdings import Holding
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.rooms.query.queries import ParameterUnfit
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text, Worded

SAID = 60  # of a word that is unknown, so much is said back
LATEST = "latest"
MOST_PAGES = 10_000


class Calculation(Worded):
    """What is made of the figures before they are shown."""

    VALUE = "value", Text("Angka apa adanya", "Figures as they are")
    SHARE = "share", Text("Bagian dari jumlah (%)", "Share of the total (%)")
    CHANGE = "change", Text("Perubahan dari periode sebelumnya", "Change from the period before")
    GROWTH = "growth", Text("Perubahan dalam persen", "Change in per cent")
    INDEX = "index", Text("Indeks (periode dasar = 100)", "Index (base period = 100)")


class Whole(Worded):
    """The total that a share is taken of."""

    COLUMN = "column", Text("jumlah kolomnya", "the total of its column")
    ROW = "row", Text("jumlah barisnya", "the total of its row")
    TABLE = "table", Text("jumlah seluruh tabel pada periode itu", "the whole table in that period")


class Showing(Worded):
    """The form in which the answer is shown."""

    TABLE = "table", Text("Tabel", "Table")
    CHART = "chart", Text("Grafik", "Chart")
    MAP = "map", Text("Peta", "Map")


class Form(Worded):
    """The form of a chart."""

    CHOSEN = "", Text("dipilihkan", "chosen for you")
    LINE = "line", Text("garis", "lines")
    BARS = "bars", Text("batang", "bars")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A question to one dataset, and how its answer is laid out."""

    rows: tuple[str, ...] = ()  # roles: area, period, dimensions
    columns: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()  # codes of each role; periods also as rolling words
    within: str = ""
    roll_up: str = ""
    boundaries: str = ""
    edition: str = ""
    calculation: Calculation = Calculation.VALUE
    whole: Whole = Whole.COLUMN
    base: str = ""  # the period that is 100
    showing: Showing = Showing.TABLE
    form: Form = Form.CHOSEN
    page: int = 1

    @property
    def placed(self) -> tuple[str, ...]:
        """The roles that stand in the table."""
        return (*self.rows, *self.columns)

    def chosen(self, role: str) -> tuple[str, ...]:
        """The codes that a role is narrowed to; none: all of them."""
        return dict(self.where).get(role, ())

    def narrowed(self, role: str, codes: Iterable[str]) -> Wish:
        """The same wish with other codes of a role."""
        kept = {name: given for name, given in self.where if name != role}
        if wanted := tuple(codes):
            kept[role] = wanted
        return replace(self, where=tuple(sorted(kept.items())))

    def address(self, **changes: str) -> dict[str, list[str]]:
        """The wish as the parts of an address, in one order and without what goes without saying."""
        parts: dict[str, list[str]] = {
            "rows": [",".join(self.rows)],
            "columns": [",".join(self.columns)],
            "measures": [",".join(self.measures)],
            **{role: [",".join(codes)] for role, codes in self.where},
            "within": [self.within],
            "roll_up": [self.roll_up],
            "boundaries": [self.boundaries],
            "edition": [self.edition],
            "calc": ["" if self.calculation is Calculation.VALUE else self.calculation.value],
            "of": [
                self.whole.value
                if self.calculation is Calculation.SHARE and self.whole is not Whole.COLUMN
                else ""
            ],
            "base": [self.base if self.calculation is Calculation.INDEX else ""],
            "show": ["" if self.showing is Showing.TABLE else self.showing.value],
            "chart": [self.form.value],
            "page": [str(self.page) if self.page > 1 else ""],
        }
        parts |= {name: [said] for name, said in changes.items()}
        kept = {name: said for name, said in parts.items() if any(said)}
        return kept if self.placed else {"rows": [""], **kept}


OWN = frozenset({"rows", "columns", "calc", "of", "base", "show", "chart", "page"})
ONCE = frozenset({"within", "roll_up", "boundaries", "edition"})
ASIDE = frozenset({"bahasa", "lebar", "tautan"})  # in an address, but no part of the question


def is_asked(given: Mapping[str, list[str]]) -> bool:
    """Whether an address says what stands in the table, rather than leaving it to us."""
    return "rows" in given or "columns" in given


def read_wish(held: Holding, given: Mapping[str, list[str]]) -> Wish:
    """Read a wish from the parts of an address; names of areas and codes do as well as codes."""
    words = {name: _words(values) for name, values in given.items() if name not in ASIDE}
    one = {name: _one(name, words.get(name, [])) for name in (*OWN, *ONCE) if name not in {"rows", "columns"}}
    rows = _roles(held, words.get("rows", []))
    columns = tuple(role for role in _roles(held, words.get("columns", [])) if role not in rows)
    where = {
        name: _codes(held, name, values)
        for name, values in words.items()
        if values and name not in OWN | ONCE | {"measures"}
    }
    if PERIOD not in (*rows, *columns):
        where.setdefault(PERIOD, (LATEST,))
    measures = tuple(dict.fromkeys(words.get("measures", []))) or (held.measures[0].code,)
    return Wish(
        rows=rows,
        columns=columns,
        measures=measures,
        where=tuple(sorted(where.items())),
        within=(_codes(held, AREA, [one["within"]]) or ("",))[0] if one["within"] else "",
        roll_up=one["roll_up"],
        boundaries=one["boundaries"],
        edition=one["edition"],
        calculation=_member(Calculation, "calc", one["calc"] or Calculation.VALUE.value),
        whole=_member(Whole, "of", one["of"] or Whole.COLUMN.value),
        base=one["base"],
        showing=_member(Showing, "show", one["show"] or Showing.TABLE.value),
        form=_member(Form, "chart", one["chart"]),
        page=_page(one["page"]),
    )


def _words(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _one(name: str, words: list[str]) -> str:
    if len(words) > 1:
        raise ParameterUnfit(name=name, value=",".join(words)[:SAID], example=f"{name}={words[0][:SAID]}")
    return words[0] if words else ""


Member = TypeVar("Member", bound=Worded)


def _member(kind: type[Member], name: str, word: str) -> Member:
    try:
        return kind(word)
    except ValueError as fault:
        known = ", ".join(member.value for member in kind if member.value)
        raise ParameterUnfit(name=name, value=word[:SAID], example=known) from fault


def _page(word: str) -> int:
    readable = word.isascii() and word.isdigit() and len(word) < 6
    if word and (not readable or not 1 <= int(word) <= MOST_PAGES):
        raise ParameterUnfit(name="page", value=word[:SAID], example="page=2")
    return int(word or 1)


def _roles(held: Holding, words: Iterable[str]) -> tuple[str, ...]:
    roles = tuple(dict.fromkeys(words))
    for role in roles:
        _require_role(held, role)
    return roles


def _require_role(held: Holding, role: str) -> None:
    known = held.structure.key
    if role not in known:
        raise ColumnUnknown(dataset=held.structure.dataset, column=role[:SAID], known=", ".join(known))


def _codes(held: Holding, role: str, words: Iterable[str]) -> tuple[str, ...]:
    """Codes as they are; what is no code may be a name, and stands for every code that bears it."""
    _require_role(held, role)
    if role == PERIOD:
        return tuple(dict.fromkeys(words))
    named = _Named(held, role)
    return tuple(dict.fromkeys(code for word in words for code in named.codes(word)))


class _Named:
    """The codes of a role by their names; the names are looked up only if one is needed."""

    def __init__(self, held: Holding, role: str) -> None:
        self.held, self.role = held, role
        self._by_name: dict[str, list[str]] | None = None

    def codes(self, word: str) -> tuple[str, ...]:
        """The codes that a word means: the word itself where it is nobody's name."""
        if word in self.held.manifest.counts.of(self.role):
            return (word,)
        if self._by_name is None:
            self._by_name = self._areas() if self.role == AREA else self._dimension()
        return tuple(self._by_name.get(word.casefold(), (word,)))

    def _areas(self) -> dict[str, list[str]]:
        """Areas that have figures; a name that none of them bears may be of an area above."""
        tree = standards.area_tree()
        found: dict[str, list[str]] = {}
        above: dict[str, list[str]] = {}
        for code in self.held.areas:
            if (area := tree.get(code)) is not None:
                found.setdefault(area.name.casefold(), []).append(code)
            above |= {outer.name.casefold(): [outer.code] for outer in tree.ancestors(code)}
        return {**above, **found}

    def _dimension(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        dimension = self.held.structure.dimension(self.role)
        for item in dimension.codes if dimension else ():
            for said in {item.title.id, item.title.said("en")}:
                found.setdefault(said.casefold(), []).append(item.code)
        return found
