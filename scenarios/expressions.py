"""Arithmetic over the printed numbers of a plan, as text: `gdp_level.target / gdp_level.base`.

A name is an observation; `name.part` is a part of a target or of a row of the record of the last plan; and
`name.at_96` the value that the row prints on line 96. Only `+ - * /`, brackets and plain numbers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

PARTS = ("base", "target", "low", "growth", "reached")
AT_LINE = "at_"
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)


@dataclass(frozen=True)
class Reference:
    """A printed number: the id of its row, and which part of the row; empty for an observation."""

    id: str
    part: str = ""

    @property
    def line(self) -> int | None:
        """The line of the text it asks for, where it names one."""
        rest = self.part.removeprefix(AT_LINE)
        return int(rest) if rest != self.part and rest.isdigit() else None


def parsed(text: str) -> ast.expr:
    """The tree of an expression. Raises ValueError where it holds anything but arithmetic over names."""
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(text) from None
    for node in _nodes(tree):
        if not _is_allowed(node):
            raise ValueError(ast.unparse(node))
    return tree


def references(text: str) -> tuple[Reference, ...]:
    """The printed numbers an expression uses, each once, in their order. Raises ValueError."""
    found = [reference for node in _nodes(parsed(text)) if (reference := reference_of(node)) is not None]
    return tuple(dict.fromkeys(found))


def reference_of(node: ast.expr) -> Reference | None:
    """The printed number a node stands for, or None where it is none."""
    if isinstance(node, ast.Name):
        return Reference(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return Reference(node.value.id, node.attr)
    return None


def _nodes(tree: ast.expr) -> Iterator[ast.expr]:
    """A node and the expressions below it; a reference is one node."""
    yield tree
    if isinstance(tree, ast.BinOp):
        yield from _nodes(tree.left)
        yield from _nodes(tree.right)
    elif isinstance(tree, ast.UnaryOp):
        yield from _nodes(tree.operand)


def _is_allowed(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, _OPERATORS)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub)
    found = reference_of(node)
    return found is not None and (not found.part or found.part in PARTS or found.line is not None)
