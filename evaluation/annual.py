"""Yearly values of model variables over the draws: what every answer of this package is computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import InputError, NumericalError, unknown_name

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Annual:
    """Yearly values by variable, each of shape (year, draw).

    Flows are integrals over the calendar year, stocks are read at the end of the year. `units` are
    those of the model, a flow integrated over its year without its "/year". Draw i is the same draw in
    every variable, and in every scenario run from the same seed. `bases` are drawn base values of targets,
    shape (draw,), where base values are uncertain.
    """

    years: tuple[int, ...]
    values: Mapping[str, FloatArray]
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    bases: Mapping[str, FloatArray] = field(default_factory=dict[str, "FloatArray"])

    @property
    def draws(self) -> int:
        """Number of draws."""
        return next((int(array.shape[1]) for array in self.values.values()), 0)

    def of(self, variable: str) -> FloatArray:
        """All years of a variable, shape (year, draw).

        Raises InputError for an unknown variable, NumericalError where a value is not finite.
        """
        if variable not in self.values:
            raise InputError([unknown_name("unknown-variable", "results", variable, self.values)])
        array = self.values[variable]
        if not np.isfinite(array).all():
            broken = int((~np.isfinite(array)).any(axis=0).sum())
            raise NumericalError(f"{variable}: not finite in {broken} of {array.shape[1]} draws")
        return array

    def at(self, variable: str, year: int) -> FloatArray:
        """The values of one year, shape (draw,). Raises NumericalError when the year was not simulated."""
        return self.of(variable)[self._row(variable, year)]

    def over(self, variable: str, first: int, last: int) -> FloatArray:
        """The values of the years `first` to `last`, both included, shape (year, draw)."""
        return self.of(variable)[self._row(variable, first) : self._row(variable, last) + 1]

    def _row(self, variable: str, year: int) -> int:
        if year not in self.years:
            raise NumericalError(f"{variable}: year {year} is not in {self.years[0]}-{self.years[-1]}")
        return self.years.index(year)


def join(blocks: Sequence[Annual]) -> Annual:
    """Consecutive blocks of draws as one; `blocks` are in index order and hold the same variables."""
    first = blocks[0]
    values = {name: np.concatenate([block.values[name] for block in blocks], axis=1) for name in first.values}
    bases = {name: np.concatenate([block.bases[name] for block in blocks]) for name in first.bases}
    return Annual(first.years, values, first.units, bases)
