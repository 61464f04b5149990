"""`planreach plan new`: a pack of your own, empty, copied, or read back from a workbook."""

from __future__ import annotations

from pathlib import Path

import typer

from report.arguments import Folder, Source, Text
from report.session import Session


def new_command(session: Session, folder: Folder, source: Source = None, text: Text = None) -> None:
    """Make a plan pack in a new folder."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.next_steps import next_steps
    from report.plan_answers import PlanNewAnswer
    from scenarios.coverage import OPEN
    from scenarios.new_pack import new_pack

    words = session.words
    if source is not None and text is not None:
        raise typer.BadParameter(words("usage.from-or-text"))
    pack = new_pack(Path(folder), source, Path(text) if text is not None else None)
    left = sum(OPEN in names for row in pack.covered for _, names in row.claimed)
    answer = PlanNewAnswer(
        pack.id, folder, tuple(sorted(pack.inputs)), len(pack.targets), len(pack.observations), left
    )
    if session.json:
        session.put_json(to_json(wrapped_answer("plan_new", answer, pack.inputs)))
        return
    session.put(words("plan-new.made", folder=folder, files=len(answer.files), targets=answer.targets))
    if text is not None:
        session.put(words("plan-new.open", words=sum(len(row.claimed) for row in pack.covered), count=left))
    session.put()
    quoted = f'"{folder}"' if " " in folder else folder
    steps = {
        f"planreach plan check --plan {quoted}": "plan-new.next-check",
        f"planreach plan export --plan {quoted} -o plan.xlsx": "plan-new.next-export",
    }
    session.put(next_steps(steps, words))
