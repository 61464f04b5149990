"""`planreach sensitivity`: which assumptions matter for the answer."""

from __future__ import annotations

from typing import Annotated

import typer

from report import arguments
from report.arguments import whole
from report.session import Session

DEFAULT_TARGET = "gdp_growth"
DRAWS, TRAJECTORIES = 1024, 20
MOST_TRAJECTORIES, MOST_SAMPLES = 10_000, 65_536
Targets = Annotated[list[str] | None, typer.Option("--target", metavar="ID")]
Morris = Annotated[int, typer.Option("--morris", metavar="N", parser=whole(2, MOST_TRAJECTORIES))]
Sobol = Annotated[int, typer.Option("--sobol", metavar="N", parser=whole(0, MOST_SAMPLES))]


def sensitivity_command(
    session: Session,
    scenario: arguments.ScenarioName = "baseline",
    target: Targets = None,
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    morris: Morris = TRAJECTORIES,
    sobol: Sobol = 0,
) -> None:
    """Say what the bands are made of, which parameters move a target, and which policies change places."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.sensitivity import Request, sensitivity_of
    from report.sensitivity_screen import show_sensitivity

    pack = session.pack()
    asked = Request(
        scenario,
        tuple(target or [DEFAULT_TARGET]),
        DRAWS if draws is None else draws,
        session.settings.seed if seed is None else seed,
        morris,
        sobol,
    )
    answer = sensitivity_of(session, pack, asked)
    if session.json:
        session.put_json(to_json(wrapped_answer("sensitivity", answer, pack.inputs)))
    else:
        show_sensitivity(answer, pack, session)
