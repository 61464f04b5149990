"""The evaluation on the screen: counts, the table of indicators, what follows from gaps, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.evaluate_text import (
    needed_text,
    percent,
    required_of,
    sentences_of,
    thresholds_text,
)
from report.evaluate_warnings import warnings_of
from report.next_steps import next_steps
from report.outlook_screen import outlook_text
from report.terms import name_of, target_sign, unit_of, verdict_of
from report.text_table import Cell, Column, Row, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.midterm.answers import EvaluationResult, IndicatorResult
    from evaluation.results import Envelope
    from report.session import Session
    from report.wording import Words

COLORS = {
    "achieved_early": "good", "ahead": "good", "on_track": "good", "behind": "poor", "reversed": "bad",
    "exceeded": "good", "met": "good", "nearly_met": "fair", "missed": "bad",
}  # fmt: skip


def show_evaluation(answer: Envelope[EvaluationResult], session: Session) -> None:
    """Print the judgement, the table, what else is to be said, what cannot be judged, and what to do next."""
    result, words = answer.result, session.words
    judged = [one for one in result.indicators if one.grade != "not_evaluable"]
    parts = [
        _paragraph([*_headline(result, words), *warnings_of(result, words)], session),
        _table(judged, result, session) if judged else "",
        _paragraph([words("evaluate.note"), thresholds_text(result, words)], session),
        _listed(_sentences(result, words), session),
        outlook_text(result, session),
        _unjudged(result, session),
        _forecasts(result, session),
    ]
    session.put("\n\n".join(part for part in parts if part))


def show_next(file: str | None, session: Session) -> None:
    """Print the commands to try next; `file` holds figures of one's own."""
    steps = {"planreach evaluate --template observed.xlsx": "evaluate-next.template"}
    if file is not None:
        steps = {f"planreach ledger --observed {file} -o ledger.xlsx": "evaluate-next.ledger"} | steps
    session.put("\n" + next_steps(steps, session.words))


def _sentences(result: EvaluationResult, words: Words) -> list[str]:
    """What is to be said beyond the table; of two targets with the same gap only once."""
    told: list[str] = []
    gaps: set[tuple[object, ...]] = set()
    for one in result.indicators:
        gap = (one.open_years, one.year_growth, f"{one.open_growth:.3g}" if one.open_growth else "")
        if one.open_growth is None or gap not in gaps:
            told += sentences_of(one, words)
        gaps.add(gap)
    return told


def _headline(result: EvaluationResult, words: Words) -> list[str]:
    period = str(result.as_of) if result.as_of_month is None else f"{result.as_of}-{result.as_of_month:02d}"
    everything = result.counts[0]
    title = words("evaluate.title-final" if result.final else "evaluate.title", period=period)
    grades = words.listed(
        [
            words("plan.count", name=words(f"grade.{grade}"), count=count)
            for grade, count in everything.grades.items()
            if count
        ]
    )
    counted = words("evaluate.counts", count=len(result.indicators), grades=grades)
    natures = [
        words(f"evaluate.rate-{one.nature}", met=one.met, evaluable=one.evaluable)
        for one in result.counts
        if one.evaluable
    ]
    return [title, counted, *([words.listed(natures)] if natures else [])]


def _table(judged: list[IndicatorResult], result: EvaluationResult, session: Session) -> str:
    words = session.words
    outlook = any(one.probability_after is not None for one in judged)
    columns = [
        Column(words("table.indicator"), flexible=True, least=16),
        Column(words("evaluate.base"), right=True, give_up=4),
        Column(words("table.target"), right=True, give_up=3),
        Column(words("evaluate.reached"), right=True),
        Column(words("evaluate.progress"), right=True),
        Column(words("evaluate.required"), right=True),
        Column(words("evaluate.pace"), right=True, give_up=1),
        Column(words("evaluate.effort"), right=True, give_up=2),
        *([Column(words("evaluate.outlook"), right=True)] if outlook else []),
        Column(words("evaluate.grade")),
    ]
    rows = [_row(one, outlook, words) for one in judged]
    return table(columns, rows, session.width, session.paint)


