"""The audit counted, as the screen, the workbook and the report of a run tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.audit_answers import AuditAnswer, AuditCheck
    from report.wording import Words


def headline(answer: AuditAnswer, words: Words) -> str:
    """Findings by severity, what was checked, and the lines accounted for, in a few sentences."""
    counted = [
        words(f"audit-count.{name}", count=count) for name, count in answer.counts.severities.items() if count
    ]
    if answer.findings:
        first = words("audit.found", count=len(answer.findings), parts=words.listed(counted))
    else:
        first = words("audit.nothing")
    rest = words("audit.holds", count=len(answer.checked))
    return words("audit.between-sentences").join([first, rest, lines_sentence(answer, words)])


def lines_sentence(answer: AuditAnswer, words: Words) -> str:
    """How many lines with numbers there are, and what became of them."""
    return words("audit.lines", count=len(answer.lines), **answer.counts.states)


def reasons_of(answer: AuditAnswer) -> list[tuple[str, int]]:
    """Why lines could not be checked, the commonest reason first; a line may have several."""
    return Counter(reason for line in answer.lines for reason in line.reasons).most_common()


def by_rule(outcomes: Iterable[AuditCheck], words: Words) -> list[tuple[str, int]]:
    """The titles of the rules of some outcomes with how many each has, in the order of the outcomes."""
    return list(Counter(words.choose(one.rule_zh, one.rule_en) for one in outcomes).items())
