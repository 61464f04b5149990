"""Section 7: what can be decided, the switches, and every scenario with its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.document.links import anchor, code, evidence_with_sources, link, variable_links
from report.document.parts import Row, english, heads, lines, note, section, table, unit
from report.html.markup import Safe, element, joined
from report.places import place_of
from report.terms import place

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from scenarios.schema import Lever, Scenario

NAME = "levers"


def levers_scenarios(material: Material, words: Words, number: int) -> Safe:
    """Levers, switches, scenarios."""
    titles = heads(words, "lever", "baseline", "limits", "kind", "place", "evidence", "used-in", "moved-by")
    return section(
        NAME,
        number,
        words,
        element("p", words("document.levers", first=material.pack.about.levers_act_from)),
        table(titles, [_lever(lever, material, words) for lever in material.pack.levers], (1, 2)),
        element("h3", words("document.switches")),
        _switches(material, words),
        element("h3", words("document.scenarios", count=len(material.scenarios))),
        note(words("document.scenarios-note")),
        *(_scenario(scenario, material, words) for scenario in material.scenarios),
    )


def _lever(lever: Lever, material: Material, words: Words) -> Row:
    movers = [scenario.name for scenario in material.scenarios if lever.name in scenario.levers]
    end = words(f"document-end.{lever.gdp_end}")
    cost = words("document.cost", cost=numbers.printed(lever.cost)) if lever.cost is not None else ""
    group = words("document.group", group=lever.group) if lever.group else ""
    name = words.choose(lever.title.zh, lever.title.en)
    cells = (
        lines(name, code(lever.name), words.choose(lever.about.zh, lever.about.en)),
        lines(element("b", numbers.printed(lever.baseline)), unit(lever.unit, words)),
        f"{numbers.printed(lever.low)}..{numbers.printed(lever.high)}",
        lines(words(f"document-lever.{lever.kind}"), group, end, cost),
        place(place_of(lever.plan_reference), words),
        evidence_with_sources(material.pack, lever.evidence, words),
        variable_links(material.readers.get(lever.name, ()), material.model),
        joined((link("scenario", mover) for mover in movers), ", "),
    )
    return Row(cells, anchor("variable", lever.name))


def _switches(material: Material, words: Words) -> Safe:
    """Inputs that are neither levers nor processes."""
    model, pack = material.model, material.pack
    others = {row.name for row in (*pack.levers, *pack.processes)}
    rows = [
        Row(
            (
                code(name),
                english(model.variables[name].about),
                variable_links(material.readers.get(name, ()), model),
            ),
            anchor("variable", name),
        )
        for name in model.inputs
        if name not in others
    ]
    return table(heads(words, "switch", "about", "used-in"), rows)


def _scenario(scenario: Scenario, material: Material, words: Words) -> Safe:
    parents = joined((link("scenario", name) for name in scenario.extends), " → ")
    closure = scenario.switches.closure
    told = [words.choose(scenario.question.zh, scenario.question.en)]
    extends = element("p", words("document.extends"), parents) if scenario.extends else ""
    fixed = words(f"closure.{closure}") if closure else words("document.closure-of-run")
    return element(
        "article",
        element(
            "h4",
            code(scenario.name),
            " ",
            element("span", words.choose(scenario.title.zh, scenario.title.en), class_="told"),
        ),
        *(element("p", text) for text in told),
        extends,
        element("p", words("document.closure", closure=fixed)),
        _settings(scenario, material, words),
        element("pre", f"planreach run {scenario.name}"),
        class_="card",
        id=anchor("scenario", scenario.name),
    )


def _settings(scenario: Scenario, material: Material, words: Words) -> Safe:
    """The path of every lever it moves, those scaled to keep a sum included."""
    from scenarios.levers import resolve

    paths = resolve(scenario, material.pack)
    rows: list[Row] = []
    for lever in material.pack.levers:
        named = scenario.levers.get(lever.name)
        if named is None and all(value == lever.baseline for _, value in paths[lever.name]):
            continue
        points = [words("html.step", year=year, value=numbers.printed(v)) for year, v in paths[lever.name]]
        why = english(named.why) if named else words("document.scaled")
        rows.append(Row((link("variable", lever.name), words.listed(points), unit(lever.unit, words), why)))
    if not rows:
        return element("p", words("document.all-baseline"))
    return table(heads(words, "lever", "path", "unit", "why"), rows)
