"""From a number on the screen to the line of the plan or the source it came from.

First step: the target as printed, what was observed, the variable that stands for it and what that reads.
Second step: the parameters, levers and outside series upstream, nearest first, each with its evidence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from evaluation.provenance import Basis, basis
from evaluation.reachability import locator_of
from evaluation.results import Locator
from evaluation.why_facts import (
    HistoryFacts,
    Observed,
    TargetFacts,
    VariableFacts,
    history_facts,
    observed_facts,
    target_facts,
    variable_facts,
)
from scenarios.errors import InputError, unknown_name
from sim.expressions import names_in
from sim.model import Model

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from scenarios.tables import Parameter

OriginKind: TypeAlias = Literal["parameter", "lever", "outside_world", "switch"]


@dataclass(frozen=True)
class Origin:
    """A number from outside the equations, `steps` links upstream of the indicator.

    `central` is the value of the central run (a fitted one where there is one); null for paths in time.
    """

    name: str
    kind: OriginKind
    unit: str
    about: str
    steps: int
    status: str
    distribution: str
    central: float | None
    low: float | None
    high: float | None
    known_from: int | None
    locator: Locator | None
    basis: Basis


@dataclass(frozen=True)
class WhyResult:
    """The way from an indicator to its origins; `origins` holds the nearest of `origins_in_all`."""

    indicator: str
    target: TargetFacts | None
    observations: tuple[Observed, ...]
    history: tuple[HistoryFacts, ...]
    variable: VariableFacts | None
    inputs: tuple[VariableFacts, ...]
    origins: tuple[Origin, ...]
    origins_in_all: int


def why(
    pack: PlanPack, model: Model, name: str, most: int | None = None, as_of: int | None = None
) -> WhyResult:
    """Explain a target (by its id) or any variable or parameter of the model (by its name).

    `most` limits the origins. Raises InputError (unknown-target) with the nearest name.
    """
    targets = {target.id: target for target in pack.targets}
    target = targets.get(name)
    if target is None and name not in model.variables:
        raise InputError([unknown_name("unknown-target", "why", name, [*targets, *model.variables])])
    variable = target.variable if target else name
    upstream = distances(model, variable) if variable else {}
    origins = _origins(pack, model, upstream, pack.about.as_of if as_of is None else as_of)
    inputs = [model.variables[near] for near, steps in upstream.items() if steps == 1]
    observed = [row for row in pack.observations if row.variable is not None and row.variable == variable]
    return WhyResult(
        indicator=name,
        target=target_facts(pack, target) if target else None,
        observations=tuple(observed_facts(row) for row in observed),
        history=tuple(history_facts(row) for row in pack.history if target and row.target_id == name),
        variable=variable_facts(model.variables[variable]) if variable else None,
        inputs=tuple(variable_facts(near) for near in inputs),
        origins=origins[:most],
        origins_in_all=len(origins),
    )


def distances(model: Model, name: str) -> Mapping[str, int]:
    """Every variable upstream of `name` with its number of links, nearest first; a stock reads its start."""
    starts = {stock.name: names_in(stock.initial) for stock in model.stocks}
    found, edge = {name: 0}, [name]
    while edge:
        nearer = [cause for at in edge for cause in (*model.variables[at].inputs, *starts.get(at, ()))]
        steps = found[edge[0]] + 1
        edge = [cause for cause in dict.fromkeys(nearer) if cause not in found]
        found |= dict.fromkeys(edge, steps)
    return found


def _origins(pack: PlanPack, model: Model, upstream: Mapping[str, int], as_of: int) -> tuple[Origin, ...]:
    rows = {row.name: row for row in pack.parameters_as_of(as_of)}
    fitted = {row.name: row.value for row in pack.fitted}
    names = [name for name in upstream if model.variables[name].kind in ("parameter", "input")]
    found = [
        _parameter(pack, rows[name], fitted.get(name), upstream[name])
        if name in rows
        else _path(pack, model, name, upstream[name])
        for name in names
    ]
    return tuple(sorted(found, key=lambda origin: (origin.steps, origin.name)))


def _parameter(pack: PlanPack, row: Parameter, fitted: float | None, steps: int) -> Origin:
    low, high = row.bounds
    return Origin(
        name=row.name,
        kind="parameter",
        unit=row.unit,
        about=row.about,
        steps=steps,
        status=row.status,
        distribution=row.distribution,
        central=row.central if fitted is None else fitted,
        low=low if math.isfinite(low) else None,
        high=high if math.isfinite(high) else None,
        known_from=row.known_from,
        locator=None,
        basis=basis(pack, row.evidence),
    )


def _path(pack: PlanPack, model: Model, name: str, steps: int) -> Origin:
    """A lever, a series of the outside world, or a switch of the run."""
    variable = model.variables[name]
    lever = next((lever for lever in pack.levers if lever.name == name), None)
    process = next((process for process in pack.processes if process.name == name), None)
    kind: OriginKind = "lever" if lever else "outside_world" if process else "switch"
    return Origin(
        name=name,
        kind=kind,
        unit=variable.unit,
        about=lever.about.en if lever else variable.about,
        steps=steps,
        status=kind,
        distribution=process.kind if process else "fixed",
        central=lever.baseline if lever else None,
        low=lever.low if lever else None,
        high=lever.high if lever else None,
        known_from=None,
        locator=locator_of(lever.plan_reference) if lever else None,
        basis=basis(pack, lever.evidence if lever else process.evidence if process else variable.source),
    )
