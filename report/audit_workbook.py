"""The audit as a workbook for the departments concerned: values only, with columns for their reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from report.audit_counts import by_rule, reasons_of
from report.audit_text import places_text, rounded, stated_text, working_text
from scenarios.workbook import Grid, Value

if TYPE_CHECKING:
    from report.audit_answers import AuditAnswer, AuditCheck, AuditFinding
    from report.wording import Words

FINDINGS: Mapping[str, float] = {
    "number": 5,
    "severity": 8,
    "kind": 10,
    "rule": 16,
    "department": 11,
    "chapter": 8,
    "box": 5,
    "row": 5,
    "line": 7,
    "places": 20,
    "indicators": 18,
    "printed": 10,
    "implied": 10,
    "what": 38,
    "working": 32,
    "reasons": 34,
    "assumption": 20,
    "correction": 34,
    "opinion": 20,
    "settled": 20,
}
"""The columns of the sheet of findings with their widths."""
CHECKED: Mapping[str, float] = {
    name: FINDINGS[name]
    for name in (
        "number", "rule", "chapter", "box", "row", "line", "places", "indicators", "printed", "implied",
        "what", "working", "assumption",
    )
}  # fmt: skip
LINES: Mapping[str, float] = {"line": 8, "chapter": 8, "state": 16, "outcomes": 60, "why-not": 60}
IDLE: Mapping[str, float] = {"rule": 36, "needs": 80}
SUMMARY: Mapping[str, float] = {"item": 50, "value": 70}


def audit_sheets(answer: AuditAnswer, words: Words) -> dict[str, Grid]:
    """Summary, findings, checks, lines and idle rules, by the names of their sheets."""
    told = {
        "summary": _grid(SUMMARY, _summary(answer, words), words),
        "findings": _grid(FINDINGS, _findings(answer, words), words),
        "checked": _grid(CHECKED, _checked(answer, words), words),
        "lines": _grid(LINES, _lines(answer, words), words),
        "idle": _grid(IDLE, _idle(answer, words), words),
    }
    return {words(f"audit-sheet.{name}"): grid for name, grid in told.items()}


def _grid(columns: Mapping[str, float], rows: Iterable[Mapping[str, Value]], words: Words) -> Grid:
    """A sheet; what a row does not have, or has empty, stays blank."""
    return Grid(
        header=tuple(words(f"audit-column.{name}") for name in columns),
        rows=tuple(tuple(_blank(row.get(name)) for name in columns) for row in rows),
        widths=tuple(columns.values()),
    )


def _blank(value: Value) -> Value:
    return None if value == "" else value


def _summary(answer: AuditAnswer, words: Words) -> list[Mapping[str, Value]]:
    counts = answer.counts
    pairs: list[tuple[str, Value]] = [
        (words("audit-summary.plan"), words.choose(answer.name_zh, answer.name_en)),
        (words("audit-summary.findings"), len(answer.findings)),
    ]
    pairs += [
        _counted("by-severity", words(f"audit-rank.{k}"), n, words) for k, n in counts.severities.items()
    ]
    pairs += [_counted("by-kind", words(f"audit-kind.{k}"), n, words) for k, n in counts.kinds.items() if n]
    pairs += [_counted("by-rule", title, n, words) for title, n in by_rule(answer.findings, words)]
    pairs += [
        (words("audit-summary.checked"), len(answer.checked)),
        (words("audit-summary.lines"), len(answer.lines)),
    ]
    pairs += [_counted("by-state", words(f"audit-state.{k}"), n, words) for k, n in counts.states.items()]
    pairs += [_counted("by-reason", words(f"reason.{k}"), n, words) for k, n in reasons_of(answer)]
    pairs += [
        (words("audit-summary.idle"), len(answer.not_applicable)),
        (words("audit-summary.how"), words("audit-summary.how-text")),
    ]
    return [{"item": item, "value": value} for item, value in pairs]


def _counted(key: str, name: str, count: int, words: Words) -> tuple[str, Value]:
    return words(f"audit-summary.{key}", name=name), count


def _findings(answer: AuditAnswer, words: Words) -> list[Mapping[str, Value]]:
    return [{"number": at, **_finding(one, words)} for at, one in enumerate(answer.findings, 1)]


def _checked(answer: AuditAnswer, words: Words) -> list[Mapping[str, Value]]:
    return [{"number": at, **_check(one, words)} for at, one in enumerate(answer.checked, 1)]


def _finding(one: AuditFinding, words: Words) -> Mapping[str, Value]:
    return {
        **_check(one, words),
        "severity": words(f"audit-rank.{one.severity}"),
        "kind": words(f"audit-kind.{one.kind}"),
        "reasons": "\n".join(words.choose_all(one.explanations_zh, one.explanations_en)),
        "correction": words.choose(one.correction_zh or "", one.correction_en or ""),
    }


def _check(one: AuditCheck, words: Words) -> Mapping[str, Value]:
    first = one.where[0] if one.where else None
    names = words.choose_all(one.names_zh, one.names_en)
    return {
        "rule": words.choose(one.rule_zh, one.rule_en),
        "department": words.listed(list(one.departments)),
        "chapter": first and first.chapter,
        "box": first and first.box,
        "row": first and first.row,
        "line": first and first.line,
        "places": places_text(one.where, words),
        "indicators": words.listed(list(dict.fromkeys(names))),
        "printed": _value(one.stated, words),
        "implied": _value(rounded(one.implied), words),
        "what": words.choose(one.message_zh, one.message_en),
        "working": working_text(one.working, words),
        "assumption": words.choose(one.assumption_zh or "", one.assumption_en or ""),
    }


def _value(value: Value, words: Words) -> Value:
    return stated_text(value, words) if isinstance(value, str) else value


def _lines(answer: AuditAnswer, words: Words) -> list[Mapping[str, Value]]:
    """The account; findings stand there with their numbers, checks with the names of their rules."""
    numbers = {one.id: str(at) for at, one in enumerate(answer.findings, 1)}
    rules = {one.id: words.choose(one.rule_zh, one.rule_en) for one in answer.checked}
    return [
        {
            "line": line.line,
            "chapter": line.chapter,
            "state": words(f"audit-state.{line.state}"),
            "outcomes": words.listed(
                [words("audit.finding-number", number=numbers[id]) for id in line.outcomes if id in numbers]
                + list(dict.fromkeys(rules[id] for id in line.outcomes if id in rules))
            ),
            "why-not": words.listed([words(f"reason.{reason}") for reason in line.reasons]),
        }
        for line in answer.lines
    ]


def _idle(answer: AuditAnswer, words: Words) -> list[Mapping[str, Value]]:
    return [
        {
            "rule": words.choose(one.rule_zh, one.rule_en),
            "needs": words.choose(one.needs_zh, one.needs_en),
        }
        for one in answer.not_applicable
    ]
