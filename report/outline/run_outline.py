"""The report of a run: the answer, the targets, what goes together, where growth comes from, the bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report import numbers
from report.growth_text import growth_matrix, growth_title
from report.outline.blocks import Block, Heading, Outline, Page, Table, Text, Title
from report.outline.cells import printed_signs
from report.outline.run_charts import run_charts
from report.terms import name_of, names_of, place_words, target_value, title_of, unit_of, verdict_of
from report.verdict_text import notes, sentences

if TYPE_CHECKING:
    from evaluation.results import Envelope, JointEntry, RunResult, SeriesPoint, TargetResult
    from report.wording import Words
    from scenarios.schema import PlanPack

SIZE = {"zh": 9.0, "en": 8.0}
MOST_MISSES = 6
TARGET_WIDTHS = (8, 46, 20, 26, 22, 36, 18, 14, 24, 26)
"""Millimetres of the columns of the table of targets, on a wide page."""


@dataclass(frozen=True)
class RunContent:
    """A stored run with its plan, the yearly bands of its targets, and the line that repeats it.

    `reference` is the central path of the baseline, (id, year) to value; empty for the baseline itself.
    """

    answer: Envelope[RunResult]
    pack: PlanPack
    points: tuple[SeriesPoint, ...]
    line: str
    reference: Mapping[tuple[str, int], float] = field(default_factory=dict[tuple[str, int], float])


def run_outline(found: RunContent, words: Words) -> Outline:
    """The whole report of a run."""
    about, run = found.pack.about, found.answer.result
    plan = words.choose(about.name.zh, about.name.en)
    title = words("run-report.title", plan=plan, scenario=title_of(run, words))
    chapters = (verdict, targets, together, growth, charts, method)
    blocks = [block for chapter in chapters for block in chapter(found, words)]
    return Outline(title, words.choose(about.region.zh, about.region.en), (Title(title), *blocks))


def verdict(found: RunContent, words: Words) -> list[Block]:
    """The answer in a few sentences."""
    return [Heading(words("run-report.verdict")), *(Text(line) for line in sentences(found.answer, words))]


def targets(found: RunContent, words: Words) -> list[Block]:
    """The table of targets on a wide page, other printed bases, tracked targets."""
    run = found.answer.result
    judged = [target for target in run.targets if target.mode != "tracked"]
    heads = ("number", "indicator", "base", "value", "median", "band", "chance", "error", "verdict", "place")
    rows = tuple(_target(at, target, words) for at, target in enumerate(judged, 1))
    told = tuple(_head(head, words) for head in heads)
    size = SIZE[words.language]
    table = Table(words("run-report.targets-table"), told, rows, (0, 2, 3, 4, 5, 6, 7), TARGET_WIDTHS, size)
    return [
        Page(landscape=True),
        Heading(words("run-report.targets")),
        table,
        Page(),
        *(Text(note, "note") for note in notes(run, words)),
        *_tracked(found, words),
    ]


def _head(name: str, words: Words) -> str:
    own = ("number", "value", "place", "chance", "error")
    return words(f"run-report.{name}") if name in own else words(f"table.{name}")


def _target(at: int, target: TargetResult, words: Words) -> tuple[str, ...]:
    places = numbers.decimals(target.printed_digits, target.target, target.unit)
    basis = words.get(f"basis.{target.price_basis}")
    inside = words.listed([part for part in (unit_of(target.unit, words), basis) if part])
    chances = (target.probability, target.mc_error)
    return (
        str(at),
        words("midterm.named", name=name_of(target, words), inside=inside),
        numbers.printed(target.base),
        printed_signs(target_value(target)),
        numbers.level(target.median, places),
        numbers.band(target.q10, target.q90, places),
        *(numbers.level(None if value is None else 100 * value, 1) for value in chances),
        verdict_of(target.verdict, words),
        place_words(target.locator, words, short=True),
    )


def _tracked(found: RunContent, words: Words) -> list[Block]:
    tracked = [target for target in found.answer.result.targets if target.mode == "tracked"]
    if not tracked:
        return []
    rows = tuple(
        (
            name_of(target, words),
            unit_of(target.unit, words),
            printed_signs(target_value(target)),
            words.choose(target.mode_reason_zh, target.mode_reason_en),
        )
        for target in tracked
    )
    heads = (words("table.indicator"), *(words(f"run-report.{name}") for name in ("unit", "value", "reason")))
    table = Table(words("run-report.tracked-table"), heads, rows, (2,), (34, 12, 16, 38))
    return [Heading(words("run-report.tracked"), 2), table]


def together(found: RunContent, words: Words) -> list[Block]:
    """Joint probabilities, the commonest misses, the pairs in conflict."""
    run = found.answer.result
    entries = (("binding", run.joint.binding), ("economic", run.joint.economic), ("all", run.joint.all))
    rows = tuple((words(f"joint.{name}"), *_joint(entry)) for name, entry in entries)
    heads = (*(words(f"html.{name}") for name in ("group", "chance", "counted", "excluded")),)
    table = Table(words("run-report.together-table"), heads, rows, (1, 2, 3), (40, 22, 16, 22))
    return [Heading(words("run-report.together")), table, *_misses(run, words), *_conflicts(run, words)]


def _joint(entry: JointEntry) -> tuple[str, ...]:
    chance = numbers.probability_with_error(entry.probability, entry.mc_error).replace("+-", "± ")
    return chance, str(len(entry.ids)), str(len(entry.excluded))


def _misses(run: RunResult, words: Words) -> list[Block]:
    rows = tuple(
        (
            numbers.probability(miss.share),
            words.listed(names_of(miss.ids, run, words)) or words("misses.none"),
        )
        for miss in run.misses[:MOST_MISSES]
    )
    heads = (words("html.share"), words("html.missed"))
    return [Table(words("run-report.misses-table"), heads, rows, (0,), (18, 82))] if rows else []


def _conflicts(run: RunResult, words: Words) -> list[Block]:
    if not run.conflicts:
        return [Text(words("conflicts.none"))]
    rows = tuple(
        (
            words("conflicts.two", a=a, b=b),
            numbers.level(pair.rank_correlation, 2),
            numbers.probability(pair.p_both),
            numbers.probability(pair.p_if_independent),
        )
        for pair in run.conflicts
        for a, b in [names_of((pair.a, pair.b), run, words)]
    )
    heads = tuple(words(f"conflicts.{name}") for name in ("pair", "correlation", "both", "independent"))
    return [Table(words("conflicts.title"), heads, rows, (1, 2, 3), (52, 16, 16, 16))]


def growth(found: RunContent, words: Words) -> list[Block]:
    """Factors by sectors, rounded so that every printed sum holds."""
    items = found.answer.result.growth_accounting
    if not items:
        return []
    matrix = growth_matrix(items, words)
    numeric = tuple(range(1, len(matrix.heads)))
    rows = tuple(tuple(row) for row in matrix.rows)
    size = SIZE[words.language]
    table = Table(growth_title(items, words), tuple(matrix.heads), rows, numeric, (), size)
    return [Heading(words("run-report.growth")), table]


def charts(found: RunContent, words: Words) -> list[Block]:
    """One band chart a charted target."""
    drawn = run_charts(found.answer, found.points, found.reference, words)
    if not drawn:
        return []
    return [Heading(words("run-report.charts")), *drawn, Text(words("run-report.chart-note"), "note")]


def method(found: RunContent, words: Words) -> list[Block]:
    """Seed, draws, files, and the line that repeats the run."""
    answer, text = found.answer, found.pack.about.text
    known = {"tool": answer.tool, "version": answer.version, "draws": answer.draws, "seed": answer.seed}
    rows = tuple((path, digest[:16]) for path, digest in sorted(answer.inputs.items()))
    files = Table(
        words("midterm.files-table"),
        (words("midterm-file.path"), words("midterm-file.digest")),
        rows,
        (),
        (70, 30),
    )
    return [
        Heading(words("run-report.method")),
        Text(words("run-report.method-text", year=answer.result.as_of, **known)),
        Text(words("midterm.source-plan", title=text.title, issuer=text.issuer, date=text.date)),
        Text(words("run-report.repeat", line=found.line), "note"),
        *([files] if rows else []),
    ]
