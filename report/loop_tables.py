"""Tables of loops over draws: what each is worth, and through which of them a scenario moves growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report import numbers
from report.terms import title_of
from report.text_table import Cell, Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.loops.answers import Band, LoopEffect, LoopEffects
    from evaluation.results import RunResult
    from report.answers import LoopsAnswer
    from report.session import Session
    from report.wording import Words

COLORS = {"reinforcing": "poor", "balancing": "fair"}
PLACES = 2
"""Decimals of points of growth."""


def worth_part(answer: LoopsAnswer, draws: int, seed: int, session: Session) -> str:
    """What every loop is worth, and how to read it."""
    words = session.words
    rows = [
        [*_named(loop.name, loop.kind, loop.growth_worth, session), about_of(loop.name, words)]
        for loop in answer.loops
        if loop.growth_worth is not None
    ]
    told = words(
        "loop-worth.title",
        count=len(rows),
        scenario=answer.scenario,
        closure=words(f"closure.{answer.closure}"),
        draws=draws,
        seed=seed,
    )
    columns = [
        *_columns(words, "loop-worth.points"),
        Column(words("loop-worth.about"), flexible=True, least=24),
    ]
    body = table(columns, rows, session.width, session.paint)
    return "\n".join([*wrapped(told, session.width), body, *wrapped(words("loop-worth.note"), session.width)])


def effects_part(found: LoopEffects, runs: Sequence[RunResult], session: Session) -> str:
    """Through which loop a scenario moves growth; loops that round to nothing are counted."""
    words, by_name = session.words, {run.scenario: run for run in runs}
    seen = [loop for loop in found.loops if shows(loop.growth)]
    rows = [
        [Cell(words("loop-effect.whole"), "bold"), "", *_points(found.growth)],
        *(_named(loop.name, loop.kind, loop.growth, session) for loop in seen),
        [words("loop-effect.direct"), "", *_points(found.direct)],
    ]
    told = words(
        "loop-effect.title",
        scenario=title_of(by_name[found.scenario], words),
        reference=title_of(by_name[found.reference], words),
        closure=words(f"closure.{found.closure}"),
        draws=found.draws,
    )
    lines = [*wrapped(told, session.width)]
    lines.append(table(_columns(words, "loop-effect.points"), rows, session.width, session.paint))
    if hidden(found.loops):
        lines += wrapped(words("loop-effect.others", count=hidden(found.loops)), session.width)
    return "\n".join([*lines, *wrapped(words("loop-effect.note"), session.width)])


def about_of(name: str, words: Words) -> str:
    """What a declared loop says, in the language of the words."""
    return words(f"loop-about.{name}")


def shows(band: Band) -> bool:
    """Whether any number of a band differs from zero as it is printed."""
    return any(round(value, PLACES) != 0 for value in (band.median, band.q10, band.q90))


def hidden(loops: Sequence[LoopEffect]) -> int:
    """How many loops print as nothing."""
    return sum(not shows(loop.growth) for loop in loops)


def _columns(words: Words, points: str) -> list[Column]:
    return [
        Column(words("loop-worth.loop"), flexible=points == "loop-effect.points", least=28),
        Column(words("loop-worth.kind"), give_up=1),
        Column(words(points), right=True),
        Column(words("table.band"), right=True),
    ]


def _named(name: str, kind: str, band: Band | None, session: Session) -> list[str | Cell]:
    return [name, Cell(session.words(f"loop-kind.{kind}"), COLORS[kind]), *_points(band)]


def _points(band: Band | None) -> list[str]:
    if band is None:
        return [numbers.MISSING, numbers.MISSING]
    return [numbers.signed(band.median, PLACES), numbers.band(band.q10, band.q90, PLACES)]
