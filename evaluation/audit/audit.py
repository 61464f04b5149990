"""The audit of a plan: every rule over the pack, what it found, what holds, and what it could not look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.audit.account import LineAccount, account_of
from evaluation.audit.material import material_of
from evaluation.audit.outcomes import Outcome
from evaluation.audit.registry import RULES, name_of_rule

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True)
class Audit:
    """Findings by severity and then place, what was checked and holds, rules without a subject, all lines."""

    plan: str
    findings: tuple[Outcome, ...]
    checked: tuple[Outcome, ...]
    not_applicable: tuple[str, ...]
    lines: tuple[LineAccount, ...]


def audit_of(pack: PlanPack) -> Audit:
    """The audit of a pack. Deterministic: the same pack gives the same audit."""
    material = material_of(pack)
    by_rule = {name_of_rule(rule): tuple(rule(material)) for rule in RULES}
    outcomes = sorted((outcome for found in by_rule.values() for outcome in found), key=_order)
    return Audit(
        plan=pack.id,
        findings=tuple(outcome for outcome in outcomes if not outcome.holds),
        checked=tuple(outcome for outcome in outcomes if outcome.holds),
        not_applicable=tuple(name for name, found in by_rule.items() if not found),
        lines=account_of(pack, outcomes),
    )


def _order(outcome: Outcome) -> tuple[int, int, str]:
    rank = SEVERITIES.index(outcome.severity) if outcome.severity else len(SEVERITIES)
    return rank, outcome.where[0].line if outcome.where else 0, outcome.id
