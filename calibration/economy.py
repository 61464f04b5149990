"""The model of a plan: equations of `sim` over the pack's parameters, processes and levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from calibration.timing import given_timing, neutral_timing
from scenarios.errors import Fault, refuse
from sim.core import TOLD, build_region, region_values
from sim.economy import build_economy
from sim.given import Given
from sim.inputs import Fraction, Input, Linear
from sim.model import Cut, Model

if TYPE_CHECKING:
    from calibration.beliefs import Beliefs
    from scenarios.levers import Path
    from scenarios.schema import PlanPack
    from scenarios.tables import Process

PLAN_PERIOD = "plan_period"
AFTER_PLAN = "after_plan"
EQUATIONS = "equations"
SUPPLY_LED = "supply_led_weight"
CLOSURES = ("demand_led", "supply_led")


def given_names(pack: PlanPack, known: Beliefs) -> dict[str, Given]:
    """Every parameter and input of the equations, with unit, meaning and evidence."""
    given = _facts(pack, known) | given_timing() | _levers(pack)
    given[PLAN_PERIOD] = Given(
        PLAN_PERIOD, "1", True, "1 from the first year of the plan on, 0 before.", "definition"
    )
    given[AFTER_PLAN] = Given(
        AFTER_PLAN, "1", True, "1 from the year after the plan on, 0 before.", "definition"
    )
    given[SUPPLY_LED] = Given(SUPPLY_LED, "1", True, "0: sales led by demand; 1: led by supply.", "switch")
    return given


def own_names(pack: PlanPack, known: Beliefs) -> dict[str, Given]:
    """What the plan itself gives: its parameters, its outside world and its levers."""
    return _facts(pack, known) | _levers(pack)


def _facts(pack: PlanPack, known: Beliefs) -> dict[str, Given]:
    outside = _names_in_processes(pack)
    given = {
        row.name: Given(row.name, row.unit, False, row.about, row.evidence)
        for row in known.rows.values()
        if row.name not in outside
    }
    for process in pack.processes:
        given[process.name] = Given(process.name, process.unit, True, process.about, process.evidence)
    return given


def _levers(pack: PlanPack) -> dict[str, Given]:
    given: dict[str, Given] = {}
    for lever in pack.levers_of(EQUATIONS):
        unit = "1" if lever.kind == "date" else lever.unit
        given[lever.name] = Given(lever.name, unit, True, lever.about.en, lever.evidence)
    return given


def on_core(pack: PlanPack) -> bool:
    """Whether a plan has few series and runs on the equations of the core."""
    return pack.about.structure == "core"


def refuse_core(pack: PlanPack) -> None:
    """Raise `InputError` for what asks of the regional economy as a whole, where a plan is on the core."""
    refuse([Fault("regional-only", "pack.toml: structure", {"found": "core"})] if on_core(pack) else [])


def model_of(pack: PlanPack, known: Beliefs, cuts: Sequence[Cut] = ()) -> Model:
    """The model of a plan.

    Raises ModelError when pack and equations do not fit, InputError where a plan on the core does not tell
    what the core needs.
    """
    if not on_core(pack):
        return build_economy(given_names(pack, known), cuts)
    given = own_names(pack, known)
    refuse(
        Fault("missing-parameter", "parameters.csv", {"found": name}) for name in TOLD if name not in given
    )
    return build_region(given, cuts)


def parameters_of(model: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that the equations read, without those that only the outside world uses.

    Parts of the core of which a plan tells nothing rest.
    """
    known = {**region_values(), **values}
    return {name: known[name] for name in model.parameters}


def lever_inputs(pack: PlanPack, paths: Mapping[str, Path], closure: str) -> dict[str, Input]:
    """Levers, plan period, closure and neutral timing as inputs over time; a date at its limit is never."""
    since = float(pack.about.levers_act_from)
    over = float(pack.about.plan_years[-1] + 1)
    inputs: dict[str, Input] = {}
    for lever in pack.levers_of(EQUATIONS):
        path = paths[lever.name]
        if lever.kind == "date":
            date = float(path[-1][1])
            inputs[lever.name] = Fraction(None if date >= lever.high else date)
        else:
            inputs[lever.name] = Linear(path, lever.baseline, since)
    if on_core(pack):
        return inputs
    inputs |= {PLAN_PERIOD: Fraction(since), AFTER_PLAN: Fraction(over)} | neutral_timing(since)
    weight = float(CLOSURES.index(closure))
    inputs[SUPPLY_LED] = Linear(((since, 0.0), (since + 1, weight)), 0.0, since)
    return inputs


def process_parameters(row: Process) -> tuple[str, ...]:
    """The names that a process takes its numbers from, some of them numbers themselves."""
    cells = (row.mean, row.sd, row.ar, row.correlation)
    return (*(cell for cell in cells if cell is not None), f"{row.name}_long_run")


def _names_in_processes(pack: PlanPack) -> set[str]:
    """Parameters that describe the outside world and enter no equation."""
    return {name for row in pack.processes for name in process_parameters(row)}
