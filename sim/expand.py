"""Turns declarations into scalar variables and stocks: one per element, delays as their stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sim.declare import Delay, Dimension, Stock
from sim.expressions import Name, names_in, text
from sim.faults import ModelFault
from sim.given import Given
from sim.model import Kind, StockNode, Variable
from sim.reading import Declaration, EquationText
from sim.shapes import Resolver, Shapes, element_name, split_name
from sim.structures import Part, delay_parts, smooth_parts, unit_of_contents

GIVEN_SECTOR = "given"


class Expansion:
    """The scalar variables and stocks of all declarations; faults are appended."""

    def __init__(
        self,
        declarations: Sequence[Declaration],
        given: Mapping[str, Given],
        shapes: Shapes,
        dimensions: Mapping[str, Dimension],
        faults: list[ModelFault],
    ) -> None:
        self.variables: dict[str, Variable] = {}
        self.stocks: list[StockNode] = []
        self._shapes, self._faults = shapes, faults
        self._resolver = Resolver(shapes, faults)
        self._units = _Units(declarations, given)
        for item in declarations:
            over = item.content.mark.over if isinstance(item.content, EquationText) else item.content.over
            elements = dimensions[over].elements if over is not None and over in dimensions else (None,)
            for element in elements:
                self._expand(item, element)
        for item in given.values():
            kind: Kind = "input" if item.varies else "parameter"
            self._add(_variable(item.name, kind, item.unit, GIVEN_SECTOR, item.about, item.source))

    def _expand(self, item: Declaration, element: str | None) -> None:
        name, content = element_name(item.name, element), item.content
        if isinstance(content, EquationText):
            expression = self._resolver.expression(content.expression, element, item.name)
            part = Part(name, "auxiliary", content.mark.unit, content.about, expression)
            self._add_part(part, item, content.mark.source)
        elif isinstance(content, Stock):
            self._add_stock(item, name, content, element)
        elif content.order < 1:
            self._faults.append(ModelFault("order", item.name, f"order {content.order} is less than 1"))
        else:
            unit, read = self._units.of(content.of), self._reader(element, item.name)
            is_delay = isinstance(content, Delay)
            parts = (
                delay_parts(name, content, unit, read)
                if is_delay
                else smooth_parts(name, content, unit, read)
            )
            for part in parts:
                self._add_part(part, item, "")

    def _reader(self, element: str | None, where: str) -> Callable[[str], str]:
        return lambda name: self._resolver.name(name, element, where)

    def _add_stock(self, item: Declaration, name: str, stock: Stock, element: str | None) -> None:
        read = self._reader(element, item.name)
        for flow in (*stock.inflows, *stock.outflows) if element is not None else ():
            self._refuse_plain_flow(item.name, flow)
        inflows, outflows = tuple(map(read, stock.inflows)), tuple(map(read, stock.outflows))
        double_entry = tuple(map(read, stock.double_entry))
        self._faults.extend(
            ModelFault("double-entry", item.name, f"double_entry lists {flow}, which is none of its flows")
            for flow in stock.double_entry
            if flow not in (*stock.inflows, *stock.outflows)
        )
        equation = flow_text(inflows, outflows)
        self._add(_variable(name, "stock", stock.unit, item.sector, stock.about, "", equation))
        initial = Name(read(stock.initial))
        self.stocks.append(StockNode(name, stock.unit, inflows, outflows, initial, double_entry, item.name))

    def _refuse_plain_flow(self, stock: str, flow: str) -> None:
        if flow in self._shapes.plain or split_name(flow)[1] is not None:
            fault = f"{flow} has no elements and cannot flow into or out of {stock}, which has"
            self._faults.append(ModelFault("shape", stock, fault, f"write {flow} over the same dimension"))

    def _add_part(self, part: Part, item: Declaration, source: str) -> None:
        about, unit = part.about, part.unit
        if part.initial is None:
            variable = _variable(part.name, part.kind, unit, item.sector, about, source)
            expression = part.expression
            if expression is not None:
                inputs = names_in(expression)
                variable = variable.changed(inputs=inputs, equation=text(expression), expression=expression)
            self._add(variable)
            return
        equation = flow_text(part.inflows, part.outflows)
        self._add(_variable(part.name, part.kind, unit, item.sector, about, source, equation))
        node = StockNode(part.name, unit, part.inflows, part.outflows, part.initial, (), item.name, True)
        self.stocks.append(node)

    def _add(self, variable: Variable) -> None:
        if variable.name in self.variables:
            fault = "two declarations make a variable of this name"
            self._faults.append(ModelFault("declared-twice", variable.name, fault))
        self.variables[variable.name] = variable


def _variable(
    name: str, kind: Kind, unit: str, sector: str, about: str, source: str, equation: str = ""
) -> Variable:
    base, element = split_name(name)
    return Variable(name, kind, unit, sector, (), about, source, equation, base, element or "")


def flow_text(inflows: Sequence[str], outflows: Sequence[str]) -> str:
    """Net rate of a stock as text."""
    loss = "".join(f" - {flow}" for flow in outflows)
    return (" + ".join(inflows) + loss).strip() or "0"


class _Units:
    """Units of declared names, by base name or by element, for what delays and smoothed values follow."""

    def __init__(self, declarations: Sequence[Declaration], given: Mapping[str, Given]) -> None:
        self._units: dict[str, str] = {}
        self._follows: dict[str, str] = {}
        self._contents: dict[str, str] = {}
        for name, item in given.items():
            self._note(self._units, name, item.unit)
        for declaration in declarations:
            name, content = declaration.name, declaration.content
            if isinstance(content, EquationText):
                self._note(self._units, name, content.mark.unit)
            elif isinstance(content, Stock):
                self._note(self._units, name, content.unit)
            else:
                self._note(self._follows, name, content.of)
                if isinstance(content, Delay) and content.contents is not None:
                    self._note(self._contents, content.contents, content.of)

    @staticmethod
    def _note(table: dict[str, str], name: str, value: str) -> None:
        table[name] = value
        table.setdefault(split_name(name)[0], value)

    def of(self, name: str, seen: tuple[str, ...] = ()) -> str:
        """Unit of a name; `1` for a name nobody declares, which is a fault of its own."""
        for known in (name, split_name(name)[0]):
            if known in self._units:
                return self._units[known]
            if known in self._contents and known not in seen:
                return unit_of_contents(self.of(self._contents[known], (*seen, known)))
            if known in self._follows and known not in seen:
                return self.of(self._follows[known], (*seen, known))
        return "1"
