"""Histories of several regions as arrays: what they hold, once it is known to be sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Histories:
    """Yearly levels by region; arrays have the shape (year, region), NaN before a region begins.

    `labour` and `investment` are None where no history has them; `labour_name` says which series it is.
    """

    regions: tuple[str, ...]
    years: tuple[int, ...]
    output: Array
    capital: Array | None
    labour: Array | None
    investment: Array | None
    labour_name: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def origin(self) -> int:
        """The last year that is known."""
        return self.years[-1]

    def until(self, count: int) -> Histories:
        """The first `count` years alone."""

        def cut(values: Array | None) -> Array | None:
            return None if values is None else values[:count]

        return Histories(
            self.regions,
            self.years[:count],
            self.output[:count],
            cut(self.capital),
            cut(self.labour),
            cut(self.investment),
            self.labour_name,
        )


@dataclass(frozen=True)
class Known:
    """What is known of the years after the origin: shape (horizon, region), or None."""

    capital: Array | None = None
    investment: Array | None = None
    labour: Array | None = None

    @property
    def mode(self) -> str:
        """`uncond`, `condI` (investment), `condL` (labour) or `cond` (both)."""
        invests = self.capital is not None or self.investment is not None
        if invests:
            return "condI" if self.labour is None else "cond"
        return "uncond" if self.labour is None else "condL"


@dataclass(frozen=True)
class Task:
    """Forecasts that are asked for: horizons by region."""

    horizons: Mapping[str, tuple[int, ...]]
    origin: int
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def longest(self) -> int:
        """The longest horizon."""
        return max(max(values) for values in self.horizons.values())
