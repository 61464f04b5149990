"""Chapters 7 and 8: measures for the years left, and what to adjust in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.outline import cells
from report.outline.blocks import Block, Heading, Table, Text
from report.outline.problems import behind, none_lags

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator, Need
    from report.wording import Words


def measures(found: Evaluation, words: Words) -> list[Block]:
    """For each indicator that lags: who is responsible, what the rest of the way needs, room for measures."""
    lagging = behind(found)
    blocks: list[Block] = [Heading(words("midterm.lessons" if found.final else "midterm.measures"))]
    if not lagging:
        return [
            *blocks,
            Text(none_lags("midterm.measures-none", found, words)),
            Text(words("midterm.measures-blank"), "blank"),
        ]
    limits = found.thresholds
    known = {"hard": f"{limits['hard_effort']:g}", "unreachable": f"{limits['unreachable_effort']:g}"}
    blocks += [Text(words("midterm.measures-text", **known)), _needs(lagging, words)]
    blocks += [Text(line) for one in found.main if one.need for line in needed(one, one.need, found, words)]
    return [*blocks, Text(words("midterm.measures-blank"), "blank")]


def needed(one: Indicator, need: Need, found: Evaluation, words: Words) -> list[str]:
    """What the levers would have to do, or that no allowed movement suffices."""
    told = words(
        "midterm.need-possible" if need.possible else "midterm.need-impossible",
        name=cells.name(one, words),
        aim=numbers.whole_percent(need.aim),
        effort=numbers.whole_percent(need.tried),
        probability=numbers.whole_percent(need.probability),
        median=cells.level(one, need.median),
    )
    titles = {lever.name: words.choose(lever.title.zh, lever.title.en) for lever in found.pack.levers}
    moves = [
        words(
            "midterm.need-lever",
            name=titles.get(lever.name, lever.name),
            value=f"{lever.value:.4g}",
            wanted=f"{lever.wanted:.4g}",
            limit=f"{lever.limit:.4g}",
        )
        for lever in need.levers
    ]
    return [told, words("midterm.need-levers", levers=words.listed(moves))] if moves else [told]


def _needs(lagging: list[Indicator], words: Words) -> Table:
    heads = ("indicator", "planned", "realised", "needed", "ratio", "department", "measures")
    rows = tuple(
        (
            cells.name(one, words),
            *(
                cells.pace(one, value, words)
                for value in (one.planned_growth, one.realised_growth, one.required_growth)
            ),
            cells.ratio(one.effort_ratio),
            cells.department(one, words),
            words("midterm.fill-in"),
        )
        for one in lagging
    )
    told = tuple(words(f"midterm-need.{head}") for head in heads)
    return Table(words("midterm.measures-table"), told, rows, (1, 2, 3, 4), (26, 11, 11, 12, 11, 18, 20))


def adjustment(found: Evaluation, words: Words) -> list[Block]:
    """What is proposed for each indicator, and the way a change has to take."""
    proposed = [one for one in found.main if one.proposal]
    blocks: list[Block] = [Heading(words("midterm.adjustment"))]
    if not proposed:
        blocks.append(Text(words("midterm.adjustment-none")))
    else:
        blocks += [Text(words("midterm.adjustment-text")), _proposals(proposed, words)]
    return [
        *blocks,
        Text(words("midterm.adjustment-route")),
        Text(words("midterm.adjustment-blank"), "blank"),
    ]


def proposed_text(one: Indicator, words: Words) -> str:
    """The proposal, the value it names, and its reason where one is given."""
    value = "" if one.proposed_value is None else f" {cells.level(one, one.proposed_value)}"
    reason = words.choose(one.proposal_zh, one.proposal_en)
    return cells.proposal(one, words) + value + (f"\n{reason}" if reason else "")


def _proposals(proposed: list[Indicator], words: Words) -> Table:
    rows = tuple(
        (
            cells.named(one, words),
            cells.nature(one, words),
            cells.target(one),
            cells.level(one, one.median),
            cells.chance(one.probability_after),
            proposed_text(one, words),
            words("midterm.approval") if one.proposal in ("revise", "raise", "rebase", "redefine") else "-",
        )
        for one in proposed
    )
    heads = ("indicator", "nature", "target", "median", "chance", "proposal", "route")
    told = tuple(words(f"midterm-adjust.{head}") for head in heads)
    return Table(words("midterm.adjustment-table"), told, rows, (2, 3, 4), (26, 10, 13, 13, 11, 34, 14))
