"""Finance of investment: every owner's sources are its uses, and interest reaches private projects."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import laboratory

from calibration.economy import CLOSURES
from evaluation.checks.extremes import INTEREST_NOW
from evaluation.checks.identities import RESIDUALS
from evaluation.checks.laboratory import Case
from evaluation.checks.surgery import with_input, with_name
from scenarios.library import scenario_names
from sim.equations import finance, flow_of_funds
from sim.expressions import Name
from sim.inputs import Linear
from sim.model import Cut

FINANCE = ("residual_of_finance", "residual_of_private_firms", "residual_of_state_firms")

ANSWERS = [
    (finance.private_surplus(300, 550, 500, 0.6), 198),
    (finance.private_investment_nominal(70, 0.7, 1.1), 110),
    (finance.private_interest(200, 0.05), 10),
    (finance.private_finance_effect(0.1, 0.1, 1), 1),
    (finance.private_finance_effect(0.55, 0.1, 1), 0.5),
    (finance.private_finance_effect(2, 0.1, 1), 0),
    (finance.own_funds_share(100, 0.1, 110, 200, 0.05, 0.2), 1.3),
    (finance.private_funds_addition(100, 0.25, 20, 1), 5),
    (finance.private_borrowing(100, 5, 20, 95, 12), 30),
    (finance.private_borrowing(100, 5, 20, 150, 12), 12),
    (finance.private_withdrawals(100, 5, 20, 150, 12), 37),
    (finance.private_withdrawals(100, 5, 20, 95, 12), 0),
    (flow_of_funds.finance_outside_budget(300, 0.15, 1, 40, 0), 5),
    (flow_of_funds.finance_outside_budget(300, 0.15, 1, 40, 1), 0),
    (flow_of_funds.upper_level_funds(300, 350, 0.2, 1, 1, 1, 1), 70),
    (flow_of_funds.upper_level_funds(300, 350, 0.2, 1, 1, 1.5, 1), 105),
    (flow_of_funds.upper_level_funds(300, 350, 0.2, 1, 1, 1, 0.8), 56),
    (flow_of_funds.state_firm_cash_addition(100, 60, 15, 5, 80, 10), -10),
]


@pytest.mark.parametrize(("found", "expected"), ANSWERS)
def test_an_equation_gives_the_answer_worked_out_by_hand(found, expected):
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("scenario", scenario_names())
def test_sources_are_uses_in_every_scenario(scenario):
    for closure in CLOSURES:
        names = (*FINANCE, *(RESIDUALS[name] for name in FINANCE))
        run = laboratory().steps(names, Case(scenario, closure, end=2035))
        for name in FINANCE:
            assert np.abs(run[name]).max() / np.abs(run[RESIDUALS[name]]).max() < 1e-9


def test_payments_of_all_owners_are_about_the_reported_investment():
    owners = (
        "private_investment_nominal",
        "state_firm_investment_nominal",
        "government_investment_nominal",
        "upper_level_investment_nominal",
    )
    run = laboratory().central((*owners, "reported_investment_nominal"))
    paid = sum(run.over(name, 2016, 2025).sum() for name in owners)
    assert paid == pytest.approx(run.over("reported_investment_nominal", 2016, 2025).sum(), rel=0.05)


def test_finance_of_private_firms_stands_near_its_base_without_a_shock():
    effect = laboratory().central(("private_finance_effect",)).of("private_finance_effect")
    assert np.abs(effect - 1).max() < 0.01


def dear_money(rate: float, *cuts: Cut) -> float:
    """Private starts of 2025 at a rate of interest on private loans from 2021 on."""
    lab = laboratory()
    usual = lab.known.central()["private_interest_rate"]
    model = with_input(lab.cut(cuts), INTEREST_NOW, "1/year")
    model = with_name(model, "private_interest", "private_interest_rate", Name(INTEREST_NOW))
    path = Linear(((2021.0, rate),), usual, 2021.0)
    run = lab.central(("private_starts",), Case(inputs={INTEREST_NOW: path}), model)
    return float(run.at("private_starts", 2025)[0])


def test_dear_loans_hold_private_projects_back():
    cheap, usual, dear = (dear_money(rate) for rate in (0.03, 0.05, 0.15))
    assert cheap > usual > dear


def test_with_the_link_cut_interest_reaches_no_project():
    cut = Cut("private_finance_effect", "interest_burden", 2020.0)
    assert dear_money(0.15, cut) == dear_money(0.03, cut)
