"""Large ensembles: blocks of draws in one or several processes, and results that stay small.

Whatever the block and the number of processes, results come back in the order of the draws and are the
same to the last byte, since no draw knows of another.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.counts import Counts
from sim.integrate import BLOCK

Array = NDArray[np.float64]
Result = TypeVar("Result")
MEMORY_LIMIT = 100_000
"""Up to so many draws whole series are kept; beyond, quantiles come from counts on a fixed grid."""
COUNTED_TOGETHER = 8192


def map_blocks(
    function: Callable[[int, int], Result], draws: int, block: int = BLOCK, jobs: int = 1
) -> Iterator[Result]:
    """`function(first, count)` for every block of draws, in order.

    With `jobs` > 1 the blocks run in that many processes, to which the function has to be picklable.
    When the iteration is interrupted, blocks under way end and no process stays behind.
    """
    parts = [(first, min(block, draws - first)) for first in range(0, draws, block)]
    if jobs <= 1 or len(parts) == 1:
        return (function(first, count) for first, count in parts)
    return _in_processes(function, parts, min(jobs, len(parts)))


def _in_processes(
    function: Callable[[int, int], Result], parts: Sequence[tuple[int, int]], jobs: int
) -> Iterator[Result]:
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(jobs, context, initializer=_follow_parent)
    waiting: deque[Future[Result]] = deque()
    try:
        for first, count in parts:
            waiting.append(pool.submit(function, first, count))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _follow_parent() -> None:
    """In a worker: leave interrupts to the parent, and end when the parent has ended, however that came."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class Collector:
    """Gathers (year, draw) series block by block, in the order of the draws."""

    def __init__(self, names: Sequence[str], years: int, draws: int, limit: int = MEMORY_LIMIT) -> None:
        self.names, self.years, self.draws = tuple(names), years, draws
        self.filled = 0
        self.in_memory = draws <= limit
        self._series = {name: np.empty((years, draws)) for name in self.names} if self.in_memory else {}
        self._counts = (
            {} if self.in_memory else {name: [Counts() for _ in range(years)] for name in self.names}
        )
        self._waiting: list[Mapping[str, Array]] = []

    def add(self, values: Mapping[str, Array]) -> None:
        """Take in the next block: `values[name]` has the shape (year, draw)."""
        count = values[self.names[0]].shape[1]
        if self.in_memory:
            for name in self.names:
                self._series[name][:, self.filled : self.filled + count] = values[name]
        else:
            self._waiting.append({name: values[name] for name in self.names})
            if sum(part[self.names[0]].shape[1] for part in self._waiting) >= COUNTED_TOGETHER:
                self._count()
        self.filled += count

    def _count(self) -> None:
        for name in self.names if self._waiting else ():
            values = np.concatenate([part[name] for part in self._waiting], axis=1)
            for counts, row in zip(self._counts[name], values, strict=True):
                counts.add(row)
        self._waiting.clear()

    def series(self, name: str) -> Array:
        """The whole series, shape (year, draw). Raises ValueError beyond the memory limit."""
        if not self.in_memory:
            raise ValueError(f"{self.draws} draws are counted, not kept; ask for quantiles")
        return self._series[name][:, : self.filled]

    def quantiles(self, name: str, probabilities: Sequence[float]) -> Array:
        """Quantiles by year, shape (probability, year)."""
        if self.in_memory:
            return np.quantile(self.series(name), probabilities, axis=1)
        self._count()
        return np.stack([counts.quantiles(probabilities) for counts in self._counts[name]], axis=1)
