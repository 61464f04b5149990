"""`planreach audit`: does the plan agree with itself?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from report.arguments import Checked, Strict, WorkbookFile
from report.session import Session

if TYPE_CHECKING:
    from report.audit_answers import AuditAnswer


def audit_command(
    session: Session, strict: Strict = False, checked: Checked = False, output: WorkbookFile = None
) -> None:
    """Redo the arithmetic of the plan and hold its statements against each other."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.audit_entries import audit_answer
    from report.audit_screen import show_audit
    from scenarios.workbook import refuse_path

    if output is not None:
        refuse_path(Path(output))
    pack = session.pack()
    answer = audit_answer(pack)
    if output is not None:
        _write(answer, output, session)
    if session.json:
        session.put_json(to_json(wrapped_answer("audit", answer, pack.inputs)))
    else:
        show_audit(answer, session, checked)
    _check_strict(answer, strict, session)


def _write(answer: AuditAnswer, output: str, session: Session) -> None:
    from report.audit_workbook import audit_sheets
    from scenarios.workbook import write_workbook

    write_workbook(Path(output), audit_sheets(answer, session.words))
    session.say(session.words("audit.written", file=output) + "\n")


def _check_strict(answer: AuditAnswer, strict: bool, session: Session) -> None:
    """Exit code 10 where anything was found."""
    from report.exits import BelowLimit

    if strict and answer.findings:
        raise BelowLimit(session.words("audit.strict", count=len(answer.findings)))
