"""What a scenario assumes about the outside world: in its named years, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import pack
from hypothesis import given
from hypothesis import strategies as st

from calibration.beliefs import beliefs
from calibration.world import central_world, drawn_world
from evaluation.simulation import Options, economy_of, ensemble_of
from scenarios.assumptions import WorldPath
from scenarios.library import load_scenario, scenario_names
from scenarios.world_paths import assumed_at

START, END = pack().about.start_year, 2030
CENTRAL = beliefs(pack(), 2020).central()
ECONOMY = economy_of(pack())


def path(points, relative=False):
    return WorldPath(points=points, relative=relative, unit="1", why="Test.")


def central(**assumed):
    return {name: held.values for name, held in central_world(pack(), CENTRAL, END, assumed).items()}


def drawn(**assumed):
    world = drawn_world(pack(), CENTRAL, END, 7, 0, 400, assumed)
    return {name: held.values for name, held in world.items()}


@given(
    st.dictionaries(st.integers(2021, 2025), st.floats(-1, 1), min_size=1),
    st.integers(2015, 2035),
)
def test_values_are_linear_between_the_named_years_and_absent_outside(points, year):
    value = assumed_at(path(points), year)
    years = sorted(points)
    if not years[0] <= year <= years[-1]:
        assert value is None
    else:
        assert value == pytest.approx(np.interp(year, years, [points[one] for one in years]))


def test_a_path_replaces_the_mean_in_its_years_only():
    free, told = central(), central(regional_growth=path({2022: 0.0, 2023: 0.01}))
    at = [2022 - START, 2023 - START]
    np.testing.assert_array_equal(told["regional_growth"][at], [0.0, 0.01])
    np.testing.assert_array_equal(
        np.delete(told["regional_growth"], at), np.delete(free["regional_growth"], at)
    )
    assert all(np.array_equal(free[name], told[name]) for name in free if name != "regional_growth")


def test_a_factor_multiplies_the_mean():
    free, told = central(), central(regional_growth=path({2021: 0.5, 2025: 0.5}, relative=True))
    years = slice(2021 - START, 2026 - START)
    np.testing.assert_allclose(told["regional_growth"][years], free["regional_growth"][years] / 2)


def test_yearly_deviations_stay_those_of_the_draw():
    free, told = drawn(), drawn(regional_growth=path({2022: 0.0}))
    mean, assumed = (
        central()["regional_growth"],
        central(regional_growth=path({2022: 0.0}))["regional_growth"],
    )
    np.testing.assert_allclose(
        told["regional_growth"] - assumed[:, None], free["regional_growth"] - mean[:, None], atol=1e-15
    )
    assert np.array_equal(free["trade_shock"], told["trade_shock"])


def test_an_event_is_as_it_is_told_and_drawn_in_other_years():
    free, told = drawn(), drawn(epidemic=path({2021: 1.0, 2022: 0.0}))
    assert np.all(told["epidemic"][2021 - START] == 1.0)
    assert np.all(told["epidemic"][2022 - START] == 0.0)
    np.testing.assert_array_equal(told["epidemic"][2023 - START :], free["epidemic"][2023 - START :])


@pytest.mark.parametrize("name", [name for name in scenario_names() if load_scenario(name, pack()).world])
def test_a_scenario_that_assumes_a_worse_world_lowers_output(name):
    options = Options(draws=1)
    last = [
        ensemble_of(ECONOMY, load_scenario(one, pack()), options).central().of("gdp")[-1, 0]
        for one in ("baseline", name)
    ]
    assert last[1] < last[0]


def test_children_inherit_and_override_series_by_name(tmp_path):
    head = 'schema_version = 1\ntitle = { zh = "试", en = "T" }\nquestion = { zh = "试", en = "T" }\n'
    (tmp_path / "a.toml").write_text(
        head + 'extends = "outside_slump"\n[world.epidemic]\npath = { 2021 = 1.0 }\nunit = "1"\nwhy = "x"\n',
        encoding="utf-8",
    )
    child, parent = load_scenario(str(tmp_path / "a.toml"), pack()), load_scenario("outside_slump", pack())
    assert child.world == {**parent.world, "epidemic": child.world["epidemic"]}
