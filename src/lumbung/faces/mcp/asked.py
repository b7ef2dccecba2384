"""What each tool may be asked, as types; their schemas are what an assistant reads."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from lumbung.faces.mcp.limits import MOST_ROWS, ROWS
from lumbung.vocabulary.areas import AreaLevel

Some = Annotated[str, Field(max_length=120)]
Several = Annotated[list[Some], Field(max_length=100)]
DatasetCode = Annotated[str, Field(max_length=80, description="code of a dataset, as search tells it")]
EditionLabel = Annotated[
    str, Field(max_length=120, description="an edition, such as 2025.1; else the current")
]
Day = Annotated[str, Field(max_length=10, description="the edition that was public on a day: 2025-06-30")]


class Asked(BaseModel):
    """Arguments: what is not declared is refused, so that a wrong name is not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AskedSearch(Asked):
    """Find datasets by everyday words, Indonesian or English."""

    query: Annotated[str, Field(max_length=200, description="words; none: all datasets")] = ""
    topic: Annotated[str, Field(max_length=60, description="code of a topic")] = ""
    producer: Annotated[str, Field(max_length=60, description="code of a producer")] = ""
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


class AskedDescribe(Asked):
    """Learn what a dataset holds before asking it."""

    dataset: DatasetCode


class AskedQuery(Asked):
    """Read figures of a dataset."""

    dataset: DatasetCode
    where: Annotated[
        dict[Some, Several],
        Field(max_length=20, description='codes for each dimension: {"jenis_kelamin": ["perempuan"]}'),
    ] = {}
    areas: Annotated[Several, Field(description="codes of areas; none: all")] = []
    within: Annotated[str, Field(max_length=40, description="an area with all below it")] = ""
    periods: Annotated[Several, Field(description="2024, 2024-Q3, 2021..2024, latest; none: all")] = []
    measures: Annotated[Several, Field(description="codes of measures; none: all")] = []
    by: Annotated[
        Several | None,
        Field(description="columns to keep (area, period, dimensions); everything else is added up"),
    ] = None
    roll_up: Annotated[AreaLevel | None, Field(description="level to which areas are added up")] = None
    order: Annotated[Several, Field(description="columns to order by; - before a name turns it round")] = []
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="rows of this answer")] = ROWS
    cursor: Annotated[str, Field(max_length=2_000, description="the value of next in the answer before")] = ""
    edition: EditionLabel = ""
    as_of: Day = ""

    def words(self) -> dict[str, list[str]]:
        """The question as an address writes it."""
        given: dict[str, list[str]] = {name: list(codes) for name, codes in self.where.items()}
        given |= {"area": self.areas, "period": self.periods, "measures": self.measures, "order": self.order}
        given |= {"by": self.by} if self.by is not None else {}
        single = {"within": self.within, "roll_up": self.roll_up or "", "cursor": self.cursor}
        single |= {"edition": self.edition, "as_of": self.as_of, "limit": str(self.limit)}
        return {name: words for name, words in given.items() if words} | {
            name: [str(word)] for name, word in single.items() if word
        }


class AskedCite(Asked):
    """Get the reference for a figure."""

    dataset: DatasetCode
    edition: EditionLabel = ""
