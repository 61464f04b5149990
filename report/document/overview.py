"""Section 2: the sectors, their stocks and flows, who reads from whom, and the feedback loops."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from report.document.diagram import loop_picture
from report.document.links import anchor, code, link, variable_link, variable_links
from report.document.parts import Row, english, folded, heads, note, section, table, unit
from report.document.purpose import described
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from report.document.material import Loop, Material
    from report.wording import Words

NAME = "overview"


def overview(material: Material, words: Words, number: int) -> Safe:
    """The structure before the equations."""
    return section(
        NAME,
        number,
        words,
        note(words("document.clock")),
        _sectors(material, words),
        element("h3", words("document.stocks-and-flows")),
        _stocks(material, words),
        element("h3", words("document.matrix")),
        note(words("document.matrix-note")),
        _matrix(material, words),
        element("h3", words("document.loops", count=len(material.loops)), id="loops"),
        note(words("document.loops-note")),
        element("div", *(_loop(loop, material, words) for loop in material.loops), class_="loops"),
        _mermaid(material, words),
    )


def _sectors(material: Material, words: Words) -> Safe:
    rows: list[Row] = []
    for sector, module in material.modules.items():
        kinds = Counter(v.kind for v in material.model.variables.values() if v.sector == sector)
        stocks = kinds["stock"] + kinds["smooth"]
        rows.append(
            Row(
                (
                    element("a", words(f"document-sector.{sector}"), href=f"#sector-{sector}"),
                    english(described(module)),
                    stocks,
                    kinds["flow"] + kinds["delay"],
                    kinds["auxiliary"],
                    kinds["constant"],
                )
            )
        )
    return table(
        heads(words, "sector", "about", "stocks", "flows", "auxiliaries", "constants"), rows, range(2, 6)
    )


def _stocks(material: Material, words: Words) -> Safe:
    """Every stock with what fills and what empties it; the stages of delays stand with their delay."""
    model, seen = material.model, dict[str, None]()
    rows: list[Row] = []
    for name, stock in material.stocks.items():
        base = model.variables[name].base
        if stock.built_in or base in seen:
            continue
        seen[base] = None
        same = model.elements.get(base, (name,))
        flows = (
            [flow for item in same for flow in getattr(material.stocks[item], side)]
            for side in ("inflows", "outflows")
        )
        inflows, outflows = (variable_links(list(dict.fromkeys(found)), model) for found in flows)
        rows.append(
            Row(
                (
                    variable_links(same, model),
                    inflows,
                    outflows,
                    unit(stock.unit, words),
                    words(f"document-sector.{model.variables[name].sector}"),
                )
            )
        )
    return table(heads(words, "stock", "inflows", "outflows", "unit", "sector"), rows)


def _matrix(material: Material, words: Words) -> Safe:
    """How many variables of a sector (row) read how many names of another (column)."""
    model, sectors = material.model, [*material.sectors, "given"]
    counts = Counter(
        (variable.sector, model.variables[read].sector)
        for variable in model.variables.values()
        for read in variable.inputs
    )
    titles = [words(f"document-sector.{sector}") for sector in sectors]
    rows = [
        Row((words(f"document-sector.{row}"), *(counts[row, column] or "" for column in sectors)))
        for row in material.sectors
    ]
    body = table([words("document-head.reads"), *titles], rows, range(1, len(sectors) + 1))
    return element("div", body, class_="matrix")


def _loop(loop: Loop, material: Material, words: Words) -> Safe:
    feedback, model = loop.feedback, material.model
    told = words("document.loop-length", kind=words(f"loop-kind.{feedback.kind}"), count=len(loop.path) - 1)
    way = joined((variable_link(name, model) for name in loop.path), " → ")
    cuts = [
        joined([variable_link(argument, model), " → ", variable_link(equation, model)])
        for equation, argument in feedback.cuts
    ]
    return element(
        "article",
        element("h4", code(feedback.name), " ", element("span", told, class_="soft")),
        element("p", english(feedback.about)),
        loop_picture(loop, model),
        element("p", words("document.loop-way"), way, class_="way"),
        element("p", words("document.loop-cut"), joined(cuts, ", "), class_="way"),
        id=anchor("loop", feedback.name),
    )


def _mermaid(material: Material, words: Words) -> Safe:
    from sim.export_text import mermaid

    names = {name for loop in material.loops for name in loop.path}
    return folded(words("document.mermaid"), element("pre", mermaid(material.model, names)))


def loop_list(names: tuple[str, ...]) -> Safe:
    """Links to loops."""
    return joined((link("loop", name) for name in names), ", ")
