"""Expressions as a table of shared nodes: equal subexpressions are one node, computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sim.expressions import Call, Expression, Name, Number

LEAF, NUMBER = "leaf", "number"


@dataclass(frozen=True)
class Node:
    """A leaf (`text` is its name), a number (`text` is its digits) or an operation on other nodes."""

    operation: str
    arguments: tuple[int, ...] = ()
    text: str = ""


@dataclass
class Table:
    """Nodes by number. `expressions` gives the right-hand side of a computed name, None for a leaf.

    Powers become `exp(exponent * log(base))`, so that logarithms are shared and a product of powers is
    one exponential; a square is a product; a base that may be exactly 0 by design (`maximum(x, 0)`)
    keeps the true power, since 0 ** 0 is 1.
    """

    expressions: Callable[[str], Expression | None]
    fixed_leaves: frozenset[str]
    nodes: list[Node] = field(default_factory=list[Node])
    numbers: dict[Node, int] = field(default_factory=dict[Node, int])
    named: dict[str, int] = field(default_factory=dict[str, int])
    fixed: list[bool] = field(default_factory=list[bool])
    powers: set[int] = field(default_factory=set[int])
    labels: dict[int, str] = field(default_factory=dict[int, str])

    def name(self, name: str) -> int:
        """Number of the node that computes a name; what it reads has to be named before."""
        if name not in self.named:
            expression = self.expressions(name)
            if expression is None:
                self.named[name] = self._number(Node(LEAF, (), name), name in self.fixed_leaves)
            else:
                number = self.read(expression)
                self.named[name] = number
                if self.nodes[number].operation not in (LEAF, NUMBER):
                    self.labels.setdefault(number, name)
        return self.named[name]

    def read(self, expression: Expression) -> int:
        """Number of the node of an expression."""
        if isinstance(expression, Number):
            return self._number(Node(NUMBER, (), str(expression.value)), True)
        if isinstance(expression, Name):
            return self.name(expression.name)
        return self._call(expression)

    def _call(self, call: Call) -> int:
        arguments = [self.read(argument) for argument in call.arguments]
        if call.operation == "power":
            return self._power(*arguments)
        if call.operation == "multiply":
            return self._multiply(*arguments)
        if call.operation == "ratio":
            above, below, otherwise = arguments
            empty = self.make("equal", below, self._literal(0))
            return self.make("where", empty, otherwise, self.make("divide", above, below))
        return self.make(call.operation, *arguments)

    def make(self, operation: str, *arguments: int) -> int:
        """Number of an operation on nodes."""
        return self._number(Node(operation, arguments), all(self.fixed[argument] for argument in arguments))

    def _literal(self, value: int) -> int:
        return self._number(Node(NUMBER, (), str(value)), True)

    def _number(self, node: Node, fixed: bool) -> int:
        if node not in self.numbers:
            self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
            self.fixed.append(fixed)
        return self.numbers[node]

    def _power(self, base: int, exponent: int) -> int:
        if self.nodes[exponent] == Node(NUMBER, (), "2"):
            return self.make("multiply", base, base)
        if self.nodes[base].operation == "maximum" or self.nodes[base].operation == NUMBER:
            return self.make("power", base, exponent)
        scaled = self.make("multiply", exponent, self.make("log", base))
        return self._power_of(scaled)

    def _power_of(self, scaled: int) -> int:
        number = self.make("exp", scaled)
        self.powers.add(number)
        return number

    def _multiply(self, left: int, right: int) -> int:
        """A product; two powers become one exponential of a sum."""
        if right in self.powers and left in self.powers:
            return self._power_of(self.make("add", *self.nodes[left].arguments, *self.nodes[right].arguments))
        node = self.nodes[left]
        if right in self.powers and node.operation == "multiply" and node.arguments[1] in self.powers:
            return self.make("multiply", node.arguments[0], self._multiply(node.arguments[1], right))
        return self.make("multiply", left, right)

    def needed(self, roots: list[int]) -> set[int]:
        """The roots and all nodes they are computed from."""
        seen: set[int] = set()
        work = list(roots)
        while work:
            number = work.pop()
            if number not in seen:
                seen.add(number)
                work.extend(self.nodes[number].arguments)
        return seen


def table_for(
    order: tuple[str, ...],
    expressions: Mapping[str, Expression],
    fixed_leaves: frozenset[str],
    base: Table | None = None,
) -> Table:
    """A table that knows every computed name of `order`; with `base` it shares the nodes of that table."""
    table = Table(expressions.get, fixed_leaves)
    if base is not None:
        table.nodes, table.numbers, table.fixed, table.powers = (
            base.nodes,
            base.numbers,
            base.fixed,
            base.powers,
        )
    for name in order:
        table.name(name)
    return table
