"""Section 3: every equation by sector, in mathematics and in words, with what it reads and who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.document.formulas import formulas, plain_lines
from report.document.links import anchor, evidence_with_sources, link, names_of, variable_links
from report.document.parts import english, facts, folded, note, section, sentence, unit
from report.document.purpose import described
from report.html.markup import Safe, element, joined
from sim.declare import Delay, Smooth, Stock

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from sim.reading import Declaration

NAME = "equations"


def equations(material: Material, words: Words, number: int) -> Safe:
    """All sectors, one card a declared name."""
    sectors = [_sector(sector, material, words) for sector in material.sectors]
    reading = [element("li", line) for line in words("document.reading").splitlines()]
    return section(
        NAME,
        number,
        words,
        note(words("document.english-only")),
        element("ul", *reading),
        *sectors,
    )


def _sector(sector: str, material: Material, words: Words) -> Safe:
    title = element("h3", words(f"document-sector.{sector}"), id=f"sector-{sector}")
    about = element("p", english(described(material.modules[sector])))
    cards = [card(item, material, words) for item in material.declared if item.sector == sector]
    return joined([title, about, *cards])


def card(item: Declaration, material: Material, words: Words) -> Safe:
    """One declared name: kind, unit, formula, meaning, source, what it reads and what reads it."""
    model, content = material.model, item.content
    own = model.scalars(item.name)
    first = model.variables[own[0]]
    about = content.about if isinstance(content, (Stock, Delay, Smooth)) else first.about
    return element(
        "article",
        _title(item, own, material, words),
        *formulas(item, material),
        element("p", english(about)) if about else "",
        facts(_facts(item, own, material, words)),
        folded(words("document.as-text"), element("pre", "\n".join(plain_lines(item, material)))),
        class_="card",
    )


def _title(item: Declaration, own: tuple[str, ...], material: Material, words: Words) -> Safe:
    variable = material.model.variables[own[0]]
    spread = item.name in material.model.elements
    name = element("code", item.name, id=None if spread else anchor("variable", item.name))
    kind = element("span", words(f"document-kind.{variable.kind}"), class_="kind")
    pieces: list[object] = [name, kind, unit(variable.unit, words)]
    told = names_of(variable.base, material, words)
    if told:
        pieces.append(element("span", told, class_="told"))
    return element("h4", joined(pieces, " "))


def _facts(
    item: Declaration, own: tuple[str, ...], material: Material, words: Words
) -> list[tuple[str, object]]:
    model, parts = material.model, material.parts[item.name]
    reads = dict.fromkeys(name for part in parts for name in _reads(part, material))
    readers = dict.fromkeys(name for part in parts for name in material.readers.get(part, ()))
    loops = dict.fromkeys(name for part in parts for name in material.loops_through.get(part, ()))
    source = next((model.variables[name].source for name in own if model.variables[name].source), "")
    return [
        (words("document-fact.elements"), _elements(own, item, material)),
        (words("document-fact.declared"), _declared(item, material, words)),
        (words("document-fact.parts"), _inner(parts, own)),
        (words("document-fact.inputs"), variable_links([n for n in reads if n not in parts], model)),
        (words("document-fact.readers"), variable_links([n for n in readers if n not in parts], model)),
        (words("document-fact.loops"), joined((link("loop", name) for name in loops), ", ")),
        (
            words("document-fact.source"),
            evidence_with_sources(material.pack, source, words) if source else "",
        ),
        (words("document-fact.observations"), _observed(own, material)),
        (words("document-fact.targets"), _targets(own, material)),
    ]


def _reads(name: str, material: Material) -> tuple[str, ...]:
    from sim.expressions import names_in

    stock = material.stocks.get(name)
    starts = names_in(stock.initial) if stock else ()
    return (*material.model.variables[name].inputs, *starts)


def _elements(own: tuple[str, ...], item: Declaration, material: Material) -> Safe:
    if item.name not in material.model.elements:
        return Safe("")
    shown = (element("code", name, id=anchor("variable", name)) for name in own)
    return joined(shown, ", ")


def _inner(parts: tuple[str, ...], own: tuple[str, ...]) -> Safe:
    """Stages, flows between them, adjustments: variables that come with a delay or a smoothed value."""
    others = (element("code", name, id=anchor("variable", name)) for name in parts if name not in own)
    return joined(others, ", ")


def _declared(item: Declaration, material: Material, words: Words) -> object:
    content, model = item.content, material.model
    if not isinstance(content, (Delay, Smooth)):
        return ""
    key = "document.delay" if isinstance(content, Delay) else "document.smooth"
    return sentence(
        words,
        key,
        order=content.order,
        of=variable_links([content.of], model),
        time=variable_links([content.time], model),
        initial=variable_links([content.initial or content.of], model),
    )


def _observed(own: tuple[str, ...], material: Material) -> Safe:
    rows = [item.observation for item in material.history if item.observation.variable in own]
    return joined((link("observation", row.id) for row in rows), ", ")


def _targets(own: tuple[str, ...], material: Material) -> Safe:
    rows = [row for row in material.pack.main_targets if row.variable in own or row.divisor in own]
    return joined((link("target", row.id) for row in rows), ", ")
