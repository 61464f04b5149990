"""Programmes end where money, land, people or need end, and their accounts close."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import laboratory

from evaluation.checks.laboratory import Case
from evaluation.checks.surgery import stopped, with_equation
from sim.equations import programmes
from sim.expressions import Call, Number

LATE = Case(end=2060)

ANSWERS = [
    (programmes.greening_spending(50, 1.25, 0.1), 4),
    (programmes.planting_cost(0.03, 2, 0), 0.03),
    (programmes.planting_cost(0.03, 2, 1), 0.06),
    (programmes.forest_planting(4, 0.04, 1e9, 3, 12), 100),
    (programmes.forest_planting(4e9, 0.04, 300, 3, 12), 100),
    (programmes.medical_spending(80, 1, 0.1, 100, 0.08, 4, 4, 0.5), 16),
    (programmes.medical_post_cost_at_start(16, 1000, 0.6), 0.01),
    (programmes.medical_posts(16, 0.01, 4, 0.5), 800),
    (programmes.doctors_wanted(1000, 40, 1100, 2), 90),
    (programmes.doctors_wanted(1000, 40, 100, 2), 0),
    (programmes.doctors_recruited(50, 1e9, 12), 50),
    (programmes.doctors_recruited(1e9, 50, 12), 50),
    (programmes.care_beds_wanted(1000, 190, 0.03, 3, 40, 35, 3), 130),
    (programmes.care_bed_starts(150, 100, 0.5), 75),
    (programmes.care_bed_starts(150, 100, 2), 100),
    (programmes.bed_conversions(0.3, 0.1, 0.0003, 30, 3), 10),
    (programmes.risk_removed_by_renewal(0.8, 0.6, 0.1), 0.02),
    (programmes.risk_removed_by_inspection(0.2, 0.3, 1, 10), 0),
    (programmes.accident_death_rate([3, 1], 0.5, 400), 0.005),
]


@pytest.mark.parametrize(("found", "expected"), ANSWERS)
def test_an_equation_gives_the_answer_worked_out_by_hand(found, expected):
    assert float(found) == pytest.approx(expected, rel=1e-6, abs=1e-12)


def with_lever(**levers: float):
    return Case(levers=levers)


def last(name: str, case: Case = LATE, model=None) -> float:
    return float(laboratory().central((name,), case, model).of(name)[-1, 0])


def test_land_is_forest_or_could_be():
    run = laboratory().central(("forest_area", "plantable_land"), LATE)
    land = run.of("forest_area") + run.of("plantable_land")
    np.testing.assert_allclose(land, land[0, 0], rtol=1e-12)


def test_without_money_no_tree_is_planted_and_forest_is_lost():
    lab = laboratory()
    model = stopped(lab.model, ["government_investment_spending"])
    area = lab.central(("forest_area",), model=model).over("forest_area", 2020, 2025)[:, 0]
    assert (np.diff(area) < 0).all()


def test_much_more_money_plants_what_the_land_allows():
    dry = Case(end=2060, parameters={"plantable_share_at_start": 0.02}, levers={"greening_share": 0.12})
    assert last("plantable_land", dry) > 0
    assert last("forest_cover", dry) < 0.1175 + 0.02


def test_without_candidates_the_doctors_leave_and_none_come():
    lab = laboratory()
    model = stopped(lab.model, ["medical_candidates"])
    tiny = with_equation(
        model, "medical_candidates", Call("add", (model.expression("medical_candidates"), Number(1)))
    )
    doctors = lab.central(("licensed_doctors",), model=tiny).over("licensed_doctors", 2020, 2025)[:, 0]
    assert (np.diff(doctors) < 0).all()


def test_health_money_brings_doctors_only_as_far_as_there_are_candidates():
    usual, more = (last("licensed_doctors", with_lever(health_share=share)) for share in (0.1, 0.15))
    candidates = laboratory().central(("medical_candidates",)).over("medical_candidates", 2021, 2025).sum()
    assert usual < more < usual + candidates


def test_care_homes_are_built_until_the_need_is_met():
    rich = Case(end=2060, levers={"care_home_share": 0.02})
    needed = laboratory().known.central()["care_beds_needed_per_resident"] * last("population", rich)
    assert last("care_beds", rich) == pytest.approx(needed, rel=0.1)


def test_refitting_ends_with_the_last_ordinary_bed():
    refit = Case(end=2060, levers={"bed_conversion_share": 0.1})
    assert last("nursing_bed_share", refit) < 1
    assert last("ordinary_beds", refit) > 0


def test_risk_goes_to_a_floor_and_not_below():
    hard = Case(end=2100, levers={"safety_effort": 2.0})
    assert last("accident_risk", hard) == pytest.approx(laboratory().known.central()["risk_floor"], rel=0.01)


def test_the_mix_of_work_moves_the_deaths_per_output():
    lab = laboratory()
    builders = stopped(
        lab.model, ["private_starts", "state_firm_starts", "government_starts", "upper_level_starts"]
    )
    run = lab.central(("deaths_at_first_risk__construction",), model=builders)
    assert run.of("deaths_at_first_risk__construction")[-1] < run.of("deaths_at_first_risk__construction")[5]
