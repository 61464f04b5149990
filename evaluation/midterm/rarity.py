"""How often growth like the required one occurred: in the district's own record, and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evaluation.midterm import formulas
from evaluation.midterm.answers import Rarity

if TYPE_CHECKING:
    from scenarios.schema import HistoryRow, PlanPack, Target


@dataclass(frozen=True)
class Window:
    """Average growth in % a year over some years of a history, and where it is printed."""

    scope: Literal["own", "comparable"]
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
            found.append(Window("own", row.base_year, row.year, growth, line))
    return tuple(found)


def _same_quantity(row: HistoryRow, target: Target, pack: PlanPack) -> bool:
    """Whether a row of the last plan is of the target's own quantity, in the same prices."""
    if row.target_id is None:
        return False
    other = pack.target(row.target_id)
    own = row.target_id == target.id
    return own or (target.variable is not None and other.variable == target.variable)


def rarity(required: float | None, windows: Sequence[Window]) -> tuple[Rarity, ...]:
    """In how many windows of each scope the growth reached the required one."""
    if required is None:
        return ()
    return tuple(
        _counted(required, chosen)
        for scope in ("own", "comparable")
        if (chosen := [window for window in windows if window.scope == scope])
    )


def _counted(required: float, windows: Sequence[Window]) -> Rarity:
    return Rarity(
        scope=windows[0].scope,
        years=max(window.years for window in windows),
        windows=len(windows),
        reached=sum(window.growth >= required for window in windows),
        best=max(window.growth for window in windows),
        first_year=min(window.first_year for window in windows),
        last_year=max(window.last_year for window in windows),
        source="; ".join(dict.fromkeys(window.source for window in windows)),
    )
