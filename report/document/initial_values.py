"""Section 5: what every stock starts from, and the value it has in the central run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.document.links import variable_link, variable_links
from report.document.parts import Row, folded, heads, note, section, table, unit
from report.html.markup import Safe, element, joined
from sim.expressions import names_in, text

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from sim.model import StockNode

NAME = "initial"


def initial_values(material: Material, words: Words, number: int) -> Safe:
    """Declared stocks and smoothed values, the stages of delays, and the order of computation."""
    stocks = material.stocks.values()
    own = [stock for stock in stocks if not stock.built_in]
    built = [stock for stock in stocks if stock.built_in]
    order = joined((variable_link(name, material.model) for name in material.model.start_order), ", ")
    return section(
        NAME,
        number,
        words,
        element("p", words("document.initial", year=material.pack.about.start_year)),
        _table(own, material, words),
        element("h3", words("document.initial-built")),
        note(words("document.initial-built-note")),
        _table(built, material, words),
        folded(words("document.initial-order", count=len(material.model.start_order)), order),
    )


def _table(stocks: list[StockNode], material: Material, words: Words) -> Safe:
    rows = [
        Row(
            (
                variable_link(stock.name, material.model),
                f"{material.starts[stock.name]:.6g}",
                unit(stock.unit, words),
                _start(stock, material),
            )
        )
        for stock in stocks
    ]
    return table(heads(words, "stock", "start", "unit", "starts-from"), rows, (1,))


def _start(stock: StockNode, material: Material) -> Safe:
    """The initial expression, and the equation behind it where it is one name."""
    names = names_in(stock.initial)
    told = text(stock.initial)
    if told in names:
        behind = material.model.variables[told].equation
        return joined([variable_link(told, material.model), f" = {behind}" if behind else ""])
    return joined([element("code", told), ": ", variable_links(names, material.model)])
