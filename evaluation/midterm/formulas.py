"""The formulas of progress: realised and required, on the linear and on the compound path.

`base` and `target` are levels in any unit, `elapsed` and `whole` years since the base year (parts of a year
allowed), shares and growth in %, progress in % of the way from base to target. Numbers that do not exist (no
way to go, a base that is not positive) are None.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

PERCENT = 100.0


def realised_progress(value: float, base: float, target: float) -> float | None:
    """Part of the way from base to target that `value` has gone: `(X - X0) / (XT - X0)`, in %."""
    return None if target == base else PERCENT * (value - base) / (target - base)


def linear_progress(elapsed: float, whole: float) -> float:
    """Part of the way that has to be gone on a straight line: the part of the time that is over, in %."""
    return PERCENT * elapsed / whole


def compound_progress(base: float, target: float, elapsed: float, whole: float) -> float | None:
    """Part of the way that constant growth has gone: `((XT/X0)^tau - 1) / (XT/X0 - 1)`, in %."""
    if base <= 0 or target <= 0 or target == base:
        return None
    ratio = target / base
    return PERCENT * (ratio ** (elapsed / whole) - 1) / (ratio - 1)


def linear_level(base: float, target: float, elapsed: float, whole: float) -> float:
    """Level on a straight line from base to target."""
    return base + (target - base) * elapsed / whole


def compound_level(base: float, target: float, elapsed: float, whole: float) -> float | None:
    """Level under constant growth from base to target."""
    if base <= 0 or target <= 0:
        return None
    return base * (target / base) ** (elapsed / whole)


def average_growth(first: float, last: float, years: float) -> float | None:
    """Average growth in % a year that takes `first` to `last`."""
    if first <= 0 or last <= 0 or years <= 0:
        return None
    return PERCENT * ((last / first) ** (1 / years) - 1)


def index_of(growth: float, years: float) -> float:
    """What 1 becomes under a growth in % a year."""
    return (1 + growth / PERCENT) ** years


def chained(growths: Iterable[float]) -> float:
    """What 1 becomes under yearly growths in %, one after the other."""
    return math.prod(1 + growth / PERCENT for growth in growths)


def cut_so_far(cuts: Iterable[float]) -> float:
    """Cut in % that yearly cuts in % make together: `1 - prod(1 - r)`."""
    return PERCENT * (1 - math.prod(1 - cut / PERCENT for cut in cuts))


def compound_cut(cut: float, elapsed: float, whole: float) -> float:
    """Cut in % that has to be made by now when each year cuts the same part: `1 - (1 - R)^tau`."""
    return PERCENT * (1 - (1 - cut / PERCENT) ** (elapsed / whole))


def linear_cut(cut: float, elapsed: float, whole: float) -> float:
    """Cut in % that has to be made by now on a straight line: `R tau`."""
    return cut * elapsed / whole


def yearly_cut(done: float, cut: float, years: float) -> float | None:
    """Yearly cut in % that takes a cut of `done` % to one of `cut` % in so many years."""
    if years <= 0 or done >= PERCENT or cut >= PERCENT:
        return None
    return PERCENT * (1 - ((1 - cut / PERCENT) / (1 - done / PERCENT)) ** (1 / years))
