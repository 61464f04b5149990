"""The tests of confidence on the screen: one table, group by group."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from report.text_table import Cell, Column, table
from report.text_width import shortened, wrapped

if TYPE_CHECKING:
    from evaluation.results import Check, CheckResult
    from report.session import Session
    from report.wording import Words

NARROW = 24
"""Cells below which the evidence is not shown at all."""
NUMBERS = 30
"""Cells that mark, numbers and gaps take."""
MARKS = {True: "ok", False: "!!"}


def show_checks(answer: CheckResult, session: Session) -> None:
    """Every check with what was found and what is allowed; `-v` shows the evidence in full."""
    words = session.words
    for group, checks in groupby(answer.checks, key=lambda check: check.group):
        found = list(checks)
        passed = sum(check.passed for check in found)
        name = words.get(f"check-group.{group}", group)
        session.put(session.paint(words("check.group", name=name, passed=passed, count=len(found)), "bold"))
        room = _room(found, session)
        rows = [_row(check, room) for check in found]
        session.put(table(_columns(words), rows, session.width, session.paint))
        session.put()
    failed = [check for check in answer.checks if not check.passed]
    for check in failed:
        for line in wrapped(f"{check.name}: {check.evidence}", session.width):
            session.put(line)
    key = "check.failed" if failed else "check.passed"
    told = words(key, count=len(answer.checks), failed=len(failed))
    session.put(session.paint(told, "bad" if failed else "good"))
    session.say("\n" + words("check.fit"))


def _columns(words: Words) -> list[Column]:
    return [
        Column(""),
        Column(words("check.name")),
        Column(words("check.value"), right=True),
        Column(words("check.limit"), right=True),
        Column(words("check.evidence"), flexible=True, least=NARROW, give_up=1),
    ]


def _row(check: Check, room: int) -> list[str | Cell]:
    """A row; the evidence is cut to `room` cells unless that is 0."""
    evidence = shortened(check.evidence, room) if room else check.evidence
    mark = Cell(MARKS[check.passed], "good" if check.passed else "bad")
    return [mark, check.name, _number(check.value), _number(check.limit), evidence]


def _room(checks: list[Check], session: Session) -> int:
    """Cells that the other columns leave for the evidence; 0 where all of it is wanted."""
    if session.verbose:
        return 0
    names = max(len(check.name) for check in checks)
    return max(NARROW, session.width - names - NUMBERS)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"
