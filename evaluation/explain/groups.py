"""The groups of assumptions that a gap is split over, and the model with any of them switched.

A group stands as the plan assumes it (central parameters, central outside world, no shocks, levers of the
plan as written, the base printed in the plan) or as the outlook has it (drawn, or observed). Parameters that
describe a process of the outside world go with it; `scenarios/outlook.toml` says which processes are
outside conditions and which are shocks; all other parameters are behaviour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from calibration.economy import process_parameters
from calibration.world import world_of
from evaluation.annual import Annual
from evaluation.simulation import Ensemble
from scenarios.outlook_settings import outlook_settings

if TYPE_CHECKING:
    from calibration.latent import Latent
    from scenarios.assumptions import WorldPath
    from scenarios.schema import PlanPack

Group = Literal["base", "outside", "levers", "shocks", "behaviour"]
GROUPS: tuple[Group, ...] = ("base", "outside", "levers", "shocks", "behaviour")
SIMULATED: tuple[Group, ...] = GROUPS[1:]
"""The groups that need a run of the model; the base only changes what a run is measured from."""
Coalition = frozenset[str]


@dataclass(frozen=True, eq=False)
class Switches:
    """The ensemble as the outlook has it, the one as the plan has it, and the group of every quantity."""

    actual: Ensemble
    plan: Ensemble
    processes: Mapping[str, Group]
    parameters: Mapping[str, Group]

    def run(self, latent: Latent, switched: Coalition) -> Annual:
        """Yearly values of these draws with the groups in `switched` as the outlook has them."""
        pack, known = self.actual.economy.pack, self.actual.economy.known
        drawn = known.values(latent.parameters)
        values: dict[str, Any] = {
            **known.central(),
            **{name: value for name, value in drawn.items() if self.parameters[name] in switched},
        }
        moving = {name for name, group in self.processes.items() if group in switched}
        source = self.actual if "levers" in switched else self.plan
        ensemble = replace(self.actual, paths=source.paths)
        end = self.actual.settings.end
        world = world_of(pack, values, end, latent.noise, self._assumed(moving), moving)
        return ensemble.run(values, world, latent.draws)

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
        groups |= dict.fromkeys(process_parameters(row), processes[row.name])
    return groups
