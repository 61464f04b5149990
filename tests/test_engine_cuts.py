"""Cutting a loop holds one argument of one equation, from the start or from a date on."""

from __future__ import annotations

import numpy as np
import pytest

from sim.generate import compile_model
from sim.inputs import Fraction
from sim.integrate import Settings, trajectory
from sim.loops import effects, feedback_components
from sim.model import Cut
from tests.engine_models import known
from tests.engine_models.make import compiled_from, model_from

UNITS = {"water_at_start": "item", "leak_rate": "1/year"}
VALUES = {"water_at_start": 10.0, "leak_rate": 0.1}
FINE = Settings(2000, 2005, 8, "rk4")


def water(*cuts: Cut):
    compiled = compiled_from(known.DECAY, UNITS, outputs=("leak",), cuts=cuts)
    return trajectory(compiled, VALUES, {}, FINE)


def test_a_cut_from_the_start_turns_decay_into_a_straight_line():
    run = water(Cut("leak", "water"))
    np.testing.assert_allclose(run["water"][:, 0], 10 - (run.times - 2000), rtol=1e-12)


def test_a_cut_at_a_date_leaves_the_history_before_it_untouched():
    free, cut = water(), water(Cut("leak", "water", 2003.0))
    at = 3 * 8
    np.testing.assert_array_equal(cut["water"][: at + 1], free["water"][: at + 1])
    held = free["water"][at, 0]
    np.testing.assert_allclose(
        cut["water"][at:, 0], held - 0.1 * held * (cut.times - 2003.0)[at:], rtol=1e-12
    )


def test_a_date_after_the_end_cuts_nothing():
    np.testing.assert_array_equal(water(Cut("leak", "water", 2050.0))["water"], water()["water"])


def test_a_parameter_cannot_move_so_holding_it_changes_nothing():
    np.testing.assert_array_equal(water(Cut("leak", "leak_rate"))["water"], water()["water"])


def test_two_cuts_with_two_dates_act_one_after_the_other():
    text = known.CIRCULATION
    units = {
        "here_at_start": "person",
        "there_at_start": "person",
        "pull": "1/year",
        "arrival_rate": "person/year",
    }
    cuts = (Cut("returns", "there", 2002.0), Cut("departures", "here", None))
    compiled = compiled_from(text, units, {"season": "1"}, outputs=("returns", "departures"), cuts=cuts)
    values = {"here_at_start": 50.0, "there_at_start": 5.0, "pull": 0.3, "arrival_rate": 4.0}
    run = trajectory(compiled, values, {"season": Fraction(None)}, Settings(2000, 2003, 4))
    np.testing.assert_allclose(run["returns"][8:, 0], 0.3 * run["there"][8, 0], rtol=1e-13)
    assert np.ptp(run["returns"][:8]) > 0
    assert run["departures"][0, 0] == pytest.approx(50 * 0.3 * 50 / 55, rel=0.05)


def test_a_cut_reaches_every_element_and_the_adjustment_of_a_smoothed_value():
    model = model_from(
        known.SMOOTH.format(order=2),
        {"actual_before": "item", "lag": "year"},
        {"jump": "item"},
        cuts=(Cut("perceived", "actual"),),
        outputs=("perceived",),
    )
    assert [link.equation for link in model.held] == ["perceived_stage_1_adjustment"]


def test_the_graph_without_the_held_links_has_no_loop():
    model = model_from(known.DECAY, UNITS, cuts=(Cut("leak", "water"),))
    assert feedback_components(model) == [("leak", "water")]
    assert feedback_components(model, model.held) == []
    assert effects(model, model.held)["water"] == ()


def test_the_text_shows_one_function_for_each_period():
    source = compile_model(model_from(known.DECAY, UNITS, cuts=(Cut("leak", "water", 2003.0),))).source
    assert "def rates_0(" in source
    assert "def look_1(" in source
    assert "leak = multiply(water_held_in_leak" in source or "water_held_in_leak * leak_rate" in source
