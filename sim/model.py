"""The model as data: scalar variables wired by name, and the orders in which they are computed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from sim.declare import Dimension
from sim.expressions import Expression, Name, names_in, rebuild, text

Kind = Literal["stock", "flow", "auxiliary", "constant", "parameter", "input", "delay", "smooth"]
OUTSIDE: tuple[Kind, ...] = ("parameter", "input")


@dataclass(frozen=True)
class Variable:
    """One scalar variable.

    `sector` is the module it stands in, `base` its name without the element, `inputs` the names it
    reads, `equation` the right-hand side as text. Stocks, parameters and inputs have no `expression`.
    """

    name: str
    kind: Kind
    unit: str
    sector: str
    inputs: tuple[str, ...] = ()
    about: str = ""
    source: str = ""
    equation: str = ""
    base: str = ""
    element: str = ""
    expression: Expression | None = None

    def changed(self, **fields: Any) -> Variable:
        """A copy with other fields."""
        return replace(self, **fields)


@dataclass(frozen=True)
class StockNode:
    """A stock after expansion: its flows and what it starts from."""

    name: str
    unit: str
    inflows: tuple[str, ...]
    outflows: tuple[str, ...]
    initial: Expression
    double_entry: tuple[str, ...] = ()
    owner: str = ""
    built_in: bool = False
    """True for the stages of delays and smoothed values, which need no `double_entry`."""

    @property
    def flows(self) -> tuple[str, ...]:
        """Inflows, then outflows."""
        return self.inflows + self.outflows


@dataclass(frozen=True)
class Cut:
    """A loop cut: `equation` reads `argument` as it was at `since` (None: at the start)."""

    equation: str
    argument: str
    since: float | None = None


@dataclass(frozen=True)
class HeldLink:
    """A cut after expansion: one scalar equation, one scalar argument."""

    equation: str
    argument: str
    since: float | None

    @property
    def name(self) -> str:
        """Name under which the held value appears in generated code."""
        return f"{self.argument}_held_in_{self.equation}"


@dataclass(frozen=True, eq=False)
class Model:
    """A model that has passed every check. It equals only itself.

    `order`: computed variables, each after what it reads. `constants`: those of them that never change.
    `start_order`: what gives the stocks their initial values, stocks included, in order of computation.
    """

    variables: Mapping[str, Variable]
    stocks: tuple[StockNode, ...]
    order: tuple[str, ...]
    constants: tuple[str, ...]
    start_order: tuple[str, ...]
    outputs: tuple[str, ...]
    held: tuple[HeldLink, ...] = ()
    dimensions: Mapping[str, Dimension] = field(default_factory=dict[str, Dimension])
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Dimensioned base name -> names of its scalar elements."""

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters, in declared order."""
        return tuple(name for name, variable in self.variables.items() if variable.kind == "parameter")

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Names of the inputs that vary over time, in declared order."""
        return tuple(name for name, variable in self.variables.items() if variable.kind == "input")

    def stock_names(self) -> tuple[str, ...]:
        """Names of the stocks in the order of the state."""
        return tuple(stock.name for stock in self.stocks)

    def is_fixed(self, name: str) -> bool:
        """Whether a variable keeps one value through the whole run."""
        return self.variables[name].kind == "parameter" or name in self.constants

    def scalars(self, name: str) -> tuple[str, ...]:
        """The scalar names behind a name: its elements, or itself. Raises KeyError for an unknown name."""
        if name in self.elements:
            return self.elements[name]
        return (self.variables[name].name,)

    def expression(self, name: str, active: tuple[HeldLink, ...] = ()) -> Expression:
        """Right-hand side of a computed variable, with the arguments of `active` cuts held."""
        expression = self.variables[name].expression
        if expression is None:
            raise KeyError(name)
        held = {link.argument: Name(link.name) for link in active if link.equation == name}
        return rebuild(expression, lambda part: held.get(part.name, part)) if held else expression


def structure_text(model: Model) -> str:
    """Names, units, operations and flows of a model, without descriptions: one line each, sorted."""
    stocks = {stock.name: stock for stock in model.stocks}
    lines: list[str] = []
    for name, variable in model.variables.items():
        lines.append(f"{name} [{variable.unit}] {variable.kind} = {variable.equation}")
        if name in stocks:
            lines[-1] += f" from {text(stocks[name].initial)}"
    lines += [f"hold {link.argument} in {link.equation} since {link.since}" for link in model.held]
    return "\n".join(sorted(lines)) + "\n"


def structure_hash(model: Model) -> str:
    """SHA-256 of the structure: the same on every Python, unmoved by descriptions, sources and order."""
    return hashlib.sha256(structure_text(model).encode()).hexdigest()


def reads(variable: Variable) -> tuple[str, ...]:
    """Names the equation of a variable reads."""
    return () if variable.expression is None else names_in(variable.expression)


def start_links(variables: Mapping[str, Variable], stocks: Sequence[StockNode]) -> dict[str, tuple[str, ...]]:
    """What every variable reads when the run begins: stocks read their initial value."""
    links = {name: reads(variable) for name, variable in variables.items()}
    return links | {stock.name: names_in(stock.initial) for stock in stocks}
