"""Chapter 5: what lags and by how much; causes only where the JSON or people give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.outline import cells, counting
from report.outline.blocks import Block, Heading, Text
from report.outline.facts import LAGGING
from report.outline.gap_table import gap_table

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator
    from report.wording import Words


def problems(found: Evaluation, words: Words) -> list[Block]:
    """The chapter: one paragraph an indicator that lags, binding ones first."""
    lagging = behind(found)
    if not lagging:
        return [
            Heading(words("midterm.problems")),
            Heading(words("midterm.problems-lagging"), 2),
            Text(none_lags("midterm.problems-none", found, words)),
            *gap_table(found, words),
            Heading(words("midterm.problems-causes"), 2),
            *_blank(words),
        ]
    told: list[Block] = []
    for one in lagging:
        told += [Text(shortfall(one, found, words)), *(Text(note, "note") for note in one.notes)]
    return [
        Heading(words("midterm.problems")),
        Heading(words("midterm.problems-lagging"), 2),
        *told,
        *gap_table(found, words),
        Heading(words("midterm.problems-causes"), 2),
        *_blank(words),
    ]


def none_lags(key: str, found: Evaluation, words: Words) -> str:
    """What is said where nothing lags: the text behind `key`, or that nothing could be graded."""
    return words(key if counting.evaluable(found, found.main) else "midterm.nothing-graded")


def behind(found: Evaluation) -> list[Indicator]:
    """The indicators that lag, in the end those that were missed; binding ones first."""
    lagging = [one for one in found.main if one.final_grade in ("nearly_met", "missed")]
    if not found.final:
        lagging = list(found.graded(*LAGGING))
    return sorted(lagging, key=lambda one: one.nature != "binding")


def shortfall(one: Indicator, found: Evaluation, words: Words) -> str:
    """How far one indicator is behind, and what the years left would need."""
    required = one.required_linear if one.path == "linear" else one.required_compound
    required = one.required_linear if required is None else required
    parts = [words("midterm.lag-name", name=cells.name(one, words), grade=cells.grade(one, words))]
    if one.progress is not None and required is not None:
        gap = cells.percent(required - one.progress)
        known = {"progress": cells.percent(one.progress), "required": cells.percent(required), "gap": gap}
        parts.append(words("midterm.lag-progress", **known))
    if one.required_growth is not None:
        parts.append(words("midterm.lag-growth", growth=cells.pace(one, one.required_growth, words)))
    elif one.open_growth is not None:
        years = words.listed([str(year) for year in one.open_years])
        parts.append(words("midterm.lag-open", years=years, growth=cells.pace(one, one.open_growth, words)))
    if one.effort_ratio is not None:
        parts.append(words("midterm.lag-effort", ratio=cells.ratio(one.effort_ratio)))
    return words("midterm.clause").join(parts) + words("midterm.stop")


def _blank(words: Words) -> list[Block]:
    return [Text(words("midterm.causes-note")), Text(words("midterm.causes-blank"), "blank")]
