"""`planreach doctor`: does this installation work?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.session import Session

if TYPE_CHECKING:
    from report.answers import DoctorCheck

MARKS = {True: "ok", False: "--"}


def doctor_command(session: Session) -> None:
    """Look at Python, packages, plan, model, folders, fonts and compiler."""
    from evaluation.results import to_json
    from report.answers import DoctorAnswer, wrapped_answer
    from report.examination import examine

    checks = examine(session)
    passed = all(check.passed for check in checks if check.needed)
    if session.json:
        session.put_json(to_json(wrapped_answer("doctor", DoctorAnswer(passed, checks))))
    else:
        _show(checks, passed, session)


def _show(checks: tuple[DoctorCheck, ...], passed: bool, session: Session) -> None:
    from report.text_width import cells, padded

    words = session.words
    names = [words(f"doctor-check.{check.name}") for check in checks]
    width = max(cells(name) for name in names)
    for check, name in zip(checks, names, strict=True):
        color = "good" if check.passed else "bad" if check.needed else "poor"
        session.put(f"{session.paint(MARKS[check.passed], color)}  {padded(name, width)}  {check.value}")
        if check.hint:
            session.put(f"      {check.hint}")
    session.put()
    session.put(words("doctor.passed" if passed else "doctor.failed"))
