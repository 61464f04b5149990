"""Parts of sentences and cells that answers of an evaluation share: screen, ledger, report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.terms import name_of, place_words, unit_of

if TYPE_CHECKING:
    from evaluation.midterm.answers import EvaluationResult, IndicatorResult, Rarity
    from report.wording import Words

SIGNS = {"percent_a_year": "%", "points_a_year": "pp"}


def percent(value: float | None) -> str:
    """A progress with one decimal, without its sign."""
    return numbers.level(value, 1)


def required_of(one: IndicatorResult) -> float | None:
    """The required progress that the grade is measured on."""
    compound = one.required_compound if one.path == "compound" else None
    return one.required_linear if compound is None else compound


def needed_text(one: IndicatorResult, words: Words) -> str:
    """The pace the rest of the way needs: `15.1 %`, `2.5 points`; empty where there is none."""
    if one.required_growth is None:
        return ""
    return pace(one.required_growth, one, words)


def pace(value: float, one: IndicatorResult, words: Words) -> str:
    """A change a year in its unit."""
    unit = unit_of(one.unit.removesuffix("/year"), words)
    return words(f"pace.{one.pace_unit}", value=numbers.level(value, 1 if _coarse(value) else 2), unit=unit)


def place_text(one: IndicatorResult, words: Words) -> str:
    """Where the plan prints the target, in short words."""
    return place_words(one.locator, words, short=True)


def thresholds_text(result: EvaluationResult, words: Words) -> str:
    """The settings that grades rest on."""
    held = result.thresholds
    return words(
        "evaluate.thresholds",
        tolerance=numbers.printed(held.tolerance),
        hard=numbers.printed(held.hard_effort),
        unreachable=numbers.printed(held.unreachable_effort),
        nearly=numbers.printed(100 * held.nearly_met),
    )


def sentences_of(one: IndicatorResult, words: Words) -> list[str]:
    """What is to be said of an indicator beyond its row."""
    name = name_of(one, words)
    told: list[str] = []
    if one.open_growth is not None and one.planned_growth is not None:
        told.append(_open(one, name, words))
    if one.partial is not None:
        told.append(_partial(one, name, words))
    if one.worst_year is not None:
        told.append(_limit(one, name, words))
    if _matters(one):
        told += [_rarity(one, item, name, words) for item in _first_of_each_scope(one)]
    return told


def _first_of_each_scope(one: IndicatorResult) -> list[Rarity]:
    """The own record and the preferred class of comparable histories; the other classes are in the JSON."""
    first: dict[str, Rarity] = {}
    for item in one.rarity:
        first.setdefault(item.scope, item)
    return list(first.values())


def _matters(one: IndicatorResult) -> bool:
    ratio = one.effort_ratio if one.effort_ratio is not None else one.open_ratio
    return ratio is not None and ratio > 1


def _open(one: IndicatorResult, name: str, words: Words) -> str:
    known = words.listed(
        [
            words("evaluate.year-growth", year=item.year, growth=numbers.growth(item.growth))
            for item in one.year_growth
        ]
    )
    return words(
        "evaluate.open",
        name=name,
        known=known,
        missing=words.listed([str(year) for year in missing_years(one)]),
        years=words.listed([str(year) for year in one.open_years]),
        growth=numbers.growth(one.open_growth),
        planned=numbers.growth(one.planned_growth),
    )


def missing_years(one: IndicatorResult) -> list[int]:
    """The past years without a figure, before the last one with a growth."""
    last = max((item.year for item in one.year_growth), default=one.base_year)
    return [year for year in one.open_years if year < last]


def _partial(one: IndicatorResult, name: str, words: Words) -> str:
    part = one.partial
    if part is None:
        return ""
    key = f"evaluate.partial-{part.grade}" if part.grade else "evaluate.partial"
    fields = {"name": name, "year": part.year, "month": part.month, "growth": numbers.growth(part.growth)}
    return words(key, **fields, planned=numbers.growth(part.planned))


def _limit(one: IndicatorResult, name: str, words: Words) -> str:
    return words(
        "evaluate.limit",
        name=name,
        year=one.worst_year,
        value=numbers.printed(one.worst_value),
        unit=unit_of(one.unit, words),
        headroom=numbers.signed(one.headroom, 1),
    )


def _rarity(one: IndicatorResult, found: Rarity, name: str, words: Words) -> str:
    needed = one.required_growth if one.required_growth is not None else one.open_growth
    growth = numbers.growth(needed)
    return words(
        f"evaluate.rarity-{found.scope}",
        name=name,
        growth=growth,
        label=words.choose(found.name_zh, found.name_en),
        rate=numbers.growth(found.rate),
        bound=words(f"evaluate.rarity-{found.bound}", growth=growth),
        windows=found.windows,
        reached=found.reached,
        years=found.years,
        best=numbers.growth(found.best),
        first=found.first_year + 1,
        last=found.last_year,
    )


def _coarse(value: float) -> bool:
    return abs(value) >= 1
