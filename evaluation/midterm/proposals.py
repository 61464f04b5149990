"""What to propose for a target, from the rule table `scenarios/proposals.csv`: the first rule that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.outlook_settings import Proposal, Rule, proposal_rules

if TYPE_CHECKING:
    from evaluation.results import Verdict
    from scenarios.schema import Target


@dataclass(frozen=True)
class Facts:
    """What the rules ask of a target; `outlook` is None where it cannot be evaluated."""

    rebased: bool
    base_disputed: bool
    met: bool
    binding: bool
    outlook: Verdict | None


@dataclass(frozen=True)
class Proposed:
    """A proposal, the rule it follows and its words; `value` is the new target where one is proposed."""

    proposal: Proposal
    rule: str
    text_zh: str
    text_en: str
    value: float | None = None


def proposed(target: Target, facts: Facts, median: float | None, revised: float | None = None) -> Proposed:
    """The proposal for a target; `revised` is its revised base. Raises ValueError if no rule fits."""
    for rule in proposal_rules():
        if _fits(rule, facts):
            value = _value(rule.proposal, target, median, revised)
            return Proposed(rule.proposal, rule.id, rule.text_zh, rule.text_en, value)
    raise ValueError(f"no rule of proposals.csv fits {target.id}: {facts}")


def _fits(rule: Rule, facts: Facts) -> bool:
    asked = (
        (rule.evaluable, facts.outlook is not None),
        (rule.rebased, facts.rebased),
        (rule.base_disputed, facts.base_disputed),
        (rule.met, facts.met),
    )
    yes_no = all(word == "any" or (word == "yes") == fact for word, fact in asked)
    nature = rule.nature == "any" or facts.binding
    return yes_no and nature and rule.outlook in ("any", facts.outlook)


def _value(proposal: str, target: Target, median: float | None, revised: float | None) -> float | None:
    """The median of the updated outlook, or the target in proportion to its revised base; printed digits."""
    value = median if proposal == "revise" else None
    if proposal == "rebase" and revised is not None and target.base and target.target is not None:
        ratio = target.transform == "level"
        value = target.target * revised / target.base if ratio else target.target + revised - target.base
    return None if value is None else round(value, target.printed_digits)
