"""Levers pulled together: towards which end each helps a target, and what an effort of all of them gives.

An effort of 0 leaves a lever where the scenario has it, 1 puts it at the end of its bounds that helps, from
the year after the last observed one. Draws are the same for every effort.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from calibration.latent import Latent, chosen
from evaluation.annual import Annual, FloatArray
from evaluation.relations import margin
from evaluation.simulation import Ensemble
from evaluation.transforms import reported
from scenarios.levers import value_at
from scenarios.outlook_settings import outlook_settings
from sim.inputs import Effort, Linear, Moved, MovedDate

if TYPE_CHECKING:
    from scenarios.schema import Lever, Target

End = Literal["low", "high"]
ENDS: tuple[End, ...] = ("low", "high")
SCREENED = 16
"""Draws on which single levers are tried."""


@dataclass(frozen=True)
class Pull:
    """One lever: where it stands, the end that helps, and what the mean margin gains from it alone."""

    lever: str
    unit: str
    value: float
    end: float
    gain: float


def pulls(
    ensemble: Ensemble, targets: Sequence[Target], as_of: int, first: int = 0
) -> Mapping[str, tuple[Pull, ...]]:
    """For every target the levers that help it by an amount that can be seen, the strongest first."""
    levers = ensemble.economy.pack.levers_of("equations")
    latent = ensemble.latent(first, SCREENED)
    at = np.tile(np.arange(SCREENED), len(levers) + 1)
    many = chosen(latent, at)
    runs: dict[End, Annual] = {end: ensemble.of(many, _one_by_one(ensemble, as_of, end)) for end in ENDS}
    return {target.id: _helping(ensemble, target, as_of, runs) for target in targets}


@dataclass(frozen=True, eq=False)
class Pulled:
    """A group of draws whose levers are pulled to these ends, each draw by its own effort, shape (draw,)."""

    ends: Mapping[str, float]
    efforts: FloatArray


def with_effort(ensemble: Ensemble, latent: Latent, groups: Sequence[Pulled], as_of: int) -> Annual:
    """These draws, the groups one after the other, with the levers of each group pulled."""
    moved = {
        lever.name: _moved(ensemble, lever, *_of_draws(lever.name, groups), as_of)
        for lever in ensemble.economy.pack.levers_of("equations")
        if any(lever.name in group.ends for group in groups)
    }
    return ensemble.of(latent, moved)


def _of_draws(lever: str, groups: Sequence[Pulled]) -> tuple[FloatArray, FloatArray]:
    """End and effort of a lever, a draw each; a group that does not pull it makes no effort."""
    ends = [np.full(len(group.efforts), group.ends.get(lever, 0.0)) for group in groups]
    efforts = [group.efforts if lever in group.ends else 0.0 * group.efforts for group in groups]
    return np.concatenate(ends), np.concatenate(efforts)


def stands_at(ensemble: Ensemble, lever: Lever, as_of: int) -> float:
    """Where the scenario has a lever when the years that are left begin."""
    return value_at(ensemble.paths[lever.name], as_of + 1)


def _one_by_one(ensemble: Ensemble, as_of: int, end: End) -> dict[str, Effort]:
    """The first group of draws without effort, then one lever a group at its end."""
    levers = ensemble.economy.pack.levers_of("equations")
    groups = np.repeat(np.arange(len(levers) + 1), SCREENED)
    return {
        lever.name: _moved(
            ensemble,
            lever,
            np.full(len(groups), _end(lever, end, as_of)),
            (groups == at).astype(np.float64),
            as_of,
        )
        for at, lever in enumerate(levers, start=1)
    }


def _end(lever: Lever, end: End, as_of: int) -> float:
    """The value at an end of the bounds; a date cannot lie in the years that are over."""
    value = lever.low if end == "low" else lever.high
    return max(value, as_of + 1.0) if lever.kind == "date" else value


def _moved(ensemble: Ensemble, lever: Lever, end: FloatArray, efforts: FloatArray, as_of: int) -> Effort:
    path, since = ensemble.paths[lever.name], float(ensemble.economy.pack.about.levers_act_from)
    if lever.kind == "date":
        return MovedDate(float(path[-1][1]), end, lever.high, efforts)
    return Moved(Linear(path, lever.baseline, since), end, as_of + 1.0, efforts)


def _helping(ensemble: Ensemble, target: Target, as_of: int, runs: Mapping[End, Annual]) -> tuple[Pull, ...]:
    found: list[Pull] = []
    gains = {end: _gains(target, run) for end, run in runs.items()}
    alone = reported(target, runs["low"], target.base)[:SCREENED]
    least = outlook_settings().movement * float(np.subtract(*np.quantile(alone, (0.9, 0.1))))
    for at, lever in enumerate(ensemble.economy.pack.levers_of("equations")):
        best: End = "low" if gains["low"][at] > gains["high"][at] else "high"
        gain = float(gains[best][at])
        if gain > least:
            place = stands_at(ensemble, lever, as_of)
            found.append(Pull(lever.name, lever.unit, place, _end(lever, best, as_of), gain))
    return tuple(sorted(found, key=lambda pull: -pull.gain))


def _gains(target: Target, run: Annual) -> FloatArray:
    """By how much the mean margin of each lever's group lies above that without effort."""
    margins = margin(target, reported(target, run, target.base)).reshape(-1, SCREENED)
    return (margins[1:] - margins[0]).mean(axis=1)
