"""Base rates of a plan's targets, as far as they were known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from evaluation.results import BaseRate

if TYPE_CHECKING:
    from scenarios.base_rate_rows import BaseRateRow


def base_rates(rows: Iterable[BaseRateRow], as_of: int) -> tuple[BaseRate, ...]:
    """The classes whose windows were complete by `as_of`, the preferred one first."""
    known = [row for row in rows if row.known_from <= as_of]
    return tuple(_rate(row) for row in sorted(known, key=lambda row: not row.preferred))


def _rate(row: BaseRateRow) -> BaseRate:
    return BaseRate(
        id=row.id,
        target=row.target,
        preferred=row.preferred,
        name_zh=row.name_zh,
        name_en=row.name_en,
        rate=row.rate,
        years=row.years,
        first_start=row.first_start,
        last_start=row.last_start,
        regions=row.regions,
        windows=row.windows,
        met=row.met,
        frequency=row.met / row.windows,
        low=row.low,
        high=row.high,
    )
