"""Evaluates one expression with given values, for tests and signs; runs use the generated function."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from sim import operations
from sim.expressions import Expression, Name, Number

CALLS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "power": operator.pow,
    "negative": operator.neg,
    "less": operator.lt,
    "less_equal": operator.le,
    "greater": operator.gt,
    "greater_equal": operator.ge,
    "equal": operator.eq,
    "not_equal": operator.ne,
    "minimum": operations.minimum,
    "maximum": operations.maximum,
    "where": operations.where,
    "exp": operations.exp,
    "log": operations.log,
    "ratio": operations.ratio,
}


def evaluate(expression: Expression, values: Mapping[str, Any]) -> Any:
    """Value of an expression, numbers or arrays of shape (draw,)."""
    if isinstance(expression, Number):
        return float(expression.value)
    if isinstance(expression, Name):
        return values[expression.name]
    return CALLS[expression.operation](*(evaluate(part, values) for part in expression.arguments))
