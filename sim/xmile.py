"""The model as an XMILE 1.0 file, for other engines of system dynamics to run.

Elements are variables of their own, delays and smoothed values their stocks and flows, parameters
constants, inputs graphical functions of time. The standard lets a flow enter one stock and leave one;
for any further stock the file has a copy of the flow. Source: XML Interchange Language for System
Dynamics (XMILE) 1.0, OASIS 2015. Left out: diagrams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from scenarios.units import unit_names
from sim.expressions import Name
from sim.faults import ModelError, ModelFault
from sim.inputs import Held, Input
from sim.integrate import Settings
from sim.methods import METHODS
from sim.model import Model, StockNode, Variable
from sim.time_tables import time_table
from sim.xmile_text import expression_text, file_names, number_text

NAMESPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
XMILE_VERSION = "1.0"
METHOD_NAMES = {"euler": "euler", "heun": "rk2", "rk4": "rk4"}
CLOCK, CLOCK_UNIT = "TIME", "year"
KINDS = ("stock", "flow", "aux", "input")
SIDES = {"inflow": "into", "outflow": "out_of"}


@dataclass(frozen=True)
class Heading:
    """What the file says of itself: the program and its version, the name of the model, and what it holds."""

    product: str
    version: str
    name: str
    caption: str


@dataclass(frozen=True)
class FlowCopy:
    """A further name of a flow, for a stock beside the one that has the flow itself."""

    name: str
    flow: str
    stock: str
    side: str


@dataclass(frozen=True)
class XmileFile:
    """The text of the file, and how many stocks, flows, other variables (aux) and inputs it has."""

    text: str
    counts: Mapping[str, int]


def xmile_file(
    model: Model,
    parameters: Mapping[str, float],
    inputs: Mapping[str, Input],
    settings: Settings,
    heading: Heading,
) -> XmileFile:
    """The model with these values as an XMILE file.

    Raises ModelError for a missing value, an input with several draws, a model with cut loops, and names
    that the standard cannot tell apart.
    """
    _check(model, parameters, inputs)
    writer = _Writer(model, parameters, inputs, settings)
    root = ElementTree.Element("xmile", {"version": XMILE_VERSION, "xmlns": NAMESPACE})
    root.extend([_header(heading), _specs(settings), _units(model)])
    content = ElementTree.SubElement(ElementTree.SubElement(root, "model"), "variables")
    content.extend(writer.variables())
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    found = Counter("input" if entry.find("gf") is not None else entry.tag for entry in content)
    return XmileFile(
        f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', {kind: found[kind] for kind in KINDS}
    )


def flow_copies(model: Model) -> dict[tuple[str, str, str], FlowCopy]:
    """The copies that the file needs, by (stock, side, flow)."""
    taken: set[tuple[str, str]] = set()
    copies: dict[tuple[str, str, str], FlowCopy] = {}
    for stock in model.stocks:
        for side, flows in (("inflow", stock.inflows), ("outflow", stock.outflows)):
            for flow in flows:
                if (side, flow) in taken or model.variables[flow].expression is None:
                    name = f"{flow}_{SIDES[side]}_{stock.name}"
                    copies[stock.name, side, flow] = FlowCopy(name, flow, stock.name, side)
                taken.add((side, flow))
    return copies


def _check(model: Model, parameters: Mapping[str, float], inputs: Mapping[str, Input]) -> None:
    missing = [name for name in model.parameters if name not in parameters]
    missing += [name for name in model.inputs if name not in inputs]
    faults = [ModelFault("missing-value", name, "no value to write into the file") for name in missing]
    for name, item in inputs.items():
        if isinstance(item, Held) and item.values.ndim > 1 and item.values.shape[1] != 1:
            text = f"has {item.values.shape[1]} draws, and a file holds one"
            faults.append(ModelFault("shape", name, text))
    if model.held:
        faults.append(ModelFault("cut", model.held[0].name, "a model with cut loops cannot be exported"))
    if faults:
        raise ModelError(faults)


def _text(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> ElementTree.Element:
    entry = ElementTree.SubElement(parent, tag, attributes)
    entry.text = text
    return entry


def _header(heading: Heading) -> ElementTree.Element:
    header = ElementTree.Element("header")
    _text(header, "vendor", heading.product)
    _text(header, "product", heading.product, version=heading.version, lang="en")
    ElementTree.SubElement(header, "options", {"namespace": "std"})
    _text(header, "name", heading.name)
    _text(header, "caption", heading.caption)
    return header


def _specs(settings: Settings) -> ElementTree.Element:
    attributes = {"method": METHOD_NAMES[settings.method], "time_units": CLOCK_UNIT}
    specs = ElementTree.Element("sim_specs", attributes)
    _text(specs, "start", str(settings.start))
    _text(specs, "stop", str(settings.end + 1))
    _text(specs, "dt", str(settings.steps_per_year), reciprocal="true")
    return specs


def _units(model: Model) -> ElementTree.Element:
    units = ElementTree.Element("model_units")
    names = {name for variable in model.variables.values() for name in unit_names(variable.unit)}
    for name in sorted(names - {"1"} | {CLOCK_UNIT}):
        ElementTree.SubElement(units, "unit", {"name": name})
    return units


class _Writer:
    """Writes the variables of one model with its values."""

    def __init__(
        self,
        model: Model,
        parameters: Mapping[str, float],
        inputs: Mapping[str, Input],
        settings: Settings,
    ) -> None:
        self.model, self.parameters, self.inputs = model, parameters, inputs
        self.grid, self.method = settings.grid, METHODS[settings.method]
        self.stocks = {stock.name: stock for stock in model.stocks}
        self.copies = flow_copies(model)
        self.flows = {flow for stock in model.stocks for flow in stock.flows}
        self.names = file_names([*model.variables, *(copy.name for copy in self.copies.values())])

    def variables(self) -> Iterator[ElementTree.Element]:
        """All variables in the order of the model, then the copies of flows."""
        for name, variable in self.model.variables.items():
            if name in self.stocks:
                yield self._stock(variable, self.stocks[name])
            elif variable.kind == "input":
                yield self._input(variable)
            elif variable.kind == "parameter":
                yield self._entry("aux", variable, number_text(self.parameters[name]))
            else:
                tag = "flow" if name in self.flows else "aux"
                yield self._entry(tag, variable, expression_text(self.model.expression(name), self.names))
        for copy in self.copies.values():
            flow = self.model.variables[copy.flow]
            about = f"{copy.flow} once more, as an {copy.side} of {copy.stock}."
            twin = flow.changed(name=copy.name, about=about, source="")
            yield self._entry("flow", twin, expression_text(Name(copy.flow), self.names))

    def _entry(self, tag: str, variable: Variable, equation: str) -> ElementTree.Element:
        entry = ElementTree.Element(tag, {"name": self.names[variable.name]})
        _text(entry, "doc", documentation(variable))
        _text(entry, "eqn", equation)
        _text(entry, "units", variable.unit)
        return entry

    def _stock(self, variable: Variable, stock: StockNode) -> ElementTree.Element:
        entry = self._entry("stock", variable, expression_text(stock.initial, self.names))
        for side, flows in (("inflow", stock.inflows), ("outflow", stock.outflows)):
            for flow in flows:
                copy = self.copies.get((stock.name, side, flow))
                _text(entry, side, self.names[flow if copy is None else copy.name])
        return entry

    def _input(self, variable: Variable) -> ElementTree.Element:
        table = time_table(self.inputs[variable.name], self.grid, self.method)
        entry = self._entry("aux", variable, CLOCK)
        function = ElementTree.SubElement(entry, "gf", {"type": "continuous"})
        low, high = table.values.min(), table.values.max()
        if low < high:
            scale = {"min": number_text(low), "max": number_text(high)}
            ElementTree.SubElement(function, "yscale", scale)
        _text(function, "xpts", ",".join(number_text(value) for value in table.times))
        _text(function, "ypts", ",".join(number_text(value) for value in table.values))
        return entry


def documentation(variable: Variable) -> str:
    """What a variable is and what it rests on, on one line."""
    about = " ".join(variable.about.split())
    return f"{about} Source: {variable.source}." if variable.source else about
