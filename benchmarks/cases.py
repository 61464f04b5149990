"""What is measured: a compiled model with its parameters, inputs and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks import synthetic
from calibration.economy import lever_inputs, parameters_of
from calibration.world import drawn_world
from evaluation.simulation import Options, economy_of, ensemble_of
from scenarios.library import load_scenario
from scenarios.packs import load_pack
from sim.declare import Dimension
from sim.generate import Compiled, compile_model
from sim.given import Given
from sim.graph import build_model
from sim.inputs import Array, Held, Input
from sim.integrate import Annual, Settings, simulate

START, YEARS = 2015, 11
SECTORS = (4, 8, 16)
OUTPUTS = ("output", "orders", "utilisation", "workers", "capital", "all_output")
SPREAD = 0.1
PARAMETERS = {
    "capital_at_start": ("yi_CNY", 200.0),
    "workers_at_start": ("wan_person", 5.0),
    "output_at_start": ("yi_CNY/year", 60.0),
    "technology_growth": ("1", 0.02),
    "capital_elasticity": ("1", 0.4),
    "demand_elasticity": ("1", 0.9),
    "capacity_sharpness": ("1", 6.0),
    "investment_share": ("1", 0.35),
    "utilisation_wanted": ("1", 0.8),
    "retirement_rate": ("1/year", 0.06),
    "departure_rate": ("1/year", 0.08),
    "hiring_time": ("year", 0.7),
    "building_time": ("year", 2.0),
    "expectation_time": ("year", 0.8),
}
BY_SECTOR = (
    "capital_at_start",
    "workers_at_start",
    "output_at_start",
    "investment_share",
    "technology_growth",
)


@dataclass(frozen=True)
class Case:
    """Everything one simulation needs. Parameters are numbers or arrays of shape (draw,)."""

    name: str
    compiled: Compiled
    parameters: Mapping[str, Any]
    inputs: Mapping[str, Input]
    settings: Settings
    draws: int

    def run(self) -> Annual:
        """Simulate with the shipped engine in this process."""
        return simulate(self.compiled, self.parameters, self.inputs, self.settings, self.draws)

    @property
    def equations(self) -> int:
        """Number of variables that are computed or integrated."""
        model = self.compiled.model
        return len(model.order) + len(model.stocks)


def synthetic_case(sectors: int, draws: int, steps_per_year: int = 16) -> Case:
    """The made-up economy with this many sectors; every parameter differs between draws."""
    elements = tuple(f"s{number}" for number in range(sectors))
    values = _parameter_names(elements)
    given = {name: Given(name, PARAMETERS[base][0]) for name, base in values.items()}
    given["surroundings"] = Given("surroundings", "1", True)
    dimensions = {"sector": Dimension(elements)}
    model = build_model([synthetic], given, dimensions, outputs=OUTPUTS)
    random = np.random.default_rng(0)
    drawn = {name: PARAMETERS[base][1] * _around_one(random, draws) for name, base in values.items()}
    years = np.cumsum(random.normal(1.0, SPREAD, (YEARS, draws)), axis=0)
    settings = Settings(START, START + YEARS - 1, steps_per_year)
    compiled = compile_model(model)
    return Case(
        f"made-up, {sectors} sectors", compiled, drawn, {"surroundings": Held(START, years)}, settings, draws
    )


def shipped_case(draws: int) -> Case:
    """The shipped model on the built-in plan: baseline, everything uncertain drawn, outputs as for `run`."""
    pack = load_pack(None)
    economy, options = economy_of(pack), Options(draws=draws)
    ensemble = ensemble_of(economy, load_scenario("baseline", pack), options)
    known, settings = economy.known, ensemble.settings
    parameters: dict[str, Any] = {**known.central(), **known.draw(options.seed, 0, draws)}
    inputs: dict[str, Input] = dict(drawn_world(pack, parameters, settings.end, options.seed, 0, draws))
    inputs |= lever_inputs(pack, ensemble.paths, ensemble.closure)
    needed = parameters_of(economy.model, parameters)
    return Case("shipped", economy.compiled, needed, inputs, settings, draws)


def _parameter_names(elements: tuple[str, ...]) -> dict[str, str]:
    """Scalar parameter name -> name in `PARAMETERS`."""
    names: dict[str, str] = {}
    for base in PARAMETERS:
        for name in [f"{base}__{element}" for element in elements] if base in BY_SECTOR else [base]:
            names[name] = base
    return names


def _around_one(random: np.random.Generator, draws: int) -> Array:
    return np.exp(random.normal(0.0, SPREAD, draws))
