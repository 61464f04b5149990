"""Schema of what the plan states: targets, the record of the last plan, and where each is printed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.facts import Bilingual, ElementName, Facts, Name, Unit, Words, Year
from scenarios.vocabulary import (
    Bound,
    Direction,
    GradingRule,
    GrowthBasis,
    Mode,
    Nature,
    PriceBasis,
    Relation,
    Stated,
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
    bound: Bound | None = None
    note: str = ""


Readings = Annotated[tuple[Reading, ...], Field(strict=False)]


class Restatement(Facts):
    """Another place that prints the same target: the number and limit printed there, none where worded."""

    value: float | None = None
    bound: Bound | None = None
    locator: Locator
    note: str = ""


class Defining(Facts):
    """A number that belongs to what is counted and not to how much of it: an age, a size, a radius."""

    value: float
    unit: Unit


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
    `transform` turns the annual values of `variable`, over those of `divisor` where one is named, into
    the printed quantity. `stated` says how the text states the target: as a number, as a number in words
    (doubled, full coverage), as a count of parts that it lists (`listed` of them), as a `direction`
    only, or by naming a value that others set. `scope` says what is counted, and `scope_declared` whether
    the plan says so. `main` targets are those that a run answers for.
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
    variable: ElementName | None = None
    divisor: ElementName | None = None
    transform: Transform | None = None
    printed_digits: Annotated[int, Field(ge=0, le=6)]
    threshold_source: Words
    grading: Grading
    stated: Stated = "number"
    direction: Direction | None = None
    listed: Annotated[int, Field(ge=0)] | None = None
    defining: Annotated[tuple[Defining, ...], Field(strict=False)] = ()
    restated: Annotated[tuple[Restatement, ...], Field(strict=False)] = ()
    scope: Bilingual | None = None
    scope_declared: bool = False
    main: bool = True
    note: str = ""

    @property
    def base(self) -> float | None:
        """The default base value, or None where none is printed."""
        return _default(self.bases)

    @property
    def worded(self) -> bool:
        """Whether the text states the target without a number of its own."""
        return self.stated in ("direction", "outside")

    @model_validator(mode="after")
    def _consistent(self) -> Target:
        _one_default(self.bases)
        _variable_with_mode(self.mode, self.variable, self.transform)
        _worded_as_stated(self)
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
    stated: Stated = "number"
    scope: Bilingual | None = None
    scope_declared: bool = False
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


def _worded_as_stated(target: Target) -> None:
    """Refuse a direction without its word, a list without a count, a divisor without what it divides."""
    wrong = {
        f"stated {target.stated}, direction {target.direction}": (target.stated == "direction")
        != (target.direction is not None),
        f"stated {target.stated}, listed {target.listed}": target.listed is not None
        and target.stated != "count",
        f"divisor {target.divisor}, variable {target.variable}": target.divisor is not None
        and target.variable is None,
    }
    for found, is_wrong in wrong.items():
        if is_wrong:
            fields = {"found": found, "expected": "words that fit each other"}
            raise PydanticCustomError("inconsistent", "how the target is stated", fields)


def _variable_with_mode(mode: Mode, variable: str | None, transform: Transform | None) -> None:
    computed = variable is not None and transform is not None
    if (mode == "tracked") == computed:
        fields = {"found": f"mode {mode}, variable {variable}", "expected": "a variable unless tracked"}
        raise PydanticCustomError("inconsistent", "variable and mode", fields)
