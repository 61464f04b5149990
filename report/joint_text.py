"""Targets together: joint probabilities, the commonest sets of misses, the pairs that conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.terms import names_of
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.results import JointEntry, MissSet, RunResult
    from report.session import Session

SHOWN = 5


def joint_text(run: RunResult, session: Session) -> str:
    """The three joint probabilities."""
    words = session.words
    entries = (("binding", run.joint.binding), ("economic", run.joint.economic), ("all", run.joint.all))
    lines = [words("joint.title")]
    for name, entry in entries:
        told = f"{words(f'joint.{name}')}{words('punctuation.colon')}{_entry(entry, session)}"
        first, *rest = wrapped(told, session.width - 4)
        lines += [f"  {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines)


def _entry(entry: JointEntry, session: Session) -> str:
    words = session.words
    if entry.probability is None:
        return words("joint.empty", excluded=len(entry.excluded))
    told = numbers.probability_with_error(entry.probability, entry.mc_error)
    return words("joint.entry", probability=told, count=len(entry.ids), excluded=len(entry.excluded))


def misses_text(run: RunResult, session: Session) -> str:
    """The commonest sets of targets missed together; empty where nothing is missed.

    What all of them have in common is told once.
    """
    words = session.words
    sets = run.misses[:SHOWN]
    if not sets:
        return ""
    core, rests = common_misses(sets)
    lines = [words("misses.title")]
    if core:
        names = words.listed(names_of(core, run, words))
        lines += _hung("", words("misses.core", names=names), session.width)
    for miss, rest in zip(sets, rests, strict=True):
        alone = words("misses.no-more") if core else words("misses.none")
        names = words.listed(names_of(rest, run, words)) or alone
        lines += _hung(f"{numbers.probability(miss.share):>7}  ", names, session.width)
    return "\n".join(lines)


def common_misses(sets: tuple[MissSet, ...]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The targets that are in every set, and what each set has beside them; no core for one set alone."""
    first, *others = sets
    shared = set(first.ids).intersection(*(miss.ids for miss in others)) if others else set[str]()
    core = tuple(id for id in first.ids if id in shared)
    return core, [tuple(id for id in miss.ids if id not in shared) for miss in sets]


def conflicts_text(run: RunResult, session: Session) -> str:
    """The pairs that stand in each other's way; a sentence where there is none."""
    words = session.words
    if not run.conflicts:
        return words("conflicts.none")
    columns = [
        Column(words("conflicts.pair"), flexible=True, least=30),
        Column(words("conflicts.correlation"), right=True),
        Column(words("conflicts.both"), right=True),
        Column(words("conflicts.independent"), right=True),
        Column(words("conflicts.reason"), give_up=1),
    ]
    rows = [
        [
            words("conflicts.two", a=a, b=b),
            numbers.level(conflict.rank_correlation, 2),
            numbers.probability(conflict.p_both),
            numbers.probability(conflict.p_if_independent),
            words(f"conflict-reason.{conflict.reason}"),
        ]
        for conflict in run.conflicts[:SHOWN]
        for a, b in [names_of((conflict.a, conflict.b), run, words)]
    ]
    return words("conflicts.title") + "\n" + table(columns, rows, session.width, session.paint)


def _hung(head: str, text: str, width: int) -> list[str]:
    first, *rest = wrapped(text, width - len(head) - 2)
    return [f"  {head}{first}", *(" " * (len(head) + 2) + line for line in rest)]
