"""The updated outlook on the screen: method, probabilities, bands, joints, proposals, what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.need_text import need_sentence
from report.terms import COLORS, name_of, unit_of
from report.text_table import Cell, Column, Row, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.midterm.answers import EvaluationResult, IndicatorResult
    from evaluation.results import JointEntry
    from report.session import Session
    from report.wording import Words

MOST_LEVERS = 4


def outlook_text(result: EvaluationResult, session: Session) -> str:
    """All of it; empty where no outlook was made."""
    if result.method is None:
        return ""
    words = session.words
    shown = [one for one in result.indicators if one.probability_after is not None]
    told = [words.choose(result.method_reason_zh, result.method_reason_en)]
    told += words.choose_all(result.outlook_warnings_zh, result.outlook_warnings_en) or (
        [words("outlook.nothing-odd")] if result.method != "none" else []
    )
    parts = [_paragraph(told, session), _table(shown, result, session)]
    parts += [_joint(result, session), _needs(shown, result, session)]
    return "\n\n".join(part for part in parts if part)


def _table(shown: list[IndicatorResult], result: EvaluationResult, session: Session) -> str:
    words = session.words
    columns = [
        Column(words("table.indicator"), flexible=True, least=16),
        Column(words("outlook.before"), right=True),
        Column(words("outlook.after"), right=True),
        Column(words("outlook.median", year=result.end_year), right=True),
        Column(words("outlook.band"), right=True),
        Column(words("outlook.outlook")),
        Column(words("outlook.proposal")),
    ]
    return table(columns, [_row(one, words) for one in shown], session.width, session.paint)


def _row(one: IndicatorResult, words: Words) -> Row:
    places = numbers.decimals(one.printed_digits, one.target, one.unit)
    word = one.outlook or ""
    return [
        words("table.indicator-unit", name=name_of(one, words), unit=unit_of(one.unit, words)),
        numbers.whole_percent(one.probability_before),
        numbers.probability_with_error(one.probability_after, one.mc_error),
        numbers.level(one.median, places),
        numbers.band(one.q10, one.q90, places),
        Cell(words(f"outlook-word.{word}") if word else numbers.MISSING, COLORS.get(word)),
        proposal_text(one, words),
    ]


def proposal_text(one: IndicatorResult, words: Words) -> str:
    """The proposal in a few words, with the number proposed."""
    if one.proposal is None:
        return numbers.MISSING
    value = "" if one.proposal_value is None else f" {numbers.printed(one.proposal_value)}"
    return words(f"proposal.{one.proposal}") + value


def _joint(result: EvaluationResult, session: Session) -> str:
    words, change = session.words, result.joint
    if change is None:
        return ""
    lines = [words("outlook.joint")]
    for name in ("binding", "economic", "all"):
        before: JointEntry = getattr(change.before, name)
        after: JointEntry = getattr(change.after, name)
        lines.append(
            "  "
            + words(
                "outlook.joint-entry",
                name=words(f"joint.{name}"),
                before=numbers.probability_with_error(before.probability, before.mc_error),
                after=numbers.probability_with_error(after.probability, after.mc_error),
            )
        )
    return "\n".join(lines)


def _needs(shown: list[IndicatorResult], result: EvaluationResult, session: Session) -> str:
    lagging = [one for one in shown if one.need is not None]
    if not lagging:
        return ""
    lines = [session.words("outlook.needs", year=result.as_of + 1)]
    for one in lagging:
        first, *rest = wrapped(" ".join(need_sentences(one, session)), session.width - 4)
        lines += [f"  {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines)


def need_sentences(one: IndicatorResult, session: Session) -> list[str]:
    """What a lagging target would take: pace, levers, or that no allowed movement suffices."""
    words, need = session.words, one.need
    if need is None:
        return []
    told = [need_sentence(need, session.pack().target(one.id), session)]
    if need.required is not None and need.expected is not None:
        told.append(
            words(
                "outlook.required",
                required=numbers.level(need.required, 1 if abs(need.required) >= 1 else 2),
                expected=numbers.level(need.expected, 1 if abs(need.expected) >= 1 else 2),
                measure=words(f"measure.{need.measure}"),
            )
        )
    levers = [session.pack().lever(lever.name).title for lever in need.levers[:MOST_LEVERS]]
    if levers:
        names = words.listed([words.choose(title.zh, title.en) for title in levers])
        told.append(words("outlook.levers", names=names))
    return told


def _paragraph(lines: list[str] | tuple[str, ...], session: Session) -> str:
    return "\n".join(line for sentence in lines for line in wrapped(sentence, session.width))
