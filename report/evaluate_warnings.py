"""What a reader of an evaluation must not overlook, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report import numbers
from report.terms import name_of, unit_of

if TYPE_CHECKING:
    from evaluation.midterm.answers import EvaluationResult, IndicatorResult, Revision
    from report.wording import Words


def warnings_of(result: EvaluationResult, words: Words) -> tuple[str, ...]:
    """Revised figures, bases that do not count, other scopes, columns nobody knows, growth against levels."""
    return (
        *(_revision(one, result, words) for one in result.revisions),
        *_scopes(result, words),
        *_growth_gaps(result, words),
        *_passed(result, words),
    )


def _named(id: str, result: EvaluationResult, words: Words) -> str:
    return next((name_of(one, words) for one in result.indicators if one.id == id), id)


def _revision(one: Revision, result: EvaluationResult, words: Words) -> str:
    base = "evaluate.warn-rebased" if result.rebased else "evaluate.warn-base"
    return words(
        base if one.is_base else "evaluate.warn-revised",
        name=_named(one.id, result, words),
        year=one.year,
        earlier=numbers.printed(one.earlier),
        later=numbers.printed(one.later),
        unit=unit_of(one.unit, words),
        vintage=one.later_vintage,
    )


def _scopes(result: EvaluationResult, words: Words) -> Iterator[str]:
    told: set[str] = set()
    for one in result.indicators:
        for item in one.observed:
            if item.scope and item.where not in told:
                told.add(item.where)
                fields = {"year": item.year, "scope": item.scope, "where": item.where}
                yield words("evaluate.warn-scope", name=name_of(one, words), **fields)


def _growth_gaps(result: EvaluationResult, words: Words) -> Iterator[str]:
    for one in result.indicators:
        yield from (
            words("evaluate.warn-growth-gap", name=name_of(one, words), year=year, growth=said, levels=levels)
            for year, said, levels in _differing(one)
        )


def _differing(one: IndicatorResult) -> Iterator[tuple[int, str, str]]:
    """Years whose published growth is not the one between their two levels."""
    from evaluation.midterm.formulas import average_growth
    from scenarios.observed_words import observed_words

    levels = {item.year: item.value for item in one.observed if item.kind == "level" and item.counted}
    if one.base is not None:
        levels.setdefault(one.base_year, one.base)
    for item in one.observed:
        before, now = levels.get(item.year - 1), levels.get(item.year)
        if item.kind != "growth" or not item.counted or not before or not now or now == item.value:
            continue
        between = average_growth(before, now, 1)
        if between is not None and abs(between - item.value) > observed_words().settings.growth_gap:
            yield item.year, numbers.growth(item.value), numbers.growth(between)


def _passed(result: EvaluationResult, words: Words) -> Iterator[str]:
    if result.passed_columns:
        yield words("evaluate.warn-columns", names=words.listed(list(result.passed_columns)))
