"""Inputs over time as tables of points with straight lines between them.

Every value that the method reads is a point of the table, so that an engine with the same method and
step reads the same. At a jump an engine that reads an instant twice, at the end of one step and at the
start of the next, can have one value only; it stands midway, which keeps the order of the method (2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.inputs import Array, Grid, Held, Input
from sim.methods import Method

ON_LINE = 1e-14
"""A point that lies so near to the line between its neighbours, relative to the largest, is left out."""


@dataclass(frozen=True)
class TimeTable:
    """Points of an input, shapes (point,); `times` in years."""

    times: Array
    values: Array


def time_table(item: Input, grid: Grid, method: Method) -> TimeTable:
    """Table of an input of one draw from the start to the end of the run.

    Raises ValueError for an input with several draws.
    """
    rows = _stage_values(item, replace(grid, years=grid.years + 1), method)
    starts = rows[: grid.steps + 1, 0].copy()
    within = {offset: rows[: grid.steps, stage] for stage, offset in enumerate(method.offsets)}
    if 1.0 in within:
        starts[1:] = (starts[1:] + within[1.0]) / 2
    instants = np.append(grid.times(), grid.ends()[-1])
    times, values = [instants], [starts]
    for offset in sorted(set(within) - {0.0, 1.0}):
        times.append(instants[:-1] + offset / grid.steps_per_year)
        values.append(within[offset])
    every, known = np.concatenate(times), np.concatenate(values)
    order = np.argsort(every)
    return _shortened(every[order], known[order])


def _stage_values(item: Input, grid: Grid, method: Method) -> Array:
    """Values by step and stage, shape (step, stage)."""
    if not isinstance(item, Held):
        return item.values(grid, method.offsets)
    values = np.asarray(item.values, dtype=np.float64)
    if values.ndim > 1 and values.shape[1] != 1:
        raise ValueError(f"{values.shape[1]} draws; a table holds one")
    held = values.reshape(len(values))[item.rows(grid)]
    return np.repeat(held[:, None], len(method.offsets), axis=1)


def _shortened(times: Array, values: Array) -> TimeTable:
    """Without the points that lie on the line between their neighbours."""
    slopes = np.diff(values) / np.diff(times)
    bend = np.abs(np.diff(slopes)) * np.diff(times)[1:]
    kept = np.ones(len(times), dtype=bool)
    kept[1:-1] = bend > ON_LINE * np.abs(values).max(initial=0.0)
    return TimeTable(times[kept], values[kept])
