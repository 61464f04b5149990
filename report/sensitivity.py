"""Making the answer of `planreach sensitivity`: layers, single parameters, sets of priors, policies."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from report.exits import MissingPart
from report.progress import Progress
from report.sensitivity_answers import (
    EffectEntry,
    FlipEntry,
    PriorEntry,
    SensitivityAnswer,
    ShareEntry,
    SplitEntry,
)

if TYPE_CHECKING:
    from evaluation.simulation import Ensemble, Options
    from report.session import Session
    from scenarios.schema import PlanPack, Target

EXTRA, LIBRARY = "sensitivity", "SALib"


@dataclass(frozen=True)
class Request:
    """What is asked: the scenario, the targets whose parameters are screened, and the sizes of the designs.

    `samples` 0 leaves out the Sobol indices.
    """

    scenario: str
    targets: tuple[str, ...]
    draws: int
    seed: int
    trajectories: int
    samples: int


def sensitivity_of(session: Session, pack: PlanPack, asked: Request) -> SensitivityAnswer:
    """The whole answer: bands with the draws of a run, single parameters and other priors around the fit.

    Raises `MissingPart` without SALib, `InputError` for an unknown name or a stale posterior.
    """
    from calibration.economy import refuse_core
    from evaluation.simulation import Options, economy_of, ensemble_of
    from scenarios.library import load_scenario

    if find_spec(LIBRARY) is None:
        raise MissingPart(EXTRA)
    refuse_core(pack)
    screened = screened_targets(pack, asked.targets)
    options = Options(seed=asked.seed, draws=asked.draws)
    scenario = load_scenario(asked.scenario, pack)
    ensemble = ensemble_of(economy_of(pack, knowledge="fit"), scenario, options)
    order, flips = _policies(pack, asked)
    return SensitivityAnswer(
        scenario=asked.scenario,
        draws=asked.draws,
        seed=asked.seed,
        trajectories=asked.trajectories,
        samples=asked.samples,
        targets=tuple(target.id for target in screened),
        layers=_layers(ensemble_of(economy_of(pack), scenario, options), pack, options, session),
        effects=_effects(ensemble, screened, asked, session),
        shares=_shares(ensemble, screened, asked, session),
        priors=_priors(ensemble, pack, options, session),
        order=order,
        flips=flips,
    )


def screened_targets(pack: PlanPack, names: tuple[str, ...]) -> tuple[Target, ...]:
    """The computed targets called `names`. Raises `InputError` for others."""
    from scenarios.errors import refuse, unknown_name

    known = {target.id: target for target in pack.main_targets if target.mode != "tracked"}
    refuse(unknown_name("unknown-target", "--target", name, known) for name in names if name not in known)
    return tuple(known[name] for name in names)


def _layers(ensemble: Ensemble, pack: PlanPack, options: Options, session: Session) -> tuple[SplitEntry, ...]:
    from evaluation.sensitivity.layers import layer_splits, subsets
    from evaluation.simulation import ALL_LAYERS

    with Progress(session, len(subsets(ALL_LAYERS)), 1, "sensitivity.splitting") as progress:
        splits = layer_splits(ensemble, pack.main_targets, options, progress)
    return tuple(SplitEntry(split.id, split.variance, split.shares) for split in splits)


def _effects(
    ensemble: Ensemble, targets: tuple[Target, ...], asked: Request, session: Session
) -> tuple[EffectEntry, ...]:
    from evaluation.sensitivity.screening import morris_effects, runs_of_morris

    runs = runs_of_morris(len(ensemble.economy.known.uncertain), asked.trajectories)
    with Progress(session, runs, 1, "sensitivity.screening") as progress:
        found = morris_effects(ensemble, targets, asked.trajectories, asked.seed, progress)
    return tuple(EffectEntry(**asdict(effect)) for effect in found)


def _shares(
    ensemble: Ensemble, targets: tuple[Target, ...], asked: Request, session: Session
) -> tuple[ShareEntry, ...]:
    from evaluation.sensitivity.screening import runs_of_sobol, sobol_shares

    if not asked.samples:
        return ()
    runs = runs_of_sobol(len(ensemble.economy.known.uncertain), asked.samples)
    with Progress(session, runs, 1, "sensitivity.sharing") as progress:
        found = sobol_shares(ensemble, targets, asked.samples, asked.seed, progress)
    return tuple(ShareEntry(**asdict(share)) for share in found)


def _priors(ensemble: Ensemble, pack: PlanPack, options: Options, session: Session) -> tuple[PriorEntry, ...]:
    from calibration.economy import CLOSURES
    from evaluation.sensitivity.robustness import robustness, set_names

    names = {row.set: (row.name_zh, row.name_en) for row in pack.prior_sets}
    count = (1 + len(set_names(pack.prior_sets))) * len(CLOSURES)
    with Progress(session, count, 1, "sensitivity.priors-progress") as progress:
        found = robustness(ensemble, pack.main_targets, options, progress)
    return tuple(
        PriorEntry(row.id, row.set, *names.get(row.set, ("", "")), row.closure, row.probability, row.median)
        for row in found
    )


def _policies(pack: PlanPack, asked: Request) -> tuple[tuple[str, ...], tuple[FlipEntry, ...]]:
    from evaluation.checks.laboratory import laboratory_of
    from evaluation.checks.policies import RANKED_DRAWS, policy_flips, policy_orders

    orders = policy_orders(laboratory_of(pack, draws=min(asked.draws, RANKED_DRAWS)))
    flips = tuple(FlipEntry(flip.setting, flip.first, flip.second) for flip in policy_flips(orders))
    return tuple(next(iter(orders.values()))), flips
