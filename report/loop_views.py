"""Feedback loops for readers: those the model declares, with what each is worth, or all through a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from report import numbers
from report.answers import LoopEntry, LoopsAnswer
from report.loop_tables import COLORS, about_of
from report.model_views import chosen_variables
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.loops.answers import Band
    from report.session import Session
    from scenarios.schema import PlanPack
    from sim.model import Model

INDENT = " " * 4


def loops_through_names(model: Model, names: Sequence[str], most: int) -> LoopsAnswer:
    """The shortest loops that pass all `names`. Raises `InputError` for a name nobody knows."""
    from sim.loops import loops_through

    chosen_variables(model, names, None)
    through = tuple(model.scalars(name)[0] for name in names)
    paths = loops_through(model, *through, most=most)
    return LoopsAnswer(
        _groups(model), through, tuple(LoopEntry("", "", path, len(path) - 1, "") for path in paths)
    )


def declared_loops(
    pack: PlanPack,
    model: Model,
    sizes: bool,
    worths: Mapping[str, Band] | None = None,
    closure: str | None = None,
) -> LoopsAnswer:
    """The loops the model is built around; `sizes` measures each by cutting it, which takes some seconds.

    `worths` are those of `evaluation.loops.worth` for the baseline under `closure`.
    """
    from evaluation.checks.feedback import loop_sizes
    from evaluation.checks.feedback_loops import OTHERS, REQUIRED
    from evaluation.checks.laboratory import BASELINE, laboratory_of
    from sim.loops import loop_along

    measured = {size.name: size for size in loop_sizes(laboratory_of(pack))} if sizes else {}
    entries: list[LoopEntry] = []
    for loop in REQUIRED + OTHERS:
        path = loop_along(model, loop.chain) or ()
        size = measured.get(loop.name)
        entry = LoopEntry(loop.name, loop.kind, path, max(0, len(path) - 1), loop.about)
        if size is not None:
            worth = (size.gdp, size.impulse, size.response, size.amplification)
            entry = LoopEntry(loop.name, loop.kind, path, len(path) - 1, loop.about, *worth)
        entries.append(replace(entry, growth_worth=(worths or {}).get(loop.name)))
    return LoopsAnswer(_groups(model), (), tuple(entries), BASELINE if worths else None, closure)


def _groups(model: Model) -> tuple[int, ...]:
    from sim.loops import feedback_components

    return tuple(len(group) for group in feedback_components(model))


def show_loops(answer: LoopsAnswer, session: Session) -> None:
    """One loop a paragraph."""
    words = session.words
    session.put(words("loops.groups", count=len(answer.groups), largest=max(answer.groups, default=0)))
    head = "loops.through" if answer.through else "loops.declared"
    session.put(words(head, names=words.listed(list(answer.through)), count=len(answer.loops)))
    for loop in answer.loops:
        _show(loop, session)
    session.say("\n" + words("loops.next"))


def _show(loop: LoopEntry, session: Session) -> None:
    words = session.words
    session.put()
    if loop.name:
        kind = session.paint(words(f"loop-kind.{loop.kind}"), COLORS[loop.kind])
        session.put(f"{session.paint(loop.name, 'bold')}  {kind}")
        _put(about_of(loop.name, words), session)
    if loop.amplification is not None:
        told = words(
            "loops.size",
            gdp=numbers.signed(loop.gdp, 2),
            impulse=loop.impulse,
            response=loop.response,
            amplification=numbers.signed(loop.amplification, 1),
        )
        _put(told, session)
    _put(f"[{loop.length}] " + " -> ".join(loop.path), session)


def _put(text: str, session: Session) -> None:
    for line in wrapped(text, session.width - len(INDENT)):
        session.put(INDENT + line)
