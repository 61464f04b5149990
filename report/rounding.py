"""Rounding a list so that the rounded items still add up to their rounded total."""

from __future__ import annotations

import math
from collections.abc import Sequence


def rounded_to_sum(items: Sequence[float], places: int) -> list[float]:
    """The items rounded to `places`, those with the largest remainders upward, so that sums are kept."""
    scale = 10**places
    aim = round(sum(items) * scale)
    floors = [math.floor(item * scale) for item in items]
    missing = aim - sum(floors)
    order = sorted(range(len(items)), key=lambda at: floors[at] - items[at] * scale)
    for at in order[:missing]:
        floors[at] += 1
    return [floor / scale for floor in floors]
