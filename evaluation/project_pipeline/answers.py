"""What the assessment of the project pipeline answers, as frozen objects; the JSON carries the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where the plan prints something; `line` counts from 1 in the plan text."""

    chapter: int | None
    box: int | None
    row: int | None
    line: int | None
    section: int | None
    paragraph: int | None


@dataclass(frozen=True)
class Span:
    """Median and 80 % range over replications; null where it lies beyond the time simulated."""

    median: float | None
    q10: float | None
    q90: float | None


@dataclass(frozen=True)
class Totals:
    """Medians over replications of what all streams signed, invested and withdrew, yi_CNY."""

    first_year: int
    last_year: int
    signed: float
    invested: float
    withdrawn: float


@dataclass(frozen=True)
class FitRow:
    """One sum of 2016-2020, simulated and printed; `relation` is `above` where the plan prints "over".

    `observed` and `locator` are null where the plan prints nothing.
    """

    id: str
    unit: str
    simulated: Span
    observed: float | None
    relation: str | None
    locator: Place | None


@dataclass(frozen=True)
class Bottleneck:
    """One resource over the years of the plan, at the reference state of finance and demand.

    `utilisation` is the part of it that is used, `waiting` years of a project served (construction: years
    that building lasts longer because builders are short). Gains are what `extra` more `unit` from the plan
    on brings in `gain_year`, yi_CNY: GDP through the coupled model, reported investment from the events
    alone at 2020 prices. Errors are standard errors over replications by the same chance.
    """

    resource: str
    stage: str
    unit: str
    extra: float
    utilisation: float
    utilisation_error: float
    waiting: float
    waiting_error: float
    gain_year: int
    gain_gdp: float
    gain_gdp_error: float
    gain_investment: float
    gain_investment_error: float


@dataclass(frozen=True)
class NamedResult:
    """One project known by name. Dates are years with their fraction, sizes yi_CNY as signed.

    `own` marks a planner's project. Where `size` is null it is drawn; dates of signing are assumptions in the
    plan's projects (`window`). Dates are of replications in which it is not withdrawn; `withdrawn` and
    `in_use_by_end` (of the plan) are shares of those in which it is signed at all, null where it is in none.
    """

    name_zh: str
    name_en: str
    stream: str
    own: bool
    size: float | None
    probability: float
    window: tuple[float, float]
    signed: Span
    started: Span
    commissioned: Span
    withdrawn: float | None
    in_use_by_end: float | None
    locator: Place | None


@dataclass(frozen=True)
class PipelineAnswer:
    """What the events say of one scenario; `levers` are its project levers by year from the plan on."""

    scenario: str
    seed: int
    replications: int
    list_file: str | None
    simulated_until: int
    totals: Totals
    fit: tuple[FitRow, ...]
    bottlenecks: tuple[Bottleneck, ...]
    named: tuple[NamedResult, ...]
    levers: Mapping[str, tuple[float, ...]]