def _row(one: IndicatorResult, outlook: bool, words: Words) -> Row:
    places = numbers.decimals(one.printed_digits, one.target, one.unit)
    unit = unit_of(one.unit, words)
    binding = words("evaluate.binding") if one.nature == "binding" else ""
    aim = one.target_in_force
    change = f"{_percent(one.probability_before)}>{_percent(one.probability_after)}"
    final = one.final_grade
    return [
        words("table.indicator-unit", name=name_of(one, words), unit=unit) + binding,
        numbers.printed(one.base) + ("*" if one.base_revised else ""),
        "-" if aim is None else target_sign(one.relation, aim, one.target_low),
        f"{numbers.level(one.reached, max(places, 1))} ({one.reached_year})",
        percent(one.progress),
        f"{_marked(one, 'linear')}/{_marked(one, 'compound')}",
        _paces(one, words),
        numbers.MISSING if one.effort_ratio is None else f"{one.effort_ratio:.2f}",
        *([f"{change} {verdict_of(one.outlook, words)}"] if outlook else []),
        Cell(
            words(f"final-grade.{final}" if final else f"grade.{one.grade}"), COLORS.get(final or one.grade)
        ),
    ]


def _marked(one: IndicatorResult, path: str) -> str:
    """A required progress; the one that the grade is measured on carries a star."""
    value = one.required_linear if path == "linear" else one.required_compound
    counts = value is not None and value == required_of(one) and one.path == path
    return percent(value) + ("*" if counts else "")


def _paces(one: IndicatorResult, words: Words) -> str:
    """Planned, realised and required pace in one cell."""
    told = [
        numbers.MISSING if value is None else numbers.level(value, 1 if abs(value) >= 1 else 2)
        for value in (one.planned_growth, one.realised_growth, one.required_growth)
    ]
    unit = words.get(f"pace-sign.{one.pace_unit}", "") if needed_text(one, words) else ""
    return "/".join(told) + unit


def _percent(value: float | None) -> str:
    return numbers.MISSING if value is None else f"{100 * value:.0f}%"


def _unjudged(result: EvaluationResult, session: Session) -> str:
    words = session.words
    chosen = [one for one in result.indicators if one.grade == "not_evaluable"]
    if not chosen:
        return ""
    lines = [
        words(
            "evaluate.unjudged-line",
            name=name_of(one, words),
            reason=words(f"why-not-graded.{one.reason}"),
            department=one.department or words("ledger.no-department"),
        )
        for one in chosen
    ]
    return words("evaluate.unjudged", count=len(chosen)) + "\n" + _listed(lines, session)


def _forecasts(result: EvaluationResult, session: Session) -> str:
    """What was said at the start and at half time beside what came of it."""
    words = session.words
    if not result.forecasts:
        return ""
    names = {one.id: name_of(one, words) for one in result.indicators}
    columns = [
        Column(words("table.indicator"), flexible=True, least=16),
        Column(words("evaluate.said-when"), right=True),
        Column(words("table.median"), right=True),
        Column(words("table.band"), right=True),
        Column(words("table.probability"), right=True),
        Column(words("evaluate.outcome"), right=True),
        Column(words("evaluate.was-met")),
    ]
    rows = [
        [
            names.get(one.id, one.id),
            str(one.as_of),
            numbers.level(one.median, 1),
            numbers.band(one.q10, one.q90, 1),
            _percent(one.probability),
            numbers.level(one.outcome, 1),
            words("evaluate.yes" if one.met else "evaluate.no"),
        ]
        for one in result.forecasts
    ]
    return words("evaluate.skill") + "\n" + table(columns, rows, session.width, session.paint)


def _listed(lines: list[str], session: Session) -> str:
    told: list[str] = []
    for line in lines:
        first, *rest = wrapped(line, session.width - 4)
        told += [f"  {first}", *(f"    {part}" for part in rest)]
    return "\n".join(told)


def _paragraph(lines: list[str], session: Session) -> str:
    return "\n".join(line for sentence in lines for line in wrapped(sentence, session.width))
