"""The sections of the report, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from report import numbers
from report.growth_text import growth_title
from report.html import tables
from report.html.audit_section import audit
from report.html.base_rate_section import base_rates
from report.html.chart_data import Band, bands
from report.html.charts import figure
from report.html.event_section import events
from report.html.markup import Safe, element, joined, script_json
from report.html.skill_section import skill
from report.html.vision_section import vision
from report.joint_text import common_misses
from report.terms import name_of, names_of
from report.verdict_text import notes, sentences

if TYPE_CHECKING:
    from evaluation.results import JointEntry
    from report.html.content import Content
    from report.wording import Words

Section = Callable[["Content", "Words"], Safe]
MOST_MISSES = 8


def verdict(content: Content, words: Words) -> Safe:
    """The answer in a few sentences."""
    told = sentences(content.answer, words)
    return element("div", *(element("p", sentence) for sentence in told), class_="verdict")


def targets(content: Content, words: Words) -> Safe:
    """The table of targets, other printed bases, tracked targets."""
    run = content.answer.result
    parts: list[object] = [
        element("h2", words("html.targets")),
        tables.targets(run, words),
        *(element("p", note, class_="soft") for note in notes(run, words)),
    ]
    if any(target.mode == "tracked" for target in run.targets):
        parts += [element("h3", words("html.tracked")), tables.tracked(run, words)]
    return joined(parts)


def together(content: Content, words: Words) -> Safe:
    """Joint probabilities, the commonest misses, the conflicts."""
    run = content.answer.result
    entries = (("binding", run.joint.binding), ("economic", run.joint.economic), ("all", run.joint.all))
    rows = [
        [words(f"joint.{name}"), _chance(entry), len(entry.ids), len(entry.excluded)]
        for name, entry in entries
    ]
    heads = [words("html.group"), words("html.chance"), words("html.counted"), words("html.excluded")]
    parts: list[object] = [element("h2", words("joint.title")), tables.html_table(heads, rows, (1, 2, 3))]
    if run.misses:
        parts += _misses(content, words)
    return joined([*parts, _conflicts(content, words)])


def _misses(content: Content, words: Words) -> list[object]:
    run = content.answer.result
    sets = run.misses[:MOST_MISSES]
    core, rests = common_misses(sets)
    alone = words("misses.no-more") if core else words("misses.none")
    rows = [
        [numbers.probability(miss.share), words.listed(names_of(rest, run, words)) or alone]
        for miss, rest in zip(sets, rests, strict=True)
    ]
    names = words.listed(names_of(core, run, words))
    return [
        element("h3", words("misses.title")),
        element("p", words("misses.core", names=names)) if core else "",
        tables.html_table([words("html.share"), words("html.missed")], rows, (0,)),
    ]


def _chance(entry: JointEntry) -> str:
    return numbers.probability_with_error(entry.probability, entry.mc_error).replace("+-", "± ")


def _conflicts(content: Content, words: Words) -> Safe:
    run = content.answer.result
    if not run.conflicts:
        return element("p", words("conflicts.none"))
    rows = [
        [
            words("conflicts.two", a=a, b=b),
            numbers.level(pair.rank_correlation, 2),
            numbers.probability(pair.p_both),
            numbers.probability(pair.p_if_independent),
            words(f"conflict-reason.{pair.reason}"),
        ]
        for pair in run.conflicts
        for a, b in [names_of((pair.a, pair.b), run, words)]
    ]
    heads = [words(f"conflicts.{name}") for name in ("pair", "correlation", "both", "independent", "reason")]
    return joined([element("h3", words("conflicts.title")), tables.html_table(heads, rows, (1, 2, 3))])


def growth(content: Content, words: Words) -> Safe:
    """Where growth comes from."""
    run = content.answer.result
    if not run.growth_accounting:
        return Safe("")
    title = growth_title(run.growth_accounting, words)
    items = element("details", element("summary", words("html.growth-items")), tables.growth(run, words))
    return joined(
        [
            element("h2", words("html.growth")),
            element("p", title, class_="soft"),
            tables.growth_by_sector(run, words),
            items,
        ]
    )


def charts(content: Content, words: Words) -> Safe:
    """One band chart a simulated indicator, with its numbers below."""
    drawn = bands(content)
    if not drawn:
        return Safe("")
    blocks = [_chart(band, number, words) for number, band in enumerate(drawn)]
    return joined(
        [
            element("h2", words("html.charts")),
            element("p", words("html.charts-note"), class_="soft"),
            element("noscript", element("p", words("html.no-script"))),
            element("div", *blocks, class_="charts"),
        ]
    )


def _chart(band: Band, number: int, words: Words) -> Safe:
    target = band.target
    chance = numbers.probability_with_error(target.probability, target.mc_error).replace("+-", "± ")
    title = words("chart.title", name=name_of(target, words), probability=chance)
    note = words.get(f"chart-note.{band.kind}").format(year=target.base_year)
    values = element("details", element("summary", words("html.numbers")), tables.yearly(band, words))
    return element(
        "div",
        element("h3", title),
        element("div", note, class_="soft") if note else "",
        element("div", id=f"chart{number}", class_="plot"),
        element(
            "script", script_json(figure(band, words)), type="application/json", data_chart=f"chart{number}"
        ),
        values,
        class_="chart",
    )


def assumptions(content: Content, words: Words) -> Safe:
    """What the scenario sets, and the parameters on which the history is silent."""
    parts: list[object] = [element("h2", words("html.assumptions"))]
    question = words.choose(content.answer.result.question_zh, content.answer.result.question_en)
    if question:
        parts.append(element("p", words("html.question", question=question)))
    if content.levers:
        parts += [element("h3", words("html.levers")), tables.levers(content.levers, words)]
    if content.world:
        parts += [element("h3", words("html.world")), tables.world(content.world, words)]
    if content.parameters:
        parts += [
            element("h3", words("html.parameters")),
            element("p", words("html.parameters-note"), class_="soft"),
            tables.parameters(content.parameters, words),
        ]
    return joined(parts)


def reproduce(content: Content, words: Words) -> Safe:
    """How to repeat the run, and from which files it came."""
    answer = content.answer
    inputs = "\n".join(f"{digest[:16]}  {path}" for path, digest in sorted(answer.inputs.items()))
    told = words("html.reproduce-note", version=answer.version, seed=answer.seed, draws=answer.draws)
    return joined(
        [
            element("h2", words("html.reproduce")),
            element("p", told),
            element("pre", content.line),
            element("details", element("summary", words("html.inputs")), element("pre", inputs)),
            *(element("p", warning, class_="soft") for warning in answer.warnings),
        ]
    )


SECTIONS: tuple[Section, ...] = (
    verdict,
    targets,
    base_rates,
    vision,
    together,
    growth,
    charts,
    events,
    audit,
    assumptions,
    lambda _, words: skill(words),
    reproduce,
)
