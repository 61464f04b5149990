"""The rules of the audit in the order in which they are reported. A rule is a function of the material."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from evaluation.audit.material import Material
from evaluation.audit.outcomes import Outcome
from evaluation.audit.rules import (
    already_met,
    missing_parts,
    natures,
    price_basis,
    ranges,
    repeated_prints,
    stated_rates,
    units,
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
)


def name_of_rule(rule: Rule) -> str:
    """The name of a rule: that of its function."""
    return rule.__name__
