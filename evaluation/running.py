"""One scenario run to its answer: targets, joint probabilities, growth accounting, series.

Up to `sim.ensembles.MEMORY_LIMIT` draws every value is kept; from there on blocks are counted, the
probabilities stay exact; growth accounting and the years beyond the plan use the first draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from calibration.economy import CLOSURES
from evaluation.accounting import SectorAccount, contributions
from evaluation.annual import Annual, join
from evaluation.base_rates import base_rates
from evaluation.event_share import event_shares
from evaluation.joint import conflicts, joint, misses
from evaluation.quantiles import counted_quantiles, counts_of, join_counts
from evaluation.reachability import Measured, measure, target_results
from evaluation.results import RunResult, SeriesPoint
from evaluation.series import Observed, series, series_point
from evaluation.simulation import (
    Economy,
    Ensemble,
    Options,
    each_block,
    ensemble_of,
    over_draws,
    with_closure,
)
from evaluation.tally import Key, Tally, add_tallies, join_tallies, tally
from evaluation.vision import vision, vision_omitted
from sim.core import FACTORS as CORE_FACTORS
from sim.core import WHOLE, is_region
from sim.counts import Counts
from sim.economy import FACTORS, INDICATORS, SECTORS
from sim.ensembles import MEMORY_LIMIT

if TYPE_CHECKING:
    from scenarios.schema import PlanPack, Scenario, Target
    from sim.model import Model

Progress = Callable[[int], None]
FIRST_DRAWS = 16_384
ADDED_TOGETHER = 16
HUNDRED = 100.0
OTHER_SECTORS = {"construction": "construction_value_added", "agriculture": "agriculture_output"}


@dataclass(frozen=True, eq=False)
class Simulated:
    """One scenario over all draws: its targets measured, its series, and the draws that were kept."""

    ensemble: Ensemble
    measured: tuple[Measured, ...]
    series: tuple[SeriesPoint, ...]
    annual: Annual
    complete: bool
    central: Annual


@dataclass(frozen=True, eq=False)
class _Counted:
    """What a block leaves behind when draws are counted."""

    tallies: Mapping[Key, Tally]
    series: Mapping[str, tuple[Counts, ...]]
    years: tuple[int, ...]
    first_draws: tuple[Annual, ...]


@dataclass(frozen=True, eq=False)
class _CountingBlock:
    """An ensemble whose blocks come back as counts; picklable."""

    ensemble: Ensemble
    targets: tuple[Target, ...]

    def __call__(self, first: int, count: int) -> _Counted:
        block = self.ensemble(first, count)
        series_ = {
            name: tuple(counts_of(row) for row in block.values[name]) for name in _charted(block.values)
        }
        return _Counted(
            tally(self.targets, block), series_, block.years, (block,) if first < FIRST_DRAWS else ()
        )


def run_scenario(
    economy: Economy, scenario: Scenario, options: Options, progress: Progress | None = None
) -> tuple[RunResult, Simulated]:
    """The answer for one scenario, and the draws it was made from.

    The other closure is run on the same draws for the probabilities under both.
    """
    ensemble = ensemble_of(economy, scenario, options)
    targets = economy.pack.main_targets
    found = simulate_targets(ensemble, targets, options, progress)
    closures = {ensemble.closure: found.measured}
    for name in CLOSURES:
        if name != ensemble.closure:
            other = with_closure(ensemble, name)
            closures[name] = simulate_targets(other, targets, options, progress).measured
    return answer(found, scenario, options, closures), found


def simulate_targets(
    ensemble: Ensemble, targets: Sequence[Target], options: Options, progress: Progress | None = None
) -> Simulated:
    """All draws of an ensemble, measured against the targets."""
    central, observed = ensemble.central(), observed_values(ensemble.economy.pack)
    if options.draws < MEMORY_LIMIT:
        annual = join(over_draws(ensemble, options, progress))
        points = series(annual, _charted(annual.values), observed, central)
        return Simulated(ensemble, measure(targets, annual), points, annual, True, central)
    counted = _add_up(each_block(_CountingBlock(ensemble, tuple(targets)), options, progress))
    measured = join_tallies(targets, [counted.tallies])
    points = _counted_series([counted], central, observed)
    return Simulated(ensemble, measured, points, join(counted.first_draws), False, central)


def _add_up(blocks: Iterator[_Counted]) -> _Counted:
    """All blocks as one, a few at a time, so that memory does not grow with the draws."""
    total = next(blocks)
    while waiting := list(islice(blocks, ADDED_TOGETHER)):
        total = _added([total, *waiting])
    return total


def _added(parts: Sequence[_Counted]) -> _Counted:
    names, years = parts[0].series, range(len(parts[0].years))
    return _Counted(
        add_tallies([part.tallies for part in parts]),
        {name: tuple(join_counts([p.series[name][at] for p in parts]) for at in years) for name in names},
        parts[0].years,
        tuple(block for part in parts for block in part.first_draws),
    )


def answer(
    found: Simulated, scenario: Scenario, options: Options, closures: Mapping[str, Sequence[Measured]]
) -> RunResult:
    """The answer as it goes to the screen, the files and the report."""
    pack = found.ensemble.economy.pack
    about, last = pack.about, pack.about.plan_years[-1]
    as_of = about.as_of if options.as_of is None else options.as_of
    shares = event_shares(found.ensemble, [item.target for item in found.measured], found.annual)
    rows = target_results(found.measured, about.verdicts, closures)
    return RunResult(
        scenario=scenario.name,
        title_zh=scenario.title.zh,
        title_en=scenario.title.en,
        question_zh=scenario.question.zh,
        question_en=scenario.question.en,
        as_of=as_of,
        closure=found.ensemble.closure,
        targets=tuple(replace(row, event_share=shares.get(row.id)) for row in rows),
        joint=joint(found.measured),
        misses=misses(found.measured),
        conflicts=conflicts(found.measured),
        growth_accounting=contributions(
            found.annual,
            sector_accounts(found.ensemble.economy.model),
            about.base_year,
            last,
            central=found.central,
        ),
        series=found.series,
        vision=vision(about, pack.vision, found.annual),
        vision_omitted=vision_omitted(about, pack.vision, found.annual),
        base_rates=base_rates(pack.base_rates, as_of),
        knowledge=found.ensemble.economy.knowledge,
    )


def sector_accounts(model: Model) -> dict[str, SectorAccount]:
    """Where growth accounting reads each sector; a plan on the core has one."""
    if is_region(model):
        return {WHOLE: _whole(model)}
    accounts = {
        name: SectorAccount(
            f"output__{name}",
            f"log_output__{name}",
            {factor.removesuffix("_contribution"): _element(factor, name) for factor in FACTORS},
        )
        for name in SECTORS
    }
    return accounts | {name: SectorAccount(variable) for name, variable in OTHER_SECTORS.items()}


def _whole(model: Model) -> SectorAccount:
    factors = {name.removesuffix("_contribution"): model.scalars(name)[0] for name in CORE_FACTORS}
    return SectorAccount(f"output__{WHOLE}", f"log_output__{WHOLE}", factors)


SHARED = ("productivity_contribution", "infrastructure_contribution", "knowledge_contribution")


def _element(factor: str, sector: str) -> str:
    return factor if factor in SHARED else f"{factor}__{sector}"


def observed_values(pack: PlanPack) -> Observed:
    """Printed values of single years by (variable, year), in the unit of the model."""
    return {
        (row.variable, row.year_to): row.value / HUNDRED if row.unit == "percent" else row.value
        for row in pack.observations
        if row.variable is not None and row.default and row.kind in ("level", "share")
    }


def _charted(values: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in INDICATORS if name in values)


def _counted_series(
    blocks: Sequence[_Counted], central: Annual, observed: Observed
) -> tuple[SeriesPoint, ...]:
    years = blocks[0].years
    return tuple(
        series_point(
            name,
            central.units.get(name, ""),
            year,
            counted_quantiles(join_counts([block.series[name][at] for block in blocks])),
            observed.get((name, year)),
            float(central.at(name, year)[0]),
        )
        for name in blocks[0].series
        for at, year in enumerate(years)
    )
