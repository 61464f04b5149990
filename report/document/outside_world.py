"""Section 6: the outside world as yearly processes: kinds, numbers, correlations, known years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.document.links import anchor, code, evidence_with_sources, link, variable_links
from report.document.parts import Row, english, heads, lines, section, table, unit
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from scenarios.tables import Process

NAME = "outside"


def outside_world(material: Material, words: Words, number: int) -> Safe:
    """How the processes are made, and each of them."""
    from calibration.world import REVERSION

    about = material.pack.about
    fields = {
        "reversion": numbers.printed(REVERSION),
        "last": about.plan_years[-1],
        "first": about.levers_act_from,
    }
    explained = words("document.processes", **fields).splitlines()
    rows = [_row(row, material, words) for row in material.pack.processes]
    titles = heads(words, "process", "kind", "mean", "sd", "ar", "goes-with", "known", "evidence", "used-in")
    return section(
        NAME, number, words, element("ul", *(element("li", line) for line in explained)), table(titles, rows)
    )


def _row(row: Process, material: Material, words: Words) -> Row:
    goes = joined([link("variable", row.correlate_with), " ", row.correlation]) if row.correlate_with else ""
    cells = (
        lines(code(row.name), unit(row.unit, words), english(row.about)),
        words(f"document-process.{row.kind}"),
        lines(_number(row.mean, material), _long_run(row, material, words)),
        _number(row.sd, material),
        _number(row.ar, material),
        goes,
        _known(row, material),
        evidence_with_sources(material.pack, row.evidence, words),
        variable_links(material.readers.get(row.name, ()), material.model),
    )
    return Row(cells, anchor("variable", row.name))


def _number(cell: str | None, material: Material) -> object:
    """A number as written, or a link to the parameter it names."""
    if cell is None:
        return ""
    return link("variable", cell) if cell in material.known.rows else cell


def _long_run(row: Process, material: Material, words: Words) -> object:
    name = f"{row.name}_long_run"
    if name not in material.known.rows:
        return ""
    return joined([words("document.long-run"), link("variable", name)])


def _known(row: Process, material: Material) -> object:
    from calibration.world import past_series

    values = past_series(material.pack, row.name)
    series = {item.year: item.id for item in material.pack.drivers if item.name == f"past_{row.name}"}
    told = [
        link("evidence", series[year], f"{year}: {numbers.printed(value)}")
        for year, value in sorted(values.items())
    ]
    return lines(*(element("span", one, class_="whole") for one in told))
