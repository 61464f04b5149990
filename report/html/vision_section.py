"""The section on the years beyond the plan: directions as indices, with both bands, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.html.markup import Safe, element, joined
from report.html.tables import html_table
from report.terms import name_of, place
from report.vision_text import by_direction, vision_title

if TYPE_CHECKING:
    from evaluation.results import RunResult, VisionPoint
    from report.html.content import Content
    from report.wording import Words


def vision(content: Content, words: Words) -> Safe:
    """One row a direction and year; empty where the run does not reach beyond the plan."""
    run = content.answer.result
    if not run.vision:
        return Safe("")
    note = words("vision.note", base=run.vision[0].base_year, year=run.as_of)
    parts: list[object] = [
        element("h2", vision_title(run, words)),
        element("p", note, class_="soft"),
        _indices(run, words),
    ]
    if run.vision_omitted:
        parts += [element("h3", words("vision.left-out")), _omitted(run, words)]
    return joined(parts)


def _indices(run: RunResult, words: Words) -> Safe:
    keys = ("direction", "way", "year", "median", "band80", "band90", "held", "place")
    rows = [_line(point, at == 0, words) for points in by_direction(run) for at, point in enumerate(points)]
    return html_table([words(f"vision.{key}") for key in keys], rows, numeric=range(2, 7))


def _line(point: VisionPoint, first: bool, words: Words) -> list[object]:
    note = element("span", words.choose(point.note_zh, point.note_en), class_="soft")
    name = [name_of(point, words), element("br"), note]
    return [
        joined(name) if first else "",
        words(f"vision-way.{point.direction}") if first else "",
        str(point.year),
        numbers.level(point.median, 0),
        numbers.band(point.q10, point.q90, 0),
        numbers.band(point.q05, point.q95, 0),
        numbers.probability_with_error(point.holds, point.mc_error).replace("+-", "± "),
        place(point.locator, words) if first else "",
    ]


def _omitted(run: RunResult, words: Words) -> Safe:
    rows = [
        [name_of(item, words), words.choose(item.reason_zh, item.reason_en), place(item.locator, words)]
        for item in run.vision_omitted
    ]
    return html_table([words(f"vision.{key}") for key in ("direction", "reason", "place")], rows, numeric=())
