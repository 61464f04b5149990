"""Scenarios on the same draws."""

from __future__ import annotations

import numpy as np
import pytest
from evaluation_cases import annual, growing, random_growth, target, tracked

from evaluation.compare import differences
from evaluation.reachability import measure

GROWTH = random_growth(3, 4096)


def test_a_paired_difference_has_a_narrow_band_and_error():
    runs = {"baseline": annual(gdp=growing(590, GROWTH)), "opening": annual(gdp=growing(590, GROWTH + 0.5))}
    found = differences([target(), tracked()], runs, "baseline")
    assert [(item.scenario, item.reference, item.id) for item in found] == [
        ("opening", "baseline", "gdp_level"),
        ("opening", "baseline", "forest_cover"),
    ]
    gain = found[0]
    assert gain.q10 is not None
    assert gain.q90 is not None
    assert 15 < gain.q10 < gain.q90 < 30
    levels = [(values.values["gdp"][5] * 590 / 590 >= 928.5).mean() for values in runs.values()]
    assert gain.probability_change == pytest.approx(levels[1] - levels[0])
    independent = np.sqrt(sum(share * (1 - share) for share in levels) / 4096)
    assert gain.mc_error is not None
    assert gain.mc_error < 0.7 * independent
    assert found[1].median is None
    assert found[1].probability_change is None


def test_a_scenario_against_itself_changes_nothing():
    run = annual(gdp=growing(590, GROWTH))
    found = differences([target()], {"a": run, "b": run}, "a")[0]
    assert (found.median, found.q10, found.q90, found.probability_change) == (0.0, 0.0, 0.0, 0.0)


def test_other_draws_are_refused():
    runs = {"a": annual(gdp=growing(590, [5.0, 6.0])), "b": annual(gdp=growing(590, 5.0))}
    with pytest.raises(ValueError, match="same draws"):
        differences([target()], runs, "a")


def test_probabilities_of_very_many_draws_come_from_all_of_them():
    runs = {"a": annual(gdp=growing(590, GROWTH)), "b": annual(gdp=growing(590, GROWTH + 0.5))}
    first = {name: annual(gdp=run.values["gdp"][:, :512]) for name, run in runs.items()}
    measured = {name: measure([target()], run) for name, run in runs.items()}
    whole, part = differences([target()], runs, "a")[0], differences([target()], first, "a", measured)[0]
    assert part.probability_change == whole.probability_change
    assert part.mc_error == whole.mc_error
    assert part.median == pytest.approx(whole.median, rel=0.05)
