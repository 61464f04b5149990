"""Changes to a model that only a test makes: an equation replaced, a flow stopped, an input added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from calibration.economy import PLAN_PERIOD
from sim.expressions import Call, Expression, Name, Number, names_in, rebuild
from sim.model import Model, Variable

REPLAYED = "_replayed"
BEFORE_PLAN = Call("subtract", (Number(1), Name(PLAN_PERIOD)))


def stopped(model: Model, names: Iterable[str]) -> Model:
    """The model in which these variables are zero from the first year of the plan on."""
    for name in names:
        model = with_equation(model, name, Call("multiply", (model.expression(name), BEFORE_PLAN)))
    return model


def with_equation(model: Model, name: str, expression: Expression) -> Model:
    """The model with another right-hand side for one variable; it may read inputs and what came before."""
    variable = model.variables[name].changed(expression=expression, inputs=names_in(expression))
    constants = tuple(other for other in model.constants if other != name)
    return replace(model, variables={**model.variables, name: variable}, constants=constants)


def replayed(model: Model, links: Iterable[tuple[str, str]]) -> Model:
    """The model in which equations read a replay of an argument from the first year of the plan on.

    `links` are (equation, argument); the replay of `argument` is the input `argument_replayed`.
    """
    for equation, argument in links:
        replay = f"{argument}{REPLAYED}"
        model = with_input(model, replay, model.variables[argument].unit)
        before = Call("multiply", (Name(argument), BEFORE_PLAN))
        later = Call("multiply", (Name(replay), Name(PLAN_PERIOD)))
        model = with_name(model, equation, argument, Call("add", (before, later)))
    return model


def with_name(model: Model, equation: str, old: str, new: Expression) -> Model:
    """The model in which one equation reads something else in place of a name."""
    changed = rebuild(model.expression(equation), lambda part: new if part.name == old else part)
    return with_equation(model, equation, changed)


def with_input(model: Model, name: str, unit: str) -> Model:
    """The model with one more input over time."""
    added = Variable(name, "input", unit, "test", base=name)
    return replace(model, variables={**model.variables, name: added})
