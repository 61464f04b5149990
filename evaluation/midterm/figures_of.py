"""Which figures speak for a target, which of them count, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from evaluation.midterm.answers import ObservedValue
from evaluation.midterm.classes import CHAINED, TOTALLED, Measure, measure_of
from evaluation.midterm.observed import AsOf, Kind, Observation

if TYPE_CHECKING:
    from scenarios.schema import PlanPack, Target

WhyNot = Literal["after_as_of", "partial_year", "other_scope", "other_prices", "base_not_rebased", "replaced"]


@dataclass(frozen=True)
class Figures:
    """The figures of one target: by kind and year where they count, and all as they go to the answer.

    `levels`, `growths`, `totals` and cuts hold whole years; `part_totals` sums up to a month. `base` is the
    base value in force, `printed` the one of the plan.
    """

    target: Target
    measure: Measure
    base: float | None
    printed: float | None
    revised: bool
    levels: Mapping[int, float]
    growths: Mapping[int, float]
    totals: Mapping[int, float]
    part_totals: Mapping[tuple[int, int], float]
    yearly_cuts: Mapping[int, float]
    total_cuts: Mapping[int, float]
    partial: tuple[Observation, ...]
    shown: tuple[ObservedValue, ...]


def figures_of(
    target: Target,
    observations: Sequence[Observation],
    superseded: Sequence[Observation],
    pack: PlanPack,
    as_of: AsOf,
    rebase: bool,
) -> Figures:
    """The figures of a target, those of targets of the same quantity included."""
    related = [item for other in observations if (item := _related(other, target, pack)) is not None]
    base, revised = base_in_force(target, related, rebase)
    judged = [(item, _why_not(item, target, as_of, rebase)) for item in related]
    counted = [item for item, why in judged if why is None and item.year > target.base_year]
    old = [(item, "replaced") for item in superseded if item.id == target.id]
    return Figures(
        target=target,
        measure=measure_of(target),
        base=base,
        printed=target.base,
        revised=revised,
        levels=_years(counted, "level"),
        growths=_years(counted, "growth"),
        totals=_years(counted, "total"),
        part_totals=_part_totals(related, target, as_of),
        yearly_cuts=_years(counted, "cut_year"),
        total_cuts=_years(counted, "cut_total"),
        partial=tuple(item for item, why in judged if why == "partial_year"),
        shown=tuple(_shown(item, why) for item, why in [*old, *judged]),
    )


def base_in_force(target: Target, related: Iterable[Observation], rebase: bool) -> tuple[float | None, bool]:
    """The base value that counts, and whether it is not the printed one.

    An observed value of the base year counts where the plan prints none, or where re-basing was asked for.
    """
    seen = [item for item in related if item.kind == "level" and item.year == target.base_year]
    seen = [item for item in seen if item.whole_year and not item.scope and item.id == target.id]
    if not seen or (target.base is not None and not rebase):
        return target.base, False
    return seen[-1].value, target.base is not None and seen[-1].value != target.base


def _related(item: Observation, target: Target, pack: PlanPack) -> Observation | None:
    """A figure of the target, or one of another target of the same quantity as this one can use it."""
    if item.id == target.id:
        return item
    other = pack.target(item.id)
    if target.variable is None or (other.variable, other.divisor) != (target.variable, target.divisor):
        return None
    mine, its = measure_of(target), measure_of(other)
    if mine in CHAINED and its in CHAINED:
        return _chained(item, target, other)
    if mine in TOTALLED and its in TOTALLED and item.kind in ("level", "total"):
        return item
    return None


def _chained(item: Observation, target: Target, other: Target) -> Observation | None:
    """A growth as it is; a level as an index of its own base where the target has no level."""
    if item.kind == "growth":
        return item
    index = measure_of(target) != "level" and item.kind == "level" and other.base
    if not index or item.price_basis != target.price_basis:
        return None
    return replace(item, value=item.value / (item.base or other.base or 1.0), unit="1")


def _why_not(item: Observation, target: Target, as_of: AsOf, rebase: bool) -> WhyNot | None:
    if not as_of.covers(item):
        return "after_as_of"
    if item.scope:
        return "other_scope"
    if _other_prices(item, target):
        return "other_prices"
    if not item.whole_year and not (item.kind == "total" and measure_of(target) in TOTALLED):
        return "partial_year"
    base_year = item.kind == "level" and item.year == target.base_year
    if base_year and target.base is not None and not rebase and item.value != target.base:
        return "base_not_rebased"
    return None


def _other_prices(item: Observation, target: Target) -> bool:
    priced = item.kind in ("level", "growth") and "none" not in (item.price_basis, target.price_basis)
    return priced and item.price_basis != target.price_basis


def _years(items: Iterable[Observation], kind: Kind) -> dict[int, float]:
    return {item.year: item.value for item in items if item.kind == kind and item.whole_year}


def _part_totals(items: Iterable[Observation], target: Target, as_of: AsOf) -> dict[tuple[int, int], float]:
    return {
        (item.year, item.month): item.value
        for item in items
        if item.kind == "total" and item.month is not None and as_of.covers(item) and not item.scope
    }


def _shown(item: Observation, why: str | None) -> ObservedValue:
    return ObservedValue(
        year=item.year,
        month=item.month,
        value=item.value,
        unit=item.unit,
        kind=item.kind,
        price_basis=item.price_basis,
        vintage=item.vintage,
        where=item.where,
        counted=why is None,
        why_not=why,
        scope=item.scope,
        source=item.source,
    )
