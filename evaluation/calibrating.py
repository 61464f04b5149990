"""A calibration from the pack to its answer: sampled, diagnosed, and held against every observation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calibration.beliefs import Beliefs, Rows, beliefs
from calibration.diagnostics import ENSEMBLES, Diagnostics, correlated, diagnostics
from calibration.economy import CLOSURES
from calibration.inference import FULL, Effort, Posterior, infer
from calibration.measurement import Quantity
from calibration.observation_checks import left_out, refuse_slips
from calibration.problem import Problem, problem_of
from calibration.stored import Made, encoded
from evaluation.calibration_answer import (
    CalibrationAnswer,
    ChanceEntry,
    ObservationEntry,
    PairEntry,
    ParameterEntry,
    PathEntry,
    PrintedAt,
    ReadingEntry,
    SamplerEntry,
    Spread,
)
from evaluation.reachability import measure
from evaluation.results import Knowledge
from evaluation.running import observed_values
from evaluation.simulation import Economy, Ensemble, Options, all_draws, ensemble_of, kept, with_closure
from sim.core import is_region
from sim.generate import compile_model
from sim.model import Model
from sim.streams import normals

if TYPE_CHECKING:
    from evaluation.annual import Annual
    from scenarios.schema import PlanPack, Scenario

Array = NDArray[np.float64]
LAYER = "calibration"
LOOKED_AT = 2048
"""Draws for predictive checks and for the baseline before and after."""
ROOM = 2.0
"""Errors of measurement within which a printed value counts as reached by the priors."""
SHOWN = (
    "gdp",
    "gross_capital_formation",
    "all_employed",
    "reported_investment_nominal",
    "industrial_value_added",
    "retail_sales",
    "trade_total",
    "budget_revenue",
)
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, eq=False)
class Calibration:
    """A calibration: its answer, the files of its posterior by name, and the model it is of."""

    answer: CalibrationAnswer
    files: Mapping[str, bytes]
    model: Model


def calibrate(
    pack: PlanPack,
    as_of: int,
    seed: int,
    effort: Effort,
    scenario: Scenario,
    progress: Callable[[int], None] | None = None,
) -> Calibration:
    """Sample the posterior of a plan and judge it. `scenario` is the one shown before and after.

    Raises `InputError` where the history cannot be used.
    """
    problem = problem_of(pack, as_of)
    before = np.stack([normals(seed, LAYER, name, 0, LOOKED_AT) for name in problem.names], axis=1)
    expected = problem.predicted(before)
    refuse_slips(problem.measurement.quantities, expected)
    found = infer(problem, seed, effort, progress)
    judged = diagnostics(found.states)
    draws = found.draws
    after = draws[np.linspace(0, len(draws) - 1, LOOKED_AT).round().astype(int)]
    sampler = _sampler(found, judged, problem)
    parameters = _parameters(problem, found, judged, before, after)
    paths, chances = _baseline(problem, scenario, Rows(found.names, after), seed)
    answer = CalibrationAnswer(
        plan=pack.id,
        as_of=as_of,
        sampler=sampler,
        parameters=parameters,
        observations=_observations(problem, expected, after, seed),
        pairs=_pairs(problem, found, after),
        prior_dominated=tuple(row.name for row in parameters if row.prior_dominated),
        paths=paths,
        chances=chances,
        left_out=left_out(pack, problem.compiled.model.outputs, as_of),
        outside_priors=_outside(problem.measurement.quantities, expected),
    )
    made = Made(seed, sampler.chains, sampler.worst_r_hat, sampler.least_ess)
    model = problem.compiled.model
    return Calibration(answer, encoded(pack, as_of, model, found.names, draws, made), model)


def _sampler(found: Posterior, judged: Diagnostics, problem: Problem) -> SamplerEntry:
    steps, chains, _ = found.states.shape
    spent = problem.evaluations
    return SamplerEntry(
        chains=chains,
        ensembles=min(ENSEMBLES, chains),
        draws=steps * chains,
        steps_a_year=found.steps_a_year,
        inner_acceptance=float(found.inner_acceptance),
        outer_acceptance=float(found.outer_acceptance),
        evaluations=spent.get(FULL, 0),
        cheap_evaluations=sum(count for at, count in spent.items() if at != FULL),
        worst_r_hat=float(judged.r_hat.max()),
        least_ess=float(judged.ess.min()),
        converged=judged.converged,
    )


def _parameters(
    problem: Problem, found: Posterior, judged: Diagnostics, before: Array, after: Array
) -> tuple[ParameterEntry, ...]:
    prior, posterior = _natural(problem, before), _natural(problem, after)
    told = {row.name: (row.unit, row.about, row.evidence) for row in problem.known.rows.values()}
    told |= {row.name: (row.unit, row.why, row.evidence) for row in problem.pack.shared_errors}
    return tuple(
        ParameterEntry(
            name,
            *told[name],
            prior=_spread(prior[name]),
            posterior=_spread(posterior[name]),
            shrinkage=float(judged.shrinkage[at]),
            r_hat=float(judged.r_hat[at]),
            ess=float(judged.ess[at]),
            ess_bulk=float(judged.bulk[at]),
            ess_tail=float(judged.tail[at]),
            at_bound=bool(judged.at_bound[at]),
            prior_dominated=bool(judged.prior_dominated[at]),
        )
        for at, name in enumerate(found.names)
    )


def _natural(problem: Problem, deviations: Array) -> dict[str, Array]:
    """Values in their own units; a shared error as the factor it is."""
    values = problem.values(deviations)
    for at, row in enumerate(problem.pack.shared_errors, start=len(problem.parameters)):
        values[row.name] = np.exp(row.sd * deviations[:, at])
    return values


def _observations(problem: Problem, expected: Array, after: Array, seed: int) -> tuple[ObservationEntry, ...]:
    measurement = problem.measurement
    noise = np.stack(
        [normals(seed, LAYER, f"error of {row.id}", 0, LOOKED_AT) for row in measurement.quantities], axis=1
    )
    prior = measurement.replicated(expected, noise)
    posterior = measurement.replicated(problem.predicted(after), noise)
    return tuple(
        _observation(row, prior[:, at], posterior[:, at]) for at, row in enumerate(measurement.quantities)
    )


def _outside(quantities: Sequence[Quantity], expected: Array) -> tuple[str, ...]:
    """Observations whose readings all lie outside of what the priors say, two errors of measurement left."""
    low, high = np.nanmin(expected, axis=0), np.nanmax(expected, axis=0)
    found: list[str] = []
    for at, row in enumerate(quantities):
        room = ROOM * row.sds()
        outside = (row.values() + room < low[at]) | (row.values() - room > high[at])
        found += [row.id] if outside.all() and not row.is_limit else []
    return tuple(found)


def _observation(row: Quantity, prior: Array, posterior: Array) -> ObservationEntry:
    first, single = row.first, len(row.readings) == 1 and not row.is_limit
    spread = _spread(posterior)
    return ObservationEntry(
        id=first.id,
        variable=first.variable or "",
        name_zh=first.name_zh,
        name_en=first.name_en,
        kind=first.kind,
        year_from=first.year_from,
        year_to=first.year_to,
        unit=first.unit,
        observed=first.value if single else None,
        sd=float(row.sds()[row.readings.index(first)]),
        q05=spread.q05,
        q50=spread.q50,
        q95=spread.q95,
        prior=_spread(prior[np.isfinite(prior)]),
        tail=float(np.mean(posterior <= first.value)) if single else None,
        used=row.used,
        readings=tuple(
            ReadingEntry(
                one.id,
                one.value,
                float(sd),
                PrintedAt(one.chapter, one.section, one.paragraph, one.box, one.row, one.line),
                one.note,
            )
            for one, sd in zip(row.readings, row.sds(), strict=True)
        ),
    )


def _pairs(problem: Problem, found: Posterior, after: Array) -> tuple[PairEntry, ...]:
    values = _natural(problem, after)
    table = np.stack([values[name] for name in found.names], axis=1)
    return tuple(PairEntry(found.names[a], found.names[b], together) for a, b, together in correlated(table))


def _baseline(
    problem: Problem, scenario: Scenario, rows: Rows, seed: int
) -> tuple[tuple[PathEntry, ...], tuple[ChanceEntry, ...]]:
    """The scenario from priors, from priors around the fit, and from the posterior."""
    pack, model = problem.pack, problem.compiled.model
    compiled = compile_model(model, kept(model))
    told: dict[Knowledge, Beliefs] = {
        "priors": problem.known,
        "fit": beliefs(pack, pack.about.as_of),
        "posterior": replace(problem.known, posterior=rows),
    }
    options = Options(seed=seed, draws=LOOKED_AT)
    ensembles = {
        name: ensemble_of(Economy(pack, one, compiled, name), scenario, options) for name, one in told.items()
    }
    runs: dict[tuple[str, str], Annual] = {}
    chances: list[ChanceEntry] = []
    for closure in CLOSURES[:1] if is_region(model) else CLOSURES:
        for name, ensemble in ensembles.items():
            runs[name, closure] = _run(ensemble, closure, options)
        chances += _chances(pack, closure, {name: runs[name, closure] for name in told})
    first = CLOSURES[0]
    return _paths(pack, runs["priors", first], runs["posterior", first]), tuple(chances)


def _run(ensemble: Ensemble, closure: str, options: Options) -> Annual:
    return all_draws(with_closure(ensemble, closure), options)


def _chances(pack: PlanPack, closure: str, runs: Mapping[str, Annual]) -> list[ChanceEntry]:
    computed = [target for target in pack.main_targets if target.mode != "tracked"]
    shares: dict[str, list[float | None]] = {target.id: [] for target in computed}
    for run in runs.values():
        for item in measure(computed, run):
            hits = None if item.outcome is None else item.outcome.met
            shares[item.target.id].append(None if hits is None else hits.share)
    return [
        ChanceEntry(target.id, target.name_zh, target.name_en, closure, *shares[target.id])
        for target in computed
    ]


def _paths(pack: PlanPack, prior: Annual, posterior: Annual) -> tuple[PathEntry, ...]:
    observed = observed_values(pack)
    told = {row.name: (row.name_zh, row.name_en) for row in pack.variables}
    return tuple(
        PathEntry(
            name,
            *told.get(name, (name, name)),
            posterior.units.get(name, ""),
            year,
            _spread(prior.values[name][at]),
            _spread(posterior.values[name][at]),
            observed.get((name, year)),
        )
        for name in _shown(posterior.values)
        for at, year in enumerate(posterior.years)
    )


def _shown(values: Mapping[str, Any]) -> Sequence[str]:
    return [name for name in SHOWN if name in values]


def _spread(values: Array) -> Spread:
    return Spread(*(float(value) for value in np.quantile(values, QUANTILES)))
