"""Numbers as a planner reads them: levels, probabilities, growth; and probabilities in prose."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.wording import Words

MISSING = "-"
SIGNIFICANT = 3
MOST_DECIMALS = 2
PROSE_STEP = 0.05


def decimals(printed: int, reference: float | None, unit: str = "") -> int:
    """Decimals that show three significant digits of `reference`, one for percent, and those of the plan."""
    if not reference:
        return min(printed, MOST_DECIMALS)
    most = 1 if unit.startswith("percent") else MOST_DECIMALS
    before = max(1, math.floor(math.log10(abs(reference))) + 1)
    return max(min(printed, MOST_DECIMALS), min(most, SIGNIFICANT - before), 0)


def level(value: float | None, places: int) -> str:
    """A value with `places` decimals; thousands are not separated."""
    return MISSING if value is None else f"{_not_minus_zero(value, places):.{places}f}"


def printed(value: float | None) -> str:
    """A value of the plan as it is printed there: no digit more, no digit less."""
    return MISSING if value is None else f"{value:.10g}"


def significant(value: float, digits: int) -> str:
    """A value with so many digits that count, without a power of ten: 2534 with 3 digits is `2530`."""
    return f"{float(f'{value:.{digits}g}'):.10g}"


def band(low: float | None, high: float | None, places: int) -> str:
    """`low..high`."""
    return MISSING if low is None or high is None else f"{level(low, places)}..{level(high, places)}"


def probability(value: float | None) -> str:
    """In percent with one decimal: `14.6 %`."""
    return MISSING if value is None else f"{100 * value:.1f} %"


def probability_with_error(value: float | None, error: float | None) -> str:
    """`14.6 +-0.6 %`."""
    if value is None or error is None:
        return probability(value)
    return f"{100 * value:.1f} +-{100 * error:.1f} %"


def whole_percent(value: float | None) -> str:
    """In percent without decimals, for narrow columns."""
    return MISSING if value is None else f"{100 * value:.0f} %"


def growth(value: float | None) -> str:
    """In percent with one decimal and no sign of percent."""
    return level(value, 1)


def signed(value: float | None, places: int) -> str:
    """With its sign, also when it is positive."""
    return MISSING if value is None else f"{_not_minus_zero(value, places):+.{places}f}"


def in_prose(value: float, words: Words) -> str:
    """A probability to 5 points: `about 15 %`, `under 5 %`, `over 95 %`."""
    if value < PROSE_STEP:
        return words("probability.under", percent=round(100 * PROSE_STEP))
    if value > 1 - PROSE_STEP:
        return words("probability.over", percent=round(100 * (1 - PROSE_STEP)))
    return words("probability.about", percent=round(100 * PROSE_STEP * round(value / PROSE_STEP)))


def _not_minus_zero(value: float, places: int) -> float:
    return 0.0 if round(value, places) == 0 else value
