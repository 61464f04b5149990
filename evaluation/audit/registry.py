"""The rules of the audit in the order in which they are reported. A rule is a function of the material."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from evaluation.audit.material import Material
from evaluation.audit.outcomes import Outcome
from evaluation.audit.rules import (
    already_met,
    counts,
    dates,
    missing_parts,
    names,
    natures,
    path_totals,
    price_basis,
    ranges,
    ratio_levels,
    ratios,
    relations,
    repeated_prints,
    stated_rates,
    units,
    wordings,
)

Rule: TypeAlias = Callable[[Material], Iterable[Outcome]]
RULES: tuple[Rule, ...] = (
    stated_rates.stated_rate,
    repeated_prints.repeated_print,
    already_met.already_met,
    missing_parts.missing_part,
    price_basis.price_basis,
    natures.nature_agrees,
    natures.scope_agrees,
    natures.same_unit,
    units.unit_fits,
    ranges.per_head_range,
    ranges.percent_range,
    ranges.unit_slip,
    ranges.level_in_rate_column,
    relations.sum_of_parts,
    relations.part_of_whole,
    relations.share_in_range,
    relations.period_total,
    relations.other_statement,
    path_totals.path_total,
    counts.count_matches_list,
    counts.stated_counts,
    counts.numbering_runs,
    names.names_agree,
    wordings.stable_share,
    wordings.in_step,
    wordings.rises,
    wordings.rises_greatly,
    wordings.falls,
    wordings.gap_narrows,
    dates.dates_in_order,
    dates.target_years,
    dates.record_is_final,
    ratios.investment_per_added_output,
    ratios.jobs_per_point,
    ratios.revenue_elasticity,
    ratios.rest_of_output_growth,
    ratio_levels.value_added_rate,
    ratio_levels.output_per_train,
    ratio_levels.debt_service,
)


def name_of_rule(rule: Rule) -> str:
    """The name of a rule: that of its function."""
    return rule.__name__
