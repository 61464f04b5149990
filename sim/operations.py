"""The operations an equation may use, beside + - * / ** and comparisons inside `where`.

All take numbers or arrays over draws, and every one of them has a translation in the code generator.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Value = Any  # a float or an array of shape (draw,)


def minimum(first: Value, second: Value) -> Value:
    """The smaller of two values of the same unit."""
    return np.minimum(first, second)


def maximum(first: Value, second: Value) -> Value:
    """The larger of two values of the same unit."""
    return np.maximum(first, second)


def where(condition: Value, then: Value, otherwise: Value) -> Value:
    """`then` where the comparison holds, else `otherwise`; both have the same unit."""
    return np.where(condition, then, otherwise)


def exp(value: Value) -> Value:
    """Exponential of a dimensionless value."""
    return np.exp(value)


def log(value: Value) -> Value:
    """Natural logarithm of a dimensionless, positive value."""
    return np.log(value)


def ratio(above: Value, below: Value, otherwise: Value) -> Value:
    """`above` / `below`, and `otherwise` where `below` is zero."""
    safe = np.where(below == 0, 1, below)
    return np.where(below == 0, otherwise, above / safe)


def total(values: Value) -> Value:
    """Sum over the elements of the dimension of a variable declared `over` one."""
    return sum(values) if isinstance(values, (tuple, list)) else np.sum(values, axis=0)
