"""Builds the model: declarations of the equation modules, wired by name, checked and put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from sim.checks import check_cuts, check_flows, check_names, check_order, check_use, expand_outputs
from sim.declare import Delay, Dimension, Smooth, Stock
from sim.expressions import Name, names_in, text
from sim.faults import ModelError, ModelFault
from sim.given import Given
from sim.model import OUTSIDE, Cut, Kind, Model, StockNode, Variable, reads, start_links
from sim.order import reachable, sort
from sim.reading import Declaration, EquationText, read_modules
from sim.shapes import Resolver, Shapes, element_name, find_shapes, split_name
from sim.structures import Part, delay_parts, smooth_parts

GIVEN_SECTOR = "given"


def build_model(
    modules: Sequence[ModuleType],
    given: Mapping[str, Given],
    dimensions: Mapping[str, Dimension],
    cuts: Sequence[Cut] = (),
    outputs: Sequence[str] = (),
) -> Model:
    """The model of these modules over these parameters and inputs.

    `outputs` lists what the results keep beside the stocks; every other equation has to be read by
    another. Raises ModelError with every fault found.
    """
    faults: list[ModelFault] = []
    declarations = read_modules(modules, faults)
    check_names(declarations, given, faults)
    declared = _declared(declarations, given)
    shapes = find_shapes(declared, dimensions, faults)
    builder = _Builder(declarations, given, shapes, dimensions, faults)
    builder.build()
    _stop(faults)
    changing = _changing(builder.variables)
    variables = _with_kinds(builder.variables, builder.stocks, changing)
    check_flows(builder.stocks, variables, faults)
    check_use(variables, builder.stocks, outputs, cuts, faults)
    held = check_cuts(cuts, variables, shapes, faults)
    kept = expand_outputs(outputs, variables, shapes, faults)
    check_order(variables, builder.stocks, faults)
    _stop(faults)
    order = sort({name: reads(variable) for name, variable in variables.items()})
    computed = tuple(name for name in order if variables[name].expression is not None)
    return Model(
        variables=variables,
        stocks=tuple(builder.stocks),
        order=computed,
        constants=tuple(name for name in computed if name not in changing),
        start_order=_start_order(variables, builder.stocks),
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
    return declared | {name: None for name in given}


def _element_names(variables: Iterable[Variable]) -> dict[str, tuple[str, ...]]:
    elements: dict[str, tuple[str, ...]] = {}
    for variable in variables:
        if variable.element:
            elements[variable.base] = (*elements.get(variable.base, ()), variable.name)
    return elements


class _Builder:
    """Expands declarations into scalar variables and stocks."""

    def __init__(
        self,
        declarations: Sequence[Declaration],
        given: Mapping[str, Given],
        shapes: Shapes,
        dimensions: Mapping[str, Dimension],
        faults: list[ModelFault],
    ) -> None:
        self.declarations, self.given, self.shapes = declarations, given, shapes
        self.dimensions, self.faults = dimensions, faults
        self.resolver = Resolver(shapes, faults)
        self.variables: dict[str, Variable] = {}
        self.stocks: list[StockNode] = []
        self.units = {item.name: item.content for item in declarations}

    def build(self) -> None:
        for item in self.declarations:
            over = item.content.mark.over if isinstance(item.content, EquationText) else item.content.over
            elements = self.dimensions[over].elements if over in self.dimensions else (None,)
            for element in elements:
                self._expand(item, element)
        for given in self.given.values():
            kind: Kind = "input" if given.varies else "parameter"
            self._add(given.name, kind, given.unit, GIVEN_SECTOR, given.about, given.source)

    def _expand(self, item: Declaration, element: str | None) -> None:
        name, content = element_name(item.name, element), item.content
        if isinstance(content, EquationText):
            expression = self.resolver.expression(content.expression, element, item.name)
            part = Part(name, "auxiliary", content.mark.unit, content.about, expression)
            self._add_part(part, item, content.mark.source)
        elif isinstance(content, Stock):
            self._add_stock(item.name, name, content, item.sector, element)
        elif content.order < 1:
            self.faults.append(ModelFault("order", item.name, f"order {content.order} is less than 1"))
        else:
            unit = self._unit(content.of, item.name)
            parts = (
                delay_parts(name, content, unit, self._reader(element, item.name), content.about)
                if isinstance(content, Delay)
                else smooth_parts(name, content, unit, self._reader(element, item.name), content.about)
            )
            for part in parts:
                self._add_part(part, item, "")

    def _reader(self, element: str | None, where: str) -> Callable[[str], str]:
        return lambda name: self.resolver.name(name, element, where)

    def _add_stock(self, base: str, name: str, stock: Stock, sector: str, element: str | None) -> None:
        read = self._reader(element, base)
        if element is not None:
            for flow in (*stock.inflows, *stock.outflows):
                self._refuse_plain_flow(base, flow)
        inflows, outflows = tuple(map(read, stock.inflows)), tuple(map(read, stock.outflows))
        double_entry = tuple(map(read, stock.double_entry))
        initial = Name(read(stock.initial))
        self._add(name, "stock", stock.unit, sector, stock.about, "", equation=_flow_text(inflows, outflows))
        self.stocks.append(StockNode(name, stock.unit, inflows, outflows, initial, double_entry, base))

    def _refuse_plain_flow(self, base: str, flow: str) -> None:
        if flow in self.shapes.plain or split_name(flow)[1] is not None:
            text_ = f"{flow} has no elements and cannot flow into or out of {base}, which has"
            self.faults.append(ModelFault("shape", base, text_, f"write {flow} over the same dimension"))

    def _add_part(self, part: Part, item: Declaration, source: str) -> None:
        if part.expression is None and part.initial is not None:
            equation = _flow_text(part.inflows, part.outflows)
            self._add(part.name, part.kind, part.unit, item.sector, part.about, source, equation=equation)
            node = StockNode(part.name, part.unit, part.inflows, part.outflows, part.initial, (), item.name, True)
            self.stocks.append(node)
        else:
            self._add(part.name, part.kind, part.unit, item.sector, part.about, source, part)

    def _add(
        self,
        name: str,
        kind: str,
        unit: str,
        sector: str,
        about: str,
        source: str,
        part: Part | None = None,
        equation: str = "",
    ) -> None:
        if name in self.variables:
            self.faults.append(ModelFault("declared-twice", name, "two declarations make a variable of this name"))
        base, element = split_name(name)
        expression = part.expression if part else None
        shown = text(expression) if expression is not None else equation
        inputs = names_in(expression) if expression is not None else ()
        self.variables[name] = Variable(
            name, kind, unit, sector, inputs, about, source, shown, base, element or "", expression  # type: ignore[arg-type]
        )

    def _unit(self, name: str, where: str, seen: tuple[str, ...] = ()) -> str:
        """Unit of what a delay or smoothed value follows, through other delays if need be."""
        base, element = split_name(name)
        content = self.units.get(name) or self.units.get(base)
        if content is None and element is None:
            content = next((c for n, c in self.units.items() if split_name(n)[0] == name), None)
        if isinstance(content, EquationText):
            return content.mark.unit
        if isinstance(content, Stock):
            return content.unit
        if content is not None and name not in seen:
            return self._unit(content.of, where, (*seen, name))
        given = self.given.get(name) or next((g for g in self.given.values() if split_name(g.name)[0] == name), None)
        return given.unit if given else "1"


def _flow_text(inflows: Sequence[str], outflows: Sequence[str]) -> str:
    gain = " + ".join(inflows)
    loss = "".join(f" - {flow}" for flow in outflows)
    return (gain + loss).strip() or "0"


def _with_kinds(
    variables: Mapping[str, Variable], stocks: Sequence[StockNode], changing: set[str]
) -> dict[str, Variable]:
    """Variables with their final kinds (flow, constant) and the flows of stocks as their inputs."""
    flows = {flow for stock in stocks for flow in stock.flows}
    nodes = {stock.name: stock for stock in stocks}
    result: dict[str, Variable] = {}
    for name, variable in variables.items():
        if name in nodes:
            variable = replace(variable, inputs=nodes[name].flows)
        elif variable.kind == "auxiliary" and name in flows:
            variable = replace(variable, kind="flow")
        elif variable.kind == "auxiliary" and name not in changing:
            variable = replace(variable, kind="constant")
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
