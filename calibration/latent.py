"""A draw as independent random numbers: those of the parameters and those of the outside world.

In this space the prior is standard normal whatever the distributions of the parameters (and near it after a
calibration), which is where
observed years are taken in. Numbers of years after those observed are never touched: they stay as drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from calibration.timing import event_places
from calibration.world import Noise, world_noise

if TYPE_CHECKING:
    from calibration.beliefs import Beliefs
    from scenarios.schema import PlanPack

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Latent:
    """Independent numbers of some draws: `parameters` standard normal by name, shape (draw,).

    `events` places each draw among the replications of the events, shape (draw,).
    """

    parameters: Mapping[str, Array]
    noise: Noise
    events: Array

    @property
    def draws(self) -> int:
        """Number of draws."""
        return len(self.events)


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws that took in what was observed up to the end of `year`; their later years carry no knowledge."""

    latent: Latent
    year: int


def drawn_latent(pack: PlanPack, known: Beliefs, end: int, seed: int, first: int, count: int) -> Latent:
    """The numbers of draws [first, first + count), from the streams every run takes them from."""
    own = known.deviations(seed, first, count)
    return Latent(own, world_noise(pack, end, seed, first, count), event_places(seed, first, count))


def conditioned(posterior: Posterior, fresh: Latent, start_year: int, first: int) -> Latent:
    """What the posterior holds of the observed years, continued by the later years of `fresh`.

    Draw i takes the particle i modulo their number, so that more draws are more futures of the same ones.
    """
    at = (first + np.arange(fresh.draws)) % posterior.latent.draws
    old, rows = chosen(posterior.latent, at), posterior.year - start_year + 1
    return Latent(old.parameters, _noise(old.noise, fresh.noise, rows), old.events)


def chosen(latent: Latent, at: Indices) -> Latent:
    """The draws at these places, in this order."""
    noise = latent.noise
    return Latent(
        {name: values[at] for name, values in latent.parameters.items()},
        Noise(*({n: v[:, at] for n, v in part.items()} for part in (noise.own, noise.chance, noise.depth))),
        latent.events[at],
    )


def joined(parts: list[Latent]) -> Latent:
    """Consecutive draws as one."""
    noises = [part.noise for part in parts]
    return Latent(
        {name: np.concatenate([part.parameters[name] for part in parts]) for name in parts[0].parameters},
        Noise(
            _side_by_side([noise.own for noise in noises]),
            _side_by_side([noise.chance for noise in noises]),
            _side_by_side([noise.depth for noise in noises]),
        ),
        np.concatenate([part.events for part in parts]),
    )


def as_matrix(latent: Latent, rows: range) -> Array:
    """Parameters, then the numbers of the years `rows`, all standard normal; shape (number, draw).

    What decides whether an event comes is left out (see `event_patterns`).
    """
    noise = latent.noise
    parts = [values[None, :] for values in latent.parameters.values()]
    parts += [values[rows.start : rows.stop] for values in noise.own.values()]
    parts += [values[rows.start : rows.stop] for values in noise.depth.values()]
    return np.concatenate(parts)


def from_matrix(latent: Latent, rows: range, matrix: Array) -> Latent:
    """The same draws with the numbers of `matrix` in the places that `as_matrix` reads."""
    count, noise = len(latent.parameters), latent.noise
    years = iter(np.split(matrix[count:], len(matrix[count:]) // len(rows)))
    parameters = dict(zip(latent.parameters, matrix[:count], strict=True))
    own = {name: _placed(values, rows, next(years)) for name, values in noise.own.items()}
    depth = {name: _placed(values, rows, next(years)) for name, values in noise.depth.items()}
    return Latent(parameters, Noise(own, noise.chance, depth), latent.events)


def _placed(values: Array, rows: range, given: Array) -> Array:
    made = values.copy()
    made[rows.start : rows.stop] = given
    return made


def _noise(old: Noise, fresh: Noise, rows: int) -> Noise:
    def spliced(first: Mapping[str, Array], second: Mapping[str, Array]) -> dict[str, Array]:
        return {name: np.concatenate([first[name][:rows], second[name][rows:]]) for name in second}

    return Noise(
        spliced(old.own, fresh.own), spliced(old.chance, fresh.chance), spliced(old.depth, fresh.depth)
    )


def _side_by_side(parts: list[Mapping[str, Array]]) -> dict[str, Array]:
    return {name: np.concatenate([part[name] for part in parts], axis=1) for name in parts[0]}
