"""What a wired model has to satisfy before it runs; every fault is collected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sim.expressions import names_in
from sim.faults import ModelFault, unknown_name
from sim.given import Given
from sim.model import Cut, HeldLink, StockNode, Variable, reads, start_links
from sim.order import circles
from sim.reading import RESERVED, Declaration
from sim.shapes import SEPARATOR, Shapes, element_name, split_name

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(__[a-z][a-z0-9]*(_[a-z0-9]+)*)?")
ARROW = " -> "


def check_names(
    declarations: Sequence[Declaration], given: Mapping[str, Given], faults: list[ModelFault]
) -> None:
    """Names are lower-case words, mean no operation, and are declared once."""
    for name in [*(item.name for item in declarations), *given]:
        if name in RESERVED:
            faults.append(ModelFault("reserved-name", name, "the name of an operation"))
        elif not NAME.fullmatch(name):
            text = f"not lower-case words joined by `_`, with `{SEPARATOR}` before an element"
            faults.append(ModelFault("reserved-name", name, text))
    for item in declarations:
        if item.name in given:
            text = f"declared in {item.sector} and given from outside"
            faults.append(ModelFault("declared-twice", item.name, text))
    for name, value in given.items():
        if name != value.name:
            faults.append(
                ModelFault("declared-twice", name, f"given under this name but called {value.name}")
            )


def check_flows(
    stocks: Sequence[StockNode], variables: Mapping[str, Variable], faults: list[ModelFault]
) -> None:
    """A flow enters one stock and leaves one, unless every stock that lists it says `double_entry`."""
    for side in ("inflows", "outflows"):
        owners: dict[str, list[StockNode]] = {}
        for stock in stocks:
            flows: tuple[str, ...] = getattr(stock, side)
            for flow in flows:
                owners.setdefault(flow, []).append(stock)
        for flow, nodes in owners.items():
            silent = [node for node in nodes if not node.built_in and flow not in node.double_entry]
            if len(nodes) > 1 and silent:
                text = f"is among the {side} of {', '.join(node.name for node in nodes)}"
                hint = (
                    f"if that is meant, list it in double_entry of {', '.join(node.name for node in silent)}"
                )
                faults.append(ModelFault("double-flow", flow, text, hint))
    for stock in stocks:
        for flow in stock.flows:
            if flow in variables and variables[flow].kind in ("stock", "smooth"):
                faults.append(ModelFault("flow-is-stock", stock.owner, f"{flow} is a stock, not a flow"))


def check_use(
    variables: Mapping[str, Variable],
    stocks: Sequence[StockNode],
    outputs: Sequence[str],
    cuts: Sequence[Cut],
    faults: list[ModelFault],
) -> None:
    """Every parameter and input is used; every equation is read or among the outputs."""
    used: set[str] = {split_name(name)[0] for name in [*outputs, *(cut.argument for cut in cuts)]}
    for variable in variables.values():
        used |= {split_name(name)[0] for name in variable.inputs}
    for stock in stocks:
        used |= {split_name(name)[0] for name in names_in(stock.initial)}
    for base, variable in {variable.base: variable for variable in variables.values()}.items():
        if base in used or variable.kind == "stock":
            continue
        if variable.kind in ("parameter", "input"):
            faults.append(ModelFault("given-not-used", base, f"this {variable.kind} is used by no equation"))
        else:
            text = "no equation reads it and it is not among the outputs"
            faults.append(ModelFault("equation-not-read", base, text, "list it in outputs, or leave it out"))


def expand_outputs(
    outputs: Sequence[str], variables: Mapping[str, Variable], shapes: Shapes, faults: list[ModelFault]
) -> tuple[str, ...]:
    """Scalar names of the declared outputs."""
    result: dict[str, None] = {}
    for name in outputs:
        result |= dict.fromkeys(_scalars(name, "outputs", variables, shapes, faults))
    return tuple(result)


def _scalars(
    name: str, where: str, variables: Mapping[str, Variable], shapes: Shapes, faults: list[ModelFault]
) -> tuple[str, ...]:
    if name in variables:
        return (name,)
    if name in shapes.elements:
        return tuple(element_name(name, element) for element in shapes.elements[name])
    faults.append(unknown_name(where, name, shapes.known()))
    return ()


def check_cuts(
    cuts: Sequence[Cut], variables: Mapping[str, Variable], shapes: Shapes, faults: list[ModelFault]
) -> tuple[HeldLink, ...]:
    """The cuts as scalar links; an unknown equation or an argument it does not read is a fault."""
    held: list[HeldLink] = []
    for cut in cuts:
        where = f"cut of {cut.argument} in {cut.equation}"
        readers = [
            name
            for equation in _scalars(cut.equation, where, variables, shapes, faults)
            for name in _equations_of(equation, variables)
        ]
        arguments = _scalars(cut.argument, where, variables, shapes, faults)
        links = [HeldLink(r, a, cut.since) for r in readers for a in arguments if a in reads(variables[r])]
        if readers and arguments and not links:
            known = ", ".join(dict.fromkeys(name for reader in readers for name in reads(variables[reader])))
            text = f"{cut.equation} does not read {cut.argument}"
            faults.append(ModelFault("cut", where, text, f"it reads {known or 'nothing'}"))
        held += links
    return tuple(held)


def _equations_of(name: str, variables: Mapping[str, Variable]) -> Iterable[str]:
    """The equation itself; for a smoothed value the flows that adjust it and its stages."""
    variable = variables[name]
    if variable.kind != "smooth":
        return (name,)
    stages = f"{variable.base}_stage_"
    steps = [step for step in variables.values() if step.base.startswith(stages) and step.kind == "stock"]
    chain = [step for step in steps if step.element == variable.element]
    return tuple(flow for step in (*chain, variable) for flow in step.inputs)


def check_order(
    variables: Mapping[str, Variable], stocks: Sequence[StockNode], faults: list[ModelFault]
) -> None:
    """No equation depends on itself without a stock in between, neither in time nor at the start."""
    links = {name: reads(variable) for name, variable in variables.items()}
    found = circles(links)
    for circle in found:
        text = f"algebraic circle: {ARROW.join(circle)}"
        hint = "each reads the next; a stock, a delay or a smoothed value has to stand in between"
        faults.append(ModelFault("circle", circle[0], text, hint))
    if found:
        return
    names = {stock.name: stock.owner for stock in stocks}
    for circle in circles(start_links(variables, stocks)):
        owners = dict.fromkeys(names[name] for name in circle if name in names)
        text = f"circle among the initial values: {ARROW.join(circle)}"
        hint = f"give `initial=` to {' or '.join(owners)} that does not depend on itself"
        faults.append(ModelFault("circle-at-start", circle[0], text, hint))
