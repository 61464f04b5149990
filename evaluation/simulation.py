"""From a plan and a scenario to yearly values over draws: the one place where the parts meet.

A draw takes its parameters from what is believed, its outside world from the processes, and the levers
from the scenario. Draw i is the same draw in every scenario, closure, block and number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from calibration.beliefs import Beliefs, beliefs, priors
from calibration.economy import lever_inputs, model_of, parameters_of
from calibration.latent import Latent, Posterior, conditioned, drawn_latent
from calibration.stored import with_posterior
from calibration.timing import Timing, central_timing, drawn_timing
from calibration.world import PAST, central_world, world_of
from evaluation.annual import Annual, FloatArray, join
from evaluation.base_values import drawn_bases
from evaluation.event_streams import timing_of
from evaluation.results import Knowledge
from scenarios.levers import resolve
from sim.core import COUNTED, is_region
from sim.economy import FACTORS, INDICATORS
from sim.ensembles import BLOCK, map_blocks
from sim.generate import Compiled, compile_model
from sim.inputs import Input
from sim.integrate import Settings, simulate
from sim.model import Model

if TYPE_CHECKING:
    from scenarios.assumptions import WorldPath
    from scenarios.levers import Path
    from scenarios.schema import PlanPack, Scenario
    from sim.inputs import AnyInput

Result = TypeVar("Result")
ALL_LAYERS = ("parameters", "world", "projects", "bases")
PARAMETERS, WORLD, PROJECTS, BASES = ALL_LAYERS
LAYERS = (PARAMETERS, WORLD, PROJECTS)
"""The layers of a run. Base values stand as printed; disputed ones are run beside each other."""
DEFAULT_CLOSURE = "demand_led"
DEFAULT_DRAWS = 4096
DEFAULT_SEED = 2021


@dataclass(frozen=True)
class Options:
    """How a scenario is run.

    `layers` names the kinds of uncertainty that are on; `smooth` leaves projects and trains out as events.
    """

    seed: int = DEFAULT_SEED
    draws: int = DEFAULT_DRAWS
    jobs: int = 1
    block: int = BLOCK
    as_of: int | None = None
    closure: str | None = None
    end: int | None = None
    steps_per_year: int = 16
    method: str = "heun"
    layers: tuple[str, ...] = LAYERS
    smooth: bool = False
    knowledge: Knowledge = "posterior"


@dataclass(frozen=True, eq=False)
class Economy:
    """The model of a plan, compiled, with what is believed of its parameters, and where that comes from."""

    pack: PlanPack
    known: Beliefs
    compiled: Compiled
    knowledge: Knowledge

    @property
    def model(self) -> Model:
        """The model that was compiled."""
        return self.compiled.model


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Everything that decides the values of any draw; calling it gives a block of draws.

    Without `timing` every wished project is started at once and the hub serves any load alike.
    """

    economy: Economy
    paths: Mapping[str, Path]
    closure: str
    seed: int
    settings: Settings
    layers: tuple[str, ...] = LAYERS
    world: Mapping[str, WorldPath] = field(default_factory=dict[str, "WorldPath"])
    timing: Timing | None = None
    posterior: Posterior | None = None

    def __call__(self, first: int, count: int) -> Annual:
        """Yearly values of draws [first, first + count)."""
        found = self.of(self.latent(first, count))
        if BASES not in self.layers:
            return found
        bases = drawn_bases(self.economy.pack.main_targets, self.seed, first, count)
        return replace(found, bases=bases)

    def latent(self, first: int, count: int) -> Latent:
        """The random numbers of draws [first, first + count), with what was observed in them."""
        pack = self.economy.pack
        drawn = drawn_latent(pack, self.economy.known, self.settings.end, self.seed, first, count)
        if self.posterior is None:
            return drawn
        return conditioned(self.posterior, drawn, pack.about.start_year, first)

    def of(self, latent: Latent, levers: Mapping[str, AnyInput] = MappingProxyType({})) -> Annual:
        """Yearly values of the draws that these random numbers make, in the layers that are on.

        `levers` take the place of what the scenario says of them.
        """
        pack, known, end = self.economy.pack, self.economy.known, self.settings.end
        values: dict[str, Any] = dict(known.central())
        if PARAMETERS in self.layers:
            values |= known.values(latent.parameters)
        if WORLD in self.layers:
            world = world_of(pack, values, end, latent.noise, self.world)
        else:
            world = central_world(pack, values, end, self.world)
        events = latent.events if PROJECTS in self.layers else None
        return self.run(values, {**world, **levers}, latent.draws, events)

    def given(self, drawn: Mapping[str, Any], count: int) -> Annual:
        """Yearly values with these parameters, shape (draw,), on the central path of the outside world."""
        values: dict[str, Any] = {**self.economy.known.central(), **drawn}
        world = central_world(self.economy.pack, values, self.settings.end, self.world)
        return self.run(values, world, count)

    def central(self) -> Annual:
        """The run with central parameters on the central path of the outside world; one draw."""
        values: dict[str, Any] = dict(self.economy.known.central())
        world = central_world(self.economy.pack, values, self.settings.end, self.world)
        return self.run(values, world, 1)

    def by_replication(self) -> Annual:
        """Central parameters and outside world under every replication of the events, a draw each.

        Raises `ValueError` without a timing.
        """
        if self.timing is None:
            raise ValueError("an ensemble without events has no replications")
        values: dict[str, Any] = dict(self.economy.known.central())
        world = central_world(self.economy.pack, values, self.settings.end, self.world)
        count = self.timing.replications
        return self.run(values, world, count, (np.arange(count) + 0.5) / count)

    def run(
        self,
        values: Mapping[str, Any],
        world: Mapping[str, AnyInput],
        count: int,
        events: FloatArray | None = None,
    ) -> Annual:
        """Yearly values for these parameters and inputs, each a number or of shape (draw,).

        `events` places each draw among the replications of the events, shape (draw,); None: their mean.
        """
        inputs = (
            lever_inputs(self.economy.pack, self.paths, self.closure) | dict(world) | self._timing(events)
        )
        compiled = self.economy.compiled
        found = simulate(compiled, parameters_of(compiled.model, values), inputs, self.settings, count)
        return Annual(found.years, found.values, units_of(compiled.model, compiled.outputs))

    def _timing(self, events: FloatArray | None) -> dict[str, Input]:
        if self.timing is None:
            return {}
        start, end = self.settings.start, self.settings.end
        if events is None:
            return central_timing(self.timing, start, end)
        return drawn_timing(self.timing, start, end, events)


