"""Section 4: every parameter with value, distribution and evidence, and the rows of evidence themselves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from report import numbers
from report.document.evidence import evidence_parts
from report.document.links import anchor, code, evidence_with_sources, link, variable_links
from report.document.parts import Row, english, heads, lines, note, section, table, unit
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from scenarios.tables import Parameter, Process

NAME = "parameters"
OUTSIDE = "outside"
PRIOR = frozenset({"prior", "judgement"})
KINDS = ("truncnorm", "triangular", "uniform", "lognormal")


def parameters(material: Material, words: Words, number: int) -> Safe:
    """Parameters by the sector that reads them first, then what they rest on."""
    groups = _groups(material)
    explained = [element("li", words(f"document-distribution-about.{kind}")) for kind in KINDS]
    tables = [
        joined([element("h3", words(f"document-sector.{sector}")), _table(rows, material, words)])
        for sector, rows in groups.items()
    ]
    return section(
        NAME,
        number,
        words,
        element("p", words("document.parameters", count=len(material.known.rows), year=material.as_of)),
        element("p", words("document.marks")),
        element("ul", *explained),
        *tables,
        element("h3", words("document.correlations")),
        _correlations(material, words),
        *evidence_parts(material, words),
    )


def _groups(material: Material) -> dict[str, list[Parameter]]:
    found: dict[str, list[Parameter]] = {sector: [] for sector in (*material.sectors, OUTSIDE)}
    for name, row in material.known.rows.items():
        readers = material.readers.get(name, ())
        sector = material.model.variables[readers[0]].sector if readers else OUTSIDE
        found[sector].append(row)
    return {sector: rows for sector, rows in found.items() if rows}


def _table(rows: list[Parameter], material: Material, words: Words) -> Safe:
    titles = heads(words, "parameter", "value", "distribution", "status", "evidence", "used-in")
    body = table(titles, [_row(row, material, words) for row in rows], (1,))
    return element("div", body, class_="parameters")


def _row(row: Parameter, material: Material, words: Words) -> Row:
    value = material.known.fitted.get(row.name, row.central)
    cells = (
        lines(code(row.name), english(row.about)),
        lines(element("b", numbers.printed(value)), unit(row.unit, words)),
        distribution_text(row, material, words),
        lines(mark(row, words), words("document.known-from", year=row.known_from)),
        evidence_with_sources(material.pack, row.evidence, words),
        _used(row.name, material, words),
    )
    return Row(cells, anchor("variable", row.name))


def distribution_text(row: Parameter, material: Material, words: Words) -> str:
    """The distribution with its numbers and bounds, as it is drawn."""
    if row.distribution not in KINDS:
        return words("document.fixed")
    drawn = material.known.distribution(row.name)
    p1, p2, p3 = (numbers.printed(value) for value in (drawn.p1, drawn.p2, drawn.p3))
    told = words(f"document-distribution.{row.distribution}", p1=p1, p2=p2, p3=p3)
    low, high = row.bounds
    if row.distribution in ("triangular", "uniform") or not (math.isfinite(low) or math.isfinite(high)):
        return told
    return told + words("document.within", low=_bound(low), high=_bound(high))


def _bound(value: float) -> str:
    return numbers.printed(value) if math.isfinite(value) else numbers.MISSING


def mark(row: Parameter, words: Words) -> Safe:
    """The status, and whether the prior or the history decides the value."""
    drawn = row.distribution in KINDS
    kind = "fitted" if row.status == "fitted" else "prior" if drawn and row.status in PRIOR else "held"
    label = element("span", words(f"document-mark.{kind}"), class_=f"mark {kind}")
    return joined([words(f"status.{row.status}"), " ", label])


def _used(name: str, material: Material, words: Words) -> Safe:
    readers = material.readers.get(name, ())
    if readers:
        return variable_links(readers, material.model)
    users = [row.name for row in material.pack.processes if name in _cells(row)]
    return joined((link("variable", user) for user in users), ", ")


def _cells(row: Process) -> tuple[str | None, ...]:
    return (row.mean, row.sd, row.ar, row.correlation, f"{row.name}_long_run")


def _correlations(material: Material, words: Words) -> Safe:
    rows = [
        Row(
            (
                link("variable", row.first),
                link("variable", row.second),
                numbers.printed(row.correlation),
                evidence_with_sources(material.pack, row.evidence, words),
            )
        )
        for row in material.pack.correlations
    ]
    return joined(
        [
            note(words("document.correlations-note")),
            table(heads(words, "first", "second", "correlation", "evidence"), rows, (2,)),
        ]
    )
