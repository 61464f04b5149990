"""How good the forecasts were: what the tool had said at the start and at half time, and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.outline import cells
from report.outline.blocks import Block, Heading, Table, Text

if TYPE_CHECKING:
    from report.outline.facts import Earlier, Evaluation, Indicator
    from report.wording import Words

WIDTHS = (27, 15, 12, 24, 13, 13, 15)


def skill(found: Evaluation, words: Words) -> list[Block]:
    """The page, in a final evaluation only."""
    if not found.final:
        return []
    known = {one.id: one for one in found.indicators}
    said = [one for one in found.earlier if one.id in known]
    heading = Heading(words("midterm.skill"))
    if not said:
        return [heading, Text(words("midterm.skill-none"))]
    blocks: list[Block] = [heading, Text(words("midterm.skill-text"))]
    blocks += [Text(line) for line in _scores(said, words)]
    return [*blocks, _table(said, known, words)]


def _scores(said: list[Earlier], words: Words) -> list[str]:
    """How often the 80 % band held the outcome, and the Brier score, of each earlier run."""
    return [
        words(
            "midterm.skill-scores",
            as_of=as_of,
            inside=sum(_inside(one) for one in group if one.outcome is not None and one.q10 is not None),
            count=sum(one.outcome is not None and one.q10 is not None for one in group),
            brier=numbers.level(brier(group), 3),
            judged=sum(one.met is not None and one.probability is not None for one in group),
        )
        for as_of in sorted({one.as_of or 0 for one in said})
        if (group := [one for one in said if (one.as_of or 0) == as_of])
    ]


def brier(said: list[Earlier]) -> float | None:
    """The mean squared distance between the probability and what came; None where neither is known."""
    squares = [
        (one.probability - one.met) ** 2
        for one in said
        if one.probability is not None and one.met is not None
    ]
    return sum(squares) / len(squares) if squares else None


def _inside(one: Earlier) -> bool:
    return None not in (one.q10, one.q90, one.outcome) and one.q10 <= one.outcome <= one.q90  # type: ignore[operator]


def _table(said: list[Earlier], known: dict[str, Indicator], words: Words) -> Table:
    rows = tuple(_row(one, known[one.id], words) for one in said)
    heads = ("indicator", "said", "median", "band", "chance", "outcome", "inside")
    told = tuple(words(f"midterm-skill.{head}") for head in heads)
    return Table(words("midterm.skill-table"), told, rows, (1, 2, 3, 4, 5), WIDTHS)


def _row(one: Earlier, indicator: Indicator, words: Words) -> tuple[str, ...]:
    judged = one.outcome is not None and one.q10 is not None
    return (
        cells.name(indicator, words),
        str(one.as_of or numbers.MISSING),
        cells.level(indicator, one.median),
        numbers.band(one.q10, one.q90, cells.places(indicator)),
        cells.chance(one.probability),
        cells.level(indicator, one.outcome),
        words("midterm.yes" if _inside(one) else "midterm.no") if judged else numbers.MISSING,
    )
