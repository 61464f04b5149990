"""Channels of trade add up, start from nothing gained, and take time; digital value is not added twice."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import laboratory

from evaluation.checks.laboratory import Case
from sim.equations import digital, trade_channels

PUSHED = Case(levers={"bonded_zone_programme": 2.0, "cross_border_firm_goal": 40.0}, end=2035)

ANSWERS = [
    (trade_channels.bonded_starts(1, 1, 0.3, 0.1, 3, 2), 0.1),
    (trade_channels.bonded_starts(2, 1, 0.3, 0.1, 3, 2), 0.6),
    (trade_channels.cross_border_entries(1, 12, 12, 4), 1),
    (trade_channels.cross_border_entries(1, 4, 40, 4), 0),
    (trade_channels.bonded_gain(4, 0.5, 0.06), 0.06),
    (trade_channels.cross_border_gain(18, 12, 0.02), 0.01),
    (trade_channels.channel_factor(0.06, 0.02, 0.75), 1.02),
    (trade_channels.ordinary_trade(100, 0.06, 0.02, 0.06, 0.02, 0.75), 86),
    (digital.digital_starts(80, 20, 0.05), 5),
    (digital.digital_depth(120, 60, 600, 300), 1),
    (digital.digital_value_added(600, 0.05, 4, 0.5), 60),
]


@pytest.mark.parametrize(("found", "expected"), ANSWERS)
def test_an_equation_gives_the_answer_worked_out_by_hand(found, expected):
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_channels_as_in_2020_change_nothing():
    run = laboratory().steps(("channel_factor",), Case(end=2035))
    assert (run["channel_factor"] == 1).all()


def test_channels_add_up_however_they_are_pushed():
    names = ("residual_of_trade", "foreign_trade", "ordinary_trade", "bonded_trade", "cross_border_trade")
    run = laboratory().steps(names, PUSHED)
    assert np.abs(run["residual_of_trade"] / run["foreign_trade"]).max() < 1e-12
    assert all(run[name].min() > 0 for name in names[1:])


def test_a_programme_takes_time_and_brings_less_new_trade_than_passes_through():
    lab, names = laboratory(), ("foreign_trade", "bonded_trade", "cross_border_trade")
    usual, pushed = lab.central(names, Case(end=2035)), lab.central(names, PUSHED)
    gain = {name: pushed.of(name)[:, 0] - usual.of(name)[:, 0] for name in names}
    first, last = 2021 - 2015, 2025 - 2015
    assert (gain["foreign_trade"][:first] == 0).all()
    assert gain["foreign_trade"][first] < 0.2 * gain["foreign_trade"][last]
    assert 0 < gain["foreign_trade"][last] < gain["bonded_trade"][last] + gain["cross_border_trade"][last]


def test_digital_projects_deepen_the_digital_economy_and_leave_output_alone():
    lab, names = laboratory(), ("gdp", "digital_economy_share")
    usual, more = lab.central(names), lab.central(names, Case(levers={"digital_project_share": 0.12}))
    assert more.at("digital_economy_share", 2025) > usual.at("digital_economy_share", 2025)
    assert (more.of("gdp") == usual.of("gdp")).all()
