"""Ratios that the targets imply against those of the last plan, in the nearest of all printed readings.

A ratio is reported only where every combination of the printed bases, ends and totals is far from the
past: what one reading explains is no finding.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from evaluation.audit.figures import Figure, shown
from evaluation.audit.material import Material, part_of
from evaluation.audit.outcomes import Outcome
from evaluation.audit.ratio_readings import Ratio, compared
from evaluation.audit.spans import Span, past_of, planned_of, rates, spans_of, totals

if TYPE_CHECKING:
    from scenarios.audit_facts import Role
    from scenarios.schema import HistoryRow, Target


def investment_per_added_output(material: Material) -> Iterator[Outcome]:
    """Investment for each unit of added output: over the plan and over the last plan."""
    planned = [_invested(i, o) for i, o in _pairs(material, "investment", "output", past=False)]
    past = [_invested(i, o) for i, o in _pairs(material, "investment", "output", past=True)]
    row = past_of(material, "investment")
    if row is not None:
        printed = totals(material, "investment", (row.base_year + 1, row.year))
        past = [_over_rise(t, o) for t in printed for o in _spans(material, "output", past=True)] or past
    settings = material.settings
    yield from compared("investment_per_added_output", material, planned, past, settings.very_far_ratio)


def jobs_per_point(material: Material) -> Iterator[Outcome]:
    """New jobs for each percentage point of yearly growth: in the plan and in the last plan."""
    target, output = planned_of(material, "jobs"), planned_of(material, "output")
    jobs = part_of(target, "target") if target is not None else None
    if target is None or output is None or jobs is None:
        return
    past_years = (output.base_year - (output.year - output.base_year) + 1, output.base_year)
    earlier = totals(material, "jobs", past_years)
    planned = _each((jobs,), rates(material, "output", past=False, real=True))
    past = _each(earlier, rates(material, "output", past=True, real=True))
    yield from compared("jobs_per_point", material, planned, past)


def revenue_elasticity(material: Material) -> Iterator[Outcome]:
    """Growth of revenue for each percent of growth of output: in the plan and in the last plan."""
    planned, past = (
        _each(
            rates(material, "revenue", past=one, real=False), rates(material, "output", past=one, real=True)
        )
        for one in (False, True)
    )
    yield from compared("revenue_elasticity", material, planned, past)


def rest_of_output_growth(material: Material) -> Iterator[Outcome]:
    """Growth of all output but industry: what the plan leaves for it, and what it was."""
    planned, past = (
        [rest for o, i in _pairs(material, "output", "industry", past=one) if (rest := _rest(o, i))]
        for one in (False, True)
    )
    yield from compared("rest_of_output_growth", material, planned, past)


def _pairs(material: Material, first: Role, then: Role, *, past: bool) -> list[tuple[Span, Span]]:
    """Every pair of readings of two roles over the same years."""
    spans = product(_spans(material, first, past=past), _spans(material, then, past=past))
    return [(a, b) for a, b in spans if a.years == b.years]


def _spans(material: Material, role: Role, *, past: bool) -> tuple[Span, ...]:
    row: Target | HistoryRow | None = past_of(material, role) if past else planned_of(material, role)
    return spans_of(row) if row is not None else ()


def _invested(investment: Span, output: Span) -> Ratio:
    rise = output.end.value - output.base.value
    rise_text = f"({output.end.text} - {output.base.text})"
    value = investment.smooth / rise if rise else math.nan
    working = f"{investment.smooth_text}; {shown(investment.smooth)} / {rise_text} = {shown(value)}"
    figures = (investment.base, investment.end, output.base, output.end)
    return Ratio(value, working, (investment.id, output.id), figures)


def _over_rise(total: Figure, output: Span) -> Ratio:
    rise = output.end.value - output.base.value
    value = total.value / rise if rise else math.nan
    working = f"{total.text} / ({output.end.text} - {output.base.text}) = {shown(value)}"
    return Ratio(value, working, (*total.ids, output.id), (total, output.base, output.end))


def _each(over: Sequence[Figure], under: Sequence[Figure]) -> list[Ratio]:
    """The ratio of every reading to every reading."""
    return [
        Ratio(
            a.value / b.value,
            "; ".join([*_steps(a, b), f"{_text(a)} / {_text(b)} = {shown(a.value / b.value)}"]),
            (*a.ids, *b.ids),
            (a, b),
        )
        for a, b in product(over, under)
        if b.value
    ]


def _steps(*figures: Figure) -> list[str]:
    return [f"{figure.text} = {shown(figure.value)}" for figure in figures if " " in figure.text]


def _text(figure: Figure) -> str:
    return shown(figure.value) if " " in figure.text else figure.text


def _rest(output: Span, industry: Span) -> Ratio | None:
    base, end = output.base.value - industry.base.value, output.end.value - industry.end.value
    if base <= 0 or end <= 0:
        return None
    value = ((end / base) ** (1 / output.years) - 1) * 100
    over = f"({output.end.text} - {industry.end.text})"
    under = f"({output.base.text} - {industry.base.text})"
    working = f"(({over} / {under})^(1 / {output.years}) - 1) x 100 = {shown(value)} %"
    figures = (output.base, output.end, industry.base, industry.end)
    return Ratio(value, working, (output.id, industry.id), figures)
