"""The audit on the screen: what disagrees, what holds, and what became of every line with a number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from report.audit_counts import by_rule, headline, lines_sentence, reasons_of
from report.audit_text import implied_text, places_text, short_place, stated_text, working_lines
from report.text_table import Column, table_parts
from report.text_width import cells, fitted, padded

if TYPE_CHECKING:
    from report.audit_answers import AuditAnswer, AuditCheck, AuditFinding
    from report.session import Session
    from report.wording import Words

LABELS = ("where", "printed", "implied", "working", "reason", "assumption", "correction")
COLORS = {"high": "bad", "medium": "poor", "low": "fair"}
INDENT = 5
ROOMY = 100
"""Columns of a screen that has room for the kind of a finding."""


def show_audit(answer: AuditAnswer, session: Session, checked: bool = False) -> None:
    """Print headline, findings by severity, what holds, idle rules, the account of lines, next steps."""
    words = session.words
    title = words("audit.title", plan=words.choose(answer.name_zh, answer.name_en))
    _paragraph(title, session, color="bold")
    _paragraph(headline(answer, words), session)
    for severity, found in groupby(enumerate(answer.findings, 1), key=lambda one: one[1].severity):
        _show_findings(severity, list(found), session)
    _show_checked(answer, session, checked)
    _show_idle(answer, session)
    _show_lines(answer, session)
    _show_next(answer, session, checked)


def _show_findings(severity: str, found: list[tuple[int, AuditFinding]], session: Session) -> None:
    words = session.words
    _head(words(f"audit-severity.{severity}", count=len(found)), session, COLORS[severity])
    columns = _columns(session)
    rows = [
        [str(number), *_cells(one, words), words(f"audit-kind.{one.kind}")][: len(columns)]
        for number, one in found
    ]
    heading, lines = table_parts(columns, rows, session.width, session.paint)
    for line in heading:
        session.put(line)
    brief = severity == "low"
    for at, ((_, one), row) in enumerate(zip(found, lines, strict=True)):
        if at and not brief:
            session.put()
        for line in row:
            session.put(line)
        _details(one, session, brief)


def _columns(session: Session) -> list[Column]:
    """The columns of a table of findings; the kind where there is room."""
    words = session.words
    columns = [
        Column("", right=True),
        Column(words("audit-column.place")),
        Column(words("audit-column.what"), flexible=True, least=20),
        Column(words("audit-column.printed"), right=True, give_up=1),
        Column(words("audit-column.implied"), right=True, give_up=2),
    ]
    return [*columns, Column(words("audit-column.kind"))] if session.width >= ROOMY else columns


def _cells(one: AuditCheck, words: Words) -> list[str]:
    """Place, sentence and values; names are told in the sentence, or below the row."""
    values = zip((one.stated, one.implied), _values(one, words), strict=True)
    return [
        short_place(one.where, words),
        words.choose(one.message_zh, one.message_en),
        *(told if told != value else "" for value, told in values),
    ]


def _values(one: AuditCheck, words: Words) -> tuple[str, str]:
    return stated_text(one.stated, words), implied_text(one.implied, words)


def _details(one: AuditCheck, session: Session, brief: bool) -> None:
    """The lines below a row; `brief` leaves out what explains and corrects, and a place told already."""
    words = session.words
    if not brief or len(one.where) > 1:
        _labelled("where", [places_text(one.where, words)], session)
    known = words.choose(one.message_zh, one.message_en) + one.working
    for label, value, told in zip(
        ("printed", "implied"), (one.stated, one.implied), _values(one, words), strict=True
    ):
        if told == value and not all(part in known for part in told.split(" / ")):
            _labelled(label, [told], session)
    _labelled("working", working_lines(one.working, words, _room(session)), session)
    if brief:
        return
    _labelled("reason", words.choose_all(one.explanations_zh, one.explanations_en), session)
    for label, zh, en in (
        ("assumption", one.assumption_zh, one.assumption_en),
        ("correction", one.correction_zh, one.correction_en),
    ):
        _labelled(label, [words.choose(zh or "", en or "")], session)


def _label_width(words: Words) -> int:
    return max(cells(words(f"audit-label.{name}")) for name in LABELS) + 2


def _room(session: Session) -> int:
    """Cells beside a label."""
    return session.width - INDENT - _label_width(session.words)


def _labelled(label: str, texts: Iterable[str], session: Session) -> None:
    """A label, and beside it texts each beginning on a line of its own."""
    words = session.words
    told = words(f"audit-label.{label}")
    for text in texts:
        for line in fitted(text, _room(session)):
            session.put(" " * INDENT + session.paint(padded(told, _label_width(words)), "dim") + line)
            told = ""


def _show_checked(answer: AuditAnswer, session: Session, everything: bool) -> None:
    words = session.words
    _head(words("audit.checked", count=len(answer.checked)), session, "good")
    counted = [words("plan.count", name=name, count=count) for name, count in by_rule(answer.checked, words)]
    if counted:
        _paragraph(words.listed(counted), session, 2)
    if not everything:
        _paragraph(words("audit.checked-hint"), session, 2)
        return
    for rule in dict.fromkeys(one.rule for one in answer.checked):
        listed = [one for one in answer.checked if one.rule == rule]
        session.put()
        session.put("  " + session.paint(words.choose(listed[0].rule_zh, listed[0].rule_en), "bold"))
        for one in listed:
            place = short_place(one.where, words)
            told = words("audit.at", place=place, what=words.choose(one.message_zh, one.message_en))
            _paragraph(told, session, 2)
            for line in working_lines(one.working, words, session.width - INDENT):
                session.put(" " * INDENT + line)


def _show_idle(answer: AuditAnswer, session: Session) -> None:
    words = session.words
    if not answer.not_applicable:
        return
    _head(words("audit.idle", count=len(answer.not_applicable)), session)
    for rule in answer.not_applicable:
        title = words.choose(rule.rule_zh, rule.rule_en)
        needs = words.choose(rule.needs_zh, rule.needs_en)
        _paragraph(words("audit.at", place=title, what=needs) if needs else title, session, 2)


def _show_lines(answer: AuditAnswer, session: Session) -> None:
    words = session.words
    _head(lines_sentence(answer, words), session)
    reasons = [
        words("plan.count", name=words(f"reason.{name}"), count=count) for name, count in reasons_of(answer)
    ]
    if reasons:
        _paragraph(words("audit.reasons", items=words.listed(reasons)), session, 2)


def _show_next(answer: AuditAnswer, session: Session, checked: bool) -> None:
    from report.next_steps import next_steps

    plan = f" --plan {session.settings.plan}" if session.settings.plan else ""
    steps = {f"planreach audit{plan} -o audit.xlsx": "audit-next.workbook"}
    if not checked:
        steps[f"planreach audit{plan} --checked"] = "audit-next.checked"
    steps[f"planreach plan coverage{plan}"] = "audit-next.coverage"
    session.put("\n" + next_steps(steps, session.words))


def _head(text: str, session: Session, color: str | None = "bold") -> None:
    session.put()
    _paragraph(text, session, color=color)


def _paragraph(text: str, session: Session, indent: int = 0, color: str | None = None) -> None:
    for at, line in enumerate(fitted(text, session.width - indent - 2)):
        session.put(" " * (indent + 2 * (at > 0 and indent > 0)) + session.paint(line, color))
