"""The formulas of a declared name: for stocks, delays and smoothed values as declared, and as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.html.markup import Safe
from sim.declare import Delay, Smooth, Stock
from sim.export_text import equation_text
from sim.expressions import Call, Expression, Name, add_all, rebuild, text
from sim.mathml import block, box, equation, function, named, rate_of
from sim.shapes import element_name

if TYPE_CHECKING:
    from report.document.material import Material
    from sim.model import Model
    from sim.reading import Declaration

OWN, SUMMED = "i", "j"
"""Letters of an element: the one the equation is written for, and the one that is summed over."""


def formulas(item: Declaration, material: Material) -> list[Safe]:
    """MathML of what is declared; an equation written once for several elements has the letter i."""
    model, content = material.model, item.content
    name = _lettered(item.name, model, OWN)
    if isinstance(content, Stock):
        net = _net(content.inflows, content.outflows, model)
        first = _lettered(content.initial, model, OWN)
        return [Safe(equation(rate_of(name), net)), Safe(starts_at(name, Name(first)))]
    if isinstance(content, (Delay, Smooth)):
        of, time = (named(_lettered(part, model, OWN)) for part in (content.of, content.time))
        kind = "delay" if isinstance(content, Delay) else "smooth"
        right = function(f"{kind}__{content.order}", [of, time])
        first = _lettered(content.initial or content.of, model, OWN)
        found = [Safe(block(f"{named(name).text}<mo>=</mo>{right.text}"))]
        if isinstance(content, Smooth):
            found.append(Safe(starts_at(name, Name(first))))
        return found
    return [Safe(equation(named(name), lettered(content.expression, model)))]


def starts_at(name: str, value: Expression) -> str:
    """The value of a stock at the start of the run."""
    inside = named(name)
    return block(
        f"{inside.text}<mo>(</mo><msub><mi>t</mi><mn>0</mn></msub><mo>)</mo><mo>=</mo>{box(value).text}"
    )


def lettered(expression: Expression, model: Model, letter: str = OWN) -> Expression:
    """The expression with a letter for the element of every name that has several."""
    if isinstance(expression, Call):
        inner = SUMMED if expression.operation == "total" else letter
        return Call(
            expression.operation, tuple(lettered(part, model, inner) for part in expression.arguments)
        )
    return rebuild(expression, lambda name: Name(_lettered(name.name, model, letter)))


def _lettered(name: str, model: Model, letter: str) -> str:
    return element_name(name, letter) if name in model.elements else name


def _net(inflows: tuple[str, ...], outflows: tuple[str, ...], model: Model) -> Expression:
    """What flows in less what flows out."""
    names = [[Name(_lettered(flow, model, OWN)) for flow in side] for side in (inflows, outflows)]
    net = add_all(list(names[0]))
    for flow in names[1]:
        net = (
            Call("negative", (flow,))
            if not names[0] and flow is names[1][0]
            else Call("subtract", (net, flow))
        )
    return net


def plain_lines(item: Declaration, material: Material) -> list[str]:
    """Every scalar variable of a declared name as plain text, and what its stocks start from."""
    found: list[str] = []
    start = material.pack.about.start_year
    for name in material.parts[item.name]:
        found.append(equation_text(material.model.variables[name]))
        if name in material.stocks:
            found.append(f"{name}({start}) = {text(material.stocks[name].initial)}")
    return found
