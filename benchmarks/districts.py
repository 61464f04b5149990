"""Simulated districts whose end is known: how good is the outlook from what they report at half time?

Every district is a draw of the model with random numbers of its own; what it reports carries measurement
errors. The outlook for it comes from another ensemble, which never saw it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from calibration.latent import Latent, Posterior, chosen
from evaluation.annual import Annual, FloatArray
from evaluation.midterm.moving import Probes, moved_draws, probes_of
from evaluation.midterm.observations import errors, predicted, predictions, values
from evaluation.midterm.observed import Kind, Observation
from evaluation.midterm.weights import effective, resampled, weights
from evaluation.relations import met
from evaluation.simulation import Ensemble, Options, all_draws, economy_of, ensemble_of
from evaluation.transforms import reported
from scenarios.library import load_scenario
from scenarios.outlook_settings import outlook_settings
from scenarios.packs import load_pack
from scenarios.schema import PlanPack, Target
from sim.streams import normals

KINDS: dict[str, Kind] = {"cut_percent": "cut_total"}
REPORTED = ("level", "share_difference", "cut_percent")
LAYER = "districts"


@dataclass(frozen=True)
class Case:
    """One district and target: is its end in the 80 % band, what probability was said, and what came."""

    district: int
    id: str
    inside: bool
    probability: float
    on_schedule: bool
    met: bool
    method: str


@dataclass(frozen=True, eq=False)
class Trial:
    """The ensemble that judges, its draws without any knowledge, and the districts with their ends."""

    ensemble: Ensemble
    options: Options
    latent: Latent
    prior: Annual
    truths: Annual
    targets: tuple[Target, ...]
    as_of: int
    probes: Probes

    @property
    def pack(self) -> PlanPack:
        """The plan."""
        return self.ensemble.economy.pack


def trial(districts: int, draws: int, seed: int, as_of: int, closure: str = "demand_led") -> Trial:
    """`districts` simulated with `seed`, to be judged by `draws` draws of the next seed."""
    pack = load_pack()
    options = Options(seed=seed + 1, draws=draws, closure=closure)
    ensemble = ensemble_of(economy_of(pack), load_scenario("baseline", pack), options)
    truths = all_draws(replace(ensemble, seed=seed), replace(options, draws=districts))
    targets = tuple(t for t in pack.main_targets if t.table == "box2" and t.transform in REPORTED)
    latent, seen = ensemble.latent(0, draws), _figures(targets, as_of)
    probes = probes_of(ensemble, latent, seen, as_of, options)
    return Trial(ensemble, options, latent, all_draws(ensemble, options), truths, targets, as_of, probes)


def cases(given: Trial, districts: Sequence[int], seed: int) -> Iterator[Case]:
    """Every target of these districts."""
    model = predictions(_figures(given.targets, given.as_of), given.pack, given.prior)
    for number in districts:
        truth = _one(given.truths, number)
        seen = _seen(given, truth, number, seed)
        posterior, method = _posterior(given, model, seen)
        found = all_draws(replace(given.ensemble, posterior=posterior), given.options)
        for target in given.targets:
            yield _case(target, found, truth, number, method, seen)


def _case(
    target: Target, found: Annual, truth: Annual, number: int, method: str, seen: Sequence[Observation]
) -> Case:
    values_, end = reported(target, found, target.base), reported(target, truth, target.base)
    low, high = np.quantile(values_, (0.1, 0.9))
    last = [item.value for item in seen if item.id == target.id][-1]
    return Case(
        number,
        target.id,
        bool(low <= end[0] <= high),
        float(met(target, values_).mean()),
        on_schedule(target, last, seen[-1].year),
        bool(met(target, end)[0]),
        method,
    )


def on_schedule(target: Target, value: float, year: int) -> bool:
    """Whether a value lies on the straight line from base to target, or on its good side."""
    start = 0.0 if target.base is None else target.base
    way = (target.target or 0.0) - start
    return (value - start) / way >= (year - target.base_year) / (target.year - target.base_year)


def _posterior(given: Trial, model: FloatArray, seen: Sequence[Observation]) -> tuple[Posterior, str]:
    weight = weights(model, values(seen), errors(seen, given.pack))
    if effective(weight) >= outlook_settings().least_effective:
        kept = chosen(given.latent, resampled(weight, given.options.seed))
        return Posterior(kept, given.as_of), "weights"
    moved = moved_draws(given.ensemble, given.latent, seen, given.as_of, given.options, probes=given.probes)
    return Posterior(moved, given.as_of), "smoother"


def _figures(targets: Sequence[Target], as_of: int) -> list[Observation]:
    """What is reported: every target, every year up to `as_of`; the values are filled in by the district."""
    return [
        Observation(target.id, year, 1.0, target.unit, KINDS.get(str(target.transform), "level"))
        for target in targets
        for year in range(target.base_year + 1, as_of + 1)
    ]


def _seen(given: Trial, truth: Annual, number: int, seed: int) -> list[Observation]:
    """What the district reports: its own figures with errors of measurement."""
    found: list[Observation] = []
    for item in _figures(given.targets, given.as_of):
        value = float(predicted(item, given.pack.target(item.id), truth)[0])
        exact = replace(item, value=value)
        noise = normals(seed, LAYER, f"{item.id} {item.year}", number, 1)[0]
        found.append(replace(item, value=value + float(noise) * float(errors([exact], given.pack)[0])))
    return found


def _one(annual: Annual, number: int) -> Annual:
    return Annual(
        annual.years, {name: v[:, number : number + 1] for name, v in annual.values.items()}, annual.units
    )


def left_out_cases(draws: int, ids: Sequence[str], seed: int, as_of: int) -> Iterator[Case]:
    """Every draw as a district that reports one target for `as_of`, judged by weighting the others."""
    pack = load_pack()
    options = Options(seed=seed, draws=draws)
    annual = all_draws(ensemble_of(economy_of(pack), load_scenario("baseline", pack), options), options)
    for id in ids:
        yield from _left_out(pack.target(id), annual, pack, seed, as_of)


def _left_out(target: Target, annual: Annual, pack: PlanPack, seed: int, as_of: int) -> Iterator[Case]:
    item = _figures([target], as_of)[-1]
    exact, ends = predicted(item, target, annual), reported(target, annual, target.base)
    error = np.array([errors([replace(item, value=float(value))], pack)[0] for value in exact])
    seen = exact + error * normals(seed, LAYER, f"{item.id} {item.year}", 0, annual.draws)
    order, hits = np.argsort(ends), met(target, ends)
    for number in range(annual.draws):
        weight = weights(exact[None, :], seen[[number]], error[[number]])
        weight[number] = 0.0
        weight /= weight.sum()
        low, high = np.interp((0.1, 0.9), np.cumsum(weight[order]), ends[order])
        inside = bool(low <= ends[number] <= high)
        schedule = on_schedule(target, float(seen[number]), as_of)
        yield Case(number, target.id, inside, float(weight @ hits), schedule, bool(hits[number]), "weights")
