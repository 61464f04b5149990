"""The answer of `calibrate` on the screen: diagnostics, what moved, every observation, chances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.calibration_text import (
    chance_rows,
    chances_note,
    line_of,
    observed_text,
    sampler_text,
    shrinkage_text,
    span,
    warnings_of,
    years_of,
)
from report.terms import unit_of
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.calibration_answer import CalibrationAnswer
    from evaluation.results import Envelope
    from report.session import Session

LIMIT = 10
MOST_SHOWN = 30


def show_calibration(answer: Envelope[CalibrationAnswer], session: Session) -> None:
    """Print the parts one below the other."""
    result = answer.result
    parts = [_head(answer, session), _observations(result, session), _parameters(result, session)]
    parts += [_dominated(result, session), _pairs(result, session), _chances(result, session)]
    session.put("\n\n".join(part for part in parts if part))
    for warning in warnings_of(result, session.words):
        session.say("\n" + warning)


def _wrapped(text: str, session: Session) -> str:
    return "\n".join(wrapped(text, session.width))


def _titled(key: str, session: Session, body: str, note: str = "") -> str:
    title = session.paint(session.words(f"calibrate.{key}"), "bold")
    return "\n".join(part for part in (title, _wrapped(note, session) if note else "", body) if part)


def _head(answer: Envelope[CalibrationAnswer], session: Session) -> str:
    result, words = answer.result, session.words
    told = words(
        "calibrate.given",
        count=len(result.parameters),
        observed=len(result.observations),
        year=result.as_of,
        seed=answer.seed,
    )
    return _wrapped(told, session) + "\n" + _wrapped(sampler_text(result, session.words), session)


def _observations(result: CalibrationAnswer, session: Session) -> str:
    words = session.words
    columns = [
        Column(words("table.indicator"), flexible=True, least=24),
        Column(words("calibrate.years")),
        Column(words("calibrate.observed"), right=True),
        Column(words("calibrate.predicted"), right=True),
        Column(words("calibrate.band"), right=True),
        Column(words("calibrate.prior-band"), right=True, give_up=1),
        Column(words("calibrate.line"), right=True, give_up=2),
    ]
    rows = [
        [
            words(
                "table.indicator-unit",
                name=words.choose(row.name_zh, row.name_en),
                unit=unit_of(row.unit, words),
            ),
            years_of(row),
            observed_text(row, words),
            numbers.significant(row.q50, 4),
            span(row.q05, row.q95),
            span(row.prior.q05, row.prior.q95),
            line_of(row),
        ]
        for row in result.observations
    ]
    body = table(columns, rows, session.width, session.paint)
    return _titled("observations", session, body, words("calibrate.observations-note"))


def _parameters(result: CalibrationAnswer, session: Session) -> str:
    words = session.words
    columns = [
        Column(words("calibrate.parameter"), flexible=True, least=30),
        Column(words("calibrate.prior"), right=True, give_up=1),
        Column(words("calibrate.posterior"), right=True),
        Column(words("calibrate.shrinkage"), right=True),
        Column(words("calibrate.r_hat"), right=True, give_up=2),
        Column(words("calibrate.ess"), right=True, give_up=3),
        Column("", give_up=4),
    ]
    told = sorted(result.parameters, key=lambda row: -row.shrinkage)
    rows = [
        [
            row.name,
            f"{numbers.significant(row.prior.q50, 3)} ({span(row.prior.q05, row.prior.q95)})",
            f"{numbers.significant(row.posterior.q50, 3)} ({span(row.posterior.q05, row.posterior.q95)})",
            shrinkage_text(row),
            f"{row.r_hat:.3f}",
            f"{row.ess:.0f}",
            words("calibrate.bound") if row.at_bound else "",
        ]
        for row in told
        if not row.prior_dominated
    ]
    note = words("calibrate.parameters-note", count=len(result.prior_dominated), limit=LIMIT)
    body = table(columns, rows, session.width, session.paint)
    return _titled("parameters", session, body, note)


def _dominated(result: CalibrationAnswer, session: Session) -> str:
    return _titled("dominated", session, _wrapped(", ".join(result.prior_dominated), session))


def _pairs(result: CalibrationAnswer, session: Session) -> str:
    if not result.pairs:
        return _wrapped(session.words("calibrate.no-pairs"), session)
    rows = [f"{row.first}, {row.second}: {row.correlation:+.2f}" for row in result.pairs[:MOST_SHOWN]]
    return _titled("pairs", session, "\n".join(rows))


def _chances(result: CalibrationAnswer, session: Session) -> str:
    words = session.words
    columns = [
        Column(words("table.indicator"), flexible=True, least=24),
        Column(words("calibrate.prior"), right=True),
        Column(words("calibrate.fit"), right=True),
        Column(words("calibrate.posterior"), right=True),
    ]
    rows = [[name, *cells] for name, cells in chance_rows(result, words)]
    if not rows:
        return ""
    body = table(columns, rows, session.width, session.paint)
    return _titled("chances", session, body, chances_note(result, words))
