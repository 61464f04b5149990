"""What the plan prints of the past, as likelihoods: one a quantity, whatever the number of its readings.

A level, share, sum or average rate is normal around the simulated value; its standard deviation is that of
the pack, widened by the rounding of the printed number (uniform over its last digit). A floor or ceiling
is the chance that a reading lies on its side. Readings of one group that differ are a mixture with equal
weights: one of them is right. Numbers that only follow from other printed ones are shown, not used.
An error that several observations share (a vintage) is a factor around 1 with a deviation of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from scenarios.tables import Observation

Array = NDArray[np.float64]
HUNDRED = 100.0
LIMITS = ("above", "below")


@dataclass(frozen=True)
class Quantity:
    """One quantity of the past with its readings. `shared` is the column of its shared error, if any."""

    readings: tuple[Observation, ...]
    shared: int | None = None
    shared_sd: float = 0.0

    @property
    def first(self) -> Observation:
        """The reading that counts as default, or the only one."""
        return next((row for row in self.readings if row.default), self.readings[0])

    @property
    def id(self) -> str:
        """The id of the default reading."""
        return self.first.id

    @property
    def used(self) -> bool:
        """Whether it is printed, and so tells something of its own."""
        return self.first.printed

    @property
    def is_limit(self) -> bool:
        """Whether only a floor or a ceiling is printed."""
        return self.first.kind in LIMITS

    def values(self) -> Array:
        """The readings, shape (reading,)."""
        return np.array([row.value for row in self.readings])

    def sds(self) -> Array:
        """Standard deviation of each reading with its rounding, shape (reading,)."""
        return np.array([np.hypot(spread(row), rounding(row.value)) for row in self.readings])


@dataclass(frozen=True)
class Measurement:
    """All quantities, and the names of the errors they share."""

    quantities: tuple[Quantity, ...]
    shared: tuple[str, ...] = ()

    def predicted(self, values: Mapping[str, Array], start: int, shared: Array) -> Array:
        """Simulated quantities, shape (draw, quantity).

        `values[name]` has the shape (year, draw), `shared` (draw, shared error) in standard deviations.
        """
        columns = [
            simulated(row.first, values[str(row.first.variable)], start) * _factor(row, shared)
            for row in self.quantities
        ]
        return np.stack(columns, axis=1)

    def log_likelihood(self, predicted: Array) -> Array:
        """Logarithm of the likelihood, shape (draw,); minus infinity where a draw has no finite value."""
        total = np.zeros(len(predicted))
        finite: NDArray[np.bool_] = np.all(np.isfinite(predicted), axis=1)
        known = np.where(finite[:, None], predicted, 1.0)
        for at, row in enumerate(self.quantities):
            if row.used:
                total += _log_density(row, known[:, at])
        return np.where(finite, total, -np.inf)

    def residuals(self, predicted: Array) -> Array:
        """Deviations whose squares stand for -2 log likelihood, shape (draw, quantity); 0 if not used."""
        columns = [
            _residual(row, predicted[:, at]) if row.used else np.zeros(len(predicted))
            for at, row in enumerate(self.quantities)
        ]
        return np.stack(columns, axis=1)

    def replicated(self, predicted: Array, noise: Array) -> Array:
        """What would be printed, error of measurement included; `noise` is standard normal, same shape."""
        sds = np.array([row.sds()[row.readings.index(row.first)] for row in self.quantities])
        return predicted + noise * sds


def measurement_of(pack: PlanPack, outputs: Sequence[str], as_of: int) -> Measurement:
    """The quantities of a pack that the model computes and that were known in the year `as_of`."""
    groups: dict[str, list[Observation]] = {}
    for row in pack.observations:
        if row.variable in outputs and row.known_from <= as_of and row.year_from >= pack.about.start_year:
            groups.setdefault(row.group or row.id, []).append(row)
    shared = {id: at for at, row in enumerate(pack.shared_errors) for id in row.ids}
    quantities: list[Quantity] = []
    for rows in groups.values():
        column = next((shared[row.id] for row in rows if row.id in shared), None)
        sd = 0.0 if column is None else pack.shared_errors[column].sd
        quantities.append(Quantity(_distinct(rows), column, sd))
    return Measurement(tuple(quantities), tuple(row.name for row in pack.shared_errors))


def spread(row: Observation) -> float:
    """Standard deviation of an observation as the pack has it, in its unit."""
    return row.sd * (abs(row.value) if row.sd_kind == "relative" else 1.0)


def rounding(value: float) -> float:
    """Standard deviation of a number printed to its last digit: one digit over the root of 12."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    digit = 10.0 ** min(int(exponent), 0)
    return digit / np.sqrt(12.0)


def simulated(row: Observation, series: Array, start: int) -> Array:
    """The simulated counterpart of an observation; `series` has the shape (year, draw)."""
    first, last = row.year_from - start, row.year_to - start
    if row.kind == "growth_average":
        return HUNDRED * ((series[last] / series[first]) ** (1.0 / (last - first)) - 1.0)
    value = series[first : last + 1].sum(axis=0) if first != last else series[last]
    return value * (HUNDRED if row.unit == "percent" else 1.0)


def _distinct(rows: Sequence[Observation]) -> tuple[Observation, ...]:
    """Readings with different values; where one value is printed twice, the default one stands."""
    kept: dict[float, Observation] = {}
    for row in rows:
        if row.value not in kept or row.default:
            kept[row.value] = row
    return tuple(kept.values())


def _factor(row: Quantity, shared: Array) -> Array | float:
    return 1.0 if row.shared is None else np.exp(row.shared_sd * shared[:, row.shared])


def _log_density(row: Quantity, value: Array) -> Array:
    from scipy.special import log_ndtr

    gaps, sds = row.values()[:, None] - value, row.sds()[:, None]
    if row.is_limit:
        sign = 1.0 if row.first.kind == "below" else -1.0
        return np.asarray(log_ndtr(sign * gaps / sds)).sum(axis=0)
    parts = -0.5 * (gaps / sds) ** 2 - np.log(sds * len(sds))
    return np.asarray(np.logaddexp.reduce(parts, axis=0))


def _residual(row: Quantity, value: Array) -> Array:
    """A mixture counts as one reading in the middle, with the distance between readings in its spread."""
    if row.is_limit:
        return np.sqrt(-2.0 * _log_density(row, value))
    middle = row.values().mean()
    return (value - middle) / np.hypot(row.sds().mean(), row.values().std())
