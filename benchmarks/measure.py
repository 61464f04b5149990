"""Times, straight lines and Markdown tables."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np


def seconds(work: Callable[[], object]) -> float:
    """Duration of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(work: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """Shortest duration of each piece of work; the pieces take turns, so a busy moment hits all."""
    rounds = [[seconds(piece) for piece in work] for _ in range(repeats)]
    return [min(column) for column in zip(*rounds, strict=True)]


@dataclass(frozen=True)
class Line:
    """A straight line through measured times: `at_zero` seconds, `slope` seconds per unit.

    `deviation` is the largest distance of a time from the line, relative to the time.
    """

    at_zero: float
    slope: float
    deviation: float


def fit(sizes: Sequence[float], times: Sequence[float]) -> Line:
    """The line with the least squared relative distances."""
    x, y = np.asarray(sizes, np.float64), np.asarray(times, np.float64)
    columns = np.stack([1 / y, x / y], axis=1)
    (at_zero, slope), *_ = np.linalg.lstsq(columns, np.ones_like(y), rcond=None)
    deviation = float(np.abs((at_zero + slope * x) / y - 1).max())
    return Line(float(at_zero), float(slope), deviation)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def machine() -> str:
    """One line on where this runs."""
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{versions}, {os.cpu_count()} cores, {platform.machine()}"
