"""From the audit of a plan to its answer: every sentence told in both languages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from evaluation.audit.account import State
from evaluation.audit.audit import SEVERITIES, audit_of
from evaluation.audit.outcomes import Kind
from report.audit_answers import AuditAnswer, AuditCheck, AuditCounts, AuditFinding, AuditLine, IdleRule
from report.audit_text import assumed, fix, rule_needs, rule_title, said, why
from report.places import place_of
from report.wording import load_words

if TYPE_CHECKING:
    from evaluation.audit.audit import Audit
    from evaluation.audit.outcomes import Outcome, Phrase, Value
    from report.wording import Words
    from scenarios.schema import HistoryRow, Observation, PlanPack, Target


def audit_answer(pack: PlanPack) -> AuditAnswer:
    """The audit of a plan, told in both languages."""
    found, rows = audit_of(pack), _rows(pack)
    return AuditAnswer(
        plan=found.plan,
        name_zh=pack.about.name.zh,
        name_en=pack.about.name.en,
        findings=tuple(
            AuditFinding(**_told(outcome, rows), severity=str(outcome.severity)) for outcome in found.findings
        ),
        checked=tuple(AuditCheck(**_told(outcome, rows)) for outcome in found.checked),
        not_applicable=tuple(_idle(rule) for rule in found.not_applicable),
        lines=tuple(AuditLine(**vars(line)) for line in found.lines),
        counts=_counts(found),
    )


def _rows(pack: PlanPack) -> dict[str, Target | HistoryRow | Observation]:
    return {row.id: row for row in (*pack.observations, *pack.history, *pack.targets)}


def _told(outcome: Outcome, rows: Mapping[str, Any]) -> dict[str, Any]:
    known = [rows[name] for name in outcome.indicators if name in rows]
    departments = [row.department for row in known if getattr(row, "department", None)]
    return {
        "id": outcome.id,
        "rule": outcome.rule,
        **_rule(outcome.rule),
        "kind": outcome.kind,
        "where": tuple(place_of(locator) for locator in outcome.where),
        "indicators": outcome.indicators,
        "names_zh": tuple(row.name_zh for row in known),
        "names_en": tuple(row.name_en for row in known),
        "departments": tuple(dict.fromkeys(departments)),
        "stated": _finite(outcome.stated),
        "implied": _finite(outcome.implied),
        "working": outcome.working,
        **_both("message", outcome.said, said),
        **{
            f"explanations_{words.language}": tuple(why(phrase, words) for phrase in outcome.explanations)
            for words in _languages()
        },
        **_with_plain("assumption", outcome.assumption, assumed),
        **_with_plain("correction", outcome.correction, fix),
    }


def _with_plain(
    name: str, phrase: Phrase | None, tell: Callable[[Phrase, Words], str]
) -> dict[str, str | None]:
    """A phrase in both languages, and in English under its plain name."""
    told = _both(name, phrase, tell)
    return {name: told[f"{name}_en"], **told}


def _both(name: str, phrase: Phrase | None, tell: Callable[[Phrase, Words], str]) -> dict[str, str | None]:
    """A phrase in both languages, None where there is none."""
    return {
        f"{name}_{words.language}": None if phrase is None else tell(phrase, words) for words in _languages()
    }


def _languages() -> tuple[Words, Words]:
    return load_words("zh"), load_words("en")


def _rule(rule: str) -> dict[str, str]:
    return {f"rule_{words.language}": rule_title(rule, words) for words in _languages()}


def _idle(rule: str) -> IdleRule:
    needs = {f"needs_{words.language}": rule_needs(rule, words) for words in _languages()}
    return IdleRule(rule=rule, **_rule(rule), **needs)


def _finite(value: Value) -> Value:
    """A number without a value is none."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _counts(found: Audit) -> AuditCounts:
    kinds = Counter(outcome.kind for outcome in found.findings)
    severities = Counter(outcome.severity for outcome in found.findings)
    states = Counter(line.state for line in found.lines)
    return AuditCounts(
        kinds={name: kinds[name] for name in get_args(Kind)},
        severities={name: severities[name] for name in SEVERITIES},
        rules=dict(sorted(Counter(outcome.rule for outcome in found.findings).items())),
        states={name: states[name] for name in get_args(State)},
    )
