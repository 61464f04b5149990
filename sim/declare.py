"""How a variable of the model is declared: stocks, equations, delays and smoothed values.

A declaration says what a variable is and what it depends on; it computes nothing. The graph
(`sim.graph`) reads the declarations of the equation modules and wires them by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Dimension:
    """A named list of elements; a variable declared `over` it has one value per element."""

    elements: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True)
class Stock:
    """A quantity that changes only by its flows.

    `initial` names the variable or parameter that gives its value at the start. Every flow has the
    unit of the stock per year. A flow may enter two stocks only if both list it in `double_entry`.
    """

    unit: str
    initial: str
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()
    about: str = ""
    over: str | None = None
    double_entry: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delay:
    """What flows in comes out later: `order` stages in a row, each holding `time`/`order` years of flow.

    `of` names the flow that enters, `contents` the variable that holds all that is inside, and
    `initial` the flow that ran before the start (default: `of` itself at the start).
    """

    of: str
    time: str
    order: int = 3
    contents: str | None = None
    initial: str | None = None
    about: str = ""
    over: str | None = None


@dataclass(frozen=True)
class Smooth:
    """A value that follows `of` with a lag of `time` years, in `order` steps.

    It starts at `initial` (default: `of` at the start).
    """

    of: str
    time: str
    order: int = 1
    initial: str | None = None
    about: str = ""
    over: str | None = None


@dataclass(frozen=True)
class EquationMark:
    """What the decorator `equation` attaches to a function."""

    unit: str
    source: str = ""
    over: str | None = None


def equation(*, unit: str, source: str = "", over: str | None = None) -> Callable[[Function], Function]:
    """Mark a function as an equation of the model; its arguments are the names it depends on.

    The function stays callable with numbers or arrays. `source` is a key of `sources.toml` or of the
    plan; `over` names a dimension for which the equation is written once.
    """

    def mark(function: Function) -> Function:
        function.__equation__ = EquationMark(unit, source, over)  # type: ignore[attr-defined]
        return function

    return mark
