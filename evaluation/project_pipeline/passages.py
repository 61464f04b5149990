"""When every project known by name is signed, started and commissioned, and how often it is withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evaluation.project_pipeline.answers import NamedResult
from evaluation.project_pipeline.fit import place_of, span_of

if TYPE_CHECKING:
    from evaluation.project_pipeline.replications import Array
    from scenarios.project_facts import ProjectsFile
    from sim.projects.setup import NamedProject, Setup

SIGNED, STARTED, DONE, WITHDRAWN = range(4)


def named_results(
    dates: Array, setup: Setup, projects: ProjectsFile, end_year: int
) -> tuple[NamedResult, ...]:
    """All named projects in the order of their median start; `dates` as in `Runs`."""
    rows = [_row(row, dates[:, at], projects, end_year) for at, row in enumerate(setup.named)]
    return tuple(sorted(rows, key=lambda row: (not row.own, row.started.median or np.inf, row.name_en)))


def _row(row: NamedProject, dates: Array, projects: ProjectsFile, end_year: int) -> NamedResult:
    facts = next((one for one in projects.named if one.title.en == row.name), None)
    signed = dates[np.isfinite(dates[:, SIGNED])]
    kept = signed[np.isnan(signed[:, WITHDRAWN])]
    reached = np.where(np.isnan(kept), np.inf, kept)
    return NamedResult(
        facts.title.zh if facts else row.name,
        row.name,
        row.stream,
        facts is None,
        row.size,
        row.probability,
        (row.earliest, row.latest),
        span_of(reached[:, SIGNED]),
        span_of(reached[:, STARTED]),
        span_of(reached[:, DONE]),
        _share(np.isfinite(signed[:, WITHDRAWN])),
        _share(signed[:, DONE] < end_year + 1),
        place_of(facts.place) if facts else None,
    )


def _share(holds: NDArray[np.bool_]) -> float | None:
    return float(holds.mean()) if len(holds) else None
