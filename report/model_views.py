"""The model for readers: equations, and the causal diagram as text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from report.answers import EquationsAnswer, VariableEntry
from report.text_width import wrapped
from scenarios.errors import Fault, refuse, unknown_name

if TYPE_CHECKING:
    from report.session import Session
    from sim.model import Model, Variable

INDENT = "      "


def chosen_variables(model: Model, names: Sequence[str], sector: str | None) -> list[Variable]:
    """Variables by name (a base name stands for its elements) and by sector; all without either.

    Raises `InputError` for names nobody knows.
    """
    known = _known(model)
    faults: list[Fault] = [
        unknown_name("unknown-variable", name, name, known) for name in names if name not in known
    ]
    sectors = {variable.sector for variable in model.variables.values()}
    if sector is not None and sector not in sectors:
        faults.append(unknown_name("not-in-vocabulary", "--sector", sector, sectors))
    refuse(faults)
    wanted = {scalar for name in names for scalar in model.scalars(name)}
    return [
        variable
        for variable in model.variables.values()
        if (not names or variable.name in wanted) and (sector is None or variable.sector == sector)
    ]


def _known(model: Model) -> Collection[str]:
    return {*model.variables, *model.elements}


def equations_answer(variables: Sequence[Variable]) -> EquationsAnswer:
    """The variables as the JSON answer gives them."""
    return EquationsAnswer(
        tuple(
            VariableEntry(v.name, v.kind, v.unit, v.sector, v.inputs, v.about, v.source, v.equation)
            for v in variables
        )
    )


def show_equations(variables: Sequence[Variable], session: Session) -> None:
    """Every variable with unit, equation, meaning and source, by sector."""
    from sim.export_text import equation_text

    sector = ""
    for variable in variables:
        if variable.sector != sector:
            sector = variable.sector
            session.put(
                ("" if sector == variables[0].sector else "\n") + session.paint(f"[{sector}]", "bold")
            )
        session.put(f"  {session.paint(variable.name, 'fair')}  [{variable.unit}]  {variable.kind}")
        if variable.kind not in ("parameter", "input"):
            _hang(equation_text(variable), session)
        source = f" ({variable.source})" if variable.source else ""
        if variable.about or source:
            _hang((variable.about.splitlines() or [""])[0] + source, session)
    session.say("\n" + session.words("model.equations-count", count=len(variables)))


def _hang(text: str, session: Session) -> None:
    for line in wrapped(text, session.width - len(INDENT)):
        session.put(INDENT + line)


def graph_text(model: Model, names: Sequence[str], sector: str | None, form: str) -> str:
    """The graph of causes in a text format; names bring their direct causes and effects with them."""
    from sim.export_text import dot, mermaid

    chosen = {variable.name for variable in chosen_variables(model, names, sector)}
    if names:
        causes = {cause for name in chosen for cause in model.variables[name].inputs}
        effects = {name for name, variable in model.variables.items() if chosen & set(variable.inputs)}
        chosen |= causes | effects
    return (mermaid if form == "mermaid" else dot)(model, chosen)
