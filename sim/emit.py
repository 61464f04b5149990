"""Writes nodes as statements of a function: each value as late as needed, dropped when dead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.expressions import ARITHMETIC, COMPARISONS, PRECEDENCE
from sim.nodes import LEAF, NUMBER, Table

INDENT = "    "
WITH_ROW = ("add", "subtract", "multiply", "divide", "negative", "minimum", "maximum", "exp", "log", "power")
"""Operations that can write their result into an array that is there."""


@dataclass(frozen=True)
class Sink:
    """Where a value goes: `template` is a statement with `{}` for the value, over the listed nodes.

    With a `row` the single value is computed straight into that array, and the template copies it there
    where that cannot be.
    """

    template: str
    roots: tuple[int, ...]
    row: str = ""


@dataclass
class Writer:
    """Emits the statements that fill sinks. `ready` maps nodes that need no computation to their text."""

    table: Table
    ready: dict[int, str]
    prefix: str
    sinks: Sequence[Sink]
    lines: list[str] = field(default_factory=list[str])
    local: dict[int, str] = field(default_factory=dict[int, str])
    uses: Counter[int] = field(default_factory=Counter[int])
    waiting: dict[int, list[int]] = field(default_factory=dict[int, list[int]])

    def write(self) -> list[str]:
        """All statements, without indentation."""
        self._count()
        done: set[int] = set()
        for number, sink in enumerate(self.sinks):
            for root in sink.roots:
                self._compute(root, done)
            self._fill(number, done)
        return self.lines

    def _count(self) -> None:
        roots = [root for sink in self.sinks for root in sink.roots]
        self.uses.update(roots)
        for number in self._computed(roots):
            self.uses.update(n for n in self.table.nodes[number].arguments)
        for number, sink in enumerate(self.sinks):
            if len(sink.roots) == 1:
                self.waiting.setdefault(sink.roots[0], []).append(number)

    def _computed(self, roots: list[int]) -> list[int]:
        seen: dict[int, None] = {}
        work = list(reversed(roots))
        while work:
            number = work.pop()
            if number in seen or number in self.ready or self.table.nodes[number].operation == NUMBER:
                continue
            seen[number] = None
            work.extend(self.table.nodes[number].arguments)
        return list(seen)

    def _is_local(self, number: int) -> bool:
        if number in self.ready or self.table.nodes[number].operation in (LEAF, NUMBER):
            return False
        return number in self.table.labels or self.uses[number] > 1

    def _compute(self, root: int, done: set[int]) -> None:
        """Statements for every local a node needs, then for the node itself if it is a local."""
        stack: list[tuple[int, bool]] = [(root, False)]
        while stack:
            number, expanded = stack.pop()
            if number in self.local or number in self.ready:
                continue
            if not expanded:
                stack.append((number, True))
                stack.extend((part, False) for part in reversed(self.table.nodes[number].arguments))
            elif self._is_local(number):
                self._assign(number, done)

    def _assign(self, number: int, done: set[int]) -> None:
        name = self.table.labels.get(number) or f"{self.prefix}{number}"
        value, _, read = self.value(number, top=True)
        rows = [sink for sink in self.waiting.get(number, ()) if self._goes_straight(sink, number)]
        if rows:
            value, read = self._into(number, self.sinks[rows[0]].row)
            done.add(rows[0])
            self.uses.subtract([number])
        self.lines.append(f"{name} = {value}")
        self.local[number] = name
        self._release(read)
        for sink in self.waiting.get(number, ()):
            self._fill(sink, done)

    def _fill(self, number: int, done: set[int]) -> None:
        if number in done:
            return
        done.add(number)
        sink = self.sinks[number]
        if sink.row and self._goes_straight(number, sink.roots[0]):
            line, read = self._into(sink.roots[0], sink.row)
        else:
            parts = [self.value(root) for root in sink.roots]
            line = sink.template.format(*(text for text, _, _ in parts))
            read = [n for _, _, used in parts for n in used]
        self.lines.append(line)
        self._release(read)

    def _goes_straight(self, sink: int, number: int) -> bool:
        """Whether a node that is not computed yet can be computed into the row of a sink."""
        computed = number in self.local or number in self.ready
        return bool(self.sinks[sink].row) and not computed and self.table.nodes[number].operation in WITH_ROW

    def _into(self, number: int, row: str) -> tuple[str, list[int]]:
        """A call that computes a node into a row, and the locals it reads."""
        node = self.table.nodes[number]
        parts = [self.value(argument) for argument in node.arguments]
        call = f"{node.operation}({', '.join(text for text, _, _ in parts)}, {row})"
        return call, [n for part in parts for n in part[2]]

    def _release(self, read: list[int]) -> None:
        self.uses.subtract(read)
        dead = [self.local[n] for n in dict.fromkeys(read) if self.uses[n] == 0 and n in self.local]
        if dead and not self.lines[-1].startswith("return"):
            self.lines.append(f"del {', '.join(dead)}")

    def value(self, number: int, top: bool = False) -> tuple[str, int, list[int]]:
        """Text of a node, its precedence, and the locals it reads."""
        if number in self.ready:
            return self.ready[number], 5, [number]
        if number in self.local and not top:
            return self.local[number], 5, [number]
        node = self.table.nodes[number]
        if node.operation == NUMBER:
            return f"{node.text}.0", 5, []
        parts = [self.value(argument) for argument in node.arguments]
        read = [n for part in parts for n in part[2]]
        return *_written(node.operation, [(text, level) for text, level, _ in parts]), read


def _written(operation: str, parts: list[tuple[str, int]]) -> tuple[str, int]:
    if operation in COMPARISONS:
        return f"{parts[0][0]} {COMPARISONS[operation]} {parts[1][0]}", 0
    if operation == "negative":
        return "-" + _bracket(parts[0], 3), 3
    if operation in ARITHMETIC and operation != "power":
        level = PRECEDENCE[operation]
        return f"{_bracket(parts[0], level)} {ARITHMETIC[operation]} {_bracket(parts[1], level + 1)}", level
    return f"{operation}({', '.join(text for text, _ in parts)})", 5


def _bracket(part: tuple[str, int], level: int) -> str:
    return part[0] if part[1] >= level else f"({part[0]})"


def function_text(head: str, about: str, lines: Sequence[str]) -> str:
    """A function definition."""
    body = [f'"""{about}"""', *lines]
    return "\n".join([f"def {head}:", *(INDENT + line for line in body)]) + "\n"
