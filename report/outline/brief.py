"""One page for those who decide: the judgement, the outlook, what lags, what is to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.outline import cells, counting
from report.outline.blocks import Block, Table, Text, Title
from report.outline.facts import LAGGING

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator
    from report.wording import Words

MOST = 6
"""Rows of the table; more would not fit the page."""
WEIGHTS = (30, 11, 14, 16, 16, 13)
SIZE = {"zh": 10.0, "en": 9.0}


def brief(found: Evaluation, words: Words) -> list[Block]:
    """The page; it has to stay one page."""
    blocks: list[Block] = [Title(words("midterm.brief-title"))]
    blocks += [Text(line, "tight") for line in _judgement(found, words)]
    urgent = most_urgent(found)
    if urgent:
        blocks.append(_table(urgent, words))
    elif any(one.paces for one in found.main):
        blocks.append(_growth(found, words))
    blocks += [Text(line, "tight") for line in _decisions(found, words)]
    return blocks


def most_urgent(found: Evaluation) -> list[Indicator]:
    """What lags or is unlikely, binding ones first, then by the chance of being met."""
    lagging = [
        one
        for one in found.main
        if (
            one.final_grade == "missed"
            if found.final
            else one.grade in LAGGING or one.outlook in ("difficult", "unlikely")
        )
    ]
    return sorted(lagging, key=lambda one: (one.nature != "binding", _chance(one)))[:MOST]


def _chance(one: Indicator) -> float:
    return 1.0 if one.probability_after is None else one.probability_after


def _judgement(found: Evaluation, words: Words) -> list[str]:
    main = found.main
    told = [
        words(
            "midterm.brief-judgement",
            as_of=found.as_of,
            count=len(main),
            evaluable=counting.evaluable(found, main),
            grades=counting.grades(found, main, words),
        )
    ]
    judged = [one for one in main if one.outlook]
    if judged and not found.final:
        told.append(
            words("midterm.brief-outlook", count=len(judged), outlooks=counting.outlooks(judged, words))
        )
    told += [line for line in (together(found, words), _missing(found, words)) if line]
    return told


def _missing(found: Evaluation, words: Words) -> str:
    """Who has to supply data; empty where everything could be graded."""
    missing = found.graded("not_evaluable")
    departments = list(dict.fromkeys(one.department for one in missing if one.department))
    if not departments:
        return ""
    return words(
        "midterm.brief-missing", count=len(missing), departments=counting.first_of(departments, words)
    )


def together(found: Evaluation, words: Words) -> str:
    """The chance that all indicators are met together; empty where nothing was computed."""
    entry = next((one for one in found.joint if one.group == "all"), None)
    if entry is None or (entry.before is None and entry.after is None):
        return ""
    told = {
        name: numbers.MISSING if value is None else numbers.in_prose(value, words)
        for name, value in (("before", entry.before), ("after", entry.after))
    }
    return words("midterm.together", **told)


def _table(urgent: list[Indicator], words: Words) -> Table:
    heads = ("indicator", "nature", "grade", "chance", "growth", "proposal")
    rows = tuple(
        (
            cells.name(one, words),
            cells.nature(one, words),
            cells.grade(one, words),
            cells.pair(cells.chance(one.probability_before), cells.chance(one.probability_after)),
            cells.pair(
                cells.pace(one, one.planned_growth, words), cells.pace(one, one.required_growth, words)
            ),
            cells.proposal(one, words),
        )
        for one in urgent
    )
    told = tuple(words(f"midterm-brief.{head}") for head in heads)
    return Table(words("midterm.brief-table"), told, rows, (3, 4), WEIGHTS, SIZE[words.language])


def _growth(found: Evaluation, words: Words) -> Table:
    """Published growth beside the plan, and what the years without a figure would need."""
    heads = ("indicator", "period", "growth", "planned", "needed")
    rows = tuple(
        (
            cells.name(one, words),
            cells.period(one.paces[-1].year, one.paces[-1].month),
            cells.percent(one.paces[-1].growth),
            cells.percent(one.paces[-1].planned),
            cells.percent(one.open_growth),
        )
        for one in found.main
        if one.paces
    )[:MOST]
    told = tuple(words(f"midterm-year.{head}") for head in heads)
    size = SIZE[words.language]
    return Table(words("midterm.brief-growth"), told, rows, (2, 3, 4), (34, 14, 14, 16, 22), size)


def _decisions(found: Evaluation, words: Words) -> list[str]:
    proposed = counting.by_proposal(found.main, words)
    lines = [words("midterm.brief-decide")] if proposed else []
    lines += [
        words("midterm.brief-proposal", proposal=kind, names=names) for kind, names in proposed if names
    ]
    return [*lines, words("midterm.brief-given", as_of=found.as_of)]
