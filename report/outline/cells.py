"""Values of an evaluation as the cells and the sentences of the report print them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from report import numbers
from report.terms import place_words, target_sign, unit_of

if TYPE_CHECKING:
    from report.outline.facts import Indicator
    from report.wording import Words

POINTS = 1
"""Decimals of progress, growth and percentages."""
RATIO = 2


def name(one: Indicator, words: Words) -> str:
    """The name of an indicator."""
    return words.choose(one.name_zh, one.name_en)


def named(one: Indicator, words: Words) -> str:
    """Its name with unit and price basis."""
    basis = words.get(f"basis.{one.price_basis}")
    inside = words.listed([part for part in (unit_of(one.unit, words), basis) if part])
    return words("midterm.named", name=name(one, words), inside=inside) if inside else name(one, words)


def level(one: Indicator, value: float | None) -> str:
    """A value in the unit of the plan, with the digits that this indicator has."""
    return numbers.level(value, places(one))


def places(one: Indicator) -> int:
    """Decimals for values of this indicator: those of the plan, or enough for three digits."""
    usual = numbers.decimals(one.printed_digits, one.target or one.base, one.unit)
    return max(usual, min(numbers.MOST_DECIMALS, decimals_of(one.base)))


def decimals_of(value: float | None) -> int:
    """How many decimals a printed value has."""
    return len(numbers.printed(value).partition(".")[2])


def target(one: Indicator) -> str:
    """The target in force with its sign."""
    value = one.target if one.target_in_force is None else one.target_in_force
    told = "" if value is None else target_sign(one.relation or "", value, one.target_low)
    return printed_signs(told) or numbers.MISSING


def percent(value: float | None) -> str:
    """Progress or growth in %, with one decimal and no sign of percent."""
    return numbers.level(value, POINTS)


def pace(one: Indicator, value: float | None, words: Words) -> str:
    """Growth a year: in %, in points where it says so, else in the unit of the indicator."""
    told = percent(value) if one.pace_unit in (None, "percent_a_year") else level(one, value)
    unit = words.get(f"midterm-pace.{one.pace_unit}")
    return told if told == numbers.MISSING or not unit else f"{told} {unit}"


def ratio(value: float | None) -> str:
    """A ratio with two decimals."""
    return numbers.level(value, RATIO)


def chance(value: float | None) -> str:
    """A probability in %, with one decimal."""
    return numbers.level(None if value is None else 100 * value, POINTS)


def pair(first: str, second: str) -> str:
    """Two values of one cell, one below the other; one dash where both are missing."""
    return numbers.MISSING if first == second == numbers.MISSING else f"{first} / {second}"


def forecast(one: Indicator) -> str:
    """The median and the 80 % band of the end year."""
    if one.median is None:
        return numbers.MISSING
    band = numbers.band(one.q10, one.q90, places(one))
    return level(one, one.median) + ("" if band == numbers.MISSING else f"\n({band})")


def grade(one: Indicator, words: Words) -> str:
    """The grade: that of the end where there is one."""
    if one.final_grade:
        return words.get(f"final-grade.{one.final_grade}", one.final_grade)
    return words.get(f"grade.{one.grade}", one.grade or numbers.MISSING)


def outlook(one: Indicator, words: Words) -> str:
    """The outlook in words."""
    return words.get(f"verdict.{one.outlook}", one.outlook or numbers.MISSING)


def proposal(one: Indicator, words: Words) -> str:
    """What is proposed, in words."""
    return words.get(f"midterm-proposal.{one.proposal}", one.proposal or numbers.MISSING)


def nature(one: Indicator, words: Words) -> str:
    """Binding or expected."""
    return words.get(f"nature.{one.nature}") or numbers.MISSING


def where(one: Indicator, words: Words) -> str:
    """Where the plan prints it."""
    spot = one.locator
    told = place_words(replace(spot, chapter=None, section=None) if spot.box else spot, words, short=True)
    return told or numbers.MISSING


def period(year: int, month: int | None) -> str:
    """A year, or its first months: `2023`, `2023-06`."""
    return f"{year}-{month:02d}" if month else str(year)


def department(one: Indicator, words: Words) -> str:
    """Who is responsible; a blank to fill in where the plan names nobody."""
    return one.department or words("midterm.nobody")


def actual(one: Indicator) -> str:
    """The value reached, else the last observed figure that is a level of the indicator."""
    return level(one, reached(one)[0])


def reached(one: Indicator) -> tuple[float | None, int | None]:
    """The value that progress rests on and its year."""
    if one.reached is not None:
        return one.reached, one.reached_year
    counted = [seen for seen in one.observed if seen.counted and seen.kind in (None, "level")]
    last = max(counted, key=lambda seen: seen.year, default=None)
    return (last.value, last.year) if last else (None, None)


def printed_signs(text: str) -> str:
    """Signs of comparison as documents print them."""
    return text.replace(">=", "≥").replace("<=", "≤")
