"""The model as text for people: printed mathematics of an equation, and graphs for Mermaid and DOT."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sim.expressions import COMPARISONS, PRECEDENCE, Expression, Name, Number
from sim.model import Model, Variable

SYMBOLS = {"add": " + ", "subtract": " - ", "multiply": " × ", "divide": " / ", "power": "^"}
WORDS = {"minimum": "min", "maximum": "max", "exp": "exp", "log": "ln", "ratio": "ratio"}
ATOM = 5
SHAPES = {"stock": ("[", "]"), "smooth": ("[", "]"), "parameter": ("([", "])"), "input": ("([", "])")}
DOT_SHAPES = {"stock": "box", "smooth": "box", "parameter": "plaintext", "input": "plaintext"}


def equation_text(variable: Variable) -> str:
    """The equation of a variable as printable mathematics, on one line."""
    if variable.kind in ("parameter", "input"):
        return f"{variable.name}: {variable.kind} [{variable.unit}]"
    if variable.expression is None:
        return f"d({variable.name})/dt = {variable.equation}"
    return f"{variable.name} = {_math(variable.expression)[0]}"


def _math(expression: Expression) -> tuple[str, int]:
    if isinstance(expression, Number):
        return str(expression.value), ATOM
    if isinstance(expression, Name):
        return expression.name, ATOM
    operation, parts = expression.operation, [_math(part) for part in expression.arguments]
    if operation in COMPARISONS:
        return f"{parts[0][0]} {COMPARISONS[operation]} {parts[1][0]}", 0
    if operation == "where":
        return f"({parts[1][0]} if {parts[0][0]} else {parts[2][0]})", ATOM
    if operation == "negative":
        return "-" + _bracket(parts[0], PRECEDENCE[operation]), PRECEDENCE["add"]
    if operation in SYMBOLS:
        level = PRECEDENCE[operation]
        left = _bracket(parts[0], level + (operation == "power"))
        return left + SYMBOLS[operation] + _bracket(parts[1], level + (operation != "add")), level
    return f"{WORDS[operation]}({', '.join(part for part, _ in parts)})", ATOM


def _bracket(part: tuple[str, int], level: int) -> str:
    return part[0] if part[1] >= level else f"({part[0]})"


def mermaid(model: Model, names: Collection[str] | None = None) -> str:
    """The graph of causes as Mermaid text; `names` restricts it."""
    lines = ["flowchart LR"]
    for variable in _chosen(model, names):
        left, right = SHAPES.get(variable.kind, ("(", ")"))
        lines.append(f"    {variable.name}{left}{variable.name}{right}")
    lines += [f"    {cause} --> {effect}" for cause, effect in _links(model, names)]
    return "\n".join(lines) + "\n"


def dot(model: Model, names: Collection[str] | None = None) -> str:
    """The graph of causes as DOT text for Graphviz; `names` restricts it."""
    lines = ["digraph model {", "    rankdir=LR;"]
    for variable in _chosen(model, names):
        shape = DOT_SHAPES.get(variable.kind, "ellipse")
        lines.append(f'    "{variable.name}" [shape={shape}];')
    lines += [f'    "{cause}" -> "{effect}";' for cause, effect in _links(model, names)]
    return "\n".join([*lines, "}"]) + "\n"


def _chosen(model: Model, names: Collection[str] | None) -> Iterable[Variable]:
    return [variable for name, variable in model.variables.items() if names is None or name in names]


def _links(model: Model, names: Collection[str] | None) -> Iterable[tuple[str, str]]:
    chosen = {variable.name for variable in _chosen(model, names)}
    return [
        (cause, name)
        for name, variable in model.variables.items()
        for cause in variable.inputs
        if {cause, name} <= chosen
    ]
