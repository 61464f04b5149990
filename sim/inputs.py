"""Inputs that vary over time, as values for every step and stage of a run.

A stage at the end of a step takes the limit from the left, so that a jump at the boundary of a step
never leaks back; values held over a year are indexed by step, never by the time of a stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """Steps of a run: from 1 January of `start`, `steps_per_year` a year, for `years` years."""

    start: int
    years: int
    steps_per_year: int

    @property
    def steps(self) -> int:
        """Number of steps."""
        return self.years * self.steps_per_year

    def times(self) -> Array:
        """Start of every step, in years; shape (step,)."""
        return self.start + np.arange(self.steps, dtype=np.float64) / self.steps_per_year

    def ends(self) -> Array:
        """End of every step, in years; shape (step,)."""
        return self.start + np.arange(1, self.steps + 1, dtype=np.float64) / self.steps_per_year

    def year_of_step(self) -> NDArray[np.int64]:
        """Calendar year of every step; shape (step,)."""
        return self.start + np.arange(self.steps) // self.steps_per_year


@dataclass(frozen=True)
class Linear:
    """`before` until the date `since`, then linear between 1 January of the named years, constant outside.

    A step that holds the date inside takes both values in proportion to their parts of the step.
    """

    points: tuple[tuple[float, float], ...]
    before: float
    since: float

    def values(self, grid: Grid, offsets: Sequence[float]) -> Array:
        """Values, shape (step, stage)."""
        years, values = np.array(sorted(self.points), dtype=np.float64).T
        after = fraction_after(grid, self.since)[:, None]
        stages = grid.times()[:, None] + np.array(offsets) / grid.steps_per_year
        path = np.interp(np.maximum(stages, self.since), years, values)
        return np.where(after == 0, self.before, (1 - after) * self.before + after * path)


@dataclass(frozen=True)
class Held:
    """One value a calendar year from `first_year` on, held all year; the last one holds afterwards.

    `values` has the shape (year,) or (year, draw); with `per_year` 4 a row is a quarter, and a step that
    spans several rows takes the one it begins in. The run may not begin before `first_year`.
    """

    first_year: int
    values: Array
    per_year: int = 1

    def rows(self, grid: Grid) -> NDArray[np.int64]:
        """Row of `values` for every step; shape (step,)."""
        if grid.start < self.first_year:
            raise ValueError(f"values begin in {self.first_year}, the run in {grid.start}")
        steps = (grid.start - self.first_year) * grid.steps_per_year + np.arange(grid.steps)
        return np.minimum(steps * self.per_year // grid.steps_per_year, len(self.values) - 1)


@dataclass(frozen=True)
class Fraction:
    """The part of each step that lies after the date; 0 throughout when the date is None."""

    date: float | None

    def values(self, grid: Grid, offsets: Sequence[float]) -> Array:
        """Values, shape (step, stage), the same for all stages of a step."""
        return np.repeat(fraction_after(grid, self.date)[:, None], len(offsets), axis=1)


@dataclass(frozen=True, eq=False)
class Moved:
    """A path pulled from a date on towards `end`, by an effort: 0 leaves it, 1 puts it at the end.

    `end` and `effort` have the shape (draw,).
    """

    path: Linear
    end: Array
    date: float
    effort: Array

    def rows(self, grid: Grid, offsets: Sequence[float], draws: slice) -> Sequence[Sequence[Any]]:
        """Values by step and stage, each of shape (draw,)."""
        end, effort = self.end[draws], self.effort[draws]
        return [
            [value + (end - value) * part * effort for value in stages]
            for stages, part in zip(
                self.path.values(grid, offsets), fraction_after(grid, self.date), strict=True
            )
        ]

    def of_draw(self, draw: int) -> Moved:
        """The same for one draw alone."""
        one = slice(draw, draw + 1)
        return replace(self, end=self.end[one], effort=self.effort[one])


@dataclass(frozen=True, eq=False)
class MovedDate:
    """A date brought forward to `earliest` by an effort; at `never` it does not come.

    `earliest` and `effort` have the shape (draw,).
    """

    before: float
    earliest: Array
    never: float
    effort: Array

    def rows(self, grid: Grid, offsets: Sequence[float], draws: slice) -> Sequence[Sequence[Any]]:
        """The part of each step after the date, by step and stage, each of shape (draw,)."""
        dates = self.before + (self.earliest[draws] - self.before) * self.effort[draws]
        comes = dates < self.never
        return [
            [np.where(comes, np.clip((end - dates) * grid.steps_per_year, 0.0, 1.0), 0.0)] * len(offsets)
            for end in grid.ends()
        ]

    def of_draw(self, draw: int) -> MovedDate:
        """The same for one draw alone."""
        one = slice(draw, draw + 1)
        return replace(self, earliest=self.earliest[one], effort=self.effort[one])


Input = Linear | Held | Fraction
Effort = Moved | MovedDate
AnyInput = Input | Effort


def fraction_after(grid: Grid, date: float | None) -> Array:
    """Part of each step after a date; shape (step,)."""
    if date is None:
        return np.zeros(grid.steps)
    return np.clip((grid.ends() - date) * grid.steps_per_year, 0.0, 1.0)


Rows = Sequence[Sequence[Sequence[Any]]]


def input_rows(
    inputs: Sequence[AnyInput], grid: Grid, offsets: Sequence[float], first: int, count: int
) -> Rows:
    """For every step and stage the tuple of input values, for draws [first, first + count).

    Values are float64 scalars or arrays of shape (draw,).
    """
    columns = [_column(item, grid, offsets, slice(first, first + count)) for item in inputs]
    if not columns:
        return [[()] * len(offsets)] * grid.steps
    stages = [zip(*(column[stage] for column in columns), strict=True) for stage in range(len(offsets))]
    return list(zip(*stages, strict=True))


def _column(item: AnyInput, grid: Grid, offsets: Sequence[float], draws: slice) -> Sequence[Sequence[Any]]:
    """Values by stage and step."""
    if isinstance(item, Moved | MovedDate):
        return list(zip(*item.rows(grid, offsets, draws), strict=True))
    if not isinstance(item, Held):
        return [list(stage) for stage in item.values(grid, offsets).T]
    values = np.asarray(item.values, dtype=np.float64)
    years = list(values if values.ndim == 1 else np.ascontiguousarray(values[:, draws]))
    return [[years[row] for row in item.rows(grid)]] * len(offsets)
