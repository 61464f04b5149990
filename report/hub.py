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
    from scenarios.hub import hub_of
    from scenarios.library import load_scenario

    hub = hub_of(pack)
    _refuse_dates(hub, pack, asked.opens)
    scenario = load_scenario(asked.scenario, pack)
    order = Asked(asked.replications, asked.seed, asked.jobs, asked.as_of, asked.opens)
    with Progress(session, asked.replications, 1, "hub.running") as progress:
        found = assess(pack, hub, scenario, order, progress)
    names = {row.name: NameEntry(row.title.zh, row.title.en) for row in hub.phase}
    answer = HubAnswer(
        scenario.name, asked.seed, asked.replications, asked.as_of, dict(asked.opens), names, found
    )
    return answer, {**pack.inputs, **scenario.inputs}


def make_streams(session: Session, pack: PlanPack, asked: Request, path: Path) -> None:
    """Write the rates that the equations of trade can take, of the phases open in the base year.

    Raises `InputError` as `hub_answer`.
    """
    from scenarios.hub import hub_of
    from sim.hub.reading import setup_of
    from sim.hub.replicating import replicate
    from sim.hub.setup import standing_at, with_phase_dates
    from sim.hub.stream_file import write_streams

    hub = hub_of(pack)
    _refuse_dates(hub, pack, asked.opens)
    setup = standing_at(with_phase_dates(setup_of(hub, asked.as_of), asked.opens), pack.about.base_year)
    with Progress(session, asked.replications, 1, "hub.running") as progress:
        made = replicate(setup, asked.seed, asked.replications, jobs=asked.jobs, progress=progress)
    write_streams(made, path)
    session.say(session.words("hub.written", file=str(path)))


def refuse_page(path: Path) -> None:
    """Raise `InputError` where no page can be written, before the work is done."""
    from scenarios.errors import Fault, InputError

    if path.is_dir():
        raise InputError([Fault("not-a-file", path.name, {"found": path.name})])
    if not path.absolute().parent.is_dir():
        raise InputError([Fault("missing-folder", path.name, {"found": path.parent.name})])


def _refuse_dates(hub: HubFile, pack: PlanPack, opens: Mapping[str, float]) -> None:
    """Raise `InputError` for a phase that is not to be built, and for a date that has passed."""
    from scenarios.errors import Fault, refuse, unknown_name

    base = pack.about.base_year
    known = [row.name for row in hub.phase if row.opens > base]
    refuse(unknown_name("unknown-row", "--opens", name, known) for name in opens if name not in known)
    refuse(
        Fault("out-of-bounds", f"--opens: {name}", {"found": date, "low": base + 1, "high": ""})
        for name, date in opens.items()
        if date <= base
    )
