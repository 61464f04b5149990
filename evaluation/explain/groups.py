"""The groups of assumptions that a gap is split over, and the model with any of them switched.

A group stands as the plan assumes it (central parameters, central outside world, no shocks, levers of the
plan as written, the base printed in the plan) or as the outlook has it (drawn, or observed). Parameters that
describe a process of the outside world go with it; `scenarios/outlook.toml` says which processes are
outside conditions and which are shocks; all other parameters are behaviour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from calibration.economy import process_parameters
from calibration.world import world_of
from evaluation.annual import Annual, FloatArray
from evaluation.explain.answers import GROUPS, Group
from evaluation.sensitivity.layers import subsets
from evaluation.simulation import Ensemble
from scenarios.outlook_settings import outlook_settings
from sim.inputs import Held

if TYPE_CHECKING:
    from calibration.latent import Latent
    from scenarios.assumptions import WorldPath
    from scenarios.schema import PlanPack

SIMULATED: tuple[Group, ...] = GROUPS[1:]
"""The groups that need a run of the model; the base only changes what a run is measured from."""
LEVERS, PER_DRAW = "levers", ("outside", "shocks", "behaviour")
"""Lever paths hold for a whole run; the other groups may differ from draw to draw of one run."""
Coalition = frozenset[str]


@dataclass(frozen=True, eq=False)
class Switches:
    """The ensemble as the outlook has it, the one as the plan has it, and the group of every quantity."""

    actual: Ensemble
    plan: Ensemble
    processes: Mapping[str, Group]
    parameters: Mapping[str, Group]

    def runs(self, latent: Latent) -> dict[Coalition, Annual]:
        """Yearly values of these draws for every set of groups that is switched to the outlook's."""
        found: dict[Coalition, Annual] = {}
        sets = [frozenset(names) for names in subsets(PER_DRAW)]
        for levers, source in ((frozenset[str](), self.plan), (frozenset({LEVERS}), self.actual)):
            ensemble = replace(self.actual, paths=source.paths, timing=source.timing)
            parts = [self._inputs(latent, switched) for switched in sets]
            values, world = _side_by_side(parts, latent.draws)
            events = np.concatenate([_events(latent, switched) for switched in sets])
            annual = ensemble.run(values, world, latent.draws * len(sets), events)
            for at, switched in enumerate(sets):
                found[switched | levers] = _columns(annual, at * latent.draws, latent.draws)
        return found

    def _inputs(self, latent: Latent, switched: Coalition) -> tuple[Mapping[str, Any], Mapping[str, Held]]:
        """Parameters and outside world with these groups switched."""
        pack, known = self.actual.economy.pack, self.actual.economy.known
        drawn, central = known.values(latent.parameters), known.central()
        values: dict[str, Any] = {
            name: value if self.parameters[name] in switched else np.full(latent.draws, central[name])
            for name, value in drawn.items()
        }
        moving = {name for name, group in self.processes.items() if group in switched}
        end, assumed = self.actual.settings.end, self._assumed(moving)
        world = world_of(pack, {**central, **values}, end, latent.noise, assumed, moving)
        return {**central, **values}, world

    def _assumed(self, moving: set[str]) -> dict[str, WorldPath]:
        """What the two scenarios say of the outside world, each process from the one it is switched to."""
        names = {*self.actual.world, *self.plan.world}
        sources = {name: self.actual if name in moving else self.plan for name in names}
        return {name: source.world[name] for name, source in sources.items() if name in source.world}


def switches(actual: Ensemble, plan: Ensemble) -> Switches:
    """The switches between two ensembles of one economy; both under the closure of the first."""
    pack = actual.economy.pack
    processes: dict[str, Group] = {row.name: _group(row.name) for row in pack.processes}
    return Switches(actual, plan, processes, _parameter_groups(pack, processes, actual))


def _group(process: str) -> Group:
    return "shocks" if process in outlook_settings().groups.shocks else "outside"


def _parameter_groups(
    pack: PlanPack, processes: Mapping[str, Group], actual: Ensemble
) -> Mapping[str, Group]:
    groups: dict[str, Group] = dict.fromkeys(actual.economy.known.rows, "behaviour")
    for row in pack.processes:
        own = [name for name in process_parameters(row) if name in groups]
        groups |= dict.fromkeys(own, processes[row.name])
    return groups


def _events(latent: Latent, switched: Coalition) -> FloatArray:
    """Projects and trains count among the shocks; without them they take the mean of their replications."""
    return latent.events if "shocks" in switched else np.ones(latent.draws)


def _side_by_side(
    parts: Sequence[tuple[Mapping[str, Any], Mapping[str, Held]]], count: int
) -> tuple[dict[str, Any], dict[str, Held]]:
    """The draws of all parts as the draws of one run; what is one number in all of them stays one."""
    first_values, first_world = parts[0]
    values = {
        name: np.concatenate([part[name] for part, _ in parts]) if np.ndim(value) else value
        for name, value in first_values.items()
    }
    world = {
        name: Held(held.first_year, np.concatenate([_wide(part[name], count) for _, part in parts], axis=1))
        for name, held in first_world.items()
    }
    return values, world


def _wide(held: Held, count: int) -> FloatArray:
    return held.values if held.values.ndim == 2 else np.repeat(held.values[:, None], count, axis=1)


def _columns(annual: Annual, first: int, count: int) -> Annual:
    values = {name: array[:, first : first + count] for name, array in annual.values.items()}
    return replace(annual, values=values)
