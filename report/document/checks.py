"""Section 10: the unit check, the tests of confidence, and what is unused, unsourced or in a loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.document.links import code, link, variable_links
from report.document.parts import Row, english, facts, folded, heads, section, table
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words

NAME = "checks"
SELF_EVIDENT = frozenset({"definition", "switch"})


def checks(material: Material, words: Words, number: int) -> Safe:
    """What was checked, what the structure holds, and how to run the tests."""
    return section(
        NAME,
        number,
        words,
        facts(_structure(material, words)),
        _without_source(material, words),
        element("h3", words("document.confidence")),
        element("p", words("document.confidence-note")),
        element("pre", "planreach model check\nplanreach model check --strict --json"),
        _tests(words),
    )


def _structure(material: Material, words: Words) -> list[tuple[str, object]]:
    """Results that follow from the structure alone."""
    from sim.loops import effects, feedback_components

    model = material.model
    groups = feedback_components(model)
    largest = set(groups[0]) if groups else set[str]()
    links = sum(target in largest for name in largest for target in effects(model)[name])
    equations = sum(variable.expression is not None for variable in model.variables.values())
    units = words("document.units-passed", equations=equations, stocks=len(model.stocks))
    faults = element("ul", *(element("li", str(fault)) for fault in material.unit_faults))
    values = {
        "units": faults if material.unit_faults else units,
        "unused": _listed(unused(material), material, words),
        "no-evidence": _listed(without_evidence(material), material, words),
        "loops": joined((link("loop", loop.feedback.name) for loop in material.loops), ", "),
        "groups": words(
            "document.feedback",
            groups=len(groups),
            largest=len(largest),
            links=links,
            independent=links - len(largest) + 1 if largest else 0,
        ),
    }
    return [(words(f"document-check.{name}"), value) for name, value in values.items()]


def _listed(names: Sequence[str], material: Material, words: Words) -> object:
    return variable_links(names, material.model) if names else words("document.none")


def unused(material: Material) -> list[str]:
    """Variables that nothing reads, that start no stock and that no result keeps."""
    model = material.model
    kept = {name for output in model.outputs for name in model.scalars(output)}
    flows = {flow for stock in model.stocks for flow in stock.flows}
    return [
        name
        for name, variable in model.variables.items()
        if variable.kind not in ("stock", "smooth")
        and not material.readers.get(name)
        and name not in kept | flows
    ]


def without_evidence(material: Material) -> list[str]:
    """Parameters whose evidence resolves to nothing and that are no definition."""
    from evaluation.provenance import basis

    return [
        name
        for name, row in material.known.rows.items()
        if basis(material.pack, row.evidence).kind == "definition" and row.status not in SELF_EVIDENT
    ]


def without_source(material: Material) -> list[str]:
    """Equations that cite no source: identities, definitions, and forms of our own."""
    return [
        name
        for name, variable in material.model.variables.items()
        if variable.expression is not None and not variable.source
    ]


def _without_source(material: Material, words: Words) -> Safe:
    names = without_source(material)
    equations = sum(variable.expression is not None for variable in material.model.variables.values())
    summary = words("document.no-source", count=len(names), all=equations)
    return folded(summary, element("p", variable_links(names, material.model)))


def _tests(words: Words) -> Safe:
    from evaluation.model_check import GROUPS

    rows = [
        Row(
            (
                words(f"check-group.{group}"),
                code(test.__name__),
                english(" ".join((test.__doc__ or "").split())),
            )
        )
        for group, tests in GROUPS.items()
        for test in tests
    ]
    return table(heads(words, "group", "test", "about"), rows)
