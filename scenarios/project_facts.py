"""The schema of `projects.toml`: the project pipeline of a plan, with the basis of every number."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.facts import Bilingual, Facts, Name, Unit, Words, Year
from scenarios.targets import Locator

Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Moment = Annotated[float, Field(ge=1900, le=2100)]
ROUNDING = 1e-9
ProjectKind = Literal["traditional", "emerging", "services", "infrastructure"]
NUMBERS = {
    "conversion": "1",
    "reserve_withdrawal": "1",
    "finance_withdrawal": "1",
    "other_withdrawal": "1",
    "reserve_time": "year",
    "approval_time": "year",
    "finance_time": "year",
    "patience": "year",
    "plant_time": "year",
    "structure_time": "year",
    "building_variation": "1",
    "own_variation": "1",
    "common_variation": "1",
    "common_memory": "1",
    "approval_use": "1",
    "land_use": "1",
    "finance_use": "1",
    "construction_use": "1",
    "quota_kept": "year",
    "builders_growth_time": "year",
}
"""Every number the pipeline needs, with its unit."""
SHARES = ("conversion", "reserve_withdrawal", "finance_withdrawal", "other_withdrawal", "common_memory")
"""Numbers that lie below 1."""
STREAMS = (
    "attracted_traditional",
    "attracted_emerging",
    "attracted_services",
    "infrastructure",
    "renewal",
    "property",
)
"""The streams that the volumes of 2016-2020 are split over."""


class ProjectNumber(Facts):
    """An uncertain number: triangular between its limits, certain where all three are equal."""

    name: Name
    unit: Unit
    low: NotNegative
    central: NotNegative
    high: NotNegative
    basis: Words
    about: Words

    @model_validator(mode="after")
    def _ordered(self) -> ProjectNumber:
        if not self.low <= self.central <= self.high:
            found = f"{self.low:g}, {self.central:g}, {self.high:g}"
            fields = {"found": found, "expected": "low <= central <= high"}
            raise PydanticCustomError("inconsistent", "not in order", fields)
        return self


class ProjectStream(Facts):
    """Projects of one sort, with the mean signed size (1e8 CNY) and its coefficient of variation."""

    name: Name
    kind: ProjectKind
    attracted: bool
    public: bool
    needs_land: bool
    mean_size: Positive
    size_variation: Positive
    basis: Words
    about: Words


class ProjectCounts(Facts):
    """What the plan counts for 2016-2020; volumes in 1e8 CNY.

    `start_spread` are the parts of a start that count in the quarters around it, its own in the middle.
    """

    attracted_projects: Annotated[int, Field(ge=1)]
    attracted_signed: Positive
    invested: Positive
    invested_industry: Positive
    invested_infrastructure: Positive
    invested_renewal: NotNegative
    emerging_share: Share
    desks: Annotated[int, Field(ge=1)]
    start_spread: Annotated[tuple[Share, ...], Field(strict=False)]
    basis: Words
    about: Words

    @model_validator(mode="after")
    def _whole(self) -> ProjectCounts:
        parts = self.start_spread
        if len(parts) % 2 == 0 or abs(sum(parts) - 1) > ROUNDING:
            fields = {"found": ", ".join(map(str, parts)), "expected": "an odd number of parts that sum to 1"}
            raise PydanticCustomError("inconsistent", "not a whole", fields)
        return self


class WishedPath(Facts):
    """Starts by year before the plan, relative to the average of 2016-2020."""

    basis: Words
    path: dict[str, Positive]


class NamedRow(Facts):
    """A project that the plan names: size and dates are drawn where the plan gives none."""

    title: Bilingual
    stream: Name
    earliest: Moment
    latest: Moment
    size: Positive | None = None
    probability: Share = 1.0
    place: Locator

    @model_validator(mode="after")
    def _later(self) -> NamedRow:
        if self.latest < self.earliest:
            fields = {"found": f"{self.earliest:g} to {self.latest:g}", "expected": "earliest before latest"}
            raise PydanticCustomError("inconsistent", "not in order", fields)
        return self


class ProjectsFile(Facts):
    """Everything that is assumed about the pipeline."""

    schema_version: Literal[1]
    facts: ProjectCounts
    wished: WishedPath
    number: Annotated[tuple[ProjectNumber, ...], Field(strict=False)]
    stream: Annotated[tuple[ProjectStream, ...], Field(strict=False, min_length=1)]
    named: Annotated[tuple[NamedRow, ...], Field(strict=False)] = ()


HISTORY_YEARS: tuple[Year, ...] = (2016, 2017, 2018, 2019, 2020)
