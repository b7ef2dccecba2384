"""The figure that stands for a dataset: its newest, which way it went, and as people say it."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.faces.portal import looks
from lumbung.faces.portal.holdings import Holding
from lumbung.kit.charts import Figures
from lumbung.kit.charts.captions import change
from lumbung.kit.charts.figures import PERIOD, placed
from lumbung.kit.charts.sparks import Spark, spark
from lumbung.kit.language import language
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text

UP_TO_TWENTY_ID = (
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas tiga_belas"
    " empat_belas lima_belas enam_belas tujuh_belas delapan_belas sembilan_belas dua_puluh"
)
UP_TO_TWENTY_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure with what it is, of when, from whom, and which way it went."""

    holding: Holding
    measure: Measure
    value: float
    figures: Figures
    period: Period
    before: Period | None
    moved: str  # "turun 0,15 poin"; empty where there is nothing to compare with
    direction: str  # up, down or level
    spark: Spark | None

    @property
    def said(self) -> str:
        """The figure without its unit."""
        return self.figures.said(self.value)

    @property
    def signs(self) -> tuple[str, str]:
        """What stands before the figure and what after it."""
        return placed(self.figures.sign)

    @property
    def source(self) -> str:
        """Who answers for it, in short."""
        producer = self.holding.dataset.producer
        return producer.short or producer.name.said(language())


def headline(held: Holding, *, area: Area | None = None) -> Headline | None:
    """The newest figure of a holding's first measure, for the whole or for one area."""
    where = area.code if area is not None and area.code != held.structure.area.within else ""
    seen = looks.look(held, {looks.WHERE: where, looks.DETAIL: "-"}, across=PERIOD)
    return _headline(seen) if looks.is_whole(seen, where) else None


def _headline(seen: looks.Look) -> Headline | None:
    figures = looks.figures(seen)
    known = sorted(
        ((parse_period(row.period), row.value) for row in figures.rows if row.value is not None),
        key=lambda item: item[0],
    )
    if not known:
        return None
    (period, value), previous = known[-1], known[-2] if len(known) > 1 else None
    moved, direction = "", "level"
    if previous is not None:
        moved = change(figures, previous[1], value).said(language())
        direction = "up" if value > previous[1] else "down" if value < previous[1] else "level"
    return Headline(
        holding=seen.holding,
        measure=seen.measure,
        value=value,
        figures=figures,
        period=period,
        before=previous[0] if previous else None,
        moved=moved,
        direction=direction,
        spark=spark(known),
    )


def sentence(made: Headline) -> str:
    """The figure in one sentence: *Penduduk miskin, 2025: 6,60 %, kira-kira satu dari lima belas.*"""
    share = as_people_say(made)
    figure = made.figures.said(made.value, unit=True)
    title, period = made.measure.title.said(language()), made.period.title.said(language())
    return f"{title}, {period}: {figure}{', ' if share else ''}{share}."


def as_people_say(made: Headline) -> str:
    """A share as people say it: *kira-kira satu dari lima belas*; empty where it would say nothing."""
    if not made.figures.is_percent or made.measure.maximum != 100 or not 4.75 <= made.value <= 60:
        return ""
    many = round(100 / made.value)
    if not 2 <= many <= 20 or abs(100 / many - made.value) > made.value * 0.08:
        return ""
    indonesian = UP_TO_TWENTY_ID.split()[many].replace("_", " ")
    english = UP_TO_TWENTY_EN.split()[many]
    return Text(f"kira-kira satu dari {indonesian}", f"about one in {english}").said(language())
