"""One outcome for many rows that pass the same simple test; it claims no line of the text."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.audit.outcomes import Kind, Outcome, phrase


def all_fit(rule: str, kind: Kind, ids: Sequence[str], working: str) -> Outcome:
    """What holds for all the rows `ids` that a rule looked at."""
    return Outcome(
        rule=rule,
        subject="all-rows",
        kind=kind,
        severity=None,
        where=(),
        indicators=tuple(ids),
        stated=len(ids),
        implied=None,
        working=working,
        said=phrase(f"all-{rule.replace('_', '-')}", count=len(ids)),
    )
