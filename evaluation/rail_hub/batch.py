"""Several tasks replicated together: replication i of each has the same chance, whatever the workers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ensembles import map_blocks

Array = NDArray[np.float64]
Progress = Callable[[int], None]
BLOCK = 2


@dataclass(frozen=True, eq=False)
class _Batch:
    """A block of replications of every task; picklable."""

    tasks: tuple[Callable[[int], Array], ...]

    def __call__(self, first: int, count: int) -> list[Array]:
        return [np.array([task(index) for index in range(first, first + count)]) for task in self.tasks]


def replicated(
    tasks: Mapping[str, Callable[[int], Array]],
    replications: int,
    jobs: int = 1,
    progress: Progress | None = None,
) -> dict[str, Array]:
    """What each task gives for every replication, the replications along the first axis.

    A task takes the index of a replication. `progress` hears how many replications are done.
    """
    parts: list[list[Array]] = []
    for part in map_blocks(_Batch(tuple(tasks.values())), replications, BLOCK, jobs):
        parts.append(part)
        if progress is not None:
            progress(min(replications, len(parts) * BLOCK))
    joined = [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]
    return dict(zip(tasks, joined, strict=True))
