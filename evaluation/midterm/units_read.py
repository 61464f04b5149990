"""The unit of an observed figure, and the figure in the unit of its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.midterm.figures import Figure
from evaluation.midterm.observed import Kind
from scenarios.errors import Fault, shown, unknown_name
from scenarios.observed_words import observed_words, plain
from scenarios.units import UNITS, unit_words

if TYPE_CHECKING:
    from scenarios.schema import Target

PERCENT = "percent"
GROWTH_UNIT = "percent/year"
A_YEAR = "/year"
FRACTIONS = (PERCENT, "per_mille")


def level_unit(target: Target) -> str:
    """The unit in which one year of a target is counted: new jobs a year are counted in persons."""
    return target.unit.removesuffix(A_YEAR)


def in_unit(
    number: Figure, unit: str, where: str, target: Target, kind: Kind
) -> tuple[float | None, str, list[Fault]]:
    """The figure in % for growth and cuts, else in the unit of the target; with that unit and the faults."""
    if kind in ("growth", "cut_year", "cut_total"):
        value, faults = _converted(number.value, unit or "%", where, PERCENT)
        return value, GROWTH_UNIT if kind == "growth" else PERCENT, faults
    wanted = level_unit(target)
    if not unit and len(observed_words().siblings(wanted)) > 1 and wanted not in ("1", *FRACTIONS):
        known = ", ".join(unit_words(name, "zh") for name in observed_words().siblings(wanted))
        return None, wanted, [Fault("missing-unit", where, {"known": known})]
    if not unit or plain(unit) in _own_words(target):
        return number.value, wanted, []
    value, faults = _converted(number.value, unit, where, wanted)
    return value, wanted, faults


def slip_faults(value: float, printed: str, where: str, target: Target, kind: Kind) -> list[Fault]:
    """A level that lies a factor of 10^4 from its base or target, or a share typed as a fraction."""
    known = [abs(one) for one in (target.base, target.target) if one]
    if kind != "level" or not known or value == 0 or target.transform == "ratio_to_base":
        return []
    settings = observed_words().settings
    far = settings.percent_factor if target.unit in FRACTIONS else settings.slip_factor
    if min(known) / far < abs(value) < max(known) * settings.slip_factor:
        return []
    around = f"{min(known):g}..{max(known):g} {unit_words(level_unit(target), 'zh')}"
    return [Fault("scale-slip", where, {"found": shown(printed), "expected": around})]


def growth_faults(value: float, printed: str, where: str, kind: Kind) -> list[Fault]:
    """A growth or a cut that cannot be one."""
    settings = observed_words().settings
    low, high = settings.lowest_growth, settings.highest_growth
    if kind not in ("growth", "cut_year", "cut_total"):
        return []
    if kind != "growth":
        low, high = -high, -low
    if low < value < high:
        return []
    return [Fault("out-of-bounds", where, {"found": shown(printed), "low": low, "high": high})]


def _own_words(target: Target) -> set[str]:
    unit = level_unit(target)
    words = (target.unit, unit, target.unit_printed, *(unit_words(unit, lang) for lang in ("zh", "en")))
    return {plain(word) for word in words if word}


def _converted(value: float, unit: str, where: str, wanted: str) -> tuple[float | None, list[Fault]]:
    words = observed_words()
    known = words.unit(unit)
    if known is None:
        names = [name for pair in UNITS.values() for name in pair]
        return None, [unknown_name("unknown-unit", where, unit, names)]
    factor = words.factor(known, wanted)
    if factor is None:
        listed = words.siblings(wanted) or (wanted,)
        told = ", ".join(unit_words(name, "zh") for name in listed)
        return None, [Fault("wrong-unit", where, {"found": shown(unit), "known": told})]
    return value * factor, []
