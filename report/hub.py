"""Making the answer of `planreach hub`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report.hub_answers import HubAnswer, NameEntry
from report.progress import Progress

if TYPE_CHECKING:
    from report.session import Session
    from scenarios.hub_facts import HubFile
    from scenarios.schema import PlanPack


@dataclass(frozen=True)
class Request:
    """What is asked; `opens` gives phases other dates than the plan's file."""

    scenario: str
    opens: Mapping[str, float]
    replications: int
    seed: int
    jobs: int
    as_of: int


def hub_answer(session: Session, pack: PlanPack, asked: Request) -> tuple[HubAnswer, dict[str, str]]:
    """The answer, and the hashes of what it was made from.

    Raises `InputError`: a plan without a rail hub, an unknown phase or scenario.
    """
    from evaluation.rail_hub.assessment import Asked, assess
    from scenarios.hub import HUB_FILE, load_hub
    from scenarios.library import load_scenario

    hub, hashed = load_hub(pack, session.settings.plan)
    _refuse_unknown(hub, asked.opens)
    scenario = load_scenario(asked.scenario, pack)
    order = Asked(asked.replications, asked.seed, asked.jobs, asked.as_of, asked.opens)
    with Progress(session, asked.replications, 1, "hub.running") as progress:
        found = assess(pack, hub, scenario, order, progress)
    names = {row.name: NameEntry(row.title.zh, row.title.en) for row in hub.phase}
    answer = HubAnswer(
        scenario.name, asked.seed, asked.replications, asked.as_of, dict(asked.opens), names, found
    )
    return answer, {**pack.inputs, **scenario.inputs, HUB_FILE: hashed}


def refuse_page(path: Path) -> None:
    """Raise `InputError` where no page can be written, before the work is done."""
    from scenarios.errors import Fault, InputError

    if path.is_dir():
        raise InputError([Fault("not-a-file", path.name, {"found": path.name})])
    if not path.absolute().parent.is_dir():
        raise InputError([Fault("missing-folder", path.name, {"found": path.parent.name})])


def _refuse_unknown(hub: HubFile, opens: Mapping[str, float]) -> None:
    from scenarios.errors import refuse, unknown_name

    known = [row.name for row in hub.phase]
    refuse(unknown_name("unknown-row", "--opens", name, known) for name in opens if name not in known)
