"""How many indicators got which grade, outlook or proposal, as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from report.outline import cells
from report.outline.facts import FINAL_GRADES, GRADES

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator
    from report.wording import Words

NO_GRADE = "not_evaluable"
PROPOSALS = ("keep", "keep_stretch", "revise", "raise", "correct_base", "rebase", "redefine")
OUTLOOKS = ("likely", "with_effort", "difficult", "unlikely")
MOST_NAMES = 4
"""Names in one sentence on the page for leaders; the chapters name all."""


def grade_of(one: Indicator, final: bool) -> str | None:
    """The grade that counts: the final one in a final evaluation."""
    return (one.final_grade or NO_GRADE) if final else one.grade


def grades(found: Evaluation, indicators: Sequence[Indicator], words: Words) -> str:
    """`4 on track, 3 behind`: the grades that occur, the best first."""
    order = (*FINAL_GRADES, NO_GRADE) if found.final else GRADES
    counts = Counter(grade_of(one, found.final) for one in indicators)
    named = [(counts[name], _grade_words(name, words)) for name in order]
    return _told(named, words)


def _grade_words(name: str, words: Words) -> str:
    return words(f"final-grade.{name}") if name in FINAL_GRADES else words(f"grade.{name}")


def outlooks(indicators: Iterable[Indicator], words: Words) -> str:
    """The outlooks that occur, the best first."""
    counts = Counter(one.outlook for one in indicators)
    return _told([(counts[name], words(f"verdict.{name}")) for name in OUTLOOKS], words)


def by_proposal(indicators: Sequence[Indicator], words: Words) -> list[tuple[str, str]]:
    """Each proposal that is made, with the first names of its indicators and how many there are."""
    return [
        (words(f"midterm-proposal.{kind}"), first_of(names, words))
        for kind in PROPOSALS
        if (names := [cells.name(one, words) for one in indicators if one.proposal == kind])
    ]


def first_of(names: Sequence[str], words: Words) -> str:
    """The first names in a row, and how many there are where some are left out."""
    told = words.listed(list(names[:MOST_NAMES]))
    return told if len(names) <= MOST_NAMES else words("midterm.and-more", names=told, count=len(names))


def evaluable(found: Evaluation, indicators: Sequence[Indicator]) -> int:
    """How many can be graded at all."""
    return sum(grade_of(one, found.final) not in (None, NO_GRADE) for one in indicators)


def met(found: Evaluation, indicators: Sequence[Indicator]) -> int:
    """How many stand as the plan asks: on track or better, in the end met."""
    good = ("exceeded", "met") if found.final else ("achieved_early", "ahead", "on_track")
    return sum(grade_of(one, found.final) in good for one in indicators)


def of_nature(indicators: Iterable[Indicator], nature: str) -> list[Indicator]:
    """The binding or the expected ones."""
    return [one for one in indicators if one.nature == nature]


def _told(counts: list[tuple[int, str]], words: Words) -> str:
    parts = [words("midterm.counted", name=name, count=count) for count, name in counts if count]
    return words.listed(parts) or words("midterm.none")
