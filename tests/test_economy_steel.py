"""The steelworks: nothing by default, less output or less capital where a scenario assumes it."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import economy, pack

from calibration.economy import CLOSURES
from evaluation.simulation import Options, ensemble_of, with_closure
from scenarios.library import load_scenario
from sim.equations import government, steel


def central(name: str, closure: str):
    ensemble = ensemble_of(economy(), load_scenario(name, pack()), Options(draws=1))
    return with_closure(ensemble, closure).central()


def change(name: str, variable: str, closure: str, year: int = 2025) -> float:
    one, base = central(name, closure), central("baseline", closure)
    return float(one.at(variable, year)[0] / base.at(variable, year)[0] - 1)


def test_by_hand():
    assert steel.market_kept__traditional(0.3, 0.5) == pytest.approx(0.85)
    assert steel.market_kept__emerging(1) == steel.market_kept__services(1) == 1
    assert steel.relocation_rate__traditional(0.6, 0.5) == pytest.approx(0.3)
    assert steel.relocation_rate__infrastructure(0.6) == 0
    assert steel.relocations(200, 0.3) == pytest.approx(60)
    assert government.land_income(70, 0.7, 1, 0.2, 0.5) == pytest.approx(10)


@pytest.mark.parametrize("closure", CLOSURES)
@pytest.mark.parametrize("name", ["steel_down", "steelworks_relocation", "land_income_half"])
def test_what_is_assumed_before_the_first_named_year_is_nothing(name, closure):
    one, base = central(name, closure), central("baseline", closure)
    first = min(year for path in load_scenario(name, pack()).world.values() for year in path.points)
    before = [year for year in one.years if year < first]
    for variable in ("gdp", "industrial_value_added", "budget_revenue"):
        np.testing.assert_array_equal(
            one.over(variable, before[0], before[-1]), base.over(variable, before[0], before[-1])
        )


@pytest.mark.parametrize("closure", CLOSURES)
def test_less_steel_lowers_industry_more_than_output(closure):
    industry, output = (change("steel_down", name, closure) for name in ("industrial_value_added", "gdp"))
    assert industry < output < 0


@pytest.mark.parametrize("closure", CLOSURES)
def test_a_move_takes_about_the_share_of_the_works_and_its_energy(closure):
    industry = change("steelworks_relocation", "industrial_value_added", closure)
    assert -0.4 < industry < -0.1
    assert change("steelworks_relocation", "energy_intensity", closure) < -0.1


@pytest.mark.parametrize("closure", CLOSURES)
def test_less_land_income_lowers_investment(closure):
    assert change("land_income_half", "reported_investment_nominal", closure) < 0
