"""The schema of `hub.toml`: the train assembly centre of a plan, with the basis of every number."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.facts import Bilingual, Facts, Name, Unit, Words, Year

Positive = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(gt=0, le=1)]
Places = Annotated[int, Field(ge=1)]
NUMBERS = {
    "lots_per_train": "item/train",
    "least_fill": "1",
    "longest_wait": "day",
    "assembly_time": "day",
    "assembly_variation": "1",
    "travel_time": "day",
    "border_time": "day",
    "border_variation": "1",
    "trains_under_way": "train",
    "disruption_rate": "1/year",
    "disruption_time": "day",
    "disruption_slowdown": "1",
    "season_amplitude": "1",
    "season_peak": "month",
    "daily_variation": "1",
    "monthly_variation": "1",
    "monthly_memory": "1",
    "line_haul_cost": "wan_CNY/train",
    "assembly_cost": "wan_CNY/train",
    "holding_cost": "wan_CNY/train/day",
    "standing_cost": "wan_CNY/train",
}
"""Every number the centre needs, with its unit."""
SHARES = ("least_fill", "season_amplitude", "monthly_memory")
"""Numbers that lie between 0 and 1."""


class HubNumber(Facts):
    """An uncertain number: triangular between its limits, certain where all three are equal."""

    name: Name
    unit: Unit
    low: Annotated[float, Field(ge=0)]
    central: Annotated[float, Field(ge=0)]
    high: Annotated[float, Field(ge=0)]
    known_from: Year
    basis: Words
    about: Words

    @model_validator(mode="after")
    def _ordered(self) -> HubNumber:
        if not self.low <= self.central <= self.high:
            found = f"{self.low:g}, {self.central:g}, {self.high:g}"
            fields = {"found": found, "expected": "low <= central <= high"}
            raise PydanticCustomError("inconsistent", "not in order", fields)
        return self


class HubOrigin(Facts):
    """Where consignments come from, with their share of all lots."""

    name: Name
    title: Bilingual
    share: Share
    basis: Words
    why: Words


class HubPort(Facts):
    """A border port with the places at which trains of this centre change gauge and clear."""

    name: Name
    title: Bilingual
    places: Places
    basis: Words
    why: Words


class HubDirection(Facts):
    """Where consignments go, with their share of all lots; a train carries one direction over one port."""

    name: Name
    title: Bilingual
    port: Name
    share: Share
    basis: Words
    why: Words


class HubPhase(Facts):
    """A building phase and what it adds: places, slots a year (its capacity in trains), yard in trains."""

    name: Name
    title: Bilingual
    opens: Annotated[float, Field(ge=1900, le=2100)]
    places: Annotated[int, Field(ge=0)]
    capacity: Annotated[float, Field(ge=0)]
    yard: Annotated[float, Field(ge=0)]
    basis: Words
    why: Words


class HubCount(Facts):
    """Trains counted from `first` to `last` (dates as years); `sd` is relative; above: more than printed."""

    name: Name
    first: Annotated[float, Field(ge=1900, le=2100)]
    last: Annotated[float, Field(ge=1900, le=2100)]
    value: Positive
    sd: Positive
    relation: Literal["level", "above"]
    known_from: Year
    basis: Words
    why: Words

    @model_validator(mode="after")
    def _later(self) -> HubCount:
        if not self.first < self.last:
            fields = {"found": f"{self.first:g} to {self.last:g}", "expected": "first before last"}
            raise PydanticCustomError("inconsistent", "not in order", fields)
        return self


class HubAdoption(Facts):
    """Demand before the plan, train/year: `level` / (1 + exp(-speed (t - midpoint))) from `opens` on."""

    opens: Annotated[float, Field(ge=1900, le=2100)]
    midpoint: Annotated[float, Field(ge=1900, le=2100)]
    speed: Positive
    level: Positive
    basis: Words
    why: Words


class HubFile(Facts):
    """Everything that is assumed about the centre."""

    schema_version: Literal[1]
    number: Annotated[tuple[HubNumber, ...], Field(strict=False)]
    origin: Annotated[tuple[HubOrigin, ...], Field(strict=False, min_length=1)]
    port: Annotated[tuple[HubPort, ...], Field(strict=False, min_length=1)]
    direction: Annotated[tuple[HubDirection, ...], Field(strict=False, min_length=1)]
    phase: Annotated[tuple[HubPhase, ...], Field(strict=False, min_length=1)]
    count: Annotated[tuple[HubCount, ...], Field(strict=False)]
    adoption: HubAdoption
