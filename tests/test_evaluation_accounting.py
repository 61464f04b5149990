"""Growth accounting adds up to the last digit, in every draw and in the printed column."""

from __future__ import annotations

import numpy as np
import pytest
from evaluation_cases import annual
from hypothesis import given
from hypothesis import strategies as st

from evaluation.accounting import SectorAccount, account, contributions, log_mean
from evaluation.annual import Annual
from scenarios.errors import NumericalError

FACTORS = {"capital": "log_capital__services", "labour": "log_labour__services"}
SECTORS = {
    "services": SectorAccount("output__services", "log_output__services", FACTORS),
    "agriculture": SectorAccount("output__agriculture"),
}
MOMENTS = np.linspace(0.0, 1.0, 2001)


def economy(capital: list[float], labour: list[float], agriculture: float = 1.0) -> Annual:
    """Services = capital * labour, each at its own constant rate of growth a draw; Simpson's rule."""
    weights = np.ones_like(MOMENTS)
    weights[1:-1:2], weights[2:-1:2] = 4.0, 2.0
    weights /= weights.sum()
    years = np.arange(2020, 2026)[:, None, None] - 2020 + MOMENTS[None, None, :]
    logs = [np.array(rates)[None, :, None] * years for rates in (capital, labour)]
    total = sum(logs) + np.log(300.0)
    output = (np.exp(total) * weights).sum(axis=2)
    farms = np.linspace(1.0, agriculture, 6)[:, None] * np.ones(len(capital))
    return annual(
        gdp=output + farms,
        output__services=output,
        output__agriculture=farms,
        log_output__services=(total * weights).sum(axis=2),
        log_capital__services=((logs[0] + np.log(300.0)) * weights).sum(axis=2),
        log_labour__services=(logs[1] * weights).sum(axis=2),
    )


RATES = st.lists(st.floats(-0.2, 0.3), min_size=3, max_size=3)


@given(RATES, RATES, st.floats(0.0, 5.0))
def test_items_add_up_in_every_draw_and_in_the_printed_column(capital, labour, agriculture):
    run = economy(capital, labour, agriculture)
    *items, total = account(run, SECTORS, 2020, 2025)
    gdp = run.values["gdp"]
    growth = 100 * ((gdp[5] / gdp[0]) ** 0.2 - 1)
    np.testing.assert_allclose(
        np.sum([i.level for i in items], axis=0), gdp[5] - gdp[0], atol=1e-9 * gdp.max()
    )
    np.testing.assert_allclose(np.sum([i.points for i in items], axis=0), growth, atol=1e-9)
    np.testing.assert_allclose(total.points, growth, atol=1e-9)
    *printed, last = contributions(run, SECTORS, 2020, 2025)
    assert sum(item.points for item in printed) == pytest.approx(last.points, abs=1e-9)
    assert sum(item.level for item in printed) == pytest.approx(last.level, abs=1e-9 * gdp.max())


def test_two_steady_factors_share_growth_by_their_rates_and_leave_no_timing():
    found = {item.factor: item for item in contributions(economy([0.06], [0.03]), SECTORS, 2020, 2025)}
    assert found["capital"].points == pytest.approx(2 * found["labour"].points)
    assert found["within_year_timing"].points == pytest.approx(0.0, abs=1e-9)
    assert found["output"].points == pytest.approx(0.0, abs=1e-12)
    assert found["total"].kind == "total"


def test_a_swing_inside_a_year_is_timing():
    run = economy([0.06], [0.03])
    run.values["output__services"][5] *= 1.01
    run.values["gdp"][5] = run.values["output__services"][5] + 1.0
    found = {item.factor: item for item in contributions(run, SECTORS, 2020, 2025)}
    assert found["within_year_timing"].points > 0.1


def test_no_growth_gives_zero_points_and_a_finite_scale():
    for item in account(economy([0.05], [-0.05]), SECTORS, 2020, 2025):
        assert np.isfinite(item.points).all()
    found = {item.factor: item for item in contributions(economy([0.05], [-0.05]), SECTORS, 2020, 2025)}
    assert found["total"].points == pytest.approx(0.0, abs=1e-9)
    assert found["capital"].points == pytest.approx(100 * 0.05 * 300 / 301, rel=1e-6)


def test_the_central_run_stands_beside_the_mean():
    found = contributions(
        economy([0.05, 0.07], [0.0, 0.0]), SECTORS, 2020, 2025, central=economy([0.06], [0.0])
    )
    *items, total = found
    assert sum(item.central_points or 0.0 for item in items) == pytest.approx(total.central_points, abs=1e-9)


def test_sectors_that_miss_a_part_of_gdp_are_refused():
    run = economy([0.05], [0.01])
    with pytest.raises(NumericalError, match="sectors and gdp"):
        account(run, SECTORS | {"agriculture": SectorAccount("output__services")}, 2020, 2025)


def test_factors_that_miss_a_part_of_output_are_refused():
    run = economy([0.05], [0.01])
    run.values["log_labour__services"][5] += 1e-6
    with pytest.raises(NumericalError, match="factors of services"):
        account(run, SECTORS, 2020, 2025)


def test_output_that_is_not_positive_is_refused():
    run = economy([0.05], [0.01])
    run.values["output__services"][5] = 0.0
    with pytest.raises(NumericalError, match="not positive"):
        account(run, SECTORS, 2020, 2025)


@given(st.floats(1e-3, 1e6), st.floats(1e-3, 1e6))
def test_the_logarithmic_mean_lies_between_geometric_and_arithmetic(one, two):
    found = float(log_mean(np.array([one]), np.array([two]))[0])
    assert np.sqrt(one * two) * (1 - 1e-9) <= found <= (one + two) / 2 * (1 + 1e-9)
    assert found == pytest.approx(float(log_mean(np.array([two]), np.array([one]))[0]))
