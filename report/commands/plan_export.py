"""`planreach plan export`: a plan pack as a workbook, to edit and to read back."""

from __future__ import annotations

from pathlib import Path

from report.arguments import Workbook
from report.session import Session


def export_command(session: Session, output: Workbook) -> None:
    """Write the whole pack into one workbook: values only, one sheet for each kind of row."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.plan_answers import PlanExportAnswer
    from report.text_width import wrapped
    from scenarios.new_pack import export_pack

    words = session.words
    pack, sheets = export_pack(session.settings.plan, Path(output))
    answer = PlanExportAnswer(pack.id, output, {name: len(grid.rows) for name, grid in sheets.items()})
    if session.json:
        session.put_json(to_json(wrapped_answer("plan_export", answer, pack.inputs)))
        return
    session.put(words("plan-export.written", file=output, plan=pack.id))
    counted = [words("plan.count", name=name, count=count) for name, count in answer.sheets.items()]
    for line in wrapped(words.listed(counted), session.width):
        session.put(line)
    session.put()
    session.put(words("plan-export.next", file=output))
