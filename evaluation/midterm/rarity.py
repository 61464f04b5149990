"""How often growth like the required one occurred: in the district's own record, and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.midterm import formulas
from evaluation.midterm.answers import Bound, Rarity

if TYPE_CHECKING:
    from scenarios.base_rate_rows import BaseRateRow
    from scenarios.schema import HistoryRow, PlanPack, Target

ROUNDING = 0.05
"""Points of growth within which the required rate is the one that was counted."""


@dataclass(frozen=True)
class Window:
    """Average growth in % a year over some years of a history, and where it is printed."""

    first_year: int
    last_year: int
    growth: float
    source: str

    @property
    def years(self) -> int:
        """How long the window is."""
        return self.last_year - self.first_year


def own_windows(target: Target, pack: PlanPack) -> tuple[Window, ...]:
    """What the plan prints of the same quantity's growth in the past: the stated real or nominal growth.

    Where no growth is stated, the one between both printed levels, in the same prices.
    """
    found: list[Window] = []
    for row in pack.history:
        if not _same_quantity(row, target, pack) or target.grading.rule != "compound":
            continue
        growth = row.stated_growth if row.stated_growth_basis != "simple" else None
        if growth is None and row.base and row.target and row.price_basis == target.price_basis:
            growth = formulas.average_growth(row.base, row.target, row.year - row.base_year)
        if growth is not None:
            line = f"line {row.locator.line}"
            found.append(Window(row.base_year, row.year, growth, line))
    return tuple(found)


def _same_quantity(row: HistoryRow, target: Target, pack: PlanPack) -> bool:
    """Whether a row of the last plan is of the target's own quantity, in the same prices."""
    if row.target_id is None:
        return False
    other = pack.target(row.target_id)
    own = row.target_id == target.id
    return own or (target.variable is not None and other.variable == target.variable)


def rarity(required: float | None, target: Target, pack: PlanPack) -> tuple[Rarity, ...]:
    """In how many windows of the own record and of comparable histories growth reached the required one.

    Comparable are the reference classes of the plan's base rates for the same quantity, the preferred one
    first; a class of one single start year is left out.
    """
    if required is None:
        return ()
    rates = [row for row in pack.base_rates if _same_variable(row.target, target, pack)]
    chosen = [row for row in rates if row.preferred or row.first_start < row.last_start]
    own = own_windows(target, pack)
    ordered = sorted(chosen, key=lambda row: not row.preferred)
    return (*([_counted(required, own)] if own else []), *(_comparable(required, row) for row in ordered))


def _same_variable(id: str, target: Target, pack: PlanPack) -> bool:
    return target.variable is not None and pack.target(id).variable == target.variable


def _counted(required: float, windows: Sequence[Window]) -> Rarity:
    return Rarity(
        scope="own",
        years=max(window.years for window in windows),
        windows=len(windows),
        reached=sum(window.growth >= required for window in windows),
        best=max(window.growth for window in windows),
        first_year=min(window.first_year for window in windows),
        last_year=max(window.last_year for window in windows),
        source="; ".join(dict.fromkeys(window.source for window in windows)),
    )


def _comparable(required: float, row: BaseRateRow) -> Rarity:
    return Rarity(
        scope="comparable",
        years=row.years,
        windows=row.windows,
        reached=row.met,
        best=None,
        first_year=row.first_start,
        last_year=row.last_start + row.years,
        source=row.source,
        bound=_bound(required, row.rate),
        rate=row.rate,
        name_zh=row.name_zh,
        name_en=row.name_en,
    )


def _bound(required: float, rate: float) -> Bound:
    if abs(required - rate) < ROUNDING:
        return "exactly"
    return "at_most" if required > rate else "at_least"
