"""Schema of what the plan states: targets, the record of the last plan, and where each is printed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.facts import Bilingual, Facts, Name, Unit, Words, Year
from scenarios.vocabulary import (
    GradingRule,
    GrowthBasis,
    Mode,
    Nature,
    PriceBasis,
    Relation,
    Table,
    Transform,
)


class Locator(Facts):
    """A place in the plan: chapter, section, paragraph, box and row; `line` of the text, from 1.

    Where a row is broken over several lines, `line` is the first.
    """

    chapter: Annotated[int, Field(ge=0)]
    section: Annotated[int, Field(ge=1)] | None = None
    paragraph: Annotated[int, Field(ge=1)] | None = None
    box: Annotated[int, Field(ge=1)] | None = None
    row: Annotated[int, Field(ge=1)] | None = None
    line: Annotated[int, Field(ge=1)]


class Reading(Facts):
    """One printed value of a quantity. Where several are printed, exactly one is the default.

    `bound` says that the plan prints a limit ("over 900", "within 4 %") and not a value.
    """

    value: float
    locator: Locator
    default: bool = False
    bound: Annotated[str, Field(pattern=r"^(above|at_most|at_least)$")] | None = None
    note: str = ""


Readings = Annotated[tuple[Reading, ...], Field(strict=False)]


class Grading(Facts):
    """How progress is graded: the required path, and thresholds where they differ from the pack's.

    `tolerance` is in percentage points of progress; `nearly_met` is the fraction of the planned
    increment that may be missing in a final grade "nearly met".
    """

    rule: GradingRule
    tolerance: Annotated[float, Field(ge=0, le=100)] | None = None
    nearly_met: Annotated[float, Field(ge=0, le=1)] | None = None


class Target(Facts):
    """One target of the plan.

    `unit_printed` is the unit as printed. `target` is null where the plan prints no number, `variable`
    unless the model computes it.
    `transform` turns the annual values of `variable` into the printed quantity.
    """

    id: Name
    name_zh: Words
    name_en: Words
    unit: Unit
    unit_printed: str = ""
    price_basis: PriceBasis
    price_basis_declared: bool
    nature: Nature
    mode: Mode
    mode_reason: Bilingual
    relation: Relation
    base_year: Year
    bases: Readings = ()
    target: float | None = None
    target_low: float | None = None
    year: Year
    stated_growth: float | None = None
    stated_growth_basis: GrowthBasis = "none"
    department: Words | None = None
    category: Words
    table: Table
    locator: Locator
    variable: Name | None = None
    transform: Transform | None = None
    printed_digits: Annotated[int, Field(ge=0, le=6)]
    threshold_source: Words
    grading: Grading
    note: str = ""

    @property
    def base(self) -> float | None:
        """The default base value, or None where none is printed."""
        return _default(self.bases)

    @model_validator(mode="after")
    def _consistent(self) -> Target:
        _one_default(self.bases)
        _variable_with_mode(self.mode, self.variable, self.transform)
        return self


class HistoryRow(Facts):
    """One row of the box that reports how the last plan ended: values at both ends and stated growth."""

    id: Name
    name_zh: Words
    name_en: Words
    unit: Unit
    unit_printed: str = ""
    price_basis: PriceBasis
    price_basis_declared: bool
    nature: Nature
    mode: Mode
    mode_reason: Bilingual
    relation: Relation
    base_year: Year
    bases: Readings = ()
    year: Year
    reached: Readings = ()
    stated_growth: float | None = None
    stated_growth_basis: GrowthBasis = "none"
    department: Words | None = None
    category: Words
    table: Table
    locator: Locator
    variable: Name | None = None
    transform: Transform | None = None
    printed_digits: Annotated[int, Field(ge=0, le=6)]
    threshold_source: Words
    target_id: Name | None = None
    grading: Grading
    note: str = ""

    @property
    def base(self) -> float | None:
        """The default value of the first year, or None where none is printed."""
        return _default(self.bases)

    @property
    def target(self) -> float | None:
        """The default value of the last year, or None where none is printed."""
        return _default(self.reached)

    @model_validator(mode="after")
    def _consistent(self) -> HistoryRow:
        _one_default(self.bases)
        _one_default(self.reached)
        _variable_with_mode(self.mode, self.variable, self.transform)
        return self


def _default(readings: tuple[Reading, ...]) -> float | None:
    return next((reading.value for reading in readings if reading.default), None)


def _one_default(readings: tuple[Reading, ...]) -> None:
    count = sum(reading.default for reading in readings)
    if readings and count != 1:
        fields = {"found": f"{count} default values", "expected": "exactly 1"}
        raise PydanticCustomError("inconsistent", "one default", fields)


def _variable_with_mode(mode: Mode, variable: str | None, transform: Transform | None) -> None:
    computed = variable is not None and transform is not None
    if (mode == "tracked") == computed:
        fields = {"found": f"mode {mode}, variable {variable}", "expected": "a variable unless tracked"}
        raise PydanticCustomError("inconsistent", "variable and mode", fields)
