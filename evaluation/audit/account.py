"""Every line of the plan text with a number: checked, part of a finding, or not checkable and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evaluation.audit.outcomes import Outcome
from scenarios.coverage import REASONS

if TYPE_CHECKING:
    from scenarios.schema import Covered, PlanPack

State = Literal["finding", "checked", "not_checkable"]
ALONE = "alone"
"""Why a number of a target or observation cannot be checked: no other number of the plan bears on it."""


@dataclass(frozen=True)
class LineAccount:
    """What became of one line: the outcomes that name it, or the reasons why none does."""

    line: int
    chapter: int
    state: State
    outcomes: tuple[str, ...]
    reasons: tuple[str, ...]


def account_of(pack: PlanPack, outcomes: Iterable[Outcome]) -> tuple[LineAccount, ...]:
    """The account of every line that the coverage of the pack lists, in the order of the text."""
    by_line: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for line in {place.line for place in outcome.where}:
            by_line[line].append(outcome)
    return tuple(_of_line(row, _around(row, by_line, pack)) for row in pack.covered)


def _around(row: Covered, by_line: Mapping[int, list[Outcome]], pack: PlanPack) -> list[Outcome]:
    """The outcomes of a line; a broken row counts where it begins, if its rows claim numbers of this line."""
    found = by_line.get(row.line, [])
    if found:
        return found
    claims = {claim for _, names in row.claimed for claim in names}
    starts = {one.locator.line for one in (*pack.targets, *pack.history) if one.id in claims}
    return [
        outcome for line in sorted(starts) if row.line > line >= row.line - 3 for outcome in by_line[line]
    ]


def _of_line(row: Covered, outcomes: Sequence[Outcome]) -> LineAccount:
    names = tuple(sorted({outcome.id for outcome in outcomes}))
    if any(not outcome.holds for outcome in outcomes):
        return LineAccount(row.line, row.chapter, "finding", names, ())
    if outcomes:
        return LineAccount(row.line, row.chapter, "checked", names, ())
    return LineAccount(row.line, row.chapter, "not_checkable", (), _reasons(row))


def _reasons(row: Covered) -> tuple[str, ...]:
    claims = [claim for _, names in row.claimed for claim in names]
    found = [claim if claim in REASONS else ALONE for claim in claims] or [ALONE]
    return tuple(dict.fromkeys(found))
