"""Which assumptions matter: splits that sum, effects that can be redone, priors that move what they name."""

from __future__ import annotations

import sys
from itertools import permutations

import numpy as np
import pytest
from cli_runner import call
from economy_subject import pack
from hypothesis import given
from hypothesis import strategies as st

from calibration.beliefs import beliefs
from evaluation.base_values import drawn_bases, printed_values, rounding
from evaluation.reachability import measure
from evaluation.running import run_scenario
from evaluation.sensitivity import robustness as robust
from evaluation.sensitivity.designs import EDGE, problem, target_values
from evaluation.sensitivity.layers import layer_splits, shapley, subsets
from evaluation.sensitivity.robustness import AS_SHIPPED, robustness, with_set
from evaluation.sensitivity.screening import INNER, morris_effects, runs_of_morris, sobol_shares
from evaluation.simulation import ALL_LAYERS, BASES, Options, all_draws, economy_of, ensemble_of
from evaluation.transforms import reported
from report.exits import MISSING_PART
from scenarios.library import load_scenario
from sim.distributions import quantile

ECONOMY = economy_of(pack())
OPTIONS = Options(draws=256)
BASELINE = ensemble_of(ECONOMY, load_scenario("baseline", pack()), OPTIONS)
TARGETS = pack().main_targets
GROWTH = pack().target("gdp_growth")
WORTHS = st.lists(st.floats(0, 100), min_size=8, max_size=8)


@given(WORTHS)
def test_shapley_values_sum_to_the_worth_of_all(worths):
    worth = {frozenset(names): value for names, value in zip(subsets("abc"), worths, strict=True)}
    values = shapley("abc", worth)
    assert sum(values.values()) == pytest.approx(worth[frozenset("abc")] - worth[frozenset()], abs=1e-9)


@given(WORTHS)
def test_shapley_values_are_the_mean_over_all_orders(worths):
    worth = {frozenset(names): value for names, value in zip(subsets("abc"), worths, strict=True)}
    gains = {name: [] for name in "abc"}
    for order in permutations("abc"):
        for at, name in enumerate(order):
            gains[name].append(worth[frozenset(order[: at + 1])] - worth[frozenset(order[:at])])
    values = shapley("abc", worth)
    assert values == {name: pytest.approx(np.mean(gains[name]), abs=1e-9) for name in "abc"}


@pytest.fixture(scope="module")
def splits():
    return {split.id: split for split in layer_splits(BASELINE, TARGETS, OPTIONS)}


def test_the_parts_of_every_target_sum_to_its_variance(splits):
    for split in splits.values():
        assert sum(split.parts.values()) == pytest.approx(split.variance, rel=1e-12)
        assert set(split.parts) == set(ALL_LAYERS)


def test_the_variance_is_that_of_a_run_with_all_layers(splits):
    run = all_draws(
        ensemble_of(ECONOMY, load_scenario("baseline", pack()), Options(draws=256, layers=ALL_LAYERS)),
        OPTIONS,
    )
    values = reported(GROWTH, run, GROWTH.base)
    assert splits["gdp_growth"].variance == pytest.approx(np.var(values), rel=1e-12)


def test_base_values_matter_only_where_a_base_is_printed_twice_or_coarsely(splits):
    assert splits["fixed_asset_investment"].shares[BASES] > 0.3
    assert splits["gdp_growth"].shares[BASES] == pytest.approx(0, abs=1e-9)


def test_drawn_bases_are_the_printed_readings_within_their_rounding():
    bases = drawn_bases(TARGETS, 1, 0, 4000)
    for target in TARGETS:
        if target.id not in bases:
            continue
        values = np.array(printed_values(target))
        distance = np.abs(bases[target.id][:, None] - values).min(axis=1)
        assert distance.max() <= max(rounding(value) for value in values)
        nearest = np.abs(bases[target.id][:, None] - values).argmin(axis=1)
        shares = np.bincount(nearest, minlength=len(values)) / 4000
        np.testing.assert_allclose(shares, 1 / len(values), atol=0.03)


def test_a_run_without_the_layer_stands_on_the_printed_base():
    assert not all_draws(BASELINE, OPTIONS).bases


@pytest.mark.parametrize(("value", "half"), [(348, 0.5), (78.1, 0.05), (12.66, 0.005)])
def test_rounding_is_half_a_unit_of_the_last_digit(value, half):
    assert rounding(value) == pytest.approx(half)


