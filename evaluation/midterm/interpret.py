"""A typed figure as an observation of a target, or everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.midterm.bases_read import kind_of, prices_of, said
from evaluation.midterm.classes import measure_of
from evaluation.midterm.figures import Figure, figure
from evaluation.midterm.names import Named, Names
from evaluation.midterm.observed import Kind, Observation
from evaluation.midterm.rows_read import Typed
from evaluation.midterm.units_read import growth_faults, in_unit, slip_faults
from scenarios.errors import Fault, shown
from scenarios.observed_words import observed_words, plain

if TYPE_CHECKING:
    from scenarios.schema import Target

HUNDRED = 100.0
CUTS = ("cut_year", "cut_total")


def observation(typed: Typed, names: Names, vintage: str) -> tuple[Observation | None, list[Fault]]:
    """The observation behind a typed figure. `vintage` is that of the file."""
    named, faults = names.of(typed.name.text, typed.name.where)
    told, unknown = said(typed.basis)
    number, wrong = figure(typed.value.text, typed.value.where)
    faults = [*faults, *unknown, *wrong]
    if named is None or number is None or unknown:
        return None, faults
    target = named.target
    kind = kind_of(told, named.growth, target, measure_of(target))
    number, wrong = _signed(number, kind, told.index, typed)
    unit, differing = _unit(typed, named, number, kind)
    value, wanted, odd = in_unit(number, unit, typed.value.where, target, kind)
    faults += [*wrong, *differing, *odd, *_period_faults(typed, target, kind)]
    prices = prices_of(told, kind, target)
    if prices is None:
        fields = {"known": "现价 / 可比价 (current / constant)"}
        faults.append(Fault("missing-basis", typed.basis.where or typed.value.where, fields))
    if value is None or prices is None or faults:
        return None, faults
    faults = [
        *growth_faults(value, typed.value.text, typed.value.where, kind),
        *slip_faults(value, typed.value.text, typed.value.where, target, kind),
    ]
    return Observation(
        id=target.id,
        year=typed.period.year,
        value=value,
        unit=wanted,
        kind=kind,
        month=typed.period.month,
        price_basis=prices,
        vintage=typed.vintage or vintage,
        where=typed.value.where,
        printed=typed.value.text,
        source=typed.source,
        scope="" if _own_scope(typed.scope, target) else typed.scope,
    ), faults


def _signed(number: Figure, kind: Kind, index: bool, typed: Typed) -> tuple[Figure, list[Fault]]:
    """The number with the sign of the word before it; an index of the year before becomes a growth."""
    if index:
        return Figure(number.value - HUNDRED, "%"), []
    if not number.direction:
        return number, []
    if kind == "level" or kind == "total" or number.value < 0:
        fields = {"found": shown(typed.value.text), "expected": "数值 (number)"}
        return number, [Fault("wrong-type", typed.value.where, fields)]
    cut = kind in CUTS
    sign = -number.direction if cut else number.direction
    return Figure(sign * number.value, number.unit), []


def _unit(typed: Typed, named: Named, number: Figure, kind: Kind) -> tuple[str, list[Fault]]:
    """The unit of a figure, and the fault where two places name different ones.

    A growth in a row whose unit is that of the level is one in %.
    """
    told = [number.unit, typed.unit.text, named.unit]
    words = observed_words()
    if kind == "growth" or kind in CUTS:
        shares = ("percent", "percentage_point", "1", "per_mille")
        told = [word for word in told if words.unit(word) in shares or not words.unit(word)]
    given = [word for word in told if word]
    units = {words.unit(word) or plain(word) for word in given}
    if len(units) > 1:
        fields = {"found": " / ".join(given), "expected": given[0]}
        return given[0], [Fault("inconsistent", typed.value.where, fields)]
    return (given[0] if given else ""), []


def _period_faults(typed: Typed, target: Target, kind: Kind) -> list[Fault]:
    low = target.base_year if kind == "level" else target.base_year + 1
    year = typed.period.year
    if low <= year <= target.year:
        return []
    return [Fault("year-outside-plan", typed.value.where, {"found": year, "low": low, "high": target.year})]


def _own_scope(text: str, target: Target) -> bool:
    """Whether what a row says it counts is what the target counts."""
    if not text or observed_words().basis(text) == "none":
        return True
    own = target.scope
    return own is not None and plain(text) in (plain(own.zh), plain(own.en))
