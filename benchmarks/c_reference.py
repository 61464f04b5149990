"""The same equations as C with the draws in the innermost loop, to measure the engine against.

The text comes from the same shared expression nodes as the NumPy stepping function: invariants are
computed once per block, powers are exponentials of shared logarithms. One thread, blocks of 16 to 32
draws, so that the state of a block stays in the nearest cache and the compiler fills its vector registers.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.c_text import program
from benchmarks.cases import Case
from sim.economy import RESIDUALS
from sim.inputs import Array, Held
from sim.integrate import Annual
from sim.methods import METHODS

COMPILER = "gcc"
FLAGS = ("-O3", "-ffast-math", "-march=native", "-fopenmp-simd", "-fPIC")
BLOCK = 32


def compiler() -> str | None:
    """Version line of the C compiler, or None where there is none."""
    if shutil.which(COMPILER) is None:
        return None
    return subprocess.run(
        [COMPILER, "--version"], capture_output=True, text=True, check=True
    ).stdout.splitlines()[0]


@dataclass(frozen=True)
class CProgram:
    """A case as a loaded C function with its arguments laid out."""

    case: Case
    call: Callable[..., None]
    arguments: tuple[Any, ...]
    kept: tuple[Any, ...]
    values: Array

    def run(self) -> Annual:
        """Simulate; the results are those of `Case.run` up to rounding."""
        self.call(*self.arguments)
        first, last = self.case.settings.start, self.case.settings.end
        by_name = dict(zip(self.case.compiled.outputs, self.values, strict=True))
        return Annual(tuple(range(first, last + 1)), by_name)


def build(case: Case, block: int = BLOCK) -> CProgram:
    """Write, compile and load the C program of a case. Raises ValueError for a model with loop cuts."""
    if case.compiled.model.held or case.draws % block:
        raise ValueError("the C reference takes a model without cuts and whole blocks of draws")
    with tempfile.TemporaryDirectory() as folder:
        source, machine_code, library = (Path(folder, f"model.{ending}") for ending in ("c", "o", "so"))
        source.write_text(program(case, block), encoding="utf-8")
        subprocess.run([COMPILER, *FLAGS, "-c", "-o", str(machine_code), str(source)], check=True)
        # Linked without -ffast-math, which would flush small numbers to zero in the whole process.
        subprocess.run([COMPILER, "-shared", "-o", str(library), str(machine_code), "-lm"], check=True)
        call = ctypes.CDLL(str(library)).simulate
    values = np.empty((len(case.compiled.outputs), case.settings.grid.years, case.draws))
    return CProgram(case, call, *_arguments(case, values), values)


def _arguments(case: Case, values: Array) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """What the C function is called with, and the arrays behind the addresses, which have to live as long."""
    grid, offsets = case.settings.grid, METHODS[case.settings.method].offsets
    items = [case.inputs[name] for name in case.compiled.inputs]
    shared, drawn = np.zeros((grid.steps, len(offsets), max(len(items), 1))), list[Array]()
    rows = np.zeros((max(len(items), 1), grid.steps), np.int64)
    for column, item in enumerate(items):
        drawn.append(np.zeros(1))
        if not isinstance(item, Held):
            shared[:, :, column] = item.values(grid, offsets)
        elif item.values.ndim == 1:
            shared[:, :, column] = item.values[item.rows(grid), None]
        else:
            drawn[column], rows[column] = np.ascontiguousarray(item.values, np.float64), item.rows(grid)
    given = (case.parameters[name] for name in case.compiled.model.parameters)
    parameters = [np.broadcast_to(value, case.draws).astype(np.float64) for value in given]
    arguments = (
        ctypes.c_long(case.draws),
        _addresses(parameters),
        ctypes.c_void_p(shared.ctypes.data),
        _addresses(drawn),
        ctypes.c_void_p(rows.ctypes.data),
        ctypes.c_void_p(values.ctypes.data),
    )
    return arguments, (parameters, shared, drawn, rows)


def _addresses(arrays: Sequence[Array]) -> Any:
    return (ctypes.c_void_p * max(len(arrays), 1))(*(array.ctypes.data for array in arrays))


def difference(first: Annual, second: Annual) -> float:
    """Largest difference between two results, relative to the largest value of each variable.

    Residuals, which are zero but for rounding, are left out.
    """
    return max(_apart(first[name], second[name]) for name in first.values if name not in RESIDUALS)


def _apart(first: Array, second: Array) -> float:
    return float(np.abs(first - second).max() / np.abs(first).max())