def test_an_elementary_effect_is_the_change_between_the_quantiles_of_one_parameter():
    names = ECONOMY.known.uncertain
    at = names.index("capital_output_ratio_at_start")
    points = np.full((2, len(names)), 0.5)
    points[:, at] = INNER
    low, high = target_values(BASELINE, points, [GROWTH])["gdp_growth"]
    ends = quantile(ECONOMY.known.distribution(names[at]), np.array(INNER))
    medians = {
        name: np.full(2, quantile(ECONOMY.known.distribution(name), np.array(0.5)).item()) for name in names
    }
    run = BASELINE.given({**medians, names[at]: ends}, 2)
    np.testing.assert_allclose([low, high], reported(GROWTH, run, None), rtol=1e-9)
    assert high < low


def test_the_cube_is_described_as_the_library_wants_it():
    assert problem(("a", "b")) == {"num_vars": 2, "names": ["a", "b"], "bounds": [[0.0, 1.0], [0.0, 1.0]]}
    assert 0 < EDGE < 1e-3


def test_screening_ranks_the_same_for_the_same_seed_and_counts_its_runs():
    seen: list[int] = []
    one = morris_effects(BASELINE, [GROWTH], 2, 3, seen.append)
    assert one == morris_effects(BASELINE, [GROWTH], 2, 3)
    assert seen[-1] == runs_of_morris(len(ECONOMY.known.uncertain), 2)
    assert [effect.size for effect in one] == sorted((effect.size for effect in one), reverse=True)
    assert {effect.parameter for effect in one} == set(ECONOMY.known.uncertain)


def test_total_indices_of_parameters_that_do_nothing_are_zero():
    shares = {share.parameter: share for share in sobol_shares(BASELINE, [GROWTH], 8, 3)}
    assert shares[
        "trains_in_base_year" if "trains_in_base_year" in shares else "patent_elasticity"
    ].total == (pytest.approx(0, abs=1e-12))


@pytest.fixture
def two_sets(monkeypatch):
    """Only the two sets on productivity, since each takes two runs."""
    rows = [row for row in pack().prior_sets if row.parameter == "productivity_trend"]
    monkeypatch.setattr(robust, "set_names", lambda _: tuple(row.set for row in rows))


@pytest.mark.usefixtures("two_sets")
def test_the_shipped_priors_give_the_probabilities_of_a_run():
    found = robustness(BASELINE, [GROWTH, pack().target("trade_total")], Options(draws=128))
    answer, _ = run_scenario(ECONOMY, load_scenario("baseline", pack()), Options(draws=128))
    for row in found:
        if row.set == AS_SHIPPED:
            target = next(item for item in answer.targets if item.id == row.id)
            assert row.probability == getattr(target.closures, row.closure)


def test_a_set_moves_the_centres_it_names_and_nothing_else():
    known = beliefs(pack(), 2020)
    for name in {row.set for row in pack().prior_sets}:
        rows = [row for row in pack().prior_sets if row.set == name]
        moved = with_set(known, rows)
        changed = {one for one in known.rows if moved.rows[one] != known.rows[one]}
        assert changed == {row.parameter for row in rows}
        for row in rows:
            assert moved.central()[row.parameter] == row.centre
            low, high = known.rows[row.parameter].bounds
            drawn = moved.draw(1, 0, 500).get(row.parameter, np.array([row.centre]))
            assert drawn.min() >= low
            assert drawn.max() <= high


@pytest.mark.usefixtures("two_sets")
def test_a_better_prior_of_productivity_raises_the_chance_of_growth():
    found = robustness(BASELINE, [GROWTH], Options(draws=256))
    medians = {row.set: row.median for row in found if row.closure == "demand_led"}
    assert medians["productivity_slow"] < medians[AS_SHIPPED] < medians["productivity_fast"]


def test_every_computed_target_is_measured_under_every_layer():
    run = all_draws(
        ensemble_of(ECONOMY, load_scenario("baseline", pack()), Options(draws=64, layers=ALL_LAYERS)),
        Options(draws=64),
    )
    assert all(item.outcome is not None for item in measure(TARGETS, run) if item.target.mode != "tracked")


def test_without_the_library_the_command_names_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib", None)
    result = call("sensitivity", "--draws", "16")
    assert result.exit_code == MISSING_PART
    assert "planreach[sensitivity]" in result.stderr


def test_an_unknown_target_is_refused_with_what_is_known():
    result = call("sensitivity", "--target", "gdp_grwth")
    assert result.exit_code == 3
    assert "gdp_growth" in result.stderr
