"""Runs a compiled model over time for an ensemble of draws.

Annual results: a flow (or any other variable that is no stock) is its integral over the calendar year
with the weights of the method, so that a ratio comes out as its average over the year; a stock is its
value at the end of the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scenarios.errors import NumericalError
from sim.faults import ModelError, ModelFault, unknown_name
from sim.generate import Compiled, compile_model, load, start_text
from sim.inputs import AnyInput, Array, Grid, Held, Moved, MovedDate, input_rows
from sim.methods import METHODS
from sim.stepping import Block, Stepper

BLOCK = 2048
"""Draws processed together: large enough to hide Python, small enough for the cache."""

Parameters = Mapping[str, Any]
Inputs = Mapping[str, AnyInput]


@dataclass(frozen=True)
class Settings:
    """From 1 January of `start` to 31 December of `end`; `method` is one of euler, heun, rk4."""

    start: int = 2015
    end: int = 2025
    steps_per_year: int = 16
    method: str = "heun"

    @property
    def grid(self) -> Grid:
        """The steps."""
        return Grid(self.start, self.end - self.start + 1, self.steps_per_year)


@dataclass(frozen=True)
class Annual:
    """Results by calendar year: `values[name]` has the shape (year, draw)."""

    years: tuple[int, ...]
    values: dict[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self.values[name]


@dataclass(frozen=True)
class Trajectory:
    """Results by step. `times` are the instants, shape (step + 1,). A stock has the shape
    (step + 1, draw), any other output its effective average over each step, shape (step, draw)."""

    times: Array
    step: float
    values: dict[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self.values[name]


def simulate(
    compiled: Compiled,
    parameters: Parameters,
    inputs: Inputs,
    settings: Settings,
    draws: int,
    block: int = BLOCK,
) -> Annual:
    """Annual results of all outputs for `draws` draws.

    `parameters` are numbers or arrays of shape (draw,). The block changes the speed, never a byte of
    the result. Raises ModelError for missing or unknown names, NumericalError for NaN or infinity.
    """
    checked = _checked(compiled, parameters, inputs, settings, draws)
    grid = settings.grid
    years = tuple(range(settings.start, settings.end + 1))
    values = {name: np.empty((grid.years, draws)) for name in compiled.outputs}
    for first in range(0, draws, block):
        count = min(block, draws - first)
        stepper = _stepper(compiled, checked, inputs, settings, first, count)
        for year in range(grid.years):
            for _ in range(grid.steps_per_year):
                stepper.step()
            stepper.read(values, year, slice(first, first + count), stepper.size)
            if not stepper.is_finite():
                _explain(compiled, checked, inputs, settings, first + stepper.first_bad_draw())
    for name, value in values.items():
        _check_finite(name, value, years)
    return Annual(years, values)


def trajectory(
    compiled: Compiled, parameters: Parameters, inputs: Inputs, settings: Settings, draws: int = 1
) -> Trajectory:
    """Every step of all outputs and all stocks, for accounts that have to close at every step."""
    checked = _checked(compiled, parameters, inputs, settings, draws)
    grid = settings.grid
    stepper = _stepper(compiled, checked, inputs, settings, 0, draws)
    values = {name: np.empty((grid.steps, draws)) for name in compiled.outputs if name not in compiled.stocks}
    stocks = np.empty((grid.steps + 1, len(compiled.stocks), draws))
    stocks[0] = stepper.stocks
    for step in range(grid.steps):
        stepper.step()
        stepper.read(values, step, slice(0, draws), 1.0)
        stocks[step + 1] = stepper.stocks
    times = np.append(grid.times(), grid.ends()[-1])
    by_name = {name: stocks[:, index] for index, name in enumerate(compiled.stocks)}
    return Trajectory(times, 1.0 / grid.steps_per_year, values | by_name)


def start_values(
    compiled: Compiled, parameters: Parameters, inputs: Inputs, settings: Settings, draws: int = 1
) -> dict[str, Array]:
    """Values of all variables when the run begins, each of shape (draw,)."""
    checked = _checked(compiled, parameters, inputs, settings, draws)
    names = tuple(compiled.model.variables)
    rows = input_rows(
        _input_list(compiled, inputs), replace(settings, end=settings.start).grid, (0.0,), 0, draws
    )
    source = start_text(compiled.model, names)
    with np.errstate(all="ignore"):
        values = load(source)["start"](_parameter_rows(compiled, checked, 0, draws), rows[0][0])
    return {name: np.broadcast_to(value, (draws,)).copy() for name, value in zip(names, values, strict=True)}


def _input_list(compiled: Compiled, inputs: Inputs) -> list[AnyInput]:
    return [inputs[name] for name in compiled.inputs]


def _parameter_rows(
    compiled: Compiled, checked: Mapping[str, Array], first: int, count: int
) -> tuple[Any, ...]:
    rows = [checked[name] for name in compiled.model.parameters]
    return tuple(row[()] if row.ndim == 0 else row[first : first + count] for row in rows)


def _stepper(
    compiled: Compiled,
    checked: Mapping[str, Array],
    inputs: Inputs,
    settings: Settings,
    first: int,
    count: int,
) -> Stepper:
    method = METHODS[settings.method]
    rows = input_rows(_input_list(compiled, inputs), settings.grid, method.offsets, first, count)
    return Stepper(
        compiled, method, settings.grid, Block(_parameter_rows(compiled, checked, first, count), rows, count)
    )


def _checked(
    compiled: Compiled, parameters: Parameters, inputs: Inputs, settings: Settings, draws: int
) -> dict[str, Array]:
    """Parameters as float64 arrays; every fault of names, shapes and settings together."""
    faults = _name_faults("parameter", compiled.model.parameters, parameters)
    faults += _name_faults("input", compiled.inputs, inputs)
    faults += _setting_faults(settings, draws)
    checked: dict[str, Array] = {}
    for name, value in parameters.items():
        checked[name] = (
            np.ascontiguousarray(value, dtype=np.float64) if np.ndim(value) else np.array(value, np.float64)
        )
        if checked[name].shape not in ((), (draws,)):
            faults.append(
                ModelFault("shape", name, f"has the shape {checked[name].shape}, not () or ({draws},)")
            )
        elif not np.isfinite(checked[name]).all():
            faults.append(ModelFault("not-finite", name, "NaN or infinity among its values"))
    for name, item in inputs.items():
        if isinstance(item, Held) and item.values.shape[1:] not in ((), (draws,)):
            faults.append(
                ModelFault(
                    "shape", name, f"has the shape {item.values.shape}, not (year,) or (year, {draws})"
                )
            )
    if faults:
        raise ModelError(faults)
    return checked


def _name_faults(what: str, wanted: tuple[str, ...], given: Mapping[str, Any]) -> list[ModelFault]:
    faults = [
        ModelFault("missing-value", name, f"no value for this {what}") for name in wanted if name not in given
    ]
    return faults + [unknown_name("values", name, wanted, what) for name in given if name not in wanted]


def _setting_faults(settings: Settings, draws: int) -> list[ModelFault]:
    faults: list[ModelFault] = []
    if settings.method not in METHODS:
        faults.append(unknown_name("settings", settings.method, METHODS, "method"))
    if settings.end < settings.start or settings.steps_per_year < 1 or draws < 1:
        faults.append(ModelFault("settings", "settings", f"nothing to run: {settings}, {draws} draws"))
    return faults


def _check_finite(name: str, values: Array, years: tuple[int, ...]) -> None:
    if not np.isfinite(values).all():
        year = years[int(np.argmin(np.isfinite(values).all(axis=1)))]
        raise NumericalError(f"{name} is not finite in {year}")


def _explain(
    compiled: Compiled, checked: Mapping[str, Array], inputs: Inputs, settings: Settings, draw: int
) -> None:
    """Run the broken draw again with every variable kept, and name the first one that breaks."""
    model = compiled.model
    everything = compile_model(model, tuple(model.variables))
    alone = {name: value if value.ndim == 0 else value[draw : draw + 1] for name, value in checked.items()}
    single = {name: _of_draw(item, draw) for name, item in inputs.items()}
    run = trajectory(everything, alone, single, settings, 1)
    broken: list[tuple[int, int, str]] = []
    for position, name in enumerate([*model.inputs, *model.order, *model.stock_names()]):
        bad = ~np.isfinite(run[name][:, 0])
        if bad.any():
            broken.append((int(np.argmax(bad)) - (name in compiled.stocks), position, name))
    step, _, name = min(broken, default=(0, 0, "a stock"))
    year = int(settings.grid.year_of_step()[max(step, 0)])
    raise NumericalError(f"{name} is not finite in {year} (draw {draw})")


def _of_draw(item: AnyInput, draw: int) -> AnyInput:
    if isinstance(item, Moved | MovedDate):
        return item.of_draw(draw)
    if isinstance(item, Held) and item.values.ndim > 1:
        return replace(item, values=item.values[:, draw : draw + 1])
    return item
