"""The JSON answer of the audit: findings, what holds, rules without a subject, every line of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report.answer_parts import Place


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
