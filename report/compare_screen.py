"""The answer of `compare` on the screen: medians and probabilities side by side, then what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.knowledge_text import knowledge_note
from report.loop_tables import effects_part
from report.terms import name_of, target_value, title_of, unit_of
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.results import CompareResult, Difference, Envelope, RunResult, TargetResult
    from report.session import Session
    from report.wording import Words


def show_compare(answer: Envelope[CompareResult], session: Session) -> None:
    """Print what the scenarios give, and each scenario less the first, draw by draw."""
    words, runs = session.words, answer.result.scenarios
    reference, *others = runs
    given = words(
        "compare.given",
        year=reference.as_of,
        count=len(runs),
        draws=answer.draws,
        seed=answer.seed,
    )
    known = knowledge_note(reference.knowledge, reference.as_of, words)
    told = [line for text in (given, *known) for line in wrapped(text, session.width)]
    parts = ["\n".join(told), _legend(runs, words), _side_by_side(runs, session)]
    for other in others:
        parts.append(_changes(other, reference, answer.result.differences, session))
    parts += [effects_part(item, runs, session) for item in answer.result.loops]
    parts += ["\n".join(wrapped(warning, session.width)) for warning in answer.warnings]
    session.put("\n\n".join(parts))


def _legend(runs: tuple[RunResult, ...], words: Words) -> str:
    return "\n".join(
        words("compare.legend", letter=_letter(at), name=run.scenario, title=title_of(run, words))
        for at, run in enumerate(runs)
    )


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _side_by_side(runs: tuple[RunResult, ...], session: Session) -> str:
    words = session.words
    columns = [
        Column(words("table.indicator"), flexible=True, least=20),
        Column(words("table.target"), right=True),
        *(Column(words("compare.median", letter=_letter(at)), right=True) for at in range(len(runs))),
        *(Column(words("compare.probability", letter=_letter(at)), right=True) for at in range(len(runs))),
    ]
    judged = [target.id for target in runs[0].targets if target.mode != "tracked"]
    by_run = [{target.id: target for target in run.targets} for run in runs]
    rows = [_row([targets[id] for targets in by_run], words) for id in judged]
    joint = [words("joint.all"), "", *[""] * len(runs)]
    joint += [numbers.probability(run.joint.all.probability) for run in runs]
    return table(columns, [*rows, joint], session.width, session.paint)


def _row(targets: list[TargetResult], words: Words) -> list[str]:
    first = targets[0]
    places = numbers.decimals(first.printed_digits, first.target, first.unit)
    return [
        words("table.indicator-unit", name=name_of(first, words), unit=unit_of(first.unit, words)),
        target_value(first),
        *(numbers.level(target.median, places) for target in targets),
        *(numbers.probability(target.probability) for target in targets),
    ]


def _changes(other: RunResult, reference: RunResult, found: tuple[Difference, ...], session: Session) -> str:
    words = session.words
    names = {target.id: target for target in other.targets}
    columns = [
        Column(words("table.indicator"), flexible=True, least=24),
        Column(words("compare.change"), right=True),
        Column(words("table.band"), right=True),
        Column(words("compare.points"), right=True),
    ]
    rows = [
        _change(item, names[item.id], words)
        for item in found
        if item.scenario == other.scenario and item.median is not None
    ]
    title = words("compare.changes", scenario=title_of(other, words), reference=title_of(reference, words))
    return f"{title}\n{table(columns, rows, session.width, session.paint)}"


def _change(item: Difference, target: TargetResult, words: Words) -> list[str]:
    places = numbers.decimals(max(1, target.printed_digits), target.target, target.unit)
    change, error = item.probability_change, item.mc_error
    points = (
        numbers.MISSING if change is None or error is None else f"{100 * change:+.1f} +-{100 * error:.1f}"
    )
    return [
        words("table.indicator-unit", name=name_of(target, words), unit=unit_of(target.unit, words)),
        numbers.signed(item.median, places),
        numbers.band(item.q10, item.q90, places),
        points,
    ]
