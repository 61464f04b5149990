"""`planreach plan check`: what a plan pack holds, and what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from report.session import Session
from report.streams import write

if TYPE_CHECKING:
    from report.answers import PlanCheckAnswer
    from scenarios.plan_check import PlanReport


def check_command(session: Session) -> None:
    """Check a plan pack and count what it holds."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.exits import INPUT
    from report.fault_words import told_faults
    from scenarios.plan_check import check_plan

    report = check_plan(session.settings.plan)
    if session.json:
        session.put_json(to_json(wrapped_answer("plan_check", _answer(report, session), report.inputs)))
    else:
        _show(report, session)
    if report.faults:
        write(sys.stderr, told_faults(report.faults, session.words))
        raise typer.Exit(INPUT)


def _answer(report: PlanReport, session: Session) -> PlanCheckAnswer:
    from report.answers import FaultEntry, PlanCheckAnswer
    from report.fault_words import fault_sentence

    return PlanCheckAnswer(
        plan=report.plan,
        passed=report.passed,
        structure=report.structure,
        rows=report.rows,
        natures=report.natures,
        modes=report.modes,
        contents=report.contents,
        evidence=report.evidence,
        coverage=report.coverage,
        switched_off=report.switched_off,
        prior_only=report.prior_only,
        known_later=report.known_later,
        narrow=report.narrow,
        faults=tuple(FaultEntry(f.code, f.where, fault_sentence(f, session.words)) for f in report.faults),
    )


def _show(report: PlanReport, session: Session) -> None:
    words = session.words
    session.put(words("plan.title", plan=report.plan))
    if report.contents:
        session.put(words("plan.contents", items=_counted(report.contents, "plan-item", session)))
        session.put(words("plan.rows", items=_counted(report.rows, "plan-table", session)))
        session.put(words("plan.natures", items=_counted(report.natures, "nature", session)))
        _show_targets(report, session)
        _show_notes(report, session)
    verdict = words("plan.passed") if report.passed else words("plan.failed", count=len(report.faults))
    session.put()
    session.put(session.paint(verdict, "good" if report.passed else "bad"))


def _counted(items: Mapping[str, int], group: str, session: Session) -> str:
    words = session.words
    return words.listed(
        [
            words("plan.count", name=words.get(f"{group}.{name}", name), count=count)
            for name, count in items.items()
        ]
    )


def _show_targets(report: PlanReport, session: Session) -> None:
    from report.numbers import printed
    from report.terms import unit_of
    from report.text_table import Column, table

    words = session.words
    columns = [
        Column(words("plan.target"), flexible=True, least=24),
        Column(words("plan.id"), give_up=2),
        Column(words("plan.unit"), give_up=1),
        Column(words("plan.base"), right=True),
        Column(words("plan.other"), right=True, give_up=4),
        Column(words("plan.aim"), right=True),
        Column(words("plan.mode")),
        Column(words("plan.line"), right=True),
    ]
    rows = [
        [
            words.choose(row.name_zh, row.name_en),
            row.id,
            unit_of(row.unit, words),
            printed(row.base),
            ", ".join(printed(value) for value in row.other_bases),
            printed(row.target),
            words(f"mode.{row.mode}"),
            str(row.line),
        ]
        for row in report.targets
        if row.main
    ]
    session.put()
    session.put(table(columns, rows, session.width, session.paint))
    if len(rows) < len(report.targets):
        session.put(words("plan.others", count=len(report.targets) - len(rows)))


def _show_notes(report: PlanReport, session: Session) -> None:
    from report.text_width import wrapped

    words = session.words
    notes = {
        "off": [f"{name} ({by})" for name, by in report.switched_off.items()],
        "prior-only": list(report.prior_only),
        "known-later": list(report.known_later),
        "narrow": list(report.narrow),
    }
    session.put()
    for key, names in notes.items():
        if names:
            for line in wrapped(words(f"plan.{key}", names=words.listed(names)), session.width):
                session.put(line)
