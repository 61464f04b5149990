"""How far the mixing of nine states lies from events and equations that are run together.

Each draw is run twice with one replication of the events. First as shipped: reports made beforehand, mixed
by the draw's own finance and demand. Then coupled: the events get the draw's finance and demand of every
year, the equations get what the events report, and so on in turn until neither moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.event_replications import USUAL, Array, kept_raw
from calibration.latent import Latent, chosen
from calibration.timing import NAMES, QUARTERS, Timing, replication_at
from evaluation.annual import Annual
from evaluation.event_streams import REPLICATIONS, SEED, project_setup
from evaluation.simulation import Ensemble, Options, economy_of, ensemble_of
from scenarios.library import load_scenario
from scenarios.packs import load_pack
from sim.chance import Chance
from sim.projects.pipeline import simulate
from sim.projects.replicating import PACE, raw_rates, reference
from sim.projects.setup import HISTORY, KINDS, LAYER, PLAN_START, Setup

CONDITIONS = ("finance_condition", "wished_starts_over_average")
OUTPUTS = (*CONDITIONS, "gdp", "reported_investment", "all_starts")
DRAWS = 4096
LAST_YEAR = USUAL.last_year
PERCENT = 100.0
TURNS = 12
HEADINGS = (
    "Quantity",
    "Unit",
    "Mixed: mean",
    "root mean square",
    "largest",
    "Usual state alone: mean",
    "root mean square",
    "largest",
    "Spread of all draws",
)
SETTLED = 1e-3
"""Largest change of a year's finance or demand at which a draw counts as settled."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What is compared, by draw: GDP growth in the last year (%), sums over the plan (yi_CNY)."""

    growth: Array
    investment: Array
    starts: Array


@dataclass(frozen=True, eq=False)
class Coupled:
    """The same draws in three ways: states mixed, the usual state alone, coupled; beside them all draws.

    `last_change` is that of a year's finance or demand in the last turn, shape (draw,).
    """

    mixed: Outcome
    usual: Outcome
    coupled: Outcome
    every_draw: Outcome
    last_change: Array
    turns: int


@dataclass(frozen=True, eq=False)
class Pair:
    """Equations and events of some draws: `own` holds the reports of each draw's replication as shipped."""

    ensemble: Ensemble
    setup: Setup
    draws: Latent
    indices: NDArray[np.int64]
    own: Timing
    average: Array

    def run(self, timing: Timing) -> Annual:
        """The equations under these reports."""
        return replace(self.ensemble, timing=timing).of(self.draws)

    def turn(self, path: Array) -> Annual:
        """The events under these conditions, and the equations under what they report."""
        pairs = zip(self.indices, path, strict=True)
        rates = np.array([rates_of(self.setup, int(index), *years) for index, years in pairs])
        return self.run(everywhere(self.own, rates / self.average))


def coupled(count: int) -> Coupled:
    """`count` draws spread over all of the baseline."""
    pack = load_pack()
    scenario = load_scenario("baseline", pack)
    ensemble = ensemble_of(economy_of(pack, None, OUTPUTS), scenario, Options(draws=DRAWS))
    pair = _pair(ensemble, project_setup(pack, ensemble.paths), count)
    mixed, usual = pair.run(pair.own), pair.run(_at_usual(pair.own))
    found, change, turns = _settled(pair, mixed)
    every = outcome(ensemble.of(ensemble.latent(0, DRAWS)))
    return Coupled(outcome(mixed), outcome(usual), outcome(found), every, change, turns)


def _pair(ensemble: Ensemble, setup: Setup, count: int) -> Pair:
    timing = ensemble.timing
    if timing is None:
        raise ValueError("the baseline has no events")
    some = chosen(ensemble.latent(0, DRAWS), np.arange(count) * DRAWS // count)
    indices = replication_at(timing.replications, some.events)
    own = replace(timing, values=timing.values[:, :, indices])
    draws = replace(some, events=(np.arange(count) + 0.5) / count)
    average = reference(kept_raw(setup, USUAL, REPLICATIONS), setup)
    return Pair(ensemble, setup, draws, indices, own, average)


def _settled(pair: Pair, run: Annual) -> tuple[Annual, Array, int]:
    """Events and equations in turn; the last run, the last change of each draw, and the turns taken."""
    change, turns, path = np.array([np.inf]), 0, conditions(run)
    while change.max() >= SETTLED and turns < TURNS:
        run, before = pair.turn(path), path
        path, turns = conditions(run), turns + 1
        change = np.abs(path - before).max(axis=(1, 2))
    return run, change, turns


def conditions(run: Annual) -> Array:
    """Finance and demand by year of the plan, shape (draw, condition, year)."""
    found = np.stack([run.over(name, PLAN_START, LAST_YEAR) for name in CONDITIONS])
    return np.moveaxis(found, 2, 0)


def rates_of(setup: Setup, index: int, finance: Array, demand: Array) -> Array:
    """What a replication reports under these years, shape (quarter from the plan on, kind and pace)."""
    chance = Chance(LAYER, SEED, index)
    record = simulate(setup, chance, USUAL.calendar, tuple(finance), tuple(demand))
    first = (PLAN_START - HISTORY[0]) * QUARTERS
    return raw_rates(record, setup, tuple(demand))[first : first + USUAL.quarters]


def everywhere(own: Timing, rates: Array) -> Timing:
    """`rates` (draw, quarter, kind and pace) at every state, so that mixing is neutral; the hub as it was."""
    values = own.values[: rates.shape[1]].copy()
    for at, name in enumerate(NAMES):
        report, kind = name.split("_", 1)[0], name.rsplit("__", 1)[-1]
        if report == "realised":
            values[:, at] = rates[:, :, KINDS.index(kind)].T
        elif report == "pace":
            values[:, at] = rates[:, :, PACE].T
    return replace(own, values=values)


def _at_usual(own: Timing) -> Timing:
    """The reports of the usual state at every state."""
    columns = [NAMES.index(f"realised_ample_usual__{kind}") for kind in KINDS]
    columns.append(NAMES.index("pace_ample_usual"))
    return everywhere(own, np.moveaxis(own.values[: USUAL.quarters, columns], 2, 0))


def outcome(run: Annual) -> Outcome:
    """What is compared."""
    gdp = run.over("gdp", LAST_YEAR - 1, LAST_YEAR)
    sums = (
        run.over(name, PLAN_START, LAST_YEAR).sum(axis=0) for name in ("reported_investment", "all_starts")
    )
    return Outcome(PERCENT * (gdp[1] / gdp[0] - 1), *sums)


def rows(found: Coupled) -> Iterator[tuple[object, ...]]:
    """One row a quantity: errors of the mixing and of leaving it out, beside the spread of all draws."""
    for name, unit in (("growth", "points"), ("investment", "%"), ("starts", "%")):
        truth = getattr(found.coupled, name)
        scale = 1.0 if unit == "points" else PERCENT / truth
        errors = [(getattr(one, name) - truth) * scale for one in (found.mixed, found.usual)]
        every = getattr(found.every_draw, name)
        spread = np.std(every) * (1.0 if unit == "points" else PERCENT / np.mean(every))
        yield name, unit, *(part for error in errors for part in _told(error)), f"{spread:.2f}"


def _told(error: Array) -> tuple[str, str, str]:
    root = np.sqrt(np.mean(error**2))
    return f"{error.mean():+.3f}", f"{root:.3f}", f"{np.abs(error).max():.3f}"
