"""Targets held year by year: ceilings, floors and what is to be maintained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluation.midterm.figures_of import Figures
from evaluation.relations import margin, met_strictly

if TYPE_CHECKING:
    from scenarios.schema import Target

PERCENT = 100.0


@dataclass(frozen=True)
class Held:
    """A limit over the observed years: the last value, its headroom in % of the limit, the worst year."""

    values: Mapping[int, float]
    last_year: int
    headroom: float | None
    worst_year: int
    kept: bool
    kept_last: bool

    @property
    def last(self) -> float:
        """The value of the last observed year."""
        return self.values[self.last_year]

    @property
    def worst(self) -> float:
        """The value of the worst year."""
        return self.values[self.worst_year]


def held(figures: Figures, target: Target) -> Held | None:
    """How a limit was kept; None without a year that counts."""
    values = _values(figures)
    if not values:
        return None
    margins = {year: float(margin(target, np.array([value]))[0]) for year, value in values.items()}
    kept = {year: bool(met_strictly(target, np.array([value]))[0]) for year, value in values.items()}
    last, limit = max(values), target.target
    return Held(
        values=values,
        last_year=last,
        headroom=PERCENT * margins[last] / abs(limit) if limit else None,
        worst_year=min(margins, key=lambda year: margins[year]),
        kept=all(kept.values()),
        kept_last=kept[last],
    )


def _values(figures: Figures) -> Mapping[int, float]:
    growths = figures.target.transform in ("growth_each_year", "growth_average")
    return figures.growths if growths else figures.levels
