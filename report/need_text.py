"""What it would take, in words: the effort and the levers, or that no allowed movement suffices."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from report import numbers
from report.terms import name_of, unit_of
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.midterm.need_answers import Need
    from report.explain_answers import SeekAnswer
    from report.session import Session
    from scenarios.schema import Target

Needed: TypeAlias = "Need | SeekAnswer"


def need_text(need: Needed, target: Target, session: Session) -> str:
    """The sentence and the table of the levers."""
    lines = "\n".join(wrapped(need_sentence(need, target, session), session.width))
    return lines + "\n" + _levers(need, target, session) if need.levers else lines


def need_sentence(need: Needed, target: Target, session: Session) -> str:
    """Whether it can be done, with which effort, and how sure that is."""
    words, places = session.words, numbers.decimals(target.printed_digits, target.target, target.unit)
    return words(
        "need.possible" if need.possible else "need.impossible",
        name=name_of(target, words),
        aim=numbers.whole_percent(need.aim),
        effort=numbers.whole_percent(need.tried),
        probability=numbers.probability_with_error(need.probability, need.mc_error),
        median=numbers.level(need.median, places),
        target=numbers.printed(target.target),
        unit=unit_of(target.unit, words),
    )


def _levers(need: Needed, target: Target, session: Session) -> str:
    words, pack = session.words, session.pack()
    columns = [
        Column(words("need.lever"), flexible=True, least=20),
        Column(words("need.value"), right=True),
        Column(words("need.wanted"), right=True),
        Column(words("need.limit"), right=True),
        Column(words("need.gain", unit=unit_of(target.unit, words)), right=True),
    ]
    places = numbers.decimals(2, target.target, target.unit)
    rows = [
        [
            words.choose(pack.lever(lever.name).title.zh, pack.lever(lever.name).title.en),
            *(f"{value:.4g}" for value in (lever.value, lever.wanted, lever.limit)),
            numbers.signed(lever.gain, places),
        ]
        for lever in need.levers
    ]
    return table(columns, rows, session.width, session.paint)
