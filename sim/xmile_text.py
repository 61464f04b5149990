"""Names and expressions in the notation of XMILE 1.0 (OASIS 2015, section 3).

What an engine may read in two ways is not written: a minus sign, a power and a condition stand in
brackets of their own, and a quotient that may meet a zero asks for it first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sim.expressions import ATOM, PRECEDENCE, Expression, Name, Number
from sim.faults import ModelError, ModelFault

SYMBOLS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "^"}
COMPARISONS = {
    "less": "<",
    "less_equal": "<=",
    "greater": ">",
    "greater_equal": ">=",
    "equal": "=",
    "not_equal": "<>",
}
WORDS = {"minimum": "MIN", "maximum": "MAX", "exp": "EXP", "log": "LN"}
SUFFIX = "_variable"
RESERVED_WORDS = (
    "and or not mod if then else self init previous safediv",
    "abs arccos arcsin arctan cos exp inf int ln log10 max min pi sin sqrt tan",
    "exprnd lognormal normal poisson random uniform mean prod rank size stddev sum",
    "delay delay1 delay3 delayn forcst smth1 smth3 smthn trend pulse ramp step",
    "dt starttime stoptime time initial_time final_time time_step saveper",
)
RESERVED = frozenset(word for line in RESERVED_WORDS for word in line.split())
"""Identifiers of the standard, and the names of the clock in engines that follow Vensim."""


def file_names(names: Iterable[str]) -> dict[str, str]:
    """Name in the file for every name: the same, unless the standard reserves it.

    The standard takes any run of underscores for one. Raises ModelError where two names become one.
    """
    found = {name: name + SUFFIX if name in RESERVED else name for name in names}
    owners: dict[str, str] = {}
    faults: list[ModelFault] = []
    for name, written in found.items():
        first = owners.setdefault(canonical(written), name)
        if first != name:
            faults.append(ModelFault("declared-twice", name, f"XMILE cannot tell it from {first}"))
    if faults:
        raise ModelError(faults)
    return found


def canonical(name: str) -> str:
    """A name as the standard compares it."""
    return "_".join(part for part in name.lower().split("_") if part)


def number_text(value: float) -> str:
    """A number with all its digits."""
    return repr(float(value))


def expression_text(expression: Expression, names: Mapping[str, str]) -> str:
    """An expression in the notation of XMILE; `names` gives the name in the file for every name."""
    return _text(expression, names)[0]


def _text(expression: Expression, names: Mapping[str, str]) -> tuple[str, int]:
    if isinstance(expression, Number):
        return str(expression.value), ATOM
    if isinstance(expression, Name):
        return names[expression.name], ATOM
    operation, parts = expression.operation, [_text(part, names) for part in expression.arguments]
    if operation in SYMBOLS:
        level = PRECEDENCE[operation]
        left = _bracket(parts[0], level + (operation == "power"))
        return f"{left} {SYMBOLS[operation]} {_bracket(parts[1], level + 1)}", level
    written = [part for part, _ in parts]
    if operation in COMPARISONS:
        return f"{written[0]} {COMPARISONS[operation]} {written[1]}", 0
    if operation == "negative":
        return f"(-{_bracket(parts[0], ATOM)})", ATOM
    if operation == "where":
        return _choice(*written), ATOM
    if operation == "ratio":
        empty = f"{written[1]} = 0"
        below = _choice(empty, "1", written[1])
        return _choice(empty, written[2], f"{_bracket(parts[0], PRECEDENCE['divide'])} / {below}"), ATOM
    return f"{WORDS[operation]}({', '.join(written)})", ATOM


def _choice(condition: str, then: str, otherwise: str) -> str:
    return f"(IF {condition} THEN {then} ELSE {otherwise})"


def _bracket(part: tuple[str, int], level: int) -> str:
    return part[0] if part[1] >= level else f"({part[0]})"
