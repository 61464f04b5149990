"""Reports of the event models as inputs: who takes which replication, quarters, and what they do in a run."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import pack
from hypothesis import given
from hypothesis import strategies as st

from calibration.timing import (
    GROUP_DRAWS,
    GROUPS,
    NAMES,
    Timing,
    central_timing,
    drawn_timing,
    event_places,
    replication_at,
)
from evaluation.simulation import PROJECTS, Options, economy_of, ensemble_of
from scenarios.library import load_scenario
from sim.economy import RESIDUALS
from sim.equations.hub_service import hub_service
from sim.equations.project_timing import start_realisation
from sim.inputs import Grid, Held

REPLICATIONS = 64
NOISE = np.random.default_rng(3).uniform(0.7, 1.2, (60, len(NAMES), REPLICATIONS))
NOISY = Timing(2021, NOISE)
ECONOMY = economy_of(pack(), outputs=("gdp", *RESIDUALS))


def replication_of_draws(replications, seed, first, count):
    return replication_at(replications, event_places(seed, first, count))


def ensemble(timing, **options):
    found = ensemble_of(ECONOMY, load_scenario("baseline", pack()), Options(draws=64, **options))
    return type(found)(**{**vars(found), "timing": timing})


def test_groups_of_draws_share_no_replication():
    chosen = replication_of_draws(REPLICATIONS, 7, 0, 2 * GROUPS * GROUP_DRAWS)
    groups = np.arange(len(chosen)) // GROUP_DRAWS % GROUPS
    taken = [set(chosen[groups == group]) for group in range(GROUPS)]
    assert set.union(*taken) == set(range(REPLICATIONS))
    assert sum(len(one) for one in taken) == REPLICATIONS


def test_a_draw_keeps_its_replication_in_any_block():
    whole = replication_of_draws(384, 0, 0, 3000)
    parts = [replication_of_draws(384, 0, first, 500) for first in range(0, 3000, 500)]
    assert (np.concatenate(parts) == whole).all()
    assert (replication_of_draws(384, 1, 0, 3000) != whole).any()


def test_quarters_hold_their_own_value_and_one_holds_before():
    central = central_timing(NOISY, 2015, 2025)["pace_usual_usual"]
    assert isinstance(central, Held)
    rows = central.rows(Grid(2015, 11, 16))
    assert list(rows[:9]) == [0, 0, 0, 0, 1, 1, 1, 1, 2]
    assert (central.values[: 6 * 4] == 1).all()
    mean = NOISE[0, NAMES.index("pace_usual_usual")].mean()
    assert central.values[6 * 4] == pytest.approx(mean, rel=1e-12)


def test_drawn_inputs_are_those_of_their_replication():
    drawn = drawn_timing(NOISY, 2015, 2025, event_places(7, 100, 50))["service_usual"]
    assert isinstance(drawn, Held)
    chosen = replication_of_draws(REPLICATIONS, 7, 100, 50)
    assert (drawn.values[24:] == NOISE[:20, NAMES.index("service_usual")][:, chosen]).all()


def test_accounts_close_with_any_timing():
    run = ensemble(NOISY)(0, 64)
    for name in RESIDUALS:
        assert np.abs(run.values[name]).max() < 1e-9, name


def test_without_the_layer_every_draw_takes_the_mean_of_the_replications():
    quiet = ensemble(NOISY, layers=())(0, 2)
    assert (quiet.values["gdp"] == ensemble(NOISY).central().values["gdp"]).all()
    noisy = ensemble(NOISY, layers=(PROJECTS,))(0, 64)
    assert np.std(noisy.values["gdp"][-1]) > 0
    assert (noisy.values["gdp"][:6, 0] == noisy.values["gdp"][:6].T).all()


def test_reports_of_one_change_nothing():
    neutral = ensemble(Timing(2021, np.ones((60, len(NAMES), 1))))(0, 32)
    np.testing.assert_allclose(neutral.values["gdp"], ensemble(None)(0, 32).values["gdp"], rtol=1e-12)


def test_fewer_starts_and_slower_building_leave_less_output():
    slow = NOISE.copy()
    slow[:] = 1.0
    slow[:, : NAMES.index("service_light")] = 0.8
    assert (
        ensemble(Timing(2021, slow)).central().values["gdp"][-1] < ensemble(None).central().values["gdp"][-1]
    )


WEIGHT = st.floats(0, 1)


@given(st.lists(st.floats(0.2, 2), min_size=9, max_size=9), WEIGHT, WEIGHT, st.booleans(), st.booleans())
def test_a_mix_of_states_stays_between_them(reports, finance, demand, tight, low):
    weights = (finance * tight, finance * (not tight), demand * low, demand * (not low))
    mixed = start_realisation(*weights, *reports)
    assert min(reports) - 1e-12 <= mixed <= max(reports) + 1e-12


@pytest.mark.parametrize("state", range(9))
def test_at_a_state_its_own_report_counts(state):
    reports = np.arange(1.0, 10.0)
    finance, demand = divmod(state, 3)
    assert start_realisation(finance == 0, finance == 2, demand == 0, demand == 2, *reports) == reports[state]


@pytest.mark.parametrize(("passed", "expected"), [(0, 1.0), (1, 2.0), (2, 4.0), (3, 8.0), (4, 16.0)])
def test_at_a_load_of_the_hub_its_own_report_counts(passed, expected):
    numbers = [*(1.0 if at < passed else 0.0 for at in range(4)), 1.0, 2.0, 4.0, 8.0, 16.0]
    assert hub_service(*numbers) == expected
