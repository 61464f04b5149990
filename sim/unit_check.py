"""Checks that the units of every equation and every stock are right.

The unit has to match, not only its dimension: every base unit stands for a dimension of its own and
nothing is converted, so a slip of 1e8 between `CNY` and `yi_CNY` cannot hide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sim.expressions import ARITHMETIC, COMPARISONS, Call, Expression, Name, Number, text
from sim.model import Model
from sim.structures import PER_YEAR

SQUARE = 2
SAME_UNIT = ("add", "subtract", "minimum", "maximum", *COMPARISONS)
DIMENSIONLESS = "1"


@dataclass(frozen=True)
class UnitFault:
    """A variable whose units do not fit; `found` and `expected` are units, `text` says where."""

    name: str
    text: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.name}: {self.text}: {self.found} instead of {self.expected}"


def check_units(model: Model, units: Iterable[str]) -> list[UnitFault]:
    """All faults of units in a model; `units` are the names of the base units."""
    checker = _Checker(model, units)
    for variable in model.variables.values():
        if variable.expression is not None:
            found = checker.unit(variable.name, variable.expression)
            checker.expect(variable.name, found, checker.declared(variable.name), "result of the equation")
    for stock in model.stocks:
        own = checker.declared(stock.name)
        found = checker.unit(stock.name, stock.initial)
        checker.expect(stock.name, found, own, "initial value")
        flow_unit = None if own is None else own / checker.parse("year")
        for flow in stock.flows:
            checker.expect(stock.name, checker.declared(flow), flow_unit, f"flow {flow}")
    return list(dict.fromkeys(checker.faults))


class _Checker:
    """Units of expressions as pint units; None stands for a unit that fits anything."""

    def __init__(self, model: Model, units: Iterable[str]) -> None:
        import pint

        self.model = model
        self.registry: Any = pint.UnitRegistry(None)  # pyright: ignore[reportArgumentType] - empty on purpose
        self.base = {unit for unit in units if unit.isidentifier()} | {PER_YEAR.removeprefix("/")}
        for unit in sorted(self.base):
            self.registry.define(f"{unit} = [{unit}]")
        self.parsed: dict[str, Any] = {}
        self.faults: list[UnitFault] = []

    def parse(self, unit: str) -> Any:
        """The pint unit of an expression like `yi_CNY/year`; `1` has no dimension."""
        if unit not in self.parsed:
            parsed = self.registry.parse_expression(unit)
            if getattr(parsed, "magnitude", parsed) != 1:
                raise TypeError(f"a number in the unit {unit}")
            self.parsed[unit] = getattr(parsed, "units", self.registry.dimensionless)
        return self.parsed[unit]

    def declared(self, name: str) -> Any:
        """Declared unit of a variable; a unit nobody knows is a fault."""
        import pint

        unit = self.model.variables[name].unit
        try:
            return self.parse(unit)
        except (pint.PintError, SyntaxError, AttributeError, TypeError):
            known = ", ".join(sorted(self.base))
            self.faults.append(UnitFault(name, "no such unit", unit, f"one made of {known}"))
            return None

    def expect(self, name: str, found: Any, expected: Any, where: str) -> None:
        """Note a fault unless the units are the same."""
        if found is not None and expected is not None and found != expected:
            self.faults.append(UnitFault(name, where, _shown(found), _shown(expected)))

    def unit(self, name: str, expression: Expression) -> Any:
        """Unit of an expression inside the equation of `name`."""
        if isinstance(expression, Number):
            return None if expression.value == 0 else self.registry.dimensionless
        if isinstance(expression, Name):
            return self.declared(expression.name)
        parts = [self.unit(name, part) for part in expression.arguments]
        return self._call(name, expression, parts)

    def _call(self, name: str, call: Call, parts: list[Any]) -> Any:
        operation, shown = call.operation, text(call)
        if operation in SAME_UNIT:
            self.expect(name, parts[1], parts[0], f"`{shown}`, second part")
            return parts[0] if parts[0] is not None else parts[1]
        if operation == "where":
            self.expect(name, parts[2], parts[1], f"`{shown}`, last part")
            return parts[1] if parts[1] is not None else parts[2]
        if operation in ("multiply", "divide", "ratio"):
            return self._product(name, call, parts)
        if operation == "negative":
            return parts[0]
        if operation == "power" and call.arguments[1] == Number(SQUARE):
            return None if parts[0] is None else parts[0] ** SQUARE
        for part, argument in zip(parts, call.arguments, strict=True):
            where = f"`{text(argument)}` in `{shown}` (only numbers without unit have {_verb(operation)})"
            self.expect(name, part, self.registry.dimensionless, where)
        return self.registry.dimensionless

    def _product(self, name: str, call: Call, parts: list[Any]) -> Any:
        if parts[0] is None or parts[1] is None:
            return None if call.operation != "ratio" else parts[2]
        if call.operation == "multiply":
            return parts[0] * parts[1]
        if call.operation == "ratio":
            self.expect(name, parts[2], parts[0] / parts[1], f"`{text(call)}`, last part")
        return parts[0] / parts[1]


def _verb(operation: str) -> str:
    return (
        "powers" if operation in ARITHMETIC else f"an {operation}" if operation == "exp" else f"a {operation}"
    )


def _shown(unit: Any) -> str:
    return f"{unit:~}" if str(unit) != "dimensionless" else DIMENSIONLESS
