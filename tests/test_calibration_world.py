"""The outside world: known years, means, autocorrelation, cross-correlation, epidemics."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import pack

from calibration.beliefs import beliefs
from calibration.world import central_world, drawn_world, past_series

KNOWN = beliefs(pack(), 2020)
CENTRAL = KNOWN.central()
START, LAST = pack().about.start_year, pack().about.plan_years[-1]
FIRST = pack().about.levers_act_from - START
MANY = 4000
LONG = 2060
AR1 = [row for row in pack().processes if row.kind == "ar1"]
DRAWN = {name: held.values for name, held in drawn_world(pack(), CENTRAL, LONG, 3, 0, MANY).items()}
MIDDLE = {name: held.values for name, held in central_world(pack(), CENTRAL, LONG).items()}


def number(text):
    return 0.0 if text is None else CENTRAL[text] if text in CENTRAL else float(text)


def deviations(name: str) -> np.ndarray:
    return DRAWN[name][FIRST:] - MIDDLE[name][FIRST:, None]


@pytest.mark.parametrize("row", pack().processes, ids=lambda row: row.name)
def test_known_years_are_as_they_were(row):
    for year, value in past_series(pack(), row.name).items():
        assert MIDDLE[row.name][year - START] == value
        assert np.all(DRAWN[row.name][year - START] == value)


@pytest.mark.parametrize("row", AR1, ids=lambda row: row.name)
def test_deviations_have_the_mean_spread_and_memory_of_the_table(row):
    sd, memory = number(row.sd), number(row.ar)
    found = deviations(row.name)
    assert abs(found.mean()) < 0.03 * sd
    np.testing.assert_allclose(found.std(axis=1), sd, rtol=0.06)
    one_on = np.mean(found[1:] * found[:-1]) / np.mean(found**2)
    assert one_on == pytest.approx(memory, abs=0.02)


@pytest.mark.parametrize("row", [row for row in AR1 if row.correlate_with], ids=lambda row: row.name)
def test_innovations_are_correlated_as_the_table_says(row):
    def innovations(name: str, memory: float) -> np.ndarray:
        values = deviations(name)
        return (values[1:] - memory * values[:-1]).ravel()

    leader = next(other for other in AR1 if other.name == row.correlate_with)
    pair = innovations(row.name, number(row.ar)), innovations(leader.name, number(leader.ar))
    assert np.corrcoef(*pair)[0, 1] == pytest.approx(number(row.correlation), abs=0.02)


def test_the_mean_moves_to_the_long_run_after_the_plan():
    path = MIDDLE["regional_growth"]
    mean, long_run = CENTRAL["regional_growth_mean"], CENTRAL["regional_growth_long_run"]
    assert path[FIRST] == pytest.approx(mean)
    assert path[LAST - START] == pytest.approx(mean)
    assert path[-1] == pytest.approx(long_run, abs=1e-4)
    after = np.abs(path[LAST - START :] - long_run)
    assert (np.diff(after) <= 0).all()


def test_epidemics_differ_in_severity_around_that_of_2020():
    severity = DRAWN["epidemic"][FIRST:]
    severity = severity[severity > 0]
    row = next(row for row in pack().processes if row.name == "epidemic")
    assert severity.mean() == pytest.approx(1.0, abs=0.05)
    assert np.log(severity).std() == pytest.approx(number(row.sd), abs=0.03)


def test_epidemics_come_as_often_as_the_table_says():
    years = DRAWN["epidemic"][FIRST:]
    assert (years >= 0).all()
    expected = CENTRAL["epidemic_frequency"]
    row = next(row for row in pack().processes if row.name == "epidemic")
    stay = number(row.ar)
    assert (years[0] > 0).mean() == pytest.approx(expected, abs=0.015)
    again = (years[1:] > 0)[years[:-1] > 0].mean()
    assert again == pytest.approx(stay, abs=0.02)


def test_the_central_path_has_no_epidemic_to_come():
    assert (MIDDLE["epidemic"][FIRST:] == 0).all()


def test_a_later_end_moves_no_number():
    short = drawn_world(pack(), CENTRAL, LAST, 3, 0, 50)
    for name, held in short.items():
        np.testing.assert_array_equal(
            held.values,
            DRAWN[name][: len(held.values)][..., :50]
            if held.values.ndim > 1
            else MIDDLE[name][: len(held.values)],
        )


def test_a_process_less_moves_no_other():
    fewer = pack().model_copy(
        update={"processes": tuple(row for row in pack().processes if row.name != "revenue_shock")}
    )
    world = drawn_world(fewer, CENTRAL, LAST, 3, 0, 50)
    assert "revenue_shock" not in world
    for name, held in world.items():
        if held.values.ndim > 1:
            np.testing.assert_array_equal(held.values, DRAWN[name][: len(held.values), :50])


def test_another_seed_is_another_world():
    other = drawn_world(pack(), CENTRAL, LAST, 0, 0, 50)["trade_shock"].values
    assert not np.allclose(other, DRAWN["trade_shock"][: len(other), :50])


def test_uncertain_means_move_their_process():
    drawn = KNOWN.draw(3, 0, 50)
    world = drawn_world(pack(), CENTRAL | drawn, LAST, 3, 0, 50)["regional_growth"].values
    moved = world[FIRST] - DRAWN["regional_growth"][FIRST, :50]
    np.testing.assert_allclose(
        moved, drawn["regional_growth_mean"] - CENTRAL["regional_growth_mean"], atol=1e-12
    )
