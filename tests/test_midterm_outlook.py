"""The observed years in the outlook: which method, what stays fresh, what the rules propose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from economy_subject import economy, pack

from calibration.event_patterns import chance_of, histories, with_history
from calibration.latent import as_matrix, from_matrix
from calibration.world import past_series, world_of
from evaluation.midterm import moving
from evaluation.midterm.condition import Conditioned, condition
from evaluation.midterm.lever_effort import Pulled, with_effort
from evaluation.midterm.observations import error_of, predicted, predictions, usable
from evaluation.midterm.observed import AsOf, Observation
from evaluation.midterm.proposals import Facts, proposed
from evaluation.simulation import Options, all_draws, economy_of, ensemble_of
from scenarios.library import load_scenario
from scenarios.outlook_settings import outlook_settings, proposal_rules

OPTIONS = Options(draws=512, steps_per_year=8)
ENSEMBLE = ensemble_of(economy(), load_scenario("baseline", pack()), OPTIONS)
ROWS = range(6, 9)
GROWTH = Observation("fixed_asset_investment", 2022, 5.0, "percent", "growth")


@pytest.fixture(scope="module")
def prior():
    return all_draws(ENSEMBLE, OPTIONS)


def conditioned(prior, *seen: Observation) -> Conditioned:
    return condition(ENSEMBLE, seen, 2023, OPTIONS, prior)


@pytest.fixture(scope="module")
def weighted(prior):
    return conditioned(prior, GROWTH)


@pytest.fixture(scope="module")
def moved(prior):
    return conditioned(prior, GROWTH, Observation("trade_total", 2023, 900.0, "yi_CNY"))


def test_a_figure_in_the_middle_leaves_enough_draws_to_weight(weighted):
    assert weighted.method == "weights"
    assert weighted.effective >= outlook_settings().least_effective


def test_an_extreme_figure_calls_the_smoother_and_is_loud(moved):
    assert moved.method == "smoother"
    assert moved.effective < outlook_settings().least_effective
    assert moved.surprise is not None
    assert moved.surprise.loud == (1,)


def test_the_smoother_comes_near_the_extreme_figure(prior, moved):
    found = all_draws(moved.ensemble, OPTIONS)
    seen = Observation("trade_total", 2023, 900.0, "yi_CNY")
    before, after = (predictions([seen], pack(), run)[0].mean() for run in (prior, found))
    assert before < 350
    assert abs(after - 900) < 100


def test_weighting_moves_the_figure_towards_what_was_seen(prior, weighted):
    found = all_draws(weighted.ensemble, OPTIONS)
    before, after = (predictions([GROWTH], pack(), run)[0] for run in (prior, found))
    assert abs(after.mean() - 5) < abs(before.mean() - 5)
    assert after.std() < before.std()


@pytest.mark.parametrize("name", ["weighted", "moved"])
def test_years_after_the_observed_ones_are_fresh(name, request):
    known = request.getfixturevalue(name)
    before, after = ENSEMBLE.latent(0, 64).noise, known.ensemble.latent(0, 64).noise
    for process, values in before.own.items():
        np.testing.assert_array_equal(after.own[process][9:], values[9:])
    assert any((after.own[name][8] != values[8]).any() for name, values in before.own.items())


def test_more_draws_than_particles_are_more_futures_of_them(weighted):
    first, later = (weighted.ensemble.latent(at, 8) for at in (0, 512))
    for name, values in first.parameters.items():
        np.testing.assert_array_equal(values, later.parameters[name])
    assert any((later.noise.own[n][9:] != v[9:]).any() for n, v in first.noise.own.items())


def test_the_same_seed_gives_the_same_bytes_for_any_block(monkeypatch):
    fewer = outlook_settings().model_copy(update={"probes": 16, "steps": 2})
    monkeypatch.setattr(moving, "outlook_settings", lambda: fewer)
    seen = [Observation("trade_total", 2021, 500.0, "yi_CNY")]
    latent, small = ENSEMBLE.latent(0, 48), replace(OPTIONS, draws=48)
    made = [
        moving.moved_draws(ENSEMBLE, latent, seen, 2021, replace(small, block=block)) for block in (24, 128)
    ]
    one, two = (as_matrix(item, range(6, 7)) for item in made)
    assert one.tobytes() == two.tobytes()
    assert (one != as_matrix(latent, range(6, 7))).any()


def test_without_figures_nothing_changes(prior):
    assert conditioned(prior).ensemble is ENSEMBLE


def test_random_numbers_return_from_the_matrix_unchanged():
    latent = ENSEMBLE.latent(0, 16)
    matrix = as_matrix(latent, ROWS)
    again = from_matrix(latent, ROWS, matrix)
    np.testing.assert_array_equal(as_matrix(again, ROWS), matrix)
    np.testing.assert_array_equal(again.noise.own["trade_shock"], latent.noise.own["trade_shock"])


def test_histories_share_out_all_probability_and_draws_take_them():
    latent = ENSEMBLE.latent(0, 64)
    known = economy().known
    parameters = {**known.central(), **known.values(latent.parameters)}
    found = histories(pack(), ROWS, {})
    assert len(found.patterns) == 8
    whole = sum(chance_of(found, pattern, parameters, 64) for pattern in found.patterns)
    np.testing.assert_allclose(whole, 1)
    wanted = (False, True, True)
    noise = with_history(found, wanted, parameters, latent).noise
    world = world_of(pack(), parameters, 2023, noise)["epidemic"].values
    np.testing.assert_array_equal(world[6:9] > 0, np.array(wanted)[:, None].repeat(64, axis=1))


def test_figures_of_part_years_and_of_tracked_targets_do_not_condition():
    seen = [
        GROWTH,
        replace(GROWTH, month=6),
        replace(GROWTH, year=2024),
        Observation("urbanisation_rate", 2022, 98.4, "percent"),
    ]
    assert usable(seen, pack(), AsOf(2023)) == (GROWTH,)


def test_a_growth_between_two_observed_levels_says_nothing_new():
    levels = [Observation("fixed_asset_investment", year, 400.0, "yi_CNY") for year in (2021, 2022)]
    assert usable([*levels, GROWTH], pack(), AsOf(2023)) == tuple(levels)


def test_levels_in_current_prices_are_compared_in_current_prices(prior):
    target = pack().target("gdp_level")
    nominal = Observation("gdp_level", 2023, 700.0, "yi_CNY", price_basis="current")
    ratio = prior.at("gdp_nominal", 2023) / prior.at("gdp_nominal", 2020)
    np.testing.assert_allclose(predicted(nominal, target, prior), 590 * ratio)
    assert error_of(nominal, target) == pytest.approx(0.02 * 700)


def test_a_driver_counts_only_from_its_year_on():
    row = next(row for row in pack().drivers if row.region == "past" and row.variable == "regional_growth")
    known = row.model_copy(update={"year": 2021, "value": 0.05})
    longer = pack().model_copy(update={"drivers": (*pack().drivers, known)})
    for as_of in (2020, 2021):
        found = economy_of(longer, as_of, ["gdp"]).pack
        assert max(past_series(found, "regional_growth")) == as_of


def test_no_effort_is_the_scenario_and_full_effort_is_the_limit():
    latent = ENSEMBLE.latent(0, 4)
    ends = {"industrial_investment_share": 0.25, "trade_zone_open": 2024.0}
    still = with_effort(ENSEMBLE, latent, [Pulled(ends, np.zeros(4))], 2023)
    plain = ENSEMBLE.of(latent)
    np.testing.assert_array_equal(still.of("gdp"), plain.of("gdp"))
    pulled = with_effort(ENSEMBLE, latent, [Pulled({}, np.zeros(2)), Pulled(ends, np.ones(2))], 2023)
    np.testing.assert_array_equal(pulled.of("gdp")[:, :2], plain.of("gdp")[:, :2])
    np.testing.assert_array_equal(pulled.of("gdp")[:9], plain.of("gdp")[:9])
    assert (pulled.at("gdp", 2025)[2:] > plain.at("gdp", 2025)[2:]).all()


RULES = {
    "not_measurable": (Facts(False, False, False, False, None), None),
    "base_revised": (Facts(True, True, True, True, "likely"), 929 * 600 / 590),
    "base_disputed": (Facts(False, True, False, True, "likely"), None),
    "already_met": (Facts(False, True, True, False, "likely"), None),
    "binding_behind": (Facts(False, False, False, True, "difficult"), None),
    "binding_far": (Facts(False, False, False, True, "unlikely"), None),
    "likely": (Facts(False, False, False, True, "likely"), None),
    "with_effort": (Facts(False, False, False, False, "with_effort"), None),
    "difficult": (Facts(False, False, False, False, "difficult"), None),
    "unlikely": (Facts(False, False, False, False, "unlikely"), 712.0),
}


@pytest.mark.parametrize("rule", proposal_rules(), ids=lambda rule: rule.id)
def test_every_rule_of_the_table_speaks_for_its_facts(rule):
    facts, value = RULES[rule.id]
    found = proposed(pack().target("gdp_level"), facts, 711.7, 600.0)
    assert (found.rule, found.proposal) == (rule.id, rule.proposal)
    assert found.value == (None if value is None else round(value, 0))


def test_a_binding_target_is_never_lowered():
    for outlook in ("likely", "with_effort", "difficult", "unlikely"):
        facts = Facts(False, False, False, True, outlook)
        assert proposed(pack().target("forest_cover"), facts, 12.0).proposal == "keep"


def test_every_measured_variable_is_one_of_the_model():
    known = {variable.name for variable in pack().variables}
    assert set(outlook_settings().measurement) - {"default"} <= known


def test_every_process_that_is_drawn_is_a_condition_or_a_shock():
    groups = outlook_settings().groups
    drawn = {row.name for row in pack().processes if row.kind != "history"}
    assert {*groups.outside, *groups.shocks} == drawn
    assert not set(groups.outside) & set(groups.shocks)
