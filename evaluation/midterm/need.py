"""What it would take: the least effort of the levers that makes a target likely enough, or that none does.

The search runs on few draws, the same for every effort; what it finds is certified on fresh ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from calibration.latent import chosen
from evaluation.annual import Annual, FloatArray
from evaluation.draws import draw_set
from evaluation.midterm.lever_effort import Pull, Pulled, pulls, with_effort
from evaluation.midterm.need_answers import LeverMove, Need
from evaluation.midterm.remaining import remaining
from evaluation.relations import margin, met
from evaluation.simulation import Ensemble
from evaluation.transforms import reported
from scenarios.outlook_settings import outlook_settings

if TYPE_CHECKING:
    from scenarios.schema import Target


def needs(
    ensemble: Ensemble,
    targets: Sequence[Target],
    as_of: int,
    annual: Annual,
    aim: float | None = None,
) -> Mapping[str, Need]:
    """What each target needs in the years after `as_of`; `annual` holds the draws as things stand.

    As many draws as `annual` has are looked at, and no more than the settings of the outlook say.
    """
    if not targets:
        return {}
    settings = outlook_settings()
    search = _Search(
        ensemble,
        as_of,
        settings.need_probability if aim is None else aim,
        min(settings.need_draws, annual.draws),
        min(settings.certify_draws, annual.draws),
    )
    helping = pulls(ensemble, targets, as_of)
    ends = {name: {pull.lever: pull.end for pull in found} for name, found in helping.items()}
    certified = _certified(search, targets, ends, _candidates(search, targets, ends))
    return {
        target.id: _need(search, target, helping[target.id], *certified[target.id], annual)
        for target in targets
    }


@dataclass(frozen=True, eq=False)
class _Search:
    """Where is searched: draws for the search, and fresh ones after them on which it is certified."""

    ensemble: Ensemble
    as_of: int
    aim: float
    draws: int
    fresh: int


Ends = Mapping[str, Mapping[str, float]]
"""Where the levers that help a target are pulled, by target."""


def _need(
    search: _Search,
    target: Target,
    helping: Sequence[Pull],
    effort: float,
    values: FloatArray,
    annual: Annual,
) -> Need:
    hits, ahead = draw_set(met(target, values)), remaining(target, annual, search.as_of)
    possible = hits.share >= search.aim
    return Need(
        aim=search.aim,
        possible=possible,
        effort=effort if possible else None,
        tried=effort,
        probability=hits.share,
        mc_error=hits.error,
        median=float(np.median(values)),
        measure=ahead.measure if ahead else None,
        required=ahead.required if ahead else None,
        expected=ahead.expected if ahead else None,
        levers=_moves(helping, effort),
    )


def _candidates(search: _Search, targets: Sequence[Target], ends: Ends) -> dict[str, list[float]]:
    """Efforts that suffice on the draws of the search, the least first; where none does, the nearest."""
    efforts, draws = np.linspace(0, 1, outlook_settings().efforts), search.draws
    latent = chosen(search.ensemble.latent(0, draws), np.tile(np.arange(draws), len(efforts) * len(targets)))
    groups = [Pulled(ends[target.id], np.repeat(efforts, draws)) for target in targets]
    annual = with_effort(search.ensemble, latent, groups, search.as_of)
    shape = (len(targets), len(efforts), draws)
    return {
        target.id: _enough(target, efforts, reported(target, annual, target.base).reshape(shape)[at], search)
        for at, target in enumerate(targets)
    }


def _enough(target: Target, efforts: FloatArray, values: FloatArray, search: _Search) -> list[float]:
    """Of one target, from its values of shape (effort, draw)."""
    chances = np.array([met(target, row).mean() for row in values])
    enough = np.flatnonzero(chances >= search.aim)
    if len(enough):
        return efforts[enough].tolist()
    nearness = [float(np.median(margin(target, row))) for row in values]
    return [float(efforts[max(range(len(efforts)), key=lambda at: (chances[at], nearness[at]))])]


def _certified(
    search: _Search, targets: Sequence[Target], ends: Ends, candidates: Mapping[str, Sequence[float]]
) -> dict[str, tuple[float, FloatArray]]:
    """The first effort that suffices on the fresh draws, or the last, with its values, shape (draw,)."""
    found: dict[str, tuple[float, FloatArray]] = {}
    open_targets, tried = list(targets), 0
    latent = search.ensemble.latent(search.draws, search.fresh)
    while open_targets:
        efforts = {target.id: candidates[target.id][tried] for target in open_targets}
        groups = [
            Pulled(ends[target.id], np.full(search.fresh, efforts[target.id])) for target in open_targets
        ]
        many = chosen(latent, np.tile(np.arange(search.fresh), len(groups)))
        annual = with_effort(search.ensemble, many, groups, search.as_of)
        tried += 1
        left: list[Target] = []
        for at, target in enumerate(open_targets):
            values = reported(target, annual, target.base).reshape(len(groups), -1)[at]
            found[target.id] = (efforts[target.id], values)
            if met(target, values).mean() < search.aim and tried < len(candidates[target.id]):
                left.append(target)
        open_targets = left
    return found


def _moves(helping: Sequence[Pull], effort: float) -> tuple[LeverMove, ...]:
    return tuple(
        LeverMove(
            pull.lever,
            pull.unit,
            pull.value,
            pull.value + effort * (pull.end - pull.value),
            pull.end,
            pull.gain,
        )
        for pull in helping
    )
