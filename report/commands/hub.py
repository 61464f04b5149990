"""`planreach hub`: where trains wait, what a phase brings, and whether twice the trains are in reach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.arguments import ending, whole
from report.current import words
from report.session import Session

if TYPE_CHECKING:
    from report.hub_answers import HubAnswer

REPLICATIONS, MOST_REPLICATIONS = 32, 10_000
Opens = Annotated[list[str] | None, typer.Option("--opens", metavar="PHASE=YEAR")]
Replications = Annotated[int, typer.Option("--replications", metavar="N", parser=whole(2, MOST_REPLICATIONS))]
Streams = Annotated[str | None, typer.Option("--streams", metavar="FILE")]
Page = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE.html", parser=ending(".html"))]


def hub_command(
    session: Session,
    scenario: arguments.ScenarioName = "baseline",
    opens: Opens = None,
    replications: Replications = REPLICATIONS,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    as_of: arguments.AsOf = None,
    output: Page = None,
    streams: Streams = None,
) -> None:
    """Run the rail hub as events and say where trains wait and what that means for the plan."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.hub import Request, hub_answer, make_streams, refuse_page
    from report.hub_screen import show_hub

    dates = dict(_date(text) for text in opens or [])
    for file in (output, streams):
        if file is not None:
            refuse_page(Path(file))
    pack = session.pack()
    known = pack.about.as_of if as_of is None else as_of
    if known < pack.about.as_of:
        raise typer.BadParameter(words()("usage.as-of", found=known, low=pack.about.as_of))
    settings = session.settings
    asked = Request(scenario, dates, replications, settings.seed, settings.jobs, known)
    if streams is not None:
        make_streams(session, pack, asked, Path(streams))
        return
    answer, inputs = hub_answer(session, pack, asked)
    if output is not None:
        _write(answer, output, session)
    if session.json:
        session.put_json(to_json(wrapped_answer("hub", answer, inputs)))
    else:
        show_hub(answer, session)


def _date(text: str) -> tuple[str, float]:
    """`phase_2=2023.5` as a name and a date."""
    name, _, told = text.partition("=")
    try:
        date = float(told)
    except ValueError:
        date = 0.0
    if not (name and arguments.FIRST_DATE <= date <= arguments.LAST_YEAR):
        raise typer.BadParameter(words()("usage.opens", found=text), param_hint="--opens")
    return name, date


def _write(answer: HubAnswer, output: str, session: Session) -> None:
    from report.hub_page import hub_page

    Path(output).write_text(hub_page(answer, session.words), encoding="utf-8", newline="\n")
    session.say(session.words("hub.written", file=output) + "\n")
