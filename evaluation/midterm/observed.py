"""What was observed of a target: one figure with its period, prices, vintage and the cell it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scenarios.vocabulary import PriceBasis

Kind = Literal["level", "growth", "total", "cut_year", "cut_total"]
MONTHS = 12


@dataclass(frozen=True)
class Observation:
    """One observed figure of a target, converted to `unit`.

    `kind`: `level` is a value in the target's own unit (of the months up to `month` where one is given),
    `growth` a growth in % on the same months of the year before, `total` a sum since the start of the
    plan, `cut_year` and `cut_total` a cut in % on the year before and since the base year. `month` is the
    last month covered; None is the whole year. `price_basis` holds for the figure, not for the target.
    `base` is the revised base value in force for a level, None where the printed one holds. `vintage` names
    the edition of the data; `where` is the cell; `printed` the figure as it was typed. `scope` says what was
    counted where that is not what the target counts; such a figure is shown, and nothing rests on it.
    """

    id: str
    year: int
    value: float
    unit: str
    kind: Kind = "level"
    month: int | None = None
    price_basis: PriceBasis = "none"
    base: float | None = None
    vintage: str = ""
    where: str = ""
    printed: str = ""
    source: str = ""
    scope: str = ""

    @property
    def whole_year(self) -> bool:
        """Whether the figure covers the year; only such figures may condition the ensemble."""
        return self.month is None or self.month == MONTHS


@dataclass(frozen=True)
class AsOf:
    """The last year that counts as observed, and its last month where the year is not complete."""

    year: int
    month: int | None = None

    def covers(self, item: Observation) -> bool:
        """Whether a figure was known by then."""
        return (item.year, item.month or MONTHS) <= (self.year, self.month or MONTHS)

    @property
    def last_whole_year(self) -> int:
        """The last year that is complete."""
        whole = self.month is None or self.month == MONTHS
        return self.year if whole else self.year - 1


def conditioning(observations: Sequence[Observation], as_of: AsOf) -> tuple[Observation, ...]:
    """The figures that may condition the ensemble: whole years, known by then, of the target's own scope."""
    return tuple(item for item in observations if item.whole_year and as_of.covers(item) and not item.scope)
