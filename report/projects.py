"""Making the answer of `planreach projects`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report.progress import Progress

if TYPE_CHECKING:
    from evaluation.project_pipeline.answers import PipelineAnswer
    from report.session import Session
    from scenarios.schema import PlanPack


@dataclass(frozen=True)
class Request:
    """What is asked; `own_list` is the file of a planner's projects."""

    scenario: str
    own_list: str | None
    replications: int
    seed: int
    jobs: int


def projects_answer(
    session: Session, pack: PlanPack, asked: Request
) -> tuple[PipelineAnswer, dict[str, str]]:
    """The answer, and the hashes of what it was made from.

    Raises `InputError`: a plan without a pipeline, an unknown scenario, a list with faults.
    """
    from evaluation.project_pipeline.assessment import Asked, assess
    from scenarios.errors import Fault, InputError
    from scenarios.library import load_scenario
    from scenarios.pack_files import PROJECTS_FILE
    from scenarios.project_list import read_project_list

    if pack.projects is None:
        raise InputError([Fault("missing-file", f"{pack.id}/{PROJECTS_FILE}", {"found": PROJECTS_FILE})])
    scenario = load_scenario(asked.scenario, pack)
    inputs = {**pack.inputs, **scenario.inputs}
    path = None if asked.own_list is None else Path(asked.own_list)
    listed, name = (), None
    if path is not None:
        name = path.name
        listed, inputs[name] = read_project_list(path, pack)
    order = Asked(asked.replications, asked.seed, asked.jobs, listed, name)
    with Progress(session, asked.replications, 1, "projects.running") as progress:
        return assess(pack, scenario, order, progress), inputs
