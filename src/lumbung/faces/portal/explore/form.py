"""The form of the page: every choice that a wish has, with what is chosen now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lumbung.faces.portal.choices import Choice, Option
from lumbung.faces.portal.explore.openings import rungs
from lumbung.faces.portal.explore.wishes import (
    LATEST,
    Calculation,
    Form,
    Showing,
    Whole,
    Wish,
)
from lumbung.faces.portal.holdings import Holding, area_names
from lumbung.faces.portal.looks import codes_of, many_roles, role_title
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.kit.language import language
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text, Worded

LEVELS = 2  # of rows and of columns
MOST_BOXES = 120  # a list longer than this is written in, not ticked
LAST_PERIODS = (5, 10)
WHOLE_AREA = 60


@dataclass(frozen=True, slots=True)
class Filter:
    """A role that may be narrowed: by ticking codes, or by writing them where they are many."""

    role: str
    title: str
    said: str  # what is chosen now, in words
    all: str  # what is said where nothing is
    options: tuple[Option, ...]  # none: to be written
    written: str
    many: int


@dataclass(frozen=True, slots=True)
class Fields:
    """All lists of the form."""

    rows: tuple[Choice, ...]
    columns: tuple[Choice, ...]
    measures: tuple[Option, ...]
    filters: tuple[Filter, ...]
    within: Choice | None
    roll_up: Choice | None
    calculation: Choice
    whole: Choice
    base: Choice | None
    showing: tuple[Option, ...]
    form: Choice
    boundaries: str


def fields(wish: Wish, held: Holding, *, has_map: bool) -> Fields:
    """The form as it stands for a wish."""
    roles = [Option(role, role_title(held, role), chosen=False) for role in many_roles(held)]
    return Fields(
        rows=tuple(_places("rows", Text("Baris", "Rows"), wish.rows, roles)),
        columns=tuple(_places("columns", Text("Kolom", "Columns"), wish.columns, roles)),
        measures=tuple(
            Option(measure.code, measure.title.said(language()), measure.code in wish.measures)
            for measure in held.measures
        ),
        filters=tuple(_filter(wish, held, role) for role in many_roles(held)),
        within=_within(wish, held),
        roll_up=_roll_up(wish, held),
        calculation=_choice("calc", Text("Hitungan", "Calculation"), Calculation, wish.calculation),
        whole=_choice("of", Text("Bagian dari", "Share of"), Whole, wish.whole),
        base=_base(wish, held),
        showing=tuple(
            Option(one.value, one.title.said(language()), one is wish.showing)
            for one in Showing
            if one is not Showing.MAP or has_map
        ),
        form=_choice("chart", Text("Bentuk grafik", "Form of the chart"), Form, wish.form),
        boundaries=wish.boundaries,
    )


def _places(name: str, title: Text, placed: Sequence[str], roles: Sequence[Option]) -> Iterable[Choice]:
    none = Text("— kosong —", "— nothing —").said(language())
    for level in range(max(min(LEVELS, len(roles)), len(placed))):
        here = placed[level] if level < len(placed) else ""
        words = title.said(language()) if not level else f"{title.said(language())} {level + 1}"
        options = [Option(role.value, role.words, role.value == here) for role in roles]
        if here and all(option.value != here for option in options):
            options.append(Option(here, here, chosen=True))
        yield Choice(name, words, (Option("", none, not here), *options))


def _choice(name: str, title: Text, kind: type[Worded], chosen: Worded) -> Choice:
    options = tuple(Option(one.value, one.title.said(language()), one is chosen) for one in kind)
    return Choice(name, title.said(language()), options)


def _filter(wish: Wish, held: Holding, role: str) -> Filter:
    codes = list(codes_of(held, role))
    chosen = wish.chosen(role)
    named = _names(held, role)
    options: list[Option] = []
    if role == PERIOD:
        codes.reverse()
        rolling = _rolling(len(codes), chosen)
        options = [Option(word, words, word in chosen) for word, words in rolling]
        named |= dict(rolling)
    if len(codes) <= MOST_BOXES:
        options += [Option(code, named.get(code, code), code in chosen) for code in codes]
        known = {option.value for option in options}
        options += [Option(code, named.get(code, code), chosen=True) for code in chosen if code not in known]
    else:
        options = []
    return Filter(
        role=role,
        title=role_title(held, role),
        said=_said(chosen, named, len(codes)),
        all=_said((), named, len(codes)),
        options=tuple(options),
        written=", ".join(chosen),
        many=len(codes),
    )


def _names(held: Holding, role: str) -> dict[str, str]:
    if role == PERIOD:
        return {str(period): period.title.said(language()) for period in held.periods}
    if role == AREA:
        return area_names()
    dimension = held.structure.dimension(role)
    return {item.code: item.title.said(language()) for item in dimension.codes} if dimension else {}


def _rolling(periods: int, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """The words that roll on with releases: the usual ones, and the one that was chosen."""
    asked = {int(n) for word in chosen if (n := word.removeprefix(f"{LATEST}:")).isdigit()}
    found = [(LATEST, Text("Periode terbaru", "Latest period").said(language()))]
    found += [
        (f"{LATEST}:{n}", Text(f"{n} periode terakhir", f"Last {n} periods").said(language()))
        for n in sorted({*asked, *(n for n in LAST_PERIODS if n < periods)})
    ]
    return found


def _said(chosen: Sequence[str], names: dict[str, str], many: int) -> str:
    if not chosen:
        return Text(f"semua ({many})", f"all ({many})").said(language())
    if len(chosen) <= 2:
        return ", ".join(names.get(code, code) for code in chosen)
    return Text(f"{len(chosen)} dipilih", f"{len(chosen)} chosen").said(language())


def _within(wish: Wish, held: Holding) -> Choice | None:
    """The areas between the scope and those with figures: only what lies in one of them."""
    tree = standards.area_tree()
    scope = held.structure.area.within
    between = {outer.code: outer for code in held.areas for outer in tree.ancestors(code)}
    inner = [
        outer
        for code, outer in sorted(between.items())
        if code != scope and any(above.code == scope for above in tree.ancestors(code))
    ]
    if not inner or len(inner) > WHOLE_AREA:
        return None
    every = Option("", Text("semua", "all of it").said(language()), not wish.within)
    options = (Option(area.code, area.title, area.code == wish.within) for area in inner)
    return Choice("within", Text("Hanya di dalam", "Only within").said(language()), (every, *options))


def _roll_up(wish: Wish, held: Holding) -> Choice | None:
    levels = rungs(held)
    if not levels:
        return None
    own = held.structure.area.level.title.said(language())
    none = Option("", Text(f"apa adanya ({own})", f"as they are ({own})").said(language()), not wish.roll_up)
    options = (
        Option(level.value, level.title.said(language()), level.value == wish.roll_up) for level in levels
    )
    title = Text("Gabungkan wilayah per", "Put areas together by").said(language())
    return Choice("roll_up", title, (none, *options))


def _base(wish: Wish, held: Holding) -> Choice | None:
    if len(held.periods) < 2 or len(held.periods) > MOST_BOXES:
        return None
    first = Option("", Text("periode pertama di tabel", "first period shown").said(language()), not wish.base)
    options = (
        Option(str(period), period.title.said(language()), str(period) == wish.base)
        for period in held.periods
    )
    return Choice("base", Text("Periode dasar", "Base period").said(language()), (first, *options))
