"""What a band chart shows, with all its texts, ready for any drawing library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

Points = tuple[tuple[int, float], ...]
BANDS = (("q05", "q95", 90), ("q10", "q90", 80), ("q25", "q75", 50))


@dataclass(frozen=True)
class Labels:
    """The texts of a chart; `target` names the price basis, `aim` says the number."""

    title: str
    unit: str
    median: str
    central: str
    reference: str
    observed: str
    target: str
    required: str
    aim: str
    bands: tuple[str, str, str]


@dataclass(frozen=True)
class BandChart:
    """Quantiles by year, points, paths and the target, in the unit of the plan.

    `quantiles` may be empty; then `last` (year, q10, median, q90), where there is one, is drawn alone.
    `reference` is the central path of the baseline, `required` the path that the target needs.
    """

    id: str
    labels: Labels
    years: tuple[int, ...]
    quantiles: Mapping[str, tuple[float | None, ...]]
    observed: Points
    central: Points
    reference: Points
    required: Points
    aim: Points
    last: tuple[int, float, float, float] | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year drawn."""
        paths = (self.observed, self.central, self.reference, self.required, self.aim)
        years = [*self.years, *(year for path in paths for year, _ in path)]
        years += [self.last[0]] if self.last else []
        return (min(years), max(years)) if years else (0, 0)


def texts_of(labels: Labels) -> Iterator[str]:
    """Every text of a chart."""
    for field in fields(labels):
        value = getattr(labels, field.name)
        yield from (value,) if isinstance(value, str) else value
