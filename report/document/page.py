"""The whole document: style, contents, twelve sections, in one file that needs no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from report.document.bibliography import bibliography
from report.document.checks import checks
from report.document.equations import equations
from report.document.experiments import experiments
from report.document.history import history
from report.document.initial_values import initial_values
from report.document.levers_scenarios import levers_scenarios
from report.document.links import CONTENTS
from report.document.outside_world import outside_world
from report.document.overview import overview
from report.document.parameters import parameters
from report.document.purpose import purpose
from report.document.weaknesses import weaknesses
from report.html.markup import Safe, element
from report.html.page import LANGUAGES
from report.html.page import STYLE as REPORT_STYLE
from report.version import TOOL

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words

STYLE = Path(__file__).with_name("style.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
Section = Callable[["Material", "Words", int], Safe]

SECTIONS: Mapping[str, Section] = {
    "purpose": purpose,
    "overview": overview,
    "equations": equations,
    "parameters": parameters,
    "initial": initial_values,
    "outside": outside_world,
    "levers": levers_scenarios,
    "history": history,
    "experiments": experiments,
    "checks": checks,
    "weaknesses": weaknesses,
    "bibliography": bibliography,
}
"""Address -> section, in the order in which they are read."""


def page(material: Material, words: Words) -> str:
    """The document as HTML; the same material gives the same bytes."""
    about = material.pack.about
    title = words("document.title", plan=words.choose(about.name.zh, about.name.en))
    style = "\n".join(path.read_text(encoding="utf-8") for path in (REPORT_STYLE, STYLE))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", title),
        element("style", Safe(style)),
    )
    version = material.versions[TOOL]
    body = element(
        "body",
        element("h1", title),
        element("p", words.choose(about.region.zh, about.region.en), class_="soft"),
        element("p", words("document.guideline"), class_="soft"),
        _contents(material, words),
        *(make(material, words, number) for number, make in enumerate(SECTIONS.values(), start=1)),
        element("footer", words("document.footer", version=version)),
    )
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=LANGUAGES[words.language]) + "\n"


def _contents(material: Material, words: Words) -> Safe:
    """The table of contents; the sectors stand below the equations."""
    lines: list[Safe] = []
    for number, name in enumerate(SECTIONS, start=1):
        entry = element("a", f"{number}  {words(f'document-section.{name}')}", href=f"#section-{name}")
        below = _sectors(material, words) if name == "equations" else ""
        lines.append(element("li", entry, below))
    return element(
        "nav",
        element("h2", words("document.contents")),
        element("ul", *lines),
        id=CONTENTS,
        class_="contents",
    )


def _sectors(material: Material, words: Words) -> Safe:
    links = (
        element("a", words(f"document-sector.{name}"), href=f"#sector-{name}") for name in material.sectors
    )
    return element("div", *links, class_="below")


def counts(material: Material) -> dict[str, int]:
    """What the document holds, counted."""
    model, pack = material.model, material.pack
    return {
        "sections": len(SECTIONS),
        "variables": len(model.variables),
        "equations": sum(variable.expression is not None for variable in model.variables.values()),
        "stocks": len(model.stocks),
        "loops": len(material.loops),
        "parameters": len(material.known.rows),
        "evidence": len(pack.evidence) + len(pack.judgements),
        "processes": len(pack.processes),
        "levers": len(pack.levers),
        "scenarios": len(material.scenarios),
        "observations": len(material.history),
        "targets": len(pack.main_targets),
        "sources": len(pack.sources),
    }
