"""From the facts of a plan's pipeline to the setup of its replications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.chance import Uncertain
from sim.projects.setup import Facts, NamedProject, Setup, Stream

if TYPE_CHECKING:
    from scenarios.project_facts import ProjectsFile


def setup_of(
    projects: ProjectsFile,
    levers: Mapping[str, tuple[float, ...]] | None = None,
    extra_projects: tuple[NamedProject, ...] = (),
) -> Setup:
    """The setup of a plan; `levers` are multipliers by year, `extra_projects` a planner's own list."""
    facts = projects.facts
    named = tuple(
        NamedProject(row.title.en, row.stream, row.size, row.earliest, row.latest, row.probability)
        for row in projects.named
    )
    return Setup(
        values={row.name: Uncertain(row.low, row.central, row.high) for row in projects.number},
        streams=tuple(
            Stream(
                row.name,
                row.kind,
                row.attracted,
                row.public,
                row.needs_land,
                row.mean_size,
                row.size_variation,
            )
            for row in projects.stream
        ),
        named=named + extra_projects,
        facts=Facts(
            facts.attracted_projects,
            facts.attracted_signed,
            facts.invested,
            facts.invested_industry,
            facts.invested_infrastructure,
            facts.invested_renewal,
            facts.emerging_share,
            facts.desks,
            facts.start_spread,
        ),
        wished={int(year): value for year, value in projects.wished.path.items()},
        levers=dict(levers or {}),
    )
