"""`planreach why`: from a number on the screen to the line of the plan or the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from report.arguments import whole
from report.session import Session

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

MOST = 12
Indicator = Annotated[str, typer.Argument(metavar="INDICATOR")]
Most = Annotated[int, typer.Option("--most", metavar="N", parser=whole(0, 10_000))]


def why_command(session: Session, indicator: Indicator, most: Most = MOST) -> None:
    """Explain a target, a variable or a parameter."""
    from evaluation.results import to_json
    from evaluation.why import why
    from report.answers import wrapped_answer
    from report.commands.model import build
    from report.next_steps import next_steps
    from report.why_screen import show_why

    pack = session.pack()
    answer = why(pack, build(session), _id_of(indicator, pack), most)
    if session.json:
        session.put_json(to_json(wrapped_answer("why", answer, pack.inputs)))
        return
    show_why(answer, session)
    variable = answer.variable.name if answer.variable else indicator
    steps = {f"planreach model equations {variable}": "next.equations", "planreach model fit": "next.fit"}
    session.put("\n" + next_steps(steps, session.words))


def _id_of(indicator: str, pack: PlanPack) -> str:
    """A target may also be named in Chinese or English."""
    wanted = indicator.strip().casefold()
    for target in pack.targets:
        if wanted in (target.name_zh.casefold(), target.name_en.casefold()):
            return target.id
    return indicator
