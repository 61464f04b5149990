"""The whole assessment of a plan's rail hub under one scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from calibration.rail_hub import fitted
from evaluation.rail_hub.answers import Aims, Assessment, CostPart, Curve
from evaluation.rail_hub.batch import Progress, replicated
from evaluation.rail_hub.bottlenecks import PLAIN, RESOURCES, Gains, bottleneck_tasks, bottlenecks
from evaluation.rail_hub.counts import count_fits, past_of
from evaluation.rail_hub.demand import demand_of
from evaluation.rail_hub.estimates import estimate
from evaluation.rail_hub.gains import gains
from evaluation.rail_hub.phases import AS_GIVEN, WARM_UP, phase_results, phase_tasks
from evaluation.rail_hub.response import response_tasks, responses
from evaluation.rail_hub.yearly import Yearly
from evaluation.simulation import Options
from scenarios.errors import refuse, unknown_name
from sim.hub.measures import COST_PARTS
from sim.hub.reading import setup_of
from sim.hub.setup import standing_at, with_phase_dates

if TYPE_CHECKING:
    from evaluation.rail_hub.batch import Array
    from scenarios.hub_facts import HubFile
    from scenarios.schema import PlanPack, Scenario

TRAINS_TARGET, COST_TARGET = "china_europe_trains", "train_cost"
SHARPNESS = "capacity_sharpness"
PAST = "past"
SCENARIO, TARGET = "scenario", "target"
AIMED_YEARS = 2


@dataclass(frozen=True)
class Asked:
    """What is asked: replications, seed, processes, what was known, other opening dates of phases."""

    replications: int
    seed: int
    jobs: int
    as_of: int
    opens: Mapping[str, float]


def assess(
    pack: PlanPack, hub: HubFile, scenario: Scenario, asked: Asked, progress: Progress | None = None
) -> Assessment:
    """Fit, replicate, judge. Raises `KeyError` for a phase the hub does not have."""
    setup = with_phase_dates(setup_of(hub, asked.as_of), asked.opens)
    aims, curve = aims_of(pack), fitted(hub, asked.as_of)
    options = Options(seed=asked.seed, draws=asked.replications, as_of=asked.as_of)
    demand = demand_of(pack, scenario, curve, options, aims.base_year - WARM_UP)
    aimed = demand_to_target(demand, aims)
    standing = standing_at(setup, aims.base_year)
    groups = {
        "phases": phase_tasks(setup, demand, aims.base_year, asked.seed),
        "aimed": phase_tasks(setup, aimed, aims.base_year, asked.seed),
        "necks": bottleneck_tasks(standing, demand[WARM_UP:], aims.base_year, asked.seed),
        "aimed_necks": bottleneck_tasks(
            standing, np.repeat(aimed[-1:], AIMED_YEARS, axis=0), aims.year - 1, asked.seed
        ),
        "response": response_tasks(standing, aims.year, asked.seed),
    }
    tasks = {f"{group} {name}": task for group, named in groups.items() for name, task in named.items()}
    past = {PAST: past_of(hub.count, setup, curve, asked.seed)} if hub.count else {}
    found = replicated({**tasks, **past}, asked.replications, asked.jobs, progress)
    runs = {
        group: {name: Yearly(task.first_year, found[f"{group} {name}"]) for name, task in named.items()}
        for group, named in groups.items()
    }
    return Assessment(
        aims,
        Curve(**asdict(curve)),
        count_fits(hub.count, found[PAST], asked.as_of) if past else (),
        estimate(demand[-1]),
        float(demand[WARM_UP].mean()),
        setup.capacity(aims.base_year),
        phase_results(groups["phases"], runs["phases"], aims),
        phase_results(groups["aimed"], runs["aimed"], aims),
        _cost_parts(runs["phases"][AS_GIVEN], aims),
        bottlenecks(standing, runs["necks"], aims.year, _gains(pack, scenario, runs["necks"], aims)),
        bottlenecks(standing, runs["aimed_necks"], aims.year),
        responses(standing, runs["response"], _sharpness(pack, asked.as_of)),
    )


def aims_of(pack: PlanPack) -> Aims:
    """The two targets of the plan. Raises `InputError` (unknown-target) for a plan without them."""
    known = {row.id: (row.year, row.target) for row in pack.targets if row.target is not None}
    refuse(
        unknown_name("unknown-target", "targets", name, known)
        for name in (TRAINS_TARGET, COST_TARGET)
        if name not in known
    )
    year, ratio = known[TRAINS_TARGET]
    return Aims(pack.about.base_year, year, ratio, known[COST_TARGET][1])


def demand_to_target(demand: Array, aims: Aims) -> Array:
    """Demand that grows evenly from the base year to the target; shape (year, 1)."""
    base = float(demand[WARM_UP].mean())
    years = aims.year - aims.base_year
    factors = 1 + (aims.trains_ratio - 1) * np.arange(1, years + 1) / years
    before = demand[: WARM_UP + 1].mean(axis=1)
    return np.concatenate([before, base * factors])[:, None]


def _cost_parts(runs: Yearly, aims: Aims) -> tuple[CostPart, ...]:
    return tuple(
        CostPart(
            part,
            estimate(runs.of(f"cost_{part}", aims.base_year)),
            estimate(runs.of(f"cost_{part}", aims.year)),
        )
        for part in COST_PARTS
    )


def _gains(pack: PlanPack, scenario: Scenario, runs: Mapping[str, Yearly], aims: Aims) -> Gains:
    more = {name: runs[name] for name in RESOURCES}
    return gains(pack, scenario, runs[PLAIN], more, (aims.base_year + 1, aims.year))


def _sharpness(pack: PlanPack, as_of: int) -> float:
    """The sharpness of the bend in the equations of trade."""
    return next(row.central for row in pack.parameters_as_of(as_of) if row.name == SHARPNESS)
