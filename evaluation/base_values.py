"""Uncertain base values: what a target starts from where the plan prints it rounded, or twice.

Each printed reading of a disputed base is as likely as the others, and the number behind a print lies
evenly within its rounding. A target without a printed base, or with a limit for one, has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import FloatArray
from evaluation.transforms import ANCHORED
from sim.streams import uniforms

if TYPE_CHECKING:
    from scenarios.schema import Target

LAYER = "bases"
MOST_DECIMALS = 6


def drawn_bases(targets: Iterable[Target], seed: int, first: int, count: int) -> dict[str, FloatArray]:
    """Base values by target for draws [first, first + count), each of shape (draw,)."""
    return {
        target.id: _drawn(target, seed, first, count)
        for target in targets
        if target.transform in ANCHORED and printed_values(target)
    }


def printed_values(target: Target) -> tuple[float, ...]:
    """The different base values that the plan prints for a target, limits left out."""
    return tuple(dict.fromkeys(reading.value for reading in target.bases if reading.bound is None))


def rounding(value: float) -> float:
    """Half a unit of the last digit that a number is printed with."""
    digits = len(f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
    return 0.5 * 10.0**-digits


def _drawn(target: Target, seed: int, first: int, count: int) -> FloatArray:
    values = np.array(printed_values(target))
    halves = np.array([rounding(value) for value in values])
    chosen = (uniforms(seed, LAYER, target.id, first, count) * len(values)).astype(int)
    within = 2 * uniforms(seed, LAYER, f"{target.id} rounding", first, count) - 1
    return values[chosen] + halves[chosen] * within
