"""Growth between two printed numbers, and the rows that print a base, an end and a rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evaluation.audit.figures import Figure, decimals, printed
from evaluation.audit.material import bases_of, name_of, reached_of
from scenarios.schema import Bilingual, HistoryRow, Target

SHARES = ("percent", "per_mille")


@dataclass(frozen=True)
class Stated:
    """A row with its printed base, end and rate, the years between, and other prints of base and end."""

    id: str
    name: Bilingual
    base: Figure
    end: Figure
    rate: Figure
    years: int
    others: tuple[tuple[Figure, Figure], ...]
    past: bool
    binding: bool
    share: bool

    @property
    def reached(self) -> float:
        """Where the base ends at the stated rate."""
        return grown(self.base.value, self.rate.value, self.years)

    @property
    def implied(self) -> float:
        """The compound rate between the ends, in % a year."""
        return compound(self.base.value, self.end.value, self.years)

    @property
    def prices(self) -> float:
        """The change of prices in % a year, if the stated rate is real and the ends are not."""
        return ((1 + self.implied / 100) / (1 + self.rate.value / 100) - 1) * 100

    @property
    def rounding(self) -> float:
        """How much of the change between the ends their rounding may be."""
        change = abs(self.end.value - self.base.value)
        unsure = (self.end.high - self.end.value) + (self.base.high - self.base.value)
        return unsure / change if change else math.inf

    @property
    def cut_short(self) -> bool:
        """Whether the end is printed with fewer decimals than the base."""
        return decimals(self.end.value) < decimals(self.base.value)

    @property
    def gap(self) -> float:
        """How far the end lies from where the stated rate leads, as a part of it."""
        return abs(self.reached / self.end.value - 1)


def stated_of(row: Target | HistoryRow) -> Stated | None:
    """The numbers of a row that prints a base, an end and a rate; None for others, and for limits."""
    past = isinstance(row, HistoryRow)
    bases, ends = bases_of(row), reached_of(row) if isinstance(row, HistoryRow) else _target(row)
    rate, years = row.stated_growth, row.year - row.base_year
    if rate is None or rate <= -100 or not bases or not ends or years < 1:
        return None
    base, end = own_print(bases, row), own_print(ends, row)
    if any(f.value <= 0 for f in (*bases, *ends)) or math.inf in (base.high - base.low, end.high - end.low):
        return None
    pairs = [(b, e) for b in bases for e in ends if (b.value, e.value) != (base.value, end.value)]
    return Stated(
        id=row.id,
        name=name_of(row),
        base=base,
        end=end,
        rate=printed(rate, (row.id,), (row.locator,)),
        years=years,
        others=tuple(pairs),
        past=past,
        binding=row.nature == "binding",
        share=row.unit in SHARES,
    )


def grown(base: float, rate: float, years: int) -> float:
    """`base` after `years` at `rate` % a year."""
    return base * (1 + rate / 100) ** years


def compound(base: float, end: float, years: int) -> float:
    """The compound rate in % a year."""
    return ((end / base) ** (1 / years) - 1) * 100


def simple(base: float, end: float, years: int) -> float:
    """The change over the base, divided by the years, in %."""
    return (end / base - 1) / years * 100


def points(base: float, end: float, years: int) -> float:
    """The difference divided by the years, in the unit of the row."""
    return (end - base) / years


def prints_as(value: float, figure: Figure) -> bool:
    """Whether a number computed without rounding prints as the figure does."""
    return abs(value - figure.value) <= figure.high - figure.value + 1e-9


def reproduces(base: Figure, end: Figure, rate: Figure, years: int) -> bool:
    """Whether the end prints as growth at the rate has it, or the rate as the ends have it."""
    return prints_as(grown(base.value, rate.value, years), end) or prints_as(
        compound(base.value, end.value, years), rate
    )


def own_print(figures: tuple[Figure, ...], row: Target | HistoryRow) -> Figure:
    """The print of the row itself, else the first."""
    place = (row.locator.box, row.locator.row)
    return next((f for f in figures if (f.places[0].box, f.places[0].row) == place), figures[0])


def _target(row: Target) -> tuple[Figure, ...]:
    return () if row.target is None else (printed(row.target, (row.id,), (row.locator,)),)
