"""The tables of `planreach projects`, as text for the screen and for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.hub_tables import Shown
from report.terms import unit_of

if TYPE_CHECKING:
    from evaluation.project_pipeline.answers import Bottleneck, FitRow, NamedResult, PipelineAnswer, Span
    from report.wording import Words

DAYS = 365.25
MONTHS = 12


def given_and_totals(answer: PipelineAnswer, words: Words) -> tuple[str, str]:
    """What was run, and the totals of the years before the plan."""
    given = words("projects.given", scenario=answer.scenario, count=answer.replications, seed=answer.seed)
    sums = answer.totals
    told = words(
        "projects.totals",
        first=sums.first_year,
        last=sums.last_year,
        signed=numbers.level(sums.signed, 0),
        invested=numbers.level(sums.invested, 0),
        withdrawn=numbers.level(sums.withdrawn, 0),
    )
    return given, told


def projects_tables(answer: PipelineAnswer, words: Words) -> tuple[Shown, ...]:
    """All tables in the order in which they are read."""
    tables = (_fit(answer, words), _bottlenecks(answer, words), _named(answer, words))
    return tuple(one for one in tables if one.rows)


def _shown(
    key: str, words: Words, heads: tuple[str, ...], rows: list[tuple[str, ...]], **fields: object
) -> Shown:
    texts = tuple(words(f"projects-head.{name}", **fields) for name in heads)
    return Shown(
        words(f"projects.{key}", **fields), words(f"projects.{key}-note", **fields), texts, tuple(rows)
    )


def _fit(answer: PipelineAnswer, words: Words) -> Shown:
    sums = answer.totals
    rows = [_fit_row(row, words) for row in answer.fit]
    heads = ("sum", "unit", "printed", "median", "band", "line")
    return _shown("fit", words, heads, rows, first=sums.first_year, last=sums.last_year)


def _fit_row(row: FitRow, words: Words) -> tuple[str, ...]:
    over = words("projects.over") if row.relation == "above" else ""
    return (
        words(f"projects-fit.{row.id}"),
        unit_of(row.unit, words),
        numbers.MISSING if row.observed is None else over + numbers.printed(row.observed),
        numbers.level(row.simulated.median, 0),
        numbers.band(row.simulated.q10, row.simulated.q90, 0),
        numbers.MISSING if row.locator is None else str(row.locator.line),
    )


def _bottlenecks(answer: PipelineAnswer, words: Words) -> Shown:
    rows = [_bottleneck(row, words) for row in answer.bottlenecks]
    heads = ("resource", "use", "wait", "more", "gdp", "investment")
    year = answer.bottlenecks[0].gain_year
    return _shown("bottlenecks", words, heads, rows, first=answer.totals.last_year + 1, last=year)


def _bottleneck(row: Bottleneck, words: Words) -> tuple[str, ...]:
    return (
        words(f"projects-resource.{row.resource}"),
        numbers.whole_percent(row.utilisation),
        with_error(DAYS * row.waiting, DAYS * row.waiting_error, 1),
        words(f"projects-unit.{row.resource}", extra=numbers.printed(row.extra)),
        with_error(row.gain_gdp, row.gain_gdp_error, 2),
        with_error(row.gain_investment, row.gain_investment_error, 2),
    )


def _named(answer: PipelineAnswer, words: Words) -> Shown:
    rows = [_named_row(row, words) for row in answer.named]
    heads = ("project", "size", "signed", "started", "commissioned", "band", "withdrawn", "by-end", "line")
    end = answer.bottlenecks[0].gain_year
    return _shown("named", words, heads, rows, last=end, until=answer.simulated_until)


def _named_row(row: NamedResult, words: Words) -> tuple[str, ...]:
    return (
        name_of(row, words),
        words("projects.drawn") if row.size is None else numbers.printed(row.size),
        *(month(span.median, words) for span in (row.signed, row.started, row.commissioned)),
        _range(row.commissioned, words),
        numbers.whole_percent(row.withdrawn),
        numbers.whole_percent(row.in_use_by_end),
        numbers.MISSING if row.locator is None else str(row.locator.line),
    )


def name_of(row: NamedResult, words: Words) -> str:
    """The name of a project; a planner's own is marked."""
    name = words.choose(row.name_zh, row.name_en)
    return words("projects.own", name=name) if row.own else name


def _range(span: Span, words: Words) -> str:
    return f"{month(span.q10, words)}..{month(span.q90, words)}"


def month(date: float | None, words: Words) -> str:
    """A date as year and month."""
    if date is None:
        return words("projects.later")
    whole = int(date * MONTHS + 1e-6)
    return f"{whole // MONTHS}-{whole % MONTHS + 1:02d}"


def with_error(mean: float, error: float, places: int) -> str:
    """The mean and its standard error."""
    return f"{numbers.level(mean, places)} +-{numbers.level(error, places)}"
