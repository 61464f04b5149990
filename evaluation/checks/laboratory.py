"""Where the tests of the economy run it: one case a run, with anything changed that a test has to change.

A case says what differs from the central run of the baseline. Changed parameters hold from the start of
the run, since they also shape it; a changed outside world or lever holds from the first year of the plan,
so that the years before are those of every scenario.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from calibration.beliefs import Beliefs, beliefs
from calibration.economy import lever_inputs, model_of, parameters_of, refuse_core
from calibration.world import central_world, drawn_world
from evaluation.annual import Annual, FloatArray
from evaluation.simulation import DEFAULT_CLOSURE, DEFAULT_SEED
from scenarios.levers import resolve
from scenarios.library import load_scenario, scenario_names
from sim.generate import Compiled, compile_model
from sim.inputs import Held, Input
from sim.integrate import Settings, Trajectory, simulate, trajectory
from sim.model import Cut, Model

if TYPE_CHECKING:
    from scenarios.levers import Path
    from scenarios.schema import Lever, PlanPack, Scenario

BASELINE = "baseline"


@dataclass(frozen=True)
class Case:
    """What differs from the central run of the baseline.

    `end` None: the last year of the plan. `inputs` are those a changed model reads beside its own.
    """

    scenario: str = BASELINE
    closure: str | None = None
    end: int | None = None
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])
    world: Mapping[str, float] = field(default_factory=dict[str, float])
    levers: Mapping[str, float] = field(default_factory=dict[str, float])
    inputs: Mapping[str, Input] = field(default_factory=dict[str, Input])
    steps_per_year: int = Settings.steps_per_year
    method: str = Settings.method

    def with_(self, **changes: Any) -> Case:
        """A copy with other fields."""
        return replace(self, **changes)


CENTRAL = Case()


@dataclass(frozen=True, eq=False)
class Laboratory:
    """A plan, what is believed of its parameters, its model, and how many draws a test over draws takes."""

    pack: PlanPack
    known: Beliefs
    model: Model
    draws: int = 1024
    seed: int = DEFAULT_SEED

    def central(
        self, outputs: Sequence[str], case: Case = CENTRAL, model: Model | None = None, draws: int = 1
    ) -> Annual:
        """Yearly values with central parameters in the central outside world.

        One draw, unless inputs of the case have several.
        """
        compiled, values, inputs = self._prepared(outputs, case, model)
        run = simulate(compiled, values, inputs, self.settings(case), draws)
        return Annual(run.years, run.values)

    def steps(self, outputs: Sequence[str], case: Case = CENTRAL, model: Model | None = None) -> Trajectory:
        """Every step of the same run, with all stocks."""
        compiled, values, inputs = self._prepared(outputs, case, model)
        return trajectory(compiled, values, inputs, self.settings(case), 1)

    def ensemble(self, compiled: Compiled, case: Case = CENTRAL) -> Annual:
        """Yearly values over all draws of the laboratory, shape (year, draw)."""
        values = self.known.central() | self.known.draw(self.seed, 0, self.draws) | dict(case.parameters)
        settings = self.settings(case)
        assumed = self.scenarios[case.scenario].world
        world = drawn_world(self.pack, values, settings.end, self.seed, 0, self.draws, assumed)
        inputs = self.inputs(case, world)
        run = simulate(compiled, parameters_of(compiled.model, values), inputs, settings, self.draws)
        return Annual(run.years, run.values)

    def variants(
        self, compiled: Compiled, case: Case, variants: Sequence[Mapping[str, float]]
    ) -> dict[str, FloatArray]:
        """The ensemble once for every variant of its parameters, in one run; shape (year, variant, draw)."""
        one = self.known.central() | self.known.draw(self.seed, 0, self.draws) | dict(case.parameters)
        values = {
            name: np.concatenate(
                [np.full(self.draws, variant[name]) if name in variant else value for variant in variants]
            )
            if np.ndim(value) or any(name in variant for variant in variants)
            else value
            for name, value in one.items()
        }
        settings, count = self.settings(case), len(variants)
        assumed = self.scenarios[case.scenario].world
        world = {
            name: Held(held.first_year, np.tile(held.values, count)) if held.values.ndim > 1 else held
            for name, held in drawn_world(
                self.pack, one, settings.end, self.seed, 0, self.draws, assumed
            ).items()
        }
        inputs = self.inputs(case, world)
        run = simulate(compiled, parameters_of(compiled.model, values), inputs, settings, count * self.draws)
        return {name: value.reshape(len(run.years), count, self.draws) for name, value in run.values.items()}

    def parameter_draws(self, name: str) -> Any:
        """A parameter in every draw, or its one value where it is certain."""
        return self.known.draw(self.seed, 0, self.draws).get(name, self.known.central()[name])

    def values(self, case: Case) -> dict[str, Any]:
        """Central parameters with those of the case."""
        return self.known.central() | dict(case.parameters)

    def settings(self, case: Case) -> Settings:
        """From the start year to the end of the case."""
        about = self.pack.about
        return Settings(about.start_year, case.end or about.end_year, case.steps_per_year, case.method)

    def inputs(self, case: Case, world: Mapping[str, Held]) -> dict[str, Input]:
        """Levers, closure and outside world of a case."""
        paths = dict(self.paths[case.scenario])
        first = self.pack.about.levers_act_from
        paths |= {name: ((first, value),) for name, value in case.levers.items()}
        levers = lever_inputs(self.pack, paths, case.closure or DEFAULT_CLOSURE)
        changed = {name: self._constant(world[name], value) for name, value in case.world.items()}
        return {**levers, **world, **changed, **case.inputs}

    def world_from_plan(self, name: str, values: Sequence[float], case: Case = CENTRAL) -> Held:
        """An input of the outside world with one value a draw from the first year of the plan on."""
        held = central_world(self.pack, self.values(case), self.settings(case).end)[name]
        past = held.values[: self.first_year - held.first_year]
        columns = past if past.ndim > 1 else np.repeat(past[:, None], len(values), axis=1)
        return Held(held.first_year, np.vstack([columns, np.array([values])]))

    def lever_from_plan(self, lever: Lever, values: Sequence[float], scale: float = 1.0) -> Held:
        """A lever with one value a draw from the first year of the plan on; a date means at once or never."""
        start = self.pack.about.start_year
        before, after = lever.baseline, np.array([values])
        if lever.kind == "date":
            before, after = 0.0, np.where(after <= self.first_year, 1.0, 0.0)
        past = np.full((self.first_year - start, len(values)), before)
        return Held(start, scale * np.vstack([past, after]))

    def cut(self, cuts: Sequence[Cut]) -> Model:
        """The model with these links cut."""
        return model_of(self.pack, self.known, cuts)

    @property
    def first_year(self) -> int:
        """The first year in which levers act."""
        return self.pack.about.levers_act_from

    @property
    def last_year(self) -> int:
        """The last year of the plan."""
        return self.pack.about.plan_years[-1]

    @cached_property
    def paths(self) -> Mapping[str, Mapping[str, Path]]:
        """Scenario -> lever -> path, for every scenario of the library."""
        return {name: resolve(scenario, self.pack) for name, scenario in self.scenarios.items()}

    @cached_property
    def scenarios(self) -> Mapping[str, Scenario]:
        """The scenarios of the library by name."""
        return {name: load_scenario(name, self.pack) for name in scenario_names()}

    def _prepared(
        self, outputs: Sequence[str], case: Case, model: Model | None
    ) -> tuple[Compiled, dict[str, Any], dict[str, Input]]:
        values = self.values(case)
        compiled = compile_model(model or self.model, outputs)
        assumed = self.scenarios[case.scenario].world
        world = central_world(self.pack, values, self.settings(case).end, assumed)
        return compiled, parameters_of(compiled.model, values), self.inputs(case, world)

    def _constant(self, held: Held, value: float) -> Held:
        """The same series with one value in every draw from the first year of the plan on."""
        past = held.values[: self.first_year - held.first_year]
        return Held(held.first_year, np.concatenate([past, np.full((1, *past.shape[1:]), value)]))


def laboratory_of(pack: PlanPack, as_of: int | None = None, draws: int = 1024) -> Laboratory:
    """The laboratory of a plan with what was known in the year `as_of` (default: the plan's own).

    Raises `InputError` for a plan on the core.
    """
    refuse_core(pack)
    known = beliefs(pack, pack.about.as_of if as_of is None else as_of)
    return Laboratory(pack, known, model_of(pack, known), draws)


def growth(values: Any, years: int = 1) -> Any:
    """Growth a year over the last `years`, as a fraction, of yearly values with the shape (year, ...)."""
    return (values[-1] / values[-1 - years]) ** (1 / years) - 1
