"""Advances one block of draws step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.generate import Compiled, Period
from sim.inputs import Array, Grid, Rows
from sim.methods import Method


@dataclass(frozen=True)
class Block:
    """The values of one block: parameters in the model's order, inputs by step and stage."""

    parameters: tuple[Any, ...]
    inputs: Rows
    draws: int


class Stepper:
    """State of one block. `stocks` has the shape (stock, draw).

    A draw that stands alone and has nothing but numbers is computed with numbers: NumPy takes several
    times as long for arrays of one element.
    """

    def __init__(self, compiled: Compiled, method: Method, grid: Grid, block: Block) -> None:
        self.compiled, self.method, self.block = compiled, method, block
        self.size = 1.0 / grid.steps_per_year
        self.number = 0
        self.stocks: Array = np.empty((len(compiled.stocks), block.draws))
        self.trial = np.empty_like(self.stocks)
        self.net = [np.empty_like(self.stocks) for _ in method.offsets]
        self.sums = {
            weight: np.zeros((len(compiled.summed), block.draws)) for weight in sorted(set(method.weights))
        }
        self._states = [self.stocks] + [self.trial] * (len(method.offsets) - 1)
        self._rows = [list(state) for state in self._states]
        self._numbers = block.draws == 1 and not any(
            np.ndim(value) for value in (*block.parameters, *block.inputs[0][0])
        )
        self._net_rows = [list(net) for net in self.net]
        self._sum_rows = [list(self.sums[weight]) for weight in method.weights]
        self._held: tuple[Any, ...] = ()
        self._periods = _first_steps(compiled.periods, grid)
        self._rates = compiled.function("rates_0")
        with np.errstate(all="ignore"):
            self._constants: dict[str, Any] = compiled.function("prepare")(block.parameters)
            start = compiled.function("start")(block.parameters, block.inputs[0][0])
        for row, value in zip(self.stocks, start, strict=True):
            row[:] = value

    def step(self) -> None:
        """Advance by one step."""
        inputs = self.block.inputs[self.number]
        with np.errstate(all="ignore"):
            self._enter_period(inputs[0])
            for stage, offset in enumerate(self.method.offsets):
                if stage:
                    np.multiply(self.net[stage - 1], offset * self.size, out=self.trial)
                    self.trial += self.stocks
                self._rates(
                    self._stocks_at(stage),
                    self._constants,
                    inputs[stage],
                    self._held,
                    self._net_rows[stage],
                    self._sum_rows[stage],
                )
            self._advance()
        self.number += 1

    def _stocks_at(self, stage: int) -> list[Any]:
        return list(self._states[stage][:, 0]) if self._numbers else self._rows[stage]

    def _advance(self) -> None:
        change = self.net[0]
        for net, weight in zip(self.net[1:], self.method.weights[1:], strict=True):
            if weight != 1:
                net *= weight
            change += net
        change *= self.size / self.method.total_weight
        self.stocks += change

    def _enter_period(self, inputs: Sequence[Any]) -> None:
        """At the first step after a cut date, note the values that are held from here on."""
        while self._periods and self._periods[0][0] <= self.number:
            _, index = self._periods.pop(0)
            look = self.compiled.function(f"look_{index}")
            values = look(self._stocks_at(0), self._constants, inputs, self._held)
            self._held += tuple(np.array(value) for value in values)
            self._rates = self.compiled.function(f"rates_{index}")

    def read(self, values: dict[str, Array], row: int, draws: slice, duration: float) -> None:
        """Write what has been added up since the last reading, and the stocks as they are, into
        `values[name][row, draws]`; the sums begin again. A step counts for `duration` years."""
        scale = duration / self.method.total_weight
        total = sum(weight * sums for weight, sums in self.sums.items())
        for name, value in zip(self.compiled.summed, np.multiply(total, scale), strict=True):
            values[name][row, draws] = value
        for sums in self.sums.values():
            sums.fill(0.0)
        for name, value in zip(self.compiled.stocks, self.stocks, strict=True):
            if name in values:
                values[name][row, draws] = value
        for name in self.compiled.fixed:
            values[name][row, draws] = self._constants[name]

    def is_finite(self) -> bool:
        """Whether every stock is a number."""
        return bool(np.isfinite(self.stocks).all())

    def first_bad_draw(self) -> int:
        """Index of the first draw with a stock that is no number."""
        return int(np.argmin(np.isfinite(self.stocks).all(axis=0)))


def _first_steps(periods: Sequence[Period], grid: Grid) -> list[tuple[int, int]]:
    """First step and index of every later period; a date inside a step acts from the next one on."""
    times = grid.times()
    return [
        (0 if period.since is None else int(np.searchsorted(times, period.since)), index)
        for index, period in enumerate(periods)
        if index
    ]
