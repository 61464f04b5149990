"""What the plan prints and what the model computes, as plain facts for the answer to "why this number?"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.provenance import Basis, basis
from evaluation.reachability import locator_of
from evaluation.results import Locator
from sim.model import Variable

if TYPE_CHECKING:
    from scenarios.schema import HistoryRow, PlanPack, Reading, Target
    from scenarios.tables import Observation


@dataclass(frozen=True)
class Printed:
    """A value as the plan prints it."""

    value: float
    default: bool
    bound: str | None
    locator: Locator
    note: str


@dataclass(frozen=True)
class TargetFacts:
    """A target as the plan states it; `threshold` is set where the number is not from the plan."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    price_basis: str
    price_basis_declared: bool
    nature: str
    mode: str
    mode_reason_zh: str
    mode_reason_en: str
    relation: str
    transform: str | None
    printed_digits: int
    base_year: int
    bases: tuple[Printed, ...]
    target: float | None
    target_low: float | None
    year: int
    stated_growth: float | None
    stated_growth_basis: str
    department: str | None
    category: str
    locator: Locator
    threshold: Basis | None
    note: str


@dataclass(frozen=True)
class HistoryFacts:
    """The same indicator in the box that reports how the last plan ended."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    price_basis: str
    base_year: int
    bases: tuple[Printed, ...]
    year: int
    reached: tuple[Printed, ...]
    stated_growth: float | None
    locator: Locator
    note: str


@dataclass(frozen=True)
class Observed:
    """One printed quantity of the past; `sd` is in its unit; sums cover several years."""

    id: str
    name_zh: str
    name_en: str
    kind: str
    year_from: int
    year_to: int
    value: float
    unit: str
    price_basis: str
    sd: float
    default: bool
    locator: Locator
    known_from: int
    note: str


@dataclass(frozen=True)
class VariableFacts:
    """One variable of the model and its equation."""

    name: str
    kind: str
    unit: str
    sector: str
    about: str
    equation: str
    source: str


def variable_facts(variable: Variable) -> VariableFacts:
    """A variable of the model."""
    return VariableFacts(
        variable.name,
        variable.kind,
        variable.unit,
        variable.sector,
        variable.about,
        variable.equation,
        variable.source,
    )


def observed_facts(row: Observation) -> Observed:
    """A row of the observations, its error in the unit of the value."""
    scale = abs(row.value) if row.sd_kind == "relative" else 1.0
    return Observed(
        id=row.id,
        name_zh=row.name_zh,
        name_en=row.name_en,
        kind=row.kind,
        year_from=row.year_from,
        year_to=row.year_to,
        value=row.value,
        unit=row.unit,
        price_basis=row.price_basis,
        sd=row.sd * scale,
        default=row.default,
        locator=Locator(row.chapter, row.box, row.row, row.line, row.section),
        known_from=row.known_from,
        note=row.note,
    )


def target_facts(pack: PlanPack, target: Target) -> TargetFacts:
    """A target, with the evidence for a number that is not from the plan."""
    threshold = None if target.threshold_source == "plan" else basis(pack, target.threshold_source)
    return TargetFacts(
        id=target.id,
        name_zh=target.name_zh,
        name_en=target.name_en,
        unit=target.unit,
        price_basis=target.price_basis,
        price_basis_declared=target.price_basis_declared,
        nature=target.nature,
        mode=target.mode,
        mode_reason_zh=target.mode_reason.zh,
        mode_reason_en=target.mode_reason.en,
        relation=target.relation,
        transform=target.transform,
        printed_digits=target.printed_digits,
        base_year=target.base_year,
        bases=_printed(target.bases),
        target=target.target,
        target_low=target.target_low,
        year=target.year,
        stated_growth=target.stated_growth,
        stated_growth_basis=target.stated_growth_basis,
        department=target.department,
        category=target.category,
        locator=locator_of(target.locator),
        threshold=threshold,
        note=target.note,
    )


def history_facts(row: HistoryRow) -> HistoryFacts:
    """A row of the record of the last plan."""
    return HistoryFacts(
        id=row.id,
        name_zh=row.name_zh,
        name_en=row.name_en,
        unit=row.unit,
        price_basis=row.price_basis,
        base_year=row.base_year,
        bases=_printed(row.bases),
        year=row.year,
        reached=_printed(row.reached),
        stated_growth=row.stated_growth,
        locator=locator_of(row.locator),
        note=row.note,
    )


def _printed(readings: tuple[Reading, ...]) -> tuple[Printed, ...]:
    return tuple(
        Printed(row.value, row.default, row.bound, locator_of(row.locator), row.note) for row in readings
    )
