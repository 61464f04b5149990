"""The tables of `planreach hub`, as text for the screen and for the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report import numbers

if TYPE_CHECKING:
    from evaluation.rail_hub.answers import Bottleneck, CountFit, Estimate, PhaseResult, Response
    from report.hub_answers import HubAnswer
    from report.wording import Words

HUNDRED = 100.0


@dataclass(frozen=True)
class Shown:
    """A table: title, note, headings and rows of text; all columns but the first hold numbers."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def hub_tables(answer: HubAnswer, words: Words) -> tuple[Shown, ...]:
    """All tables in the order in which they are read."""
    found = answer.assessment
    return (
        _counts(answer, words),
        _phases("targets", found.phases, answer, words),
        _phases("aimed", found.phases_at_target, answer, words),
        _bottlenecks("bottlenecks", found.bottlenecks, answer, words),
        _bottlenecks("aimed-bottlenecks", found.bottlenecks_at_target, answer, words),
        _costs(answer, words),
        _responses(answer, words),
    )


def _shown(
    key: str, words: Words, heads: tuple[str, ...], rows: list[tuple[str, ...]], **fields: object
) -> Shown:
    texts = tuple(words(f"hub-head.{name}", **fields) for name in heads)
    return Shown(words(f"hub.{key}", **fields), words(f"hub.{key}-note", **fields), texts, tuple(rows))


def _counts(answer: HubAnswer, words: Words) -> Shown:
    curve = answer.assessment.curve
    rows = [_count(row, words) for row in answer.assessment.counts]
    heads = ("count", "counted", "simulated", "band", "deviation", "used")
    level = numbers.level(curve.level, 0)
    return _shown("counts", words, heads, rows, year=answer.as_of, level=level)


def _count(row: CountFit, words: Words) -> tuple[str, ...]:
    over = words("hub.over") if row.relation == "above" else ""
    return (
        words("hub.span", first=_date(row.first), last=_date(row.last)),
        over + numbers.printed(row.counted),
        with_error(row.simulated, 0),
        band(row.simulated, 0),
        numbers.signed(row.deviation, 1),
        words("hub.used") if row.used else words("hub.later", year=row.known_from),
    )


def _date(date: float) -> str:
    """A date as a year, with its month where it does not begin the year."""
    month = int((date - int(date)) * 12) + 1
    return f"{int(date)}-{month:02d}"


def _phases(key: str, results: tuple[PhaseResult, ...], answer: HubAnswer, words: Words) -> Shown:
    found = answer.assessment
    rows = [_phase(row, words) for row in results]
    heads = (
        "case", "trains", "ratio", "reached", "cost-ratio", "saved", "more", "less-cost", "dwell", "turned",
    )  # fmt: skip
    return _shown(
        key,
        words,
        heads,
        rows,
        year=found.aims.year,
        base=found.aims.base_year,
        times=numbers.printed(found.aims.trains_ratio),
        saving=numbers.printed(found.aims.cost_saving),
        demand=numbers.level(found.demand.mean, 0),
        before=numbers.level(found.demand_base_year, 0),
    )


def _phase(row: PhaseResult, words: Words) -> tuple[str, ...]:
    dates = words.listed([numbers.printed(date) for date in row.opens.values()])
    case = words(f"hub-case.{row.case}")
    return (
        words("hub.dated", case=case, dates=dates) if dates else case,
        with_error(row.trains, 0),
        band(row.trains_ratio, 2),
        numbers.probability_with_error(row.doubled.probability, row.doubled.mc_error),
        band(row.cost_ratio, 2),
        numbers.probability_with_error(row.saved.probability, row.saved.mc_error),
        with_error(row.more_trains, 0),
        with_error(row.less_cost, 1),
        numbers.level(row.dwell.mean, 1),
        percent(row.turned_away),
    )


def _bottlenecks(key: str, rows: tuple[Bottleneck, ...], answer: HubAnswer, words: Words) -> Shown:
    heads = ("resource", "stands", "use", "wait", "turned", "more", "less-cost", "gdp", "investment")
    aims = answer.assessment.aims
    told = [
        (
            words(f"hub-resource.{row.resource}"),
            numbers.level(row.stands, 1),
            percent(row.used),
            numbers.level(row.wait.mean, 2) if row.resource != "yard" else numbers.MISSING,
            percent(row.turned_away) if row.resource == "yard" else numbers.MISSING,
            with_error(row.more_trains, 0),
            with_error(row.less_cost, 2),
            _gain(row.gdp),
            _gain(row.investment),
        )
        for row in rows
    ]
    return _shown(key, words, heads, told, year=aims.year, base=aims.base_year)


def _gain(found: Estimate | None) -> str:
    return numbers.MISSING if found is None else with_error(found, 2)


def _costs(answer: HubAnswer, words: Words) -> Shown:
    found = answer.assessment
    rows = [
        (
            words(f"hub-cost.{row.part}"),
            with_error(row.base_year, 1),
            with_error(row.last_year, 1),
        )
        for row in found.costs
    ]
    heads = ("part", "cost-before", "cost-after")
    return _shown("costs", words, heads, rows, year=found.aims.year, base=found.aims.base_year)


def _responses(answer: HubAnswer, words: Words) -> Shown:
    rows = [_response(row) for row in answer.assessment.responses]
    capacity = numbers.level(answer.assessment.capacity_base_year, 0)
    heads = ("load", "throughput", "band", "formula", "dwell", "turned", "cost")
    return _shown("responses", words, heads, rows, capacity=capacity)


def _response(row: Response) -> tuple[str, ...]:
    return (
        numbers.level(row.load, 2),
        with_error(row.throughput, 3),
        band(row.throughput, 2),
        numbers.level(row.formula, 3),
        with_error(row.dwell, 1),
        percent(row.turned_away),
        numbers.level(row.cost.mean, 1),
    )


def with_error(told: Estimate, places: int) -> str:
    """The mean and its standard error."""
    if told.mean is None or told.error is None:
        return numbers.MISSING
    return f"{numbers.level(told.mean, places)} +-{numbers.level(told.error, places)}"


def band(told: Estimate, places: int) -> str:
    """The 80 % band over replications."""
    return numbers.band(told.q10, told.q90, places)


def percent(told: Estimate) -> str:
    """A share as a whole percent."""
    return numbers.whole_percent(told.mean)
