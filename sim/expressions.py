"""The right-hand side of an equation as a small tree: numbers, names and listed operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

ARITHMETIC = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "**"}
COMPARISONS = {
    "less": "<",
    "less_equal": "<=",
    "greater": ">",
    "greater_equal": ">=",
    "equal": "==",
    "not_equal": "!=",
}
FUNCTIONS = {"minimum": 2, "maximum": 2, "where": 3, "exp": 1, "log": 1, "ratio": 3, "total": 1}
"""Operations called by name, with the number of their arguments."""

PRECEDENCE = {"add": 1, "subtract": 1, "multiply": 2, "divide": 2, "negative": 3, "power": 4}
ATOM = 5


@dataclass(frozen=True)
class Number:
    """A literal."""

    value: int


@dataclass(frozen=True)
class Name:
    """A variable, parameter or input."""

    name: str


@dataclass(frozen=True)
class Call:
    """An operation on other expressions."""

    operation: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Call


def names_in(expression: Expression) -> tuple[str, ...]:
    """Names an expression reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(_names(expression)))


def _names(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Name):
        yield expression.name
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from _names(argument)


def substitute(expression: Expression, replacements: Mapping[str, Expression]) -> Expression:
    """The expression with names replaced."""
    return rebuild(expression, lambda name: replacements.get(name.name, name))


def rebuild(expression: Expression, change: Callable[[Name], Expression]) -> Expression:
    """The expression with `change` applied to every name."""
    if isinstance(expression, Name):
        return change(expression)
    if isinstance(expression, Call):
        return Call(expression.operation, tuple(rebuild(part, change) for part in expression.arguments))
    return expression


def add_all(parts: list[Expression]) -> Expression:
    """Sum of expressions, from left to right; 0 when there are none."""
    if not parts:
        return Number(0)
    result = parts[0]
    for part in parts[1:]:
        result = Call("add", (result, part))
    return result


def text(expression: Expression) -> str:
    """The expression in the notation of Python, with as few brackets as needed."""
    return _text(expression)[0]


def _text(expression: Expression) -> tuple[str, int]:
    if isinstance(expression, Number):
        return str(expression.value), ATOM
    if isinstance(expression, Name):
        return expression.name, ATOM
    operation, parts = expression.operation, [_text(part) for part in expression.arguments]
    if operation == "negative":
        return "-" + _bracket(parts[0], PRECEDENCE["negative"]), PRECEDENCE["negative"]
    if operation in ARITHMETIC:
        level = PRECEDENCE[operation]
        right_first = operation == "power"
        left, right = _bracket(parts[0], level + right_first), _bracket(parts[1], level + (not right_first))
        return f"{left} {ARITHMETIC[operation]} {right}", level
    if operation in COMPARISONS:
        return f"{parts[0][0]} {COMPARISONS[operation]} {parts[1][0]}", 0
    return f"{operation}({', '.join(part for part, _ in parts)})", ATOM


def _bracket(part: tuple[str, int], level: int) -> str:
    return part[0] if part[1] >= level else f"({part[0]})"
