"""Energy and coal: what is burnt, what it emits, and a cap that limits traditional industry."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import laboratory

from evaluation.checks.laboratory import Case
from sim.equations import deliveries, energy
from sim.model import Cut

CAP = 0.9
CAPPED = Case(levers={"coal_cap": CAP})

ANSWERS = [
    (energy.coal_need_added(100, 0.5, 0.8), 40),
    (energy.coal_use_at_start([100, 20, 30], 0.3, 0.5), 97.5),
    (energy.coal_reference_change(120, 100, 2, 0), 10),
    (energy.coal_reference_change(120, 100, 2, 1), 0),
    (energy.coal_left_for_traditional(0.9, 100, 10, 20), 60),
    (energy.coal_left_for_traditional(0.1, 100, 10, 20), 0),
    (energy.output_allowed_by_coal(90, 65, 100, 0.3), 45),
    (energy.output_allowed_by_coal(90, 20, 100, 0.3), 0),
    (energy.co2_emissions(100, 150, 2.6, 1.8), 350),
    (deliveries.desired_output__traditional(100, 80), 80),
    (deliveries.desired_output__traditional(100, 800), 100),
]


@pytest.mark.parametrize(("found", "expected"), ANSWERS)
def test_an_equation_gives_the_answer_worked_out_by_hand(found, expected):
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_without_a_cap_coal_limits_nothing():
    run = laboratory().steps(("desired_output__traditional", "output_for_orders_and_stock__traditional"))
    wanted, called = (run[name] for name in run.values if name.startswith(("output_for", "desired")))
    np.testing.assert_array_equal(wanted, called)


def test_coal_stays_under_a_cap_that_binds_and_industry_makes_less():
    lab = laboratory()
    names = ("coal_use", "coal_use_before_plan", "output__traditional")
    free, capped = lab.central(names), lab.central(names, CAPPED)
    limit = CAP * capped.at("coal_use_before_plan", 2025)
    assert (free.over("coal_use", 2021, 2025) > limit).all()
    assert (capped.over("coal_use", 2021, 2025) <= limit * 1.001).all()
    assert capped.at("output__traditional", 2025) < free.at("output__traditional", 2025)
    assert (free.over("coal_use", 2015, 2020) == capped.over("coal_use", 2015, 2020)).all()


def test_with_the_loop_cut_more_plant_makes_more_in_spite_of_the_cap():
    lab = laboratory()
    cut = lab.cut([Cut("output_allowed_by_coal", "coal_need__traditional", 2021.0)])
    more = Case(levers={"coal_cap": CAP, "industrial_investment_share": 0.2})
    coal = lab.central(("coal_use", "coal_use_before_plan"), more, cut)
    assert coal.at("coal_use", 2025) > CAP * coal.at("coal_use_before_plan", 2025)


def test_cleaner_plant_burns_a_smaller_part_of_its_energy_as_coal():
    run = laboratory().central(("coal_use", "energy_use", "co2_emissions"))
    share = (run.of("coal_use") / run.of("energy_use"))[:, 0]
    per_energy = (run.of("co2_emissions") / run.of("energy_use"))[:, 0]
    assert (np.diff(share) < 0).all()
    assert (np.diff(per_energy) < 0).all()
