"""Forecasts from bare histories: what is known to be true comes out again, and names carry nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from forecast_panels import ELASTICITY, SHOCK, TREND, made_up, split

from calibration.core_members import draw_members
from calibration.core_rules import fit_core
from calibration.core_simulation import compiled_core, simulated
from calibration.forecast_settings import load_settings
from calibration.member_noise import Noise
from calibration.regional_forecast import forecast
from calibration.regional_growth import growth_of
from scenarios.histories import Histories, Known
from scenarios.units import UNITS
from sim.core import MODULES, build_core
from sim.equations import core
from sim.model import structure_hash
from sim.reading import Selection
from sim.unit_check import check_units

SETTINGS = replace(load_settings(), members=200, past_members=100)


def median(made, ahead=5):
    return np.median(made.growth[ahead - 1], axis=-1)


def test_the_core_is_made_of_the_equations_of_the_regional_economy():
    chosen = [part for part in MODULES if isinstance(part, Selection)]
    names = {name for part in chosen for name in part.names}
    assert {"capital_contribution", "labour_contribution", "potential_output", "output", "capital"} <= names
    assert [part for part in MODULES if not isinstance(part, Selection)] == [core]


def test_the_units_of_the_core_agree():
    assert check_units(build_core(), UNITS) == []
    assert structure_hash(build_core()) == structure_hash(compiled_core().model)


def test_a_run_of_the_core_is_its_formula():
    history, known = split(made_up(regions=3, response=0.2))
    growth = growth_of(history, known, SETTINGS)
    rules = fit_core(growth, True, True, SETTINGS)
    members = draw_members(growth, rules, 5, Noise(1, 4, 5.0), SETTINGS)
    found = simulated(growth, members, 5)[-1]
    at = growth.origin
    capital = (growth.capital[at + 5] - growth.capital[at])[:, None]
    labour = (growth.labour[at + 5] - growth.labour[at])[:, None]
    late = (growth.labour[at + 4] - growth.labour[at - 1])[:, None]
    orders = (growth.investment[at + 5] - growth.investment[at])[:, None]
    late_orders = (growth.investment[at + 4] - growth.investment[at - 1])[:, None]
    share = members.capital_elasticity
    expected = share * capital + (1 - share + members.hiring_response) * labour
    expected = expected + members.investment_response * orders + members.late_hiring_response * late
    expected = expected + members.late_investment_response * late_orders
    expected = expected + 5 * members.productivity_trend + members.productivity_shocks.sum(axis=0)
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12)


def test_elasticity_trend_and_shocks_are_recovered():
    history, known = split(made_up(regions=30, years=60, response=0.2))
    rules = fit_core(growth_of(history, known, SETTINGS), True, True, SETTINGS)
    common = rules.output_rule.common
    assert common[1] == pytest.approx(ELASTICITY, abs=0.1)
    assert common[2] == pytest.approx(0.2, abs=0.03)
    assert common[4] == pytest.approx(1 - ELASTICITY, abs=0.1)
    assert common[0] == pytest.approx(TREND, abs=0.005)
    assert np.sqrt(np.median(rules.output_rule.variance)) == pytest.approx(SHOCK, rel=0.2)
    assert abs(rules.memory) < 0.1


@pytest.mark.parametrize("mode", ["uncond", "cond"])
def test_bands_cover_what_they_say_on_panels_of_the_model(mode):
    inside: list[float] = []
    ranks: list[float] = []
    for seed in range(6):
        panel = made_up(seed=seed, response=0.1 if mode == "cond" else 0.0)
        history, known = split(panel)
        made = forecast(history, known if mode == "cond" else Known(), 5, 1, SETTINGS)
        truth = np.log(panel.output[-5:] / history.output[-1])[..., None]
        low, high = np.quantile(made.growth, (0.1, 0.9), axis=-1)
        inside.append(float(np.mean((truth[..., 0] >= low) & (truth[..., 0] <= high))))
        ranks.append(float(np.mean(made.growth < truth)))
    assert 0.7 < np.mean(inside) < 0.9
    assert 0.42 < np.mean(ranks) < 0.58


def renamed(panel: Histories, known: Known) -> tuple[Histories, Known, list[int]]:
    """Other names in another order, other years, and another unit of money and persons in each region."""
    order = list(np.random.default_rng(3).permutation(len(panel.regions)))
    money = np.exp(np.random.default_rng(4).normal(0, 2, len(order)))
    people = 1000.0

    def part(values, scale):
        return None if values is None else values[:, order] * scale

    other = Histories(
        tuple(f"x{at}" for at in range(len(order))),
        tuple(year + 371 for year in panel.years),
        panel.output[:, order] * money,
        part(panel.capital, money),
        part(panel.labour, people),
        part(panel.investment, money),
        "employment",
    )
    future = Known(part(known.capital, money), part(known.investment, money), part(known.labour, people))
    return other, future, order


@pytest.mark.parametrize("mode", ["uncond", "cond"])
def test_names_years_and_scales_carry_no_information(mode):
    history, known = split(made_up(regions=8, years=30))
    known = known if mode == "cond" else Known()
    other, future, order = renamed(history, known)
    first = forecast(history, known, 5, 1, SETTINGS)
    second = forecast(other, future, 5, 1, SETTINGS)
    np.testing.assert_allclose(second.growth, first.growth[:, order], rtol=1e-6, atol=1e-9)
    assert second.evidence_weight == first.evidence_weight


def test_the_same_seed_gives_the_same_numbers_and_another_others():
    history, _ = split(made_up(regions=5, years=25))
    first, again, other = (forecast(history, Known(), 5, seed, SETTINGS).growth for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    np.testing.assert_allclose(first.mean(axis=-1), other.mean(axis=-1), atol=0.02)


def test_only_the_history_counts():
    panel = made_up(regions=5, years=30)
    history, _ = split(panel)
    changed = replace(panel, output=np.concatenate([history.output, 3 * panel.output[-5:]]))
    first = forecast(history, Known(), 5, 1, SETTINGS).growth
    assert np.array_equal(first, forecast(changed.until(len(history.years)), Known(), 5, 1, SETTINGS).growth)


def test_more_known_investment_means_more_output():
    history, known = split(made_up(response=0.3))
    assert known.investment is not None
    more = replace(known, capital=None, investment=1.3 * known.investment)
    less = replace(known, capital=None)
    assert np.all(
        median(forecast(history, more, 5, 1, SETTINGS)) > median(forecast(history, less, 5, 1, SETTINGS))
    )


@pytest.mark.parametrize("missing", ["capital", "investment", "labour"])
def test_a_history_with_few_series_is_forecast_too(missing):
    history, known = split(made_up(regions=6, years=30))
    few = replace(history, **{missing: None})
    for future in (Known(), replace(known, **{missing: None})):
        made = forecast(few, future, 5, 1, SETTINGS)
        assert np.isfinite(made.growth).all()
        assert np.all(np.abs(median(made)) < 0.6)


def test_a_region_that_begins_late_leans_on_the_others():
    history, _ = split(made_up(regions=6, years=35))
    output = history.output.copy()
    output[:20, 0] = np.nan
    made = forecast(replace(history, output=output), Known(), 5, 1, SETTINGS)
    whole = forecast(history, Known(), 5, 1, SETTINGS)
    assert np.isfinite(made.growth).all()
    np.testing.assert_allclose(median(made)[1:], median(whole)[1:], atol=0.03)


@pytest.mark.parametrize("switch", ["core", "utilisation", "deepening", "pooling", "weighing"])
def test_every_part_can_be_switched_off(switch):
    history, known = split(made_up(regions=6, years=30, response=0.2))
    future = known if switch == "utilisation" else Known()
    off = forecast(history, future, 5, 1, replace(SETTINGS, **{switch: False}))
    assert np.isfinite(off.growth).all()
    if switch != "weighing":
        assert not np.allclose(off.growth, forecast(history, future, 5, 1, SETTINGS).growth)
