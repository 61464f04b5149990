"""Growth accounting: what the change of GDP between two years is made of, to the last digit.

The change of a sector's yearly output Y is L(Y1, Y0) (ln Y1 - ln Y0) with the logarithmic mean L, exactly
(Ang 2004, log-mean Divisia). The logarithm of output is the sum of the logarithms of its factors at every
moment; the model integrates each over the year, so the changes of these means add up to the change of the
mean logarithm. The logarithm of a yearly sum is not the mean of the logarithms: the small difference, due
to growth and swings inside the two years, is an item of its own, "within-year timing".

Every draw adds up. Means over draws therefore add up too, medians do not: the items show means as the
column that sums, and the median and band of each item beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from evaluation.annual import Annual, FloatArray
from evaluation.quantiles import quantiles
from evaluation.results import Contribution
from scenarios.errors import NumericalError

Kind: TypeAlias = Literal["factor", "output", "timing", "total"]
Part: TypeAlias = tuple[str, str, Kind, FloatArray]

PERCENT = 100.0
TOLERANCE = 1e-9
SMALL_CHANGE = 1e-6
TIMING = "within_year_timing"
OUTPUT = "output"
TOTAL = "total"


@dataclass(frozen=True)
class SectorAccount:
    """Names of the variables of one sector; `factors` maps a factor to its yearly mean log contribution.

    `log_output` is the yearly mean logarithm of output, the sum of the factors. A sector without factors
    is one item, the change of its output.
    """

    output: str
    log_output: str | None = None
    factors: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, eq=False)
class Item:
    """One item in every draw, shape (draw,): its part of the change of GDP and of its yearly growth."""

    sector: str
    factor: str
    kind: Kind
    level: FloatArray
    points: FloatArray


def account(
    annual: Annual, sectors: Mapping[str, SectorAccount], first: int, last: int, total: str = "gdp"
) -> tuple[Item, ...]:
    """The items of the change of `total` from year `first` to year `last`, the total itself at the end.

    `level` is in the unit of `total`, `points` in percentage points of average growth a year. Raises
    NumericalError where output is not positive, or where sectors or factors do not add up to 1e-9.
    """
    start, end = annual.at(total, first), annual.at(total, last)
    scale = _points_per_level(start, end, last - first)
    parts = [part for name, sector in sectors.items() for part in _parts(annual, name, sector, first, last)]
    change = end - start
    _adds_up(f"sectors and {total}", np.sum([part[3] for part in parts], axis=0), change, end)
    everything: list[Part] = [*parts, (total, TOTAL, "total", change)]
    return tuple(
        Item(sector, factor, kind, level, level * scale) for sector, factor, kind, level in everything
    )


def contributions(
    annual: Annual,
    sectors: Mapping[str, SectorAccount],
    first: int,
    last: int,
    total: str = "gdp",
    central: Annual | None = None,
) -> tuple[Contribution, ...]:
    """The items as answers; `central` is a run of one draw with all parameters at central values."""
    items = account(annual, sectors, first, last, total)
    middle = account(central, sectors, first, last, total) if central else (None,) * len(items)
    unit = annual.units.get(total, "")
    return tuple(_contribution(item, one, unit, first, last) for item, one in zip(items, middle, strict=True))


def log_mean(one: FloatArray, two: FloatArray) -> FloatArray:
    """Logarithmic mean (one - two) / ln(one / two) of positive values; the value itself where equal."""
    distance = np.log(one / two)
    safe = np.where(distance == 0, 1.0, distance)
    return two * np.where(distance == 0, 1.0, np.expm1(safe) / safe)


def _parts(annual: Annual, name: str, sector: SectorAccount, first: int, last: int) -> Iterator[Part]:
    start, end = annual.at(sector.output, first), annual.at(sector.output, last)
    if not sector.factors:
        yield name, OUTPUT, "output", end - start
        return
    if min(start.min(), end.min()) <= 0:
        raise NumericalError(f"{sector.output}: output is not positive, so it has no logarithm")
    weight = log_mean(end, start)
    changes = {
        factor: annual.at(variable, last) - annual.at(variable, first)
        for factor, variable in sector.factors.items()
    }
    explained = np.sum(list(changes.values()), axis=0)
    if sector.log_output:
        mean_log = annual.at(sector.log_output, last) - annual.at(sector.log_output, first)
        _adds_up(f"factors of {name}", explained, mean_log, np.ones_like(mean_log))
    for factor, change in changes.items():
        yield name, factor, "factor", weight * change
    yield name, TIMING, "timing", weight * (np.log(end / start) - explained)


def _points_per_level(start: FloatArray, end: FloatArray, years: int) -> FloatArray:
    """Percentage points of average yearly growth for one unit of change, with its limit at no change."""
    if start.min() <= 0 or end.min() <= 0:
        raise NumericalError("growth accounting needs a positive total in both years")
    growth = PERCENT * np.expm1(np.log(end / start) / years)
    change = end - start
    small = np.abs(change) < SMALL_CHANGE * start
    return np.where(small, PERCENT / (years * start), growth / np.where(small, 1.0, change))


def _adds_up(what: str, found: FloatArray, expected: FloatArray, scale: FloatArray) -> None:
    gap = np.abs(found - expected) / np.abs(scale)
    if gap.max() > TOLERANCE:
        raise NumericalError(
            f"growth accounting: {what} differ by {gap.max():.3g} (draw {int(gap.argmax())})"
        )


def _contribution(item: Item, central: Item | None, unit: str, first: int, last: int) -> Contribution:
    bands = quantiles(item.points)
    return Contribution(
        sector=item.sector,
        factor=item.factor,
        kind=item.kind,
        points=float(item.points.mean()),
        level=float(item.level.mean()),
        median=bands[0.50],
        q10=bands[0.10],
        q90=bands[0.90],
        central_points=None if central is None else float(central.points[0]),
        central_level=None if central is None else float(central.level[0]),
        unit=unit,
        first_year=first,
        last_year=last,
    )
