"""The answer of `projects` on the screen: fit, bottlenecks, named projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.hub_screen import shown_table
from report.projects_tables import given_and_totals, projects_tables
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.project_pipeline.answers import PipelineAnswer
    from report.session import Session


def show_projects(answer: PipelineAnswer, session: Session) -> None:
    """Print what was asked, then every table with its heading and note."""
    told = given_and_totals(answer, session.words)
    parts = ["\n".join(line for text in told for line in wrapped(text, session.width))]
    parts += [shown_table(one, session) for one in projects_tables(answer, session.words)]
    session.put("\n\n".join(parts))
