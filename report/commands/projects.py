"""`planreach projects`: where projects wait, what one more unit brings, when named projects come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from report import arguments
from report.arguments import ending, whole
from report.session import Session

REPLICATIONS, MOST_REPLICATIONS = 24, 10_000
ListFile = Annotated[str | None, typer.Option("--list", metavar="FILE.csv|xlsx")]
Replications = Annotated[int, typer.Option("--replications", metavar="N", parser=whole(2, MOST_REPLICATIONS))]
Page = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE.html", parser=ending(".html"))]


def projects_command(
    session: Session,
    scenario: arguments.ScenarioName = "baseline",
    own_list: ListFile = None,
    replications: Replications = REPLICATIONS,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    output: Page = None,
) -> None:
    """Run single projects as events and say where they wait and what that means for the plan."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.hub import refuse_page
    from report.projects import Request, projects_answer
    from report.projects_page import projects_page
    from report.projects_screen import show_projects

    if output is not None:
        refuse_page(Path(output))
    settings = session.settings
    asked = Request(scenario, own_list, replications, settings.seed, settings.jobs)
    answer, inputs = projects_answer(session, session.pack(), asked)
    if output is not None:
        page = projects_page(answer, session.words)
        Path(output).write_text(page, encoding="utf-8", newline="\n")
        session.say(session.words("projects.written", file=output) + "\n")
    if session.json:
        session.put_json(to_json(wrapped_answer("projects", answer, inputs)))
    else:
        show_projects(answer, session)
