"""Gaps split by Shapley values: exact, without order, nothing from nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from cli_runner import answer
from economy_subject import economy, pack
from midterm_cases import written

from evaluation.explain.gap import explain, shapley_by_draw
from evaluation.explain.groups import GROUPS, SIMULATED, switches
from evaluation.midterm import moving
from evaluation.sensitivity.layers import subsets
from evaluation.simulation import Options, ensemble_of
from scenarios.library import load_scenario
from scenarios.outlook_settings import outlook_settings

OPTIONS = Options(draws=8, steps_per_year=8)
SCENARIO = {name: load_scenario(name, pack()) for name in ("everything", "plan_as_written", "outside_slump")}
ACTUAL, PLAN, SLUMP = (ensemble_of(economy(), SCENARIO[name], OPTIONS) for name in SCENARIO)
TARGETS = [pack().target(name) for name in ("gdp_level", "trade_total", "registered_unemployment")]


@pytest.fixture(scope="module")
def gaps():
    return explain(ACTUAL, PLAN, TARGETS, OPTIONS, {"gdp_level": 600.0})


def test_the_parts_sum_to_the_gap(gaps):
    for gap in gaps:
        assert sum(part.mean for part in gap.parts) == pytest.approx(gap.gap, abs=1e-9)
        assert gap.outlook - gap.target == pytest.approx(gap.gap)


def test_only_the_target_whose_base_was_revised_has_a_part_for_it(gaps):
    bases = {gap.id: next(part.mean for part in gap.parts if part.group == "base") for gap in gaps}
    assert bases["gdp_level"] > 0
    assert bases["trade_total"] == bases["registered_unemployment"] == 0


def test_parts_do_not_depend_on_the_order_of_the_groups():
    values = np.random.default_rng(1).normal(size=(2 ** len(GROUPS), 6))
    worth = {frozenset(names): values[at] for at, names in enumerate(subsets(GROUPS))}
    forward, backward = shapley_by_draw(GROUPS, worth), shapley_by_draw(GROUPS[::-1], worth)
    for group in GROUPS:
        np.testing.assert_allclose(forward[group], backward[group], atol=1e-12)
    whole = worth[frozenset(GROUPS)] - worth[frozenset()]
    np.testing.assert_allclose(sum(forward.values()), whole, atol=1e-12)


def test_nothing_switched_gives_nothing():
    still = replace(PLAN, layers=())
    (gap,) = explain(still, PLAN, TARGETS[:1], replace(OPTIONS, draws=2))
    levers = next(part for part in gap.parts if part.group == "levers")
    assert (levers.mean, levers.q10, levers.q90) == (0, 0, 0)


def test_the_same_scenario_has_no_part_for_levers_and_all_groups_give_the_scenario_itself():
    given = switches(ACTUAL, PLAN)
    latent = ACTUAL.latent(0, 8)
    runs = given.runs(latent)
    whole = runs[frozenset(SIMULATED)]
    np.testing.assert_allclose(whole.of("gdp"), ACTUAL.of(latent).of("gdp"), rtol=1e-12)
    nothing = runs[frozenset()]
    np.testing.assert_allclose(nothing.of("gdp"), PLAN.central().of("gdp").repeat(8, axis=1), rtol=1e-12)


def test_an_assumed_outside_world_is_an_outside_condition():
    (gap,) = explain(SLUMP, PLAN, TARGETS[:1], OPTIONS)
    parts = {part.group: part.mean for part in gap.parts}
    assert parts["outside"] < min(parts["levers"], 0)


def test_a_value_observed_in_the_year_of_the_target_takes_the_place_of_the_outlook(gaps):
    (found,) = explain(ACTUAL, PLAN, TARGETS[:1], OPTIONS, {"gdp_level": 600.0}, ends={"gdp_level": 700.0})
    assert (found.observed, found.outlook, found.gap) == (True, 700.0, 700.0 - 929.0)
    assert sum(part.mean for part in found.parts) == pytest.approx(found.gap, abs=1e-9)
    assert [part.mean for part in found.parts[:-1]] == [part.mean for part in gaps[0].parts[:-1]]
    assert not gaps[0].observed


def test_an_explanation_knows_the_observed_years(tmp_path, monkeypatch):
    fewer = outlook_settings().model_copy(update={"probes": 4, "steps": 1})
    monkeypatch.setattr(moving, "outlook_settings", lambda: fewer)
    path = written(tmp_path, "budget_revenue,2021,,90,亿元\n")
    told = answer("explain", "--target", "budget_revenue", "--draws", "4", "--observed", str(path))["result"]
    assert (told["as_of"], told["method"]) == (2021, "smoother")
    (gap,) = told["gaps"]
    assert not gap["observed"]
    assert sum(part["mean"] for part in gap["parts"]) == pytest.approx(gap["gap"])


def test_every_parameter_has_a_group():
    given = switches(ACTUAL, PLAN)
    assert set(given.parameters) == set(economy().known.rows)
    assert given.parameters["regional_growth_mean"] == "outside"
    assert given.parameters["epidemic_frequency"] == "shocks"
    assert given.parameters["productivity_shock_sd"] == "shocks"
