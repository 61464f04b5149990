"""Makes the event streams that a scenario needs and no file has, with progress on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.progress import Progress

if TYPE_CHECKING:
    from evaluation.simulation import Options
    from report.session import Session
    from scenarios.schema import PlanPack, Scenario


def make_streams(session: Session, pack: PlanPack, scenarios: Sequence[Scenario], options: Options) -> None:
    """Make and keep the missing streams of these scenarios."""
    from evaluation.event_streams import REPLICATIONS, timing_of, wanted_streams
    from scenarios.levers import resolve

    for scenario in scenarios:
        if options.smooth or scenario.switches.projects == "smooth":
            continue
        paths = resolve(scenario, pack)
        wanted = wanted_streams(pack, paths)
        if wanted is None or not wanted.missing:
            continue
        session.say(session.words("events.making"))
        with Progress(session, REPLICATIONS, len(wanted.missing)) as progress:
            timing_of(pack, paths, options.jobs, progress)
