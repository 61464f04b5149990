"""The answer of `hub` on the screen: fit, targets, phases, bottlenecks, response to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.hub_tables import Shown, hub_tables
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from report.hub_answers import HubAnswer
    from report.session import Session


def show_hub(answer: HubAnswer, session: Session) -> None:
    """Print every table with its heading and note."""
    words = session.words
    told = words(
        "hub.given", scenario=answer.scenario, count=answer.replications, seed=answer.seed, year=answer.as_of
    )
    parts = ["\n".join(wrapped(told, session.width))]
    parts += [shown_table(one, session) for one in hub_tables(answer, words)]
    session.put("\n\n".join(parts))


def shown_table(one: Shown, session: Session) -> str:
    """A table under its heading and note, as wide as the screen."""
    columns = [_column(at, head) for at, head in enumerate(one.heads)]
    lines = [session.paint(one.title, "bold"), *wrapped(one.note, session.width)]
    lines.append(table(columns, one.rows, session.width, session.paint))
    return "\n".join(lines)


def _column(at: int, head: str) -> Column:
    """The first column takes what the others leave; the others fall away from the right."""
    return Column(head, flexible=True, least=14) if at == 0 else Column(head, right=True, give_up=at)