def economy_of(
    pack: PlanPack,
    as_of: int | None = None,
    outputs: Sequence[str] | None = None,
    knowledge: Knowledge = "posterior",
) -> Economy:
    """The compiled model of a plan with what was known in the year `as_of` (default: the plan's own).

    Raises `InputError` (stale-posterior) where the posterior is asked for and is stale. A pack without
    one has its fit instead.
    """
    year = pack.about.as_of if as_of is None else as_of
    pack = _as_known(pack, year)
    known = priors(pack, year) if knowledge == "priors" else beliefs(pack, year)
    model = model_of(pack, known)
    if knowledge == "posterior":
        known = with_posterior(pack, year, known, model)
        knowledge = "fit" if known.posterior is None else knowledge
    return Economy(pack, known, compile_model(model, outputs or kept(model)), knowledge)


def _as_known(pack: PlanPack, year: int) -> PlanPack:
    """The plan without what happened in the outside world after `year`; the history up to its base stays."""
    last = max(year, pack.about.base_year)
    drivers = tuple(row for row in pack.drivers if row.region != PAST or row.year <= last)
    return pack if drivers == pack.drivers else pack.model_copy(update={"drivers": drivers})


def ensemble_of(economy: Economy, scenario: Scenario, options: Options) -> Ensemble:
    """The ensemble of one scenario; the closure of the options goes before that of the scenario."""
    about = economy.pack.about
    settings = Settings(
        about.start_year,
        options.end or about.end_year,
        options.steps_per_year,
        options.method,
    )
    closure = options.closure or scenario.switches.closure or DEFAULT_CLOSURE
    paths = resolve(scenario, economy.pack)
    smooth = options.smooth or scenario.switches.projects == "smooth"
    timing = None if smooth else timing_of(economy.pack, paths, options.jobs)
    return Ensemble(economy, paths, closure, options.seed, settings, options.layers, scenario.world, timing)


def with_closure(ensemble: Ensemble, closure: str) -> Ensemble:
    """The same ensemble under another closure."""
    return replace(ensemble, closure=closure)


def over_draws(
    function: Callable[[int, int], Result], options: Options, progress: Callable[[int], None] | None = None
) -> list[Result]:
    """`function(first, count)` for every block of draws, in order; `progress` hears of draws done."""
    return list(each_block(function, options, progress))


def each_block(
    function: Callable[[int, int], Result], options: Options, progress: Callable[[int], None] | None = None
) -> Iterator[Result]:
    """The same block by block, so that what is added up need not be kept."""
    blocks = map_blocks(function, options.draws, options.block, options.jobs)
    for number, result in enumerate(blocks, start=1):
        yield result
        if progress is not None:
            progress(min(number * options.block, options.draws))


def all_draws(ensemble: Ensemble, options: Options, progress: Callable[[int], None] | None = None) -> Annual:
    """Yearly values of all draws."""
    return join(over_draws(ensemble, options, progress))


def kept(model: Model) -> tuple[str, ...]:
    """The variables that answers are made from: indicators, and what growth accounting needs."""
    bases = {*INDICATORS, *FACTORS, "output", "log_output", "agriculture_output"}
    bases |= set(COUNTED) if is_region(model) else set()
    return tuple(name for name in model.outputs if model.variables[name].base in bases)


def units_of(model: Model, names: Sequence[str]) -> dict[str, str]:
    """Units of yearly values: a flow over its year has lost the "/year"."""
    return dict(
        _units(tuple((name, model.variables[name].kind, model.variables[name].unit) for name in names))
    )


@lru_cache(maxsize=8)
def _units(rows: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, unit if kind == "stock" else _over_a_year(unit)) for name, kind, unit in rows)


def _over_a_year(unit: str) -> str:
    if unit == "1/year":
        return "1"
    return unit.replace("/year", "", 1)
