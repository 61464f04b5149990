"""Draws moved to where they agree with what was observed, in several part-steps.

Ensemble smoother with multiple data assimilation: in each of n steps every draw moves by the regression
of its random numbers on its figures, towards observations whose errors are widened n times and which are
perturbed draw by draw. Exact for a linear model and a normal prior; for ours an approximation, judged by
the coverage of `python -m benchmarks.halftime`. A regression coefficient that chance explains is damped.
Sources: Emerick and Reynolds 2013 (the method); Furrer and Bengtsson 2007 (damping).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from evaluation.annual import FloatArray
from evaluation.midterm.weights import LAYER
from sim.streams import normals

Forward = Callable[[FloatArray], FloatArray]


def smoothed(
    start: FloatArray,
    forward: Forward,
    observed: FloatArray,
    error: FloatArray,
    steps: int,
    seed: int,
    groups: Sequence[int] | None = None,
) -> FloatArray:
    """The draws `start` (number, draw) after `steps` steps; `forward` gives their figures (figure, draw).

    `groups` are numbers of consecutive draws that move by a regression of their own; all together without.
    """
    numbers = start
    edges = np.cumsum([start.shape[1]] if groups is None else groups)[:-1]
    for step in range(steps):
        model = forward(numbers)
        noise = _noise(seed, step, model.shape)
        parts = zip(*(np.split(array, edges, axis=1) for array in (numbers, model, noise)), strict=True)
        numbers = np.concatenate(
            [own + _move(own, figures, observed, error, steps, errors) for own, figures, errors in parts],
            axis=1,
        )
    return numbers


def _move(
    numbers: FloatArray,
    model: FloatArray,
    observed: FloatArray,
    error: FloatArray,
    steps: int,
    noise: FloatArray,
) -> FloatArray:
    """How far each draw moves in one of `steps` steps, shape (number, draw)."""
    count = numbers.shape[1]
    figures = model / error[:, None]
    spread = figures - figures.mean(axis=1, keepdims=True)
    apart = numbers - numbers.mean(axis=1, keepdims=True)
    together = _damped(apart @ spread.T / (count - 1), apart, spread)
    own = spread @ spread.T / (count - 1) + steps * np.eye(len(error))
    missing = (observed / error)[:, None] + np.sqrt(steps) * noise - figures
    return together @ np.linalg.solve(own, missing)


def _damped(together: FloatArray, apart: FloatArray, spread: FloatArray) -> FloatArray:
    """Covariances times r^2 / (r^2 + 1 / draws): what sampling noise alone would show all but vanishes."""
    scale = np.outer(apart.std(axis=1), spread.std(axis=1))
    r = np.divide(together, scale, out=np.zeros_like(together), where=scale > 0)
    return together * r**2 / (r**2 + 1 / apart.shape[1])


def _noise(seed: int, step: int, shape: tuple[int, ...]) -> FloatArray:
    figures, draws = shape
    return np.stack([normals(seed, LAYER, f"step {step} figure {at}", 0, draws) for at in range(figures)])
