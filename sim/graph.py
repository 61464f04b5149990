"""Builds the model: declarations of the equation modules, wired by name, checked and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sim.checks import check_cuts, check_flows, check_names, check_order, check_use, expand_outputs
from sim.declare import Delay, Dimension
from sim.expand import Expansion
from sim.faults import ModelError, ModelFault
from sim.given import Given
from sim.model import OUTSIDE, Cut, Model, StockNode, Variable, reads, start_links
from sim.order import reachable, sort
from sim.reading import Declaration, EquationText, Part, read_modules
from sim.shapes import find_shapes


def build_model(
    modules: Sequence[Part],
    given: Mapping[str, Given],
    dimensions: Mapping[str, Dimension],
    cuts: Sequence[Cut] = (),
    outputs: Sequence[str] = (),
) -> Model:
    """The model of these modules, or selections from modules, over these parameters and inputs.

    `outputs` lists what the results keep beside the stocks; every other equation has to be read by
    another. Raises ModelError with every fault found.
    """
    faults: list[ModelFault] = []
    declarations = read_modules(modules, faults)
    check_names(declarations, given, faults)
    declared = _declared(declarations, given)
    shapes = find_shapes(declared, dimensions, faults)
    expansion = Expansion(declarations, given, shapes, dimensions, faults)
    _stop(faults)
    changing = _changing(expansion.variables)
    variables = _with_kinds(expansion.variables, expansion.stocks, changing)
    check_flows(expansion.stocks, variables, faults)
    check_use(variables, expansion.stocks, outputs, cuts, faults)
    held = check_cuts(cuts, variables, shapes, faults)
    kept = expand_outputs(outputs, variables, shapes, faults)
    check_order(variables, expansion.stocks, faults)
    _stop(faults)
    order = sort({name: reads(variable) for name, variable in variables.items()})
    computed = tuple(name for name in order if variables[name].expression is not None)
    return Model(
        variables=variables,
        stocks=tuple(expansion.stocks),
        order=computed,
        constants=tuple(name for name in computed if name not in changing),
        start_order=_start_order(variables, expansion.stocks),
        outputs=kept,
        held=held,
        dimensions=dict(dimensions),
        elements=_element_names(variables.values()),
    )


def _stop(faults: list[ModelFault]) -> None:
    if faults:
        raise ModelError(faults)


def _declared(declarations: Iterable[Declaration], given: Mapping[str, Given]) -> dict[str, str | None]:
    """Every declared name with the dimension it is written over."""
    declared: dict[str, str | None] = {}
    for item in declarations:
        content = item.content
        over = content.mark.over if isinstance(content, EquationText) else content.over
        declared[item.name] = over
        if isinstance(content, Delay) and content.contents is not None:
            declared[content.contents] = over
    return declared | dict.fromkeys(given)


def _element_names(variables: Iterable[Variable]) -> dict[str, tuple[str, ...]]:
    elements: dict[str, tuple[str, ...]] = {}
    for variable in variables:
        if variable.element:
            elements[variable.base] = (*elements.get(variable.base, ()), variable.name)
    return elements


def _with_kinds(
    variables: Mapping[str, Variable], stocks: Sequence[StockNode], changing: set[str]
) -> dict[str, Variable]:
    """Variables with their final kinds (flow, constant) and the flows of stocks as their inputs."""
    flows = {flow for stock in stocks for flow in stock.flows}
    nodes = {stock.name: stock for stock in stocks}
    result: dict[str, Variable] = {}
    for name, variable in variables.items():
        if name in nodes:
            variable = variable.changed(inputs=nodes[name].flows)
        elif variable.kind == "auxiliary" and name in flows:
            variable = variable.changed(kind="flow")
        elif variable.kind == "auxiliary" and name not in changing:
            variable = variable.changed(kind="constant")
        result[name] = variable
    return result


def _changing(variables: Mapping[str, Variable]) -> set[str]:
    """Names whose value moves over time: inputs, stocks and what reads them."""
    readers: dict[str, list[str]] = {}
    for name, variable in variables.items():
        for read in variable.inputs:
            readers.setdefault(read, []).append(name)
    moving = [n for n, v in variables.items() if v.expression is None and v.kind != "parameter"]
    return reachable(readers, moving)


def _start_order(variables: Mapping[str, Variable], stocks: Sequence[StockNode]) -> tuple[str, ...]:
    links = start_links(variables, stocks)
    needed = reachable(links, [stock.name for stock in stocks])
    return tuple(name for name in sort(links) if name in needed and variables[name].kind not in OUTSIDE)
