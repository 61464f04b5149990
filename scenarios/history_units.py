"""Slips of units that no single series shows: money beside output, the known future beside the past.

The bounds lie ten times outside of what 38 countries, 24 states and 16 provinces ever had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median
from typing import TYPE_CHECKING

from scenarios.errors import Fault, shown

if TYPE_CHECKING:
    from scenarios.history_files import Table

OUTPUT, INVESTMENT = "output", "investment"
OVER_OUTPUT = {"investment": (0.003, 15.0), "capital": (0.03, 300.0)}
"""Least and greatest median of a series of money over output."""
RECENT = 5
LARGEST_STEP, LARGEST_TURN = 5.0, 100.0
"""Greatest factor from the last year to the first known one; for investment, between medians of years."""
LEAST_SHARE = 0.03
"""Investment below this part of output counts as no more and no less: it can come from next to nothing."""


Series = dict[int, float]


def level_faults(past: Table) -> Iterator[Fault]:
    """Series of money that cannot be in the unit of output."""
    series = _by_series(past)
    for region in past.regions():
        output = series.get((OUTPUT, region), {})
        for variable, (low, high) in OVER_OUTPUT.items():
            values = series.get((variable, region), {})
            years = [year for year, value in values.items() if year in output and value > 0]
            if not years:
                continue
            ratio = median(values[year] / output[year] for year in years)
            if not low <= ratio <= high:
                found = shown(f"{region} {variable} / {OUTPUT} = {ratio:.4g}")
                where = past.at(variable, region, years[-1])
                yield Fault("unit-misfit", where, {"found": found, "low": low, "high": high})


def joint_faults(past: Table, later: Table, variables: Iterable[str]) -> Iterator[Fault]:
    """Series that go on in another unit, or at another level, than they ended."""
    ended, known = _by_series(past), _by_series(later)
    for variable in variables:
        for region in past.regions():
            before, after = ended.get((variable, region)), known.get((variable, region))
            if not before or not after:
                continue
            last, first = max(before), min(after)
            output = ended.get((OUTPUT, region), {}).get(last, 0.0)
            where = later.at(variable, region, first)
            units = past.units[variable, region, last], later.units[variable, region, first]
            if units[0] != units[1]:
                yield Fault("inconsistent", where, {"found": shown(units[1]), "expected": shown(units[0])})
            ratio, limit = _turn(variable, before, after, output)
            if not 1 / limit <= ratio <= limit:
                found = shown(f"{region} {variable} {last}-{first}: x {ratio:.4g}")
                yield Fault("unit-slip", where, {"found": found, "limit": limit})


def _turn(variable: str, before: Series, after: Series, output: float) -> tuple[float, float]:
    """The factor from the past to what is known of the future, and the greatest that is allowed."""
    if variable != INVESTMENT:
        return after[min(after)] / before[max(before)], LARGEST_STEP
    recent = median(before[year] for year in sorted(before)[-RECENT:])
    least = LEAST_SHARE * output
    return max(median(after.values()), least) / max(recent, least), LARGEST_TURN


def _by_series(table: Table) -> dict[tuple[str, str], Series]:
    found: dict[tuple[str, str], Series] = {}
    for (variable, region, year), value in table.values.items():
        found.setdefault((variable, region), {})[year] = value
    return found
