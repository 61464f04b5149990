"""`planreach compare`: the same draws through several scenarios."""

from __future__ import annotations

from typing import Annotated

import typer

from report import arguments
from report.session import Session

Loops = Annotated[bool, typer.Option("--loops")]


def compare_command(
    session: Session,
    scenarios: arguments.ScenarioNames,
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    as_of: arguments.AsOf = None,
    closure: arguments.Closure = None,
    layers: arguments.Layers = None,
    priors: arguments.Priors = False,
    end: arguments.End = None,
    step: arguments.Step = None,
    method: arguments.Method = None,
    runs: arguments.Runs = None,
    loops: Loops = False,
) -> None:
    """Run several scenarios on the same draws and show what each changes, and through which loop."""
    from evaluation.results import to_json
    from report.compare_screen import show_compare
    from report.comparing import make_comparison
    from report.next_steps import next_steps
    from report.run_parts import flags_of

    if len(scenarios) < 2 or len(set(scenarios)) < len(scenarios):
        raise typer.BadParameter(session.words("usage.two-scenarios"))
    made = make_comparison(
        session, scenarios, flags_of(as_of, closure, end, step, method, layers, priors), loops
    )
    if session.json:
        session.put_json(to_json(made.answer))
    else:
        show_compare(made.answer, session)
        steps = {f"planreach run {scenarios[-1]}": "next.run"}
        if not loops:
            steps |= {f"planreach compare {scenarios[0]} {scenarios[-1]} --loops": "next.loops"}
        session.put("\n" + next_steps(steps, session.words))
    session.say("\n" + session.words("run.reused" if made.reused else "run.saved", folder=made.run.path))
