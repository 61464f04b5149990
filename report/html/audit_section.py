"""The section on the plan itself: does it agree with itself, and where the targets shown are touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.audit_counts import headline
from report.audit_text import implied_text, places_text, stated_text, working_steps
from report.html.markup import Safe, element, joined
from report.html.tables import html_table

if TYPE_CHECKING:
    from report.audit_answers import AuditFinding
    from report.html.content import Content
    from report.wording import Words

LOOKS = {"high": "unlikely", "medium": "difficult", "low": "with_effort"}
"""The look of a severity, shared with a verdict."""


def audit(content: Content, words: Words) -> Safe:
    """The counts, the findings on targets of the run, and all findings folded away."""
    answer = content.audit
    if answer is None:
        return Safe("")
    shown = {target.id for target in content.answer.result.targets}
    touching = [one for one in answer.findings if shown & set(one.indicators)]
    parts: list[object] = [
        element("h2", words("html-audit.title")),
        element("p", headline(answer, words)),
    ]
    if touching:
        parts += [element("h3", words("html-audit.touching", count=len(touching))), _table(touching, words)]
    elif answer.findings:
        parts.append(element("p", words("html-audit.none-touching"), class_="soft"))
    if answer.findings:
        told = words("html-audit.all", count=len(answer.findings))
        parts.append(element("details", element("summary", told), _table(answer.findings, words)))
    return joined(parts)


def _table(findings: Sequence[AuditFinding], words: Words) -> Safe:
    names = ("severity", "what", "printed", "implied", "places")
    heads = [element("span", words(f"audit-column.{name}"), class_="whole") for name in names]
    return html_table(heads, [_row(one, words) for one in findings], numeric=(2, 3))


def _row(one: AuditFinding, words: Words) -> list[object]:
    severity = element("span", words(f"audit-rank.{one.severity}"), class_=f"tag {LOOKS[one.severity]}")
    return [
        joined([severity, element("br"), element("span", words(f"audit-kind.{one.kind}"), class_="soft")]),
        _what(one, words),
        stated_text(one.stated, words),
        implied_text(one.implied, words),
        places_text(one.where, words),
    ]


def _what(one: AuditFinding, words: Words) -> Safe:
    """The finding, its working, what would explain it, what it rests on, and the correction."""
    told: list[object] = [
        words.choose(one.message_zh, one.message_en),
        element("br"),
        element("code", joined(working_steps(one.working, words), element("br"))),
    ]
    lines = [("reason", text) for text in words.choose_all(one.explanations_zh, one.explanations_en)]
    lines += [
        ("assumption", words.choose(one.assumption_zh or "", one.assumption_en or "")),
        ("correction", words.choose(one.correction_zh or "", one.correction_en or "")),
    ]
    for label, text in lines:
        if text:
            name = words(f"audit-label.{label}") + words("punctuation.colon")
            told += [element("br"), element("span", name, text, class_="soft")]
    return joined(told)
