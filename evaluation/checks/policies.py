"""Policies: every lever of the scenario that pulls them all stands at its best place, and rankings are told.

The order of the scenarios by median output is taken under both closures and over the ends of what the
history cannot tell. A change in that order is no fault of the model; it is told, since a choice between two
policies that change places rests on an assumption.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from calibration.economy import CLOSURES
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.confidence import fact, within
from evaluation.results import Check
from sim.generate import compile_model
from sim.inputs import Input

if TYPE_CHECKING:
    from scenarios.schema import Lever

EVERYTHING = "everything"
RANKED_DRAWS = 256
UNSURE = ("share_follows_capacity", "persistence_of_past_elasticity")
"""Parameters that decide how outside demand answers, and that the history does not identify."""
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Flip:
    """Two scenarios, the first ahead by median output, that change places under `setting`."""

    setting: str
    first: str
    second: str


def best_places(laboratory: Laboratory) -> Iterator[Check]:
    """From everything at once, no single lever moved to an end or to its baseline raises output."""
    wrong: list[str] = []
    tried = _places(laboratory)
    for lever in laboratory.pack.levers_of("equations"):
        places = tried[lever.name]
        chosen = _chosen(laboratory, lever)
        best = max(places, key=lambda place: places[place])
        lost = places[best] / places[chosen] - 1
        told = ", ".join(f"{place:g}: {gdp:.2f}" for place, gdp in sorted(places.items()))
        yield within(f"everything_{lever.name}", lost, TOLERANCE, f"stands at {chosen:g}; GDP at {told}")
        better = max((lever.low, lever.high), key=lambda place: places[place])
        if chosen == lever.raising_gdp and better != lever.raising_gdp:
            wrong.append(lever.name)
    evidence = (
        ", ".join(wrong)
        or "the end declared to raise output is the better one wherever the scenario takes an end"
    )
    yield within("ends_declared_to_raise_output", len(wrong), 0, evidence)


def rankings(laboratory: Laboratory) -> Iterator[Check]:
    """The order of the scenarios by median output of the last year, over structural assumptions."""
    small = replace(laboratory, draws=min(laboratory.draws, RANKED_DRAWS))
    orders = policy_orders(small)
    first, *rest = orders
    flips = [f"{flip.first} and {flip.second} under {flip.setting}" for flip in policy_flips(orders)]
    best = {order[0] for order in orders.values()}
    evidence = f"{first}: {' > '.join(orders[first])}; {len(orders)} settings, {small.draws} draws"
    yield fact("ranking_best_policy_stays", len(best) == 1, evidence)
    told = "; ".join(flips) or f"none in {len(rest)} other settings"
    yield Check("ranking_flips", "", True, float(len(flips)), None, told)


def policy_flips(orders: Mapping[str, Sequence[str]]) -> tuple[Flip, ...]:
    """Every pair of policies whose order under the first setting is turned round under another."""
    reference, *rest = orders
    return tuple(
        Flip(setting, ahead, behind)
        for setting in rest
        for ahead, behind in combinations(orders[reference], 2)
        if orders[setting].index(ahead) > orders[setting].index(behind)
    )


def policy_orders(laboratory: Laboratory) -> dict[str, list[str]]:
    """Setting -> scenarios of levers alone, from the highest to the lowest median output of the last year."""
    ends = _ends(laboratory)
    medians: dict[str, dict[str, float]] = {}
    compiled = compile_model(laboratory.model, ("gdp",))
    for scenario in (name for name, found in laboratory.scenarios.items() if not found.world):
        for closure, variants in ((CLOSURES[0], {CLOSURES[0]: {}} | ends), (CLOSURES[1], {CLOSURES[1]: {}})):
            run = laboratory.variants(compiled, Case(scenario, closure), list(variants.values()))
            for told, gdp in zip(variants, run["gdp"][-1], strict=True):
                medians.setdefault(told, {})[scenario] = float(np.median(gdp))
    return {told: sorted(found, key=lambda name: -found[name]) for told, found in medians.items()}


def _ends(laboratory: Laboratory) -> dict[str, dict[str, float]]:
    """Each unsure parameter at either end of its range."""
    ends: dict[str, dict[str, float]] = {}
    for name in UNSURE:
        row = laboratory.known.distribution(name)
        for end, value in (("low", row.p1), ("high", row.p2)):
            ends[f"{name} {end} ({value:g})"] = {name: value}
    return ends


def _places(laboratory: Laboratory) -> dict[str, dict[float, float]]:
    """Output of the last year for every lever at its ends and its baseline; one run, one draw a place."""
    levers = laboratory.pack.levers_of("equations")
    tried = [(lever, place) for lever in levers for place in sorted({lever.low, lever.baseline, lever.high})]
    columns: dict[str, list[float]] = {}
    for lever in levers:
        own = _chosen(laboratory, lever)
        columns[lever.name] = [place if other is lever else own for other, place in tried]
    inputs: dict[str, Input] = {
        lever.name: laboratory.lever_from_plan(lever, columns[lever.name]) for lever in levers
    }
    gdp = laboratory.central(("gdp",), Case(EVERYTHING, inputs=inputs), draws=len(tried)).of("gdp")[-1]
    found: dict[str, dict[float, float]] = {}
    for (lever, place), value in zip(tried, gdp, strict=True):
        found.setdefault(lever.name, {})[place] = float(value)
    return found


def _chosen(laboratory: Laboratory, lever: Lever) -> float:
    """Where the scenario that pulls every lever has it."""
    return float(laboratory.paths[EVERYTHING][lever.name][-1][1])
