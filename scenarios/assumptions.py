"""Schema of what a scenario may change: levers, their paths, switches; and of a scenario itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.facts import Bilingual, Facts, Name, Unit, Words
from scenarios.targets import Locator
from scenarios.vocabulary import GdpEnd, LeverKind, LeverPart

Closure = Literal["demand_led", "supply_led"]
ProjectTiming = Literal["events", "smooth"]
SCHEMA_VERSION = 1


class Lever(Facts):
    """Something that can be decided from the first year of the plan on.

    `baseline` is its value in 2020 or its average share of 2016-2020; effort is 0 there and 1 at the
    limit. Levers of one `group` are shares that sum to at most 1. A lever of kind `date` counts in
    calendar years; `baseline` at `high` then means "not within the horizon". `acts_in` says what it moves:
    the equations, or the events of projects or of the rail hub.
    """

    name: Name
    title: Bilingual
    unit: Unit
    baseline: float
    low: float
    high: float
    kind: LeverKind
    group: Name | None = None
    cost: Annotated[float, Field(ge=0)] | None = None
    plan_reference: Locator
    evidence: Words
    effort: Bilingual
    about: Bilingual
    gdp_end: GdpEnd
    acts_in: LeverPart = "equations"

    @property
    def raising_gdp(self) -> float:
        """The end of the range that raises GDP."""
        return self.high if self.gdp_end == "high" else self.low

    @model_validator(mode="after")
    def _consistent(self) -> Lever:
        if not self.low <= self.baseline <= self.high or self.low == self.high:
            fields = {"found": self.baseline, "low": self.low, "high": self.high}
            raise PydanticCustomError("out-of-bounds", "baseline outside its limits", fields)
        if (self.kind == "share") != (self.group is not None):
            fields = {"found": f"kind {self.kind}, group {self.group}", "expected": "a group for shares only"}
            raise PydanticCustomError("inconsistent", "kind and group", fields)
        return self


class LeverPath(Facts):
    """The named years of one lever: the value holds on 1 January of its year, linear in between."""

    points: dict[int, float]
    unit: Unit
    why: Words


class WorldPath(Facts):
    """What a scenario assumes about one series of the outside world in its named years.

    Between the named years the values are linear; in all other years the series keeps its own mean. With
    `relative` they multiply that mean. Yearly deviations are drawn as ever; an event takes the values as
    they stand.
    """

    points: dict[int, float]
    relative: bool
    unit: Unit
    why: Words


class Switches(Facts):
    """Structural choices that a scenario may fix; what is not named keeps the default of the run.

    `projects` "smooth" starts every wished project at once and lets the hub serve any load alike.
    """

    closure: Closure | None = None
    projects: ProjectTiming | None = None


class LeverPathFile(Facts):
    """A lever path as written: `path` has years as keys."""

    path: dict[str, float]
    unit: str
    why: Words


class WorldPathFile(Facts):
    """A series of the outside world as written: `path` or `factor` has years as keys."""

    path: dict[str, float] | None = None
    factor: dict[str, float] | None = None
    unit: str
    why: Words


class ScenarioFile(Facts):
    """A scenario file as written: only what differs from its parent."""

    schema_version: Literal[1]
    title: Bilingual
    question: Bilingual
    extends: Words | None = None
    levers: dict[str, LeverPathFile] = Field(default_factory=dict[str, LeverPathFile])
    world: dict[str, WorldPathFile] = Field(default_factory=dict[str, WorldPathFile])
    switches: Switches = Switches()


class Scenario(Facts):
    """A scenario with everything its parents say."""

    name: Words
    title: Bilingual
    question: Bilingual
    extends: tuple[str, ...] = ()
    levers: dict[str, LeverPath] = Field(default_factory=dict)
    world: dict[str, WorldPath] = Field(default_factory=dict)
    switches: Switches = Switches()
    inputs: dict[str, str] = Field(default_factory=dict)
