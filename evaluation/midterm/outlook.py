"""The outlook before and after the observed years: chances, bands, proposals, and what it would take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from calibration.economy import CLOSURES
from evaluation.annual import Annual, BoolArray, FloatArray
from evaluation.draws import standard_error
from evaluation.joint import hits_of, joint
from evaluation.midterm.answers import JointChange
from evaluation.midterm.condition import Conditioned, Method, condition
from evaluation.midterm.need import needs
from evaluation.midterm.need_answers import Need
from evaluation.midterm.observations import errors, predictions, usable, values
from evaluation.midterm.observed import AsOf, Observation
from evaluation.midterm.proposals import Facts, Proposed, proposed
from evaluation.quantiles import quantiles
from evaluation.reachability import Measured, measure, verdict
from evaluation.results import Closures, Joint, JointEntry, Verdict
from evaluation.simulation import Economy, Ensemble, Options, all_draws, economy_of, ensemble_of, with_closure
from scenarios.outlook_settings import outlook_settings

if TYPE_CHECKING:
    from scenarios.schema import PlanPack, Scenario, Target

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Odd:
    """An observed figure beside what the draws gave for it before and after it was taken in.

    `tail` is the two-sided chance of a figure at least as far out, measurement error included; `outside`
    says that the model did not think it possible, `unexplained` that even the updated draws stay away
    from it. `sd` is the measurement error. All in the unit of the figure.
    """

    id: str
    year: int
    kind: str
    value: float
    sd: float
    q10: float
    median: float
    q90: float
    tail: float
    after: float
    outside: bool
    unexplained: bool


@dataclass(frozen=True)
class IndicatorOutlook:
    """One target: how likely it was and is, where it is likely to end, what to propose and what it takes.

    `mc_error` belongs to `probability_after`. Everything is null for tracked targets but the proposal.
    """

    id: str
    probability_before: float | None
    probability_before_error: float | None
    probability_after: float | None
    mc_error: float | None
    closures_before: Closures
    closures_after: Closures
    median: float | None
    q10: float | None
    q90: float | None
    outlook: Verdict | None
    proposal: Proposed
    need: Need | None


@dataclass(frozen=True)
class Outlook:
    """The whole outlook. `method` says how the observed years were taken in, under each closure.

    `effective` is what weighting would leave of `draws` draws, `needed` what it must leave to be used;
    `distance` is the squared Mahalanobis distance of the figures, `joint_tail` its chance. `together` says
    that the figures as a whole are outside what the model thought possible.
    """

    closure: str
    as_of: int
    draws: int
    method: Method
    methods: Mapping[str, Method]
    effective: float
    needed: float
    distance: float | None
    joint_tail: float | None
    together: bool
    figures: tuple[Odd, ...]
    indicators: tuple[IndicatorOutlook, ...]
    joint: JointChange


@dataclass(frozen=True, eq=False)
class Updated:
    """The outlook with the draws it was made from, before and after, and the ensemble that knows."""

    outlook: Outlook
    before: Annual
    after: Annual
    ensemble: Ensemble


def update(
    economy: Economy,
    scenario: Scenario,
    options: Options,
    observations: Sequence[Observation],
    as_of: AsOf,
    progress: Progress | None = None,
    with_needs: bool = True,
) -> Updated:
    """The outlook of a scenario given what was observed up to `as_of`, under the closure of the options.

    The other closure is conditioned likewise for the probabilities under both.
    """
    year = as_of.last_whole_year
    chosen_ = ensemble_of(economy, scenario, options)
    seen = usable(observations, economy.pack, as_of)
    found = {
        name: _conditioned(with_closure(chosen_, name), seen, year, options, progress) for name in CLOSURES
    }
    own = found[chosen_.closure]
    pack = economy.pack
    lagging = _lagging(pack, own) if with_needs and year < pack.about.plan_years[-1] else ()
    needed = needs(own.known.ensemble, lagging, year, own.after)
    outlook = _answer(pack, chosen_.closure, year, own, found, seen, observations, needed)
    return Updated(outlook, own.before, own.after, own.known.ensemble)


def known_ensemble(
    economy: Economy,
    scenario: Scenario,
    options: Options,
    observations: Sequence[Observation],
    as_of: AsOf,
    progress: Progress | None = None,
) -> Conditioned:
    """The ensemble of a scenario given what was observed up to `as_of`, under the closure of the options."""
    seen = usable(observations, economy.pack, as_of)
    ensemble = ensemble_of(economy, scenario, options)
    return _taken_in(ensemble, seen, as_of.last_whole_year, options, progress)[0]


@dataclass(frozen=True, eq=False)
class _Closed:
    """One closure: its draws before and after, measured against the targets."""

    before: Annual
    known: Conditioned
    after: Annual
    measured_before: tuple[Measured, ...]
    measured_after: tuple[Measured, ...]


def _conditioned(
    ensemble: Ensemble,
    seen: Sequence[Observation],
    year: int,
    options: Options,
    progress: Progress | None,
) -> _Closed:
    before = all_draws(ensemble, options, progress)
    known, prior = _taken_in(ensemble, seen, year, options, progress, before)
    after = all_draws(known.ensemble, options, progress) if known.method != "none" else prior
    targets = ensemble.economy.pack.main_targets
    return _Closed(before, known, after, measure(targets, before), measure(targets, after))


def _taken_in(
    ensemble: Ensemble,
    seen: Sequence[Observation],
    year: int,
    options: Options,
    progress: Progress | None,
    before: Annual | None = None,
) -> tuple[Conditioned, Annual]:
    """The ensemble given the observations, and its draws without them; `before` are those of `ensemble`."""
    base = _informed(ensemble, year)
    prior = before if before is not None and base is ensemble else all_draws(base, options, progress)
    return condition(base, seen, year, options, prior, progress), prior


def _informed(ensemble: Ensemble, year: int) -> Ensemble:
    """The ensemble with what is known by the end of `year` of parameters and of the outside world."""
    pack = ensemble.economy.pack
    since = pack.about.as_of
    news = [row for row in pack.parameters if since < row.known_from <= year]
    world = [row for row in pack.drivers if row.region == "past" and since < row.year <= year]
    return replace(ensemble, economy=economy_of(pack, year)) if news or world else ensemble


def _lagging(pack: PlanPack, found: _Closed) -> tuple[Target, ...]:
    """The targets that are less likely than what needs aim at."""
    aim = outlook_settings().need_probability
    return tuple(
        item.target
        for item in found.measured_after
        if item.outcome is not None and item.outcome.met is not None and item.outcome.met.share < aim
    )


def _answer(
    pack: PlanPack,
    closure: str,
    year: int,
    own: _Closed,
    found: Mapping[str, _Closed],
    seen: Sequence[Observation],
    observations: Sequence[Observation],
    needed: Mapping[str, Need],
) -> Outlook:
    odd, known = own.known.surprise, own.known
    return Outlook(
        closure=closure,
        as_of=year,
        draws=own.before.draws,
        method=known.method,
        methods={name: item.known.method for name, item in found.items()},
        effective=known.effective,
        needed=known.needed,
        distance=odd.distance if odd else None,
        joint_tail=odd.probability if odd else None,
        together=odd.together if odd else False,
        figures=_figures(pack, seen, own),
        indicators=tuple(
            _indicator(pack, at, item.target, own, found, observations, needed, year)
            for at, item in enumerate(own.measured_after)
        ),
        joint=_joint(own),
    )


def _figures(pack: PlanPack, seen: Sequence[Observation], own: _Closed) -> tuple[Odd, ...]:
    if not seen or own.known.surprise is None:
        return ()
    before, after = (predictions(seen, pack, annual) for annual in (own.before, own.after))
    error, observed, odd = errors(seen, pack), values(seen), own.known.surprise
    return tuple(
        _figure(item, before[at], after[at], float(error[at]), odd.tails[at], at in odd.loud)
        for at, item in enumerate(seen)
        if np.isfinite(observed[at])
    )


def _figure(
    item: Observation, before: FloatArray, after: FloatArray, sd: float, tail: float, outside: bool
) -> Odd:
    levels, middle = quantiles(before), float(np.median(after))
    far = abs(item.value - middle) > outlook_settings().misfit * sd
    return Odd(
        id=item.id,
        year=item.year,
        kind=item.kind,
        value=item.value,
        sd=sd,
        q10=levels[0.10],
        median=levels[0.50],
        q90=levels[0.90],
        tail=tail,
        after=middle,
        outside=outside,
        unexplained=far,
    )


def _indicator(
    pack: PlanPack,
    at: int,
    target: Target,
    own: _Closed,
    found: Mapping[str, _Closed],
    observations: Sequence[Observation],
    needed: Mapping[str, Need],
    year: int,
) -> IndicatorOutlook:
    before, after = own.measured_before[at], own.measured_after[at]
    hits_before, hits_after = _hits(before), _hits(after)
    levels = after.outcome.quantiles if after.outcome else {}
    chance = None if hits_after is None else float(hits_after.mean())
    word = verdict(chance, pack.about.verdicts)
    revised = _revised(target, observations)
    facts = Facts(
        rebased=revised is not None,
        base_disputed=_disputed(after, pack),
        met=_already(target, own.after, year, observations),
        binding=target.nature == "binding",
        outlook=word,
    )
    return IndicatorOutlook(
        id=target.id,
        probability_before=None if hits_before is None else float(hits_before.mean()),
        probability_before_error=None
        if hits_before is None
        else standard_error(hits_before.astype(np.float64)),
        probability_after=chance,
        mc_error=None if hits_after is None else own.known.error(hits_after),
        closures_before=_closures({name: item.measured_before[at] for name, item in found.items()}),
        closures_after=_closures({name: item.measured_after[at] for name, item in found.items()}),
        median=levels.get(0.50),
        q10=levels.get(0.10),
        q90=levels.get(0.90),
        outlook=word,
        proposal=proposed(target, facts, levels.get(0.50), revised),
        need=needed.get(target.id),
    )


def _hits(item: Measured) -> BoolArray | None:
    return None if item.outcome is None or item.outcome.met is None else item.outcome.met.mask


def _closures(found: Mapping[str, Measured]) -> Closures:
    shares = {
        name: None if (hits := _hits(item)) is None else float(hits.mean()) for name, item in found.items()
    }
    return Closures(*(shares.get(name) for name in CLOSURES))


def _revised(target: Target, observations: Sequence[Observation]) -> float | None:
    """The revised base of a target, where the observations carry one that differs from the printed base."""
    bases = [item.base for item in observations if item.id == target.id and item.base is not None]
    return bases[-1] if bases and bases[-1] != target.base else None


def _disputed(item: Measured, pack: PlanPack) -> bool:
    """Whether another printed base of the target gives another word for its probability."""
    words = {
        verdict(None if found.met is None else found.met.share, pack.about.verdicts)
        for found in (item.outcome, *(other for _, other in item.others))
        if found is not None
    }
    return len(words) > 1


def _already(target: Target, annual: Annual, year: int, observations: Sequence[Observation]) -> bool:
    """Whether the last observed level already meets a target that a level or share can meet early."""
    from evaluation.relations import has_number, met

    early = target.transform in ("level", "share_difference", "cut_percent", "ratio_to_base")
    kinds = ("level", "cut_total")
    levels = [item for item in observations if item.id == target.id and item.kind in kinds]
    if not early or not levels or not has_number(target):
        return False
    last = max(levels, key=lambda item: item.year)
    return bool(last.year <= year and met(target, np.array([last.value]))[0])


def _joint(own: _Closed) -> JointChange:
    """The joints before and after, with the error that belongs to the method."""
    after = joint(own.measured_after)
    hits = {hit.id: hit.met.mask for hit in hits_of(own.measured_after)}
    entries = (_with_error(entry, hits, own) for entry in (after.binding, after.economic, after.all))
    return JointChange(joint(own.measured_before), Joint(*entries))


def _with_error(entry: JointEntry, hits: Mapping[str, BoolArray], own: _Closed) -> JointEntry:
    if not entry.ids:
        return entry
    together = np.all([hits[id] for id in entry.ids], axis=0)
    return replace(entry, mc_error=own.known.error(together))
