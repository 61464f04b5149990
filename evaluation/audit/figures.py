"""Printed numbers as intervals: what was rounded, cut off or printed as a limit, and arithmetic with it.

The interval of a print is half a unit of its last digit to both sides; a limit is open to one side.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scenarios.expressions import Reference, parsed, reference_of

if TYPE_CHECKING:
    from scenarios.schema import Locator

SIGNIFICANT = 4
MOST_DECIMALS = 6


@dataclass(frozen=True)
class Figure:
    """A number, the interval it may lie in, its text in a working, its rows and their places."""

    value: float
    low: float
    high: float
    text: str
    ids: tuple[str, ...] = ()
    places: tuple[Locator, ...] = ()

    def overlaps(self, other: Figure) -> bool:
        """Whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high


def decimals(value: float) -> int:
    """The decimals a number is printed with: 590 has none, 78.86 two."""
    text = f"{value:.{MOST_DECIMALS}f}".rstrip("0")
    return len(text.partition(".")[2])


def shown(value: float) -> str:
    """A number for a working: at least four significant digits, no idle zeros, no powers of ten."""
    if not math.isfinite(value):
        return str(value)
    size = math.floor(math.log10(abs(value))) if value else 0
    text = f"{value:.{min(MOST_DECIMALS, max(0, SIGNIFICANT - 1 - size))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: float) -> Figure:
    """A number that is not rounded."""
    return Figure(value, value, value, shown(value))


def printed(
    value: float, ids: tuple[str, ...] = (), places: tuple[Locator, ...] = (), bound: str | None = None
) -> Figure:
    """A number as it stands in print; `bound` says that it is a limit."""
    half = 0.5 * 10.0 ** -decimals(value)
    low, high = value - half, value + half
    if bound in ("above", "at_least"):
        low, high = value, math.inf
    elif bound in ("at_most", "below"):
        low, high = -math.inf, value
    return Figure(value, low, high, f"{value:.{decimals(value)}f}", ids, places)


def calculated(text: str, find: Callable[[Reference], Figure]) -> Figure:
    """The value of an expression over printed numbers. Raises KeyError where one of them is not printed."""
    return _bare(_calculated(parsed(text), find))


def _bare(figure: Figure) -> Figure:
    text = figure.text
    return replace(figure, text=text[1:-1]) if text.startswith("(") and _closes_last(text) else figure


def _closes_last(text: str) -> bool:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at == len(text) - 1
    return False


def _calculated(node: ast.expr, find: Callable[[Reference], Figure]) -> Figure:
    reference = reference_of(node)
    if reference is not None:
        return find(reference)
    if isinstance(node, ast.BinOp):
        return _combined(node.op, _calculated(node.left, find), _calculated(node.right, find))
    if isinstance(node, ast.UnaryOp):
        inner = _calculated(node.operand, find)
        return replace(inner, value=-inner.value, low=-inner.high, high=-inner.low, text=f"-{inner.text}")
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return exact(float(node.value))
    raise ValueError(ast.unparse(node))


def _combined(operator: ast.operator, a: Figure, b: Figure) -> Figure:
    sign, value, ends = _operation(operator, a, b)
    text = f"{a.text} {sign} {_divisor(b.text) if sign == '/' else b.text}"
    if sign in "+-":
        text = f"({text})"
    ids = tuple(dict.fromkeys((*a.ids, *b.ids)))
    places = tuple(dict.fromkeys((*a.places, *b.places)))
    return Figure(value, min(ends), max(ends), text, ids, places)


def _divisor(text: str) -> str:
    """What stands below the line, in brackets where it has several parts."""
    single = " " not in text or (text.startswith("(") and _closes_last(text))
    return text if single else f"({text})"


def _operation(operator: ast.operator, a: Figure, b: Figure) -> tuple[str, float, list[float]]:
    if isinstance(operator, ast.Add):
        return "+", a.value + b.value, [a.low + b.low, a.high + b.high]
    if isinstance(operator, ast.Sub):
        return "-", a.value - b.value, [a.low - b.high, a.high - b.low]
    corners = [(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    if isinstance(operator, ast.Mult):
        return "x", a.value * b.value, [_times(x, y) for x, y in corners]
    if b.low <= 0 <= b.high:
        return "/", a.value / b.value if b.value else math.nan, [-math.inf, math.inf]
    return "/", a.value / b.value, [_over(x, y) for x, y in corners]


def _times(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y


def _over(x: float, y: float) -> float:
    if math.isinf(y):
        return 0.0
    return x / y
