"""The table of targets on the screen, and the tracked targets below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.terms import COLORS, name_of, target_value, unit_of, verdict_of
from report.text_table import Cell, Column, Row, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.results import RunResult, TargetResult
    from report.session import Session
    from report.wording import Words


def target_table(run: RunResult, session: Session) -> str:
    """One row for every target that is simulated or derived."""
    words = session.words
    rows = [_row(target, words) for target in run.targets if target.mode != "tracked"]
    return table(_columns(words), rows, session.width, session.paint)


def tracked_lines(run: RunResult, session: Session) -> str:
    """One line for every target that is tracked, with the reason; an empty text where there is none."""
    words = session.words
    tracked = [target for target in run.targets if target.mode == "tracked"]
    lines = [words("run.tracked", count=len(tracked))] if tracked else []
    for target in tracked:
        reason = words.choose(target.mode_reason_zh, target.mode_reason_en)
        value = f" {target_value(target)} {unit_of(target.unit, words)}" if target.target is not None else ""
        text = words("run.tracked-line", name=name_of(target, words), value=value, reason=reason)
        first, *rest = wrapped(text, session.width - 4)
        lines += [f"  {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines)


def _columns(words: Words) -> list[Column]:
    return [
        Column(words("table.indicator"), flexible=True, least=16),
        Column(words("table.base"), right=True, give_up=3),
        Column(words("table.target"), right=True),
        Column(words("table.median"), right=True),
        Column(words("table.band"), right=True),
        Column(words("table.probability"), right=True),
        Column(words("table.closures"), right=True, give_up=1),
        Column(words("table.growth"), right=True, give_up=2),
        Column(words("table.verdict")),
    ]


def _row(target: TargetResult, words: Words) -> Row:
    places = numbers.decimals(target.printed_digits, target.target, target.unit)
    closures = target.closures
    return [
        words("table.indicator-unit", name=name_of(target, words), unit=unit_of(target.unit, words)),
        numbers.printed(target.base),
        target_value(target),
        numbers.level(target.median, places),
        numbers.band(target.q10, target.q90, places),
        _percent(target.probability, target.mc_error),
        f"{_whole(closures.demand_led)}/{_whole(closures.supply_led)}",
        f"{numbers.growth(target.required_growth)}/{numbers.growth(target.simulated_growth)}",
        Cell(verdict_of(target.verdict, words), COLORS.get(target.verdict or "")),
    ]


def _percent(value: float | None, error: float | None) -> str:
    if value is None:
        return numbers.MISSING
    told = f"{100 * value:.1f}"
    return told if error is None else f"{told} +-{100 * error:.1f}"


def _whole(value: float | None) -> str:
    return numbers.MISSING if value is None else f"{100 * value:.0f}"
