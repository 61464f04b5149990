"""Expressions as a table of shared nodes: equal subexpressions are one node, computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
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
    repeated: frozenset[Call] = frozenset()
    """Parts that stand more than once in the expression being read: computed once, never taken apart."""

    def name(self, name: str) -> int:
        """Number of the node that computes a name; what it reads has to be named before."""
        if name not in self.named:
            expression = self.expressions(name)
            if expression is None:
                self.named[name] = self._number(Node(LEAF, (), name), name in self.fixed_leaves)
            else:
                before, self.repeated = self.repeated, _repeated(expression)
                number = self.read(expression)
                self.repeated = before
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
        if call.operation in ("multiply", "divide"):
            return self._product(call)
        if call.operation in ("add", "subtract"):
            return self._sum(call)
        arguments = [self.read(argument) for argument in call.arguments]
        if call.operation == "power":
            return self._power(*arguments)
        if call.operation == "ratio":
            above, below, otherwise = arguments
            empty = self.make("equal", below, self._literal(0))
            return self.make("where", empty, otherwise, self.make("divide", above, below))
        return self.make(call.operation, *arguments)

    def _product(self, call: Call) -> int:
        """A chain of products and quotients: what moves, times everything invariant as one factor."""
        above, below = self._parts(call, "multiply", "divide")
        above, below = self._join_powers(above, below)
        moving, under = self._moving(above), self._moving(below)
        invariant = self._fixed(above), self._fixed(below)
        factor = self._quotient(*invariant) if any(invariant) else None
        return self._quotient(moving if factor is None else [*moving, factor], under)

    def _sum(self, call: Call) -> int:
        """A chain of sums and differences: what moves, plus everything invariant as one term."""
        above, below = self._parts(call, "add", "subtract")
        moving, under = self._moving(above), self._moving(below)
        invariant = self._fixed(above), self._fixed(below)
        term = self._difference(*invariant) if any(invariant) else None
        return self._difference(moving if term is None else [*moving, term], under)

    def _moving(self, numbers: list[int]) -> list[int]:
        return [number for number in numbers if not self.fixed[number]]

    def _chain(self, expression: Expression, forth: str, back: str) -> tuple[list[int], list[int]]:
        """What is combined forth (times, plus) and back (divided, minus) in nested calls of both."""
        if not isinstance(expression, Call) or expression.operation not in (forth, back):
            return [self.read(expression)], []
        if expression in self.repeated:
            return [self.read(expression)], []
        return self._parts(expression, forth, back)

    def _parts(self, call: Call, forth: str, back: str) -> tuple[list[int], list[int]]:
        above, below = self._chain(call.arguments[0], forth, back)
        more, less = self._chain(call.arguments[1], forth, back)
        if call.operation == back:
            more, less = less, more
        return above + more, below + less

    def _fixed(self, numbers: list[int]) -> list[int]:
        return [number for number in numbers if self.fixed[number]]

    def _quotient(self, above: list[int], below: list[int]) -> int:
        over = self._fold("multiply", above) if above else self._literal(1)
        return self.make("divide", over, self._fold("multiply", below)) if below else over

    def _difference(self, plus: list[int], minus: list[int]) -> int:
        if not plus:
            return self.make("negative", self._fold("add", minus))
        start = self._fold("add", plus)
        return self.make("subtract", start, self._fold("add", minus)) if minus else start

    def _fold(self, operation: str, numbers: list[int]) -> int:
        result = numbers[0]
        for number in numbers[1:]:
            result = self.make(operation, result, number)
        return result

    def _join_powers(self, above: list[int], below: list[int]) -> tuple[list[int], list[int]]:
        """Several powers in one product become one exponential of a sum."""
        up = [n for n in above if n in self.powers and not self.fixed[n]]
        down = [n for n in below if n in self.powers and not self.fixed[n]]
        if len(up) + len(down) < 2:
            return above, below
        exponents = [[self.nodes[number].arguments[0] for number in side] for side in (up, down)]
        joined = self._power_of(self._difference(*exponents))
        return [joined, *(n for n in above if n not in up)], [n for n in below if n not in down]

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
        return self._power_of(self.make("multiply", self.make("log", base), exponent))

    def _power_of(self, scaled: int) -> int:
        number = self.make("exp", scaled)
        self.powers.add(number)
        return number

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


def _repeated(expression: Expression) -> frozenset[Call]:
    counts = Counter(_calls(expression))
    return frozenset(call for call, count in counts.items() if count > 1)


def _calls(expression: Expression) -> Iterator[Call]:
    if isinstance(expression, Call):
        yield expression
        for argument in expression.arguments:
            yield from _calls(argument)


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
