"""Loops cut in an economy, and the growth of output that is left.

A cut link carries what it carried in the first instant in which levers act. What a scenario does in that
instant therefore stays in the held value, with the loop as without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from calibration.economy import model_of
from evaluation.annual import FloatArray
from evaluation.loops.answers import Band
from evaluation.quantiles import quantiles
from evaluation.simulation import Economy, Ensemble, Options, all_draws
from scenarios.errors import NumericalError
from sim.generate import compile_model
from sim.model import Cut

if TYPE_CHECKING:
    from evaluation.checks.feedback_loops import Feedback

OUTPUT = "gdp"
PERCENT = 100.0
LEVELS = (0.1, 0.5, 0.9)


def links_of(loops: Sequence[Feedback], since: float) -> tuple[Cut, ...]:
    """The links that cut these loops, each once."""
    links = (link for loop in loops for link in loop.cuts)
    return tuple(Cut(equation, argument, since) for equation, argument in dict.fromkeys(links))


def without(economy: Economy, loops: Sequence[Feedback]) -> Economy:
    """The economy with these loops cut, compiled for output alone."""
    since = float(economy.pack.about.levers_act_from)
    model = model_of(economy.pack, economy.known, links_of(loops, since))
    return replace(economy, compiled=compile_model(model, (OUTPUT,)))


def average_growth(ensemble: Ensemble, economy: Economy, options: Options) -> FloatArray:
    """Growth of output over the years of the plan under another economy, in % a year, shape (draw,).

    Raises NumericalError where output is not finite or not positive.
    """
    years = economy.pack.about.plan_years
    run = all_draws(replace(ensemble, economy=economy), options)
    before, after = run.at(OUTPUT, years[0] - 1), run.at(OUTPUT, years[-1])
    broken = int((np.minimum(before, after) <= 0).sum())
    if broken:
        raise NumericalError(f"{OUTPUT}: not positive in {broken} of {len(after)} draws")
    return PERCENT * ((after / before) ** (1 / len(years)) - 1)


def band_of(differences: FloatArray) -> Band:
    """Median and 80 % band of differences, shape (draw,)."""
    low, median, high = (float(value) for value in quantiles(differences, LEVELS).values())
    return Band(median, low, high)
