"""Coverage and calibration of the outlook at half time, over simulated districts."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.districts import Case, cases, left_out_cases, trial
from benchmarks.halftime import AS_OF, DISTRICTS, DRAWS, SEED, brier, coverage, reliability, schedule_brier

REPORTED = ("trade_total", "licensed_doctors")


@pytest.fixture(scope="module")
def left_out() -> list[Case]:
    """As many districts as draws, each judged by the weights of the other draws."""
    return list(left_out_cases(1024, REPORTED, SEED, AS_OF))


def test_bands_at_half_time_hold_four_of_five_ends(left_out):
    assert len({case.district for case in left_out}) == 1024
    assert 0.76 <= coverage(left_out).mean <= 0.84


def test_probabilities_beat_the_straight_line(left_out):
    assert brier(left_out).high < schedule_brier(left_out).low


def test_what_was_said_came_as_often(left_out):
    for said, came, count in reliability(left_out):
        assert abs(said - came) < 4 * np.sqrt(0.25 / count)


@pytest.mark.slow
def test_all_districts_through_the_method_of_the_product():
    given = trial(DISTRICTS, DRAWS, SEED, AS_OF)
    found = list(cases(given, range(DISTRICTS), SEED))
    assert 0.76 <= coverage(found).mean <= 0.84
    assert brier(found).high < schedule_brier(found).low
