"""What it would take: the least effort of the levers that makes a target likely enough, or that none does.

The search runs on few draws, the same for every effort; what it finds is certified on fresh ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from calibration.latent import chosen
from evaluation.annual import Annual, FloatArray
from evaluation.draws import draw_set
from evaluation.midterm.lever_effort import Pull, pulls, with_effort
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
    progress: Callable[[int], None] | None = None,
) -> Mapping[str, Need]:
    """What each target needs in the years after `as_of`; `annual` holds the draws as things stand."""
    if not targets:
        return {}
    wanted = outlook_settings().need_probability if aim is None else aim
    helping = pulls(ensemble, targets, as_of)
    found: dict[str, Need] = {}
    for number, target in enumerate(targets, start=1):
        found[target.id] = _need(ensemble, target, helping[target.id], as_of, wanted, annual)
        if progress is not None:
            progress(number)
    return found


def _need(
    ensemble: Ensemble, target: Target, helping: Sequence[Pull], as_of: int, aim: float, annual: Annual
) -> Need:
    ends = {pull.lever: pull.end for pull in helping}
    effort, values = 0.0, np.empty(0)
    for effort in _candidates(ensemble, target, ends, as_of, aim):
        values = _certified(ensemble, target, ends, as_of, effort)
        if met(target, values).mean() >= aim:
            break
    hits, ahead = draw_set(met(target, values)), remaining(target, annual, as_of)
    possible = hits.share >= aim
    return Need(
        aim=aim,
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


def _candidates(
    ensemble: Ensemble, target: Target, ends: Mapping[str, float], as_of: int, aim: float
) -> list[float]:
    """Efforts that suffice on the draws of the search, the least first; where none does, the nearest."""
    efforts, values = _curve(ensemble, target, ends, as_of)
    chances = np.array([met(target, row).mean() for row in values])
    enough = np.flatnonzero(chances >= aim)
    if len(enough):
        return efforts[enough].tolist()
    nearness = [float(np.median(margin(target, row))) for row in values]
    return [float(efforts[max(range(len(efforts)), key=lambda at: (chances[at], nearness[at]))])]


def _curve(
    ensemble: Ensemble, target: Target, ends: Mapping[str, float], as_of: int
) -> tuple[FloatArray, FloatArray]:
    """Efforts, and the reported values that each gives on the draws of the search, shape (effort, draw)."""
    settings = outlook_settings()
    efforts, draws = np.linspace(0, 1, settings.efforts), settings.need_draws
    latent = chosen(ensemble.latent(0, draws), np.tile(np.arange(draws), len(efforts)))
    annual = with_effort(ensemble, latent, ends, as_of, np.repeat(efforts, draws))
    return efforts, reported(target, annual, target.base).reshape(len(efforts), draws)


def _certified(
    ensemble: Ensemble, target: Target, ends: Mapping[str, float], as_of: int, effort: float
) -> FloatArray:
    """The reported values of fresh draws, those after the draws of the search."""
    settings = outlook_settings()
    latent = ensemble.latent(settings.need_draws, settings.certify_draws)
    annual = with_effort(ensemble, latent, ends, as_of, np.full(settings.certify_draws, effort))
    return reported(target, annual, target.base)


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
