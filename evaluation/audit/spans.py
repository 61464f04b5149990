"""Quantities between two printed ends: rates, and what a path from one to the other adds up to.

A total counts the years after the first end, the last included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.audit.figures import Figure, shown
from evaluation.audit.material import Material, bases_of, observed, part_of, reached_of
from scenarios.schema import HistoryRow

if TYPE_CHECKING:
    from scenarios.audit_facts import Role
    from scenarios.schema import Locator, Observation, Target

SUMS = ("sum", "above", "below", "about")
"""Kinds of observations that may be a total over years."""


@dataclass(frozen=True)
class Span:
    """A row with one printed base and one printed end, both above zero, and the years between."""

    id: str
    base: Figure
    end: Figure
    years: int

    @property
    def growth(self) -> Figure:
        """The compound growth in % a year."""
        low, value, high = (
            _compound(base, end, self.years)
            for base, end in (
                (self.base.high, self.end.low),
                (self.base.value, self.end.value),
                (self.base.low, self.end.high),
            )
        )
        text = f"(({self.end.text} / {self.base.text})^(1 / {self.years}) - 1) x 100"
        return Figure(value, low, high, text, (self.id,), self.places)

    @property
    def smooth(self) -> float:
        """The sum over the years of a path that grows at the same rate every year."""
        factor = (self.end.value / self.base.value) ** (1 / self.years)
        return sum(self.base.value * factor**year for year in range(1, self.years + 1))

    @property
    def least(self) -> float:
        """The least sum of any path that never turns."""
        return min((self.years - 1) * self.base.low + self.end.low, self.years * self.end.low)

    @property
    def most(self) -> float:
        """The greatest sum of any path that never turns."""
        return max((self.years - 1) * self.base.high + self.end.high, self.years * self.end.high)

    @property
    def smooth_text(self) -> str:
        """The sum of the smooth path, as it is worked out."""
        factor = f"{(self.end.value / self.base.value) ** (1 / self.years):.6f}"
        root = f"({self.end.text} / {self.base.text})^(1 / {self.years}) = {factor}"
        if float(factor) == 1:
            return f"{self.base.text} x {self.years} = {shown(self.smooth)}"
        series = f"{self.base.text} x {factor} x ({factor}^{self.years} - 1) / ({factor} - 1)"
        return f"{root}; {series} = {shown(self.smooth)}"

    @property
    def places(self) -> tuple[Locator, ...]:
        """Where both ends are printed."""
        return (*self.base.places, *self.end.places)


def spans_of(row: Target | HistoryRow) -> tuple[Span, ...]:
    """Every pair of a printed base and a printed end, those of the defaults first."""
    years, ends = row.year - row.base_year, _ends(row)
    pairs = {(base.value, end.value): (base, end) for base in bases_of(row) for end in ends}
    return tuple(
        Span(row.id, base, end, years)
        for base, end in pairs.values()
        if years > 0 and base.low > 0 and end.low > 0
    )


def totals(material: Material, role: Role, years: tuple[int, int]) -> tuple[Figure, ...]:
    """Every printed sum of a role over the years (first and last); the named one first."""
    name = material.roles[role].total if role in material.roles else None
    if name is None:
        return ()
    named = material.observations[name]
    rows = [named, *(row for row in material.pack.observations if row.id != name and _again(row, named))]
    return tuple(observed(row) for row in rows if (row.year_from, row.year_to) == years)


def past_of(material: Material, role: Role) -> HistoryRow | None:
    """The row of the record that a role has."""
    name = material.roles[role].history if role in material.roles else None
    return None if name is None else material.history[name]


def planned_of(material: Material, role: Role) -> Target | None:
    """The target that a role has."""
    return material.targets[material.roles[role].target] if role in material.roles else None


def rates(material: Material, role: Role, *, past: bool, real: bool) -> tuple[Figure, ...]:
    """The growth of a role in % a year, in every printed reading.

    `real` takes the stated rate alone where there is one: statistics publish it at constant prices.
    """
    row = past_of(material, role) if past else planned_of(material, role)
    if row is None:
        return ()
    stated = part_of(row, "growth")
    if real and stated is not None:
        return (stated,)
    return tuple(span.growth for span in spans_of(row)) or (() if stated is None else (stated,))


def _again(row: Observation, named: Observation) -> bool:
    return row.group is not None and row.group == named.group and row.kind in SUMS


def _ends(row: Target | HistoryRow) -> tuple[Figure, ...]:
    target = None if isinstance(row, HistoryRow) else part_of(row, "target")
    return reached_of(row) if isinstance(row, HistoryRow) else () if target is None else (target,)


def _compound(base: float, end: float, years: int) -> float:
    return ((end / base) ** (1 / years) - 1) * 100
