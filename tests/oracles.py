"""Other engines that run an exported file, and how far their values lie from ours."""

from __future__ import annotations

import importlib.util
import tempfile
import warnings
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.evaluate import evaluate
from sim.generate import compile_model
from sim.inputs import Array, Input
from sim.integrate import Settings, trajectory
from sim.methods import METHODS
from sim.model import Model
from sim.time_tables import time_table
from sim.xmile import Heading, xmile_file

Series = dict[str, Array]
DIGITS = 17
"""PySD prints tables as NumPy prints arrays, which is 8 digits unless told otherwise."""
HEADING = Heading("planreach", "1", "test", "")
NO_PYSD = "PySD is not installed (pip install 'planreach[dev]')"
NO_SIMLIN = "Simlin is not installed, or has no build for this machine (pip install 'planreach[dev]')"
needs_pysd = pytest.mark.skipif(importlib.util.find_spec("pysd") is None, reason=NO_PYSD)
needs_simlin = pytest.mark.skipif(importlib.util.find_spec("simlin") is None, reason=NO_SIMLIN)


@dataclass(frozen=True, eq=False)
class Subject:
    """A model with its inputs and settings; parameters are numbers or arrays of shape (draw,)."""

    model: Model
    parameters: Mapping[str, Any]
    inputs: Mapping[str, Input]
    settings: Settings

    def text(self) -> str:
        """The file; of several draws the first."""
        values = {name: float(np.ravel(value)[0]) for name, value in self.parameters.items()}
        return xmile_file(self.model, values, self.inputs, self.settings, HEADING).text

    def of_draw(self, draw: int) -> dict[str, float]:
        """Parameters of one draw that are not the same in all."""
        return {n: float(v[draw]) for n, v in self.parameters.items() if np.ndim(v)}

    def ours(self, draws: int = 1) -> Series:
        """Our values at every instant, shape (instant, draw).

        Under Euler what is no stock is what the stepping function gives at the start of each step; under
        other methods, which give averages over steps, it is computed from the stocks of the instant.
        """
        names = tuple(self.model.variables)
        everything = self.settings.method == "euler"
        compiled = compile_model(self.model, names if everything else self.model.stock_names())
        run = trajectory(compiled, self.parameters, self.inputs, self.settings, draws)
        if everything:
            return {name: run[name] for name in names}
        values: dict[str, Any] = {name: run[name] for name in self.model.stock_names()}
        values |= {name: np.float64(value) for name, value in self.parameters.items()}
        for name, item in self.inputs.items():
            table = time_table(item, self.settings.grid, METHODS[self.settings.method])
            values[name] = np.interp(run.times, table.times, table.values)[:, None]
        for name in self.model.order:
            values[name] = evaluate(self.model.expression(name), values)
        shape = (len(run.times), draws)
        return {name: np.broadcast_to(values[name], shape) for name in names}


def differences(model: Model, ours: Series, theirs: Mapping[str, Any], draw: int = 0) -> dict[str, float]:
    """Largest difference of every variable in one draw, relative to its largest value over the run.

    A variable that is zero by identity has no size of its own: it is measured by what it is made of.
    """
    found: dict[str, float] = {}
    for name, values in ours.items():
        own = values[:, draw]
        their = np.asarray(theirs[name], dtype=np.float64)[: len(own)]
        size = np.abs(own).max()
        if name.startswith("residual_"):
            size = max(np.abs(ours[part][:, draw]).max() for part in model.variables[name].inputs)
        found[name] = float(np.abs(own - their).max() / (size or 1.0))
        if not np.isfinite(their).all():
            found[name] = np.inf
    return found


def worst(found: Mapping[str, float]) -> str:
    """The variable that differs most, and by how much."""
    name = max(found, key=lambda key: found[key])
    return f"{found[name]:.1e} ({name})"


@contextmanager
def quiet() -> Generator[None]:
    """Warnings of other projects about themselves are not ours to mend."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def in_a_folder(text: str) -> Generator[Path]:
    """The file in a folder of its own, which goes when it has been read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.xmile")
        path.write_text(text, encoding="utf-8")
        yield path


def pysd_model(text: str, digits: int = DIGITS) -> Any:
    """The file as a PySD model, made in a folder of its own: beside the file PySD writes Python."""
    with quiet():
        import pysd

        with in_a_folder(text) as path, np.printoptions(precision=digits):
            return pysd.read_xmile(str(path))


def pysd_run(model: Any, parameters: Mapping[str, float] | None = None) -> Any:
    """Values by instant, a table with a column for every variable. Always Euler."""
    with quiet():
        return model.run(params=dict(parameters or {}))


def simlin_model(text: str) -> Any:
    """The file as a Simlin model."""
    with quiet():
        import simlin

        with in_a_folder(text) as path:
            return simlin.load(path)


def simlin_run(model: Any, parameters: Mapping[str, float] | None = None) -> Any:
    """Values by instant, a table with a column for every variable."""
    with quiet():
        return model.run(overrides=dict(parameters or {}), analyze_loops=False).results


@dataclass(frozen=True)
class Oracle:
    """An engine: how it loads a file and how it runs it."""

    load: Callable[[str], Any]
    run: Callable[..., Any]


ORACLES = {"pysd": Oracle(pysd_model, pysd_run), "simlin": Oracle(simlin_model, simlin_run)}
EACH = [pytest.param("pysd", marks=needs_pysd), pytest.param("simlin", marks=needs_simlin)]
