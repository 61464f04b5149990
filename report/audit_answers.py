"""The JSON answer of the audit: findings, what holds, rules without a subject, every line of the text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.answer_parts import Place

if TYPE_CHECKING:
    from evaluation.audit.audit import Audit
    from evaluation.audit.outcomes import Outcome, Phrase, Value
    from report.wording import Words
    from scenarios.schema import HistoryRow, Observation, PlanPack, Target


@dataclass(frozen=True)
class AuditCheck:
    """One thing that was checked and holds.

    `stated` is printed, `implied` follows from other prints, `working` can be redone by hand. `names` and
    `departments` are those of `indicators`.
    """

    id: str
    rule: str
    rule_zh: str
    rule_en: str
    kind: str
    where: tuple[Place, ...]
    indicators: tuple[str, ...]
    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    departments: tuple[str, ...]
    stated: float | str | None
    implied: float | str | None
    working: str
    message_zh: str
    message_en: str
    explanations_zh: tuple[str, ...]
    explanations_en: tuple[str, ...]
    assumption: str | None
    assumption_zh: str | None
    assumption_en: str | None
    correction: str | None
    correction_zh: str | None
    correction_en: str | None


@dataclass(frozen=True)
class AuditFinding(AuditCheck):
    """One finding; `explanations` say what else would explain it, `correction` is the smallest one."""

    severity: str


@dataclass(frozen=True)
class IdleRule:
    """A rule that found nothing to look at, and what the plan lacks for it."""

    rule: str
    rule_zh: str
    rule_en: str
    needs_zh: str
    needs_en: str


@dataclass(frozen=True)
class AuditLine:
    """What became of a line with a number: finding, checked, or not_checkable for the reasons given."""

    line: int
    chapter: int
    state: str
    outcomes: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class AuditCounts:
    """Findings by kind, severity and rule; lines by state."""

    kinds: Mapping[str, int]
    severities: Mapping[str, int]
    rules: Mapping[str, int]
    states: Mapping[str, int]


@dataclass(frozen=True)
class AuditAnswer:
    """Whether a plan agrees with itself."""

    plan: str
    name_zh: str
    name_en: str
    findings: tuple[AuditFinding, ...]
    checked: tuple[AuditCheck, ...]
    not_applicable: tuple[IdleRule, ...]
    lines: tuple[AuditLine, ...]
    counts: AuditCounts


def audit_answer(pack: PlanPack) -> AuditAnswer:
    """The audit of a plan, told in both languages."""
    from evaluation.audit.audit import audit_of

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
    from report.audit_text import assumed, fix, said, why
    from report.places import place_of

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
    from report.wording import load_words

    return load_words("zh"), load_words("en")


def _rule(rule: str) -> dict[str, str]:
    from report.audit_text import rule_title

    return {f"rule_{words.language}": rule_title(rule, words) for words in _languages()}


def _idle(rule: str) -> IdleRule:
    from report.audit_text import rule_needs

    needs = {f"needs_{words.language}": rule_needs(rule, words) for words in _languages()}
    return IdleRule(rule=rule, **_rule(rule), **needs)


def _finite(value: Value) -> Value:
    """A number without a value is none."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _counts(found: Audit) -> AuditCounts:
    from typing import get_args

    from evaluation.audit.account import State
    from evaluation.audit.audit import SEVERITIES
    from evaluation.audit.outcomes import Kind

    kinds = Counter(outcome.kind for outcome in found.findings)
    severities = Counter(outcome.severity for outcome in found.findings)
    states = Counter(line.state for line in found.lines)
    return AuditCounts(
        kinds={name: kinds[name] for name in get_args(Kind)},
        severities={name: severities[name] for name in SEVERITIES},
        rules=dict(sorted(Counter(outcome.rule for outcome in found.findings).items())),
        states={name: states[name] for name in get_args(State)},
    )
