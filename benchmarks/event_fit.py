"""The sums of 2016-2020 over many replications, whose means can be held against the plan's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from benchmarks.event_replications import Array, baseline_setup
from evaluation.event_streams import SEED
from evaluation.project_pipeline.fit import fit_rows, sums
from evaluation.project_pipeline.replications import PLAIN, USUAL, Runs, columns_of, measures_of
from scenarios.packs import load_pack
from sim.chance import Chance
from sim.projects.arrivals import Calendar
from sim.projects.pipeline import simulate
from sim.projects.replicating import FIRST_YEAR
from sim.projects.setup import HISTORY, LAYER, Setup

CALENDAR = Calendar(FIRST_YEAR, HISTORY[1])
HEADINGS = ("2016-2020", "Unit", "Printed", "Mean", "Median", "80 % band")


def history(setup: Setup, count: int) -> dict[str, Array]:
    """Every sum by row, shape (replication,)."""
    measures = [
        measures_of(simulate(setup, Chance(LAYER, SEED, index), CALENDAR, USUAL, USUAL))
        for index in range(count)
    ]
    runs = Runs(CALENDAR, columns_of(setup), {PLAIN: np.array(measures)}, {}, np.empty((count, 0, 4)))
    return sums(runs, setup)


def rows(found: Mapping[str, Array]) -> Iterator[tuple[object, ...]]:
    """One row a sum: mean and its standard error, median and band, beside what the plan prints."""
    for row in fit_rows(found, load_pack()):
        values = found[row.id]
        error = values.std(ddof=1) / np.sqrt(len(values))
        low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
        yield (
            row.id,
            row.unit,
            "-" if row.observed is None else f"{row.observed:g}",
            f"{values.mean():.0f} +-{error:.1f}",
            f"{middle:.0f}",
            f"{low:.0f} to {high:.0f}",
        )


def fitted(count: int) -> list[tuple[object, ...]]:
    """The rows of the baseline's pipeline."""
    return list(rows(history(baseline_setup(), count)))
