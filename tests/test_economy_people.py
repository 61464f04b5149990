"""People: prospects of a job draw them into the labour force or discourage them, and nobody is lost."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import laboratory

from evaluation.checks.laboratory import Case
from evaluation.checks.surgery import stopped
from sim.equations import people
from sim.model import Cut

BOOM = Case(world={"outside_demand_shock": 0.05})
NAMES = ("population", "all_employed", "unemployed", "outside_labour_force", "people_drawn_in", "real_wage")
MARKETS = tuple(f"outside_market__{sector}" for sector in ("traditional", "emerging", "services"))

ANSWERS = [
    (people.none_drawn_in(), 0),
    (people.unemployment_reference_change(0.05, 0.04, 2, 0), 0.005),
    (people.unemployment_reference_change(0.05, 0.04, 2, 1), 0),
    (people.people_to_draw_in(95, 5, 0.05, 0.04, 0.5, 1), 0.5),
    (people.people_to_draw_in(95, 5, 0.05, 0.06, 0.5, 1), -0.5),
    (people.people_to_draw_in(95, 5, 0.05, 0.06, 0.5, 0), 0),
    (people.participation_change(0.5, 0.1, 2), 0.2),
]


@pytest.mark.parametrize(("found", "expected"), ANSWERS)
def test_an_equation_gives_the_answer_worked_out_by_hand(found, expected):
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def labour_force(run) -> np.ndarray:
    return (run.of("all_employed") + run.of("unemployed"))[:, 0]


def test_nobody_is_drawn_in_before_the_plan():
    drawn = laboratory().central(NAMES).of("people_drawn_in")[:, 0]
    assert (drawn[:6] == 0).all()


def test_a_boom_draws_people_in_and_more_of_them_work():
    lab = laboratory()
    cut = lab.cut([Cut("people_to_draw_in", "unemployment_rate", 2021.0)])
    calm, boom = lab.central(NAMES), lab.central(NAMES, BOOM)
    calm_cut, boom_cut = lab.central(NAMES, model=cut), lab.central(NAMES, BOOM, cut)
    assert labour_force(boom)[-1] > labour_force(calm)[-1]
    more, without = (
        one.of("all_employed")[-1] - two.of("all_employed")[-1]
        for one, two in ((boom, calm), (boom_cut, calm_cut))
    )
    assert more > 1.1 * without > 0


def test_a_slump_discourages_and_nobody_is_lost():
    lab = laboratory()
    run = lab.steps((*NAMES, "residual_of_population"), Case(end=2035), stopped(lab.model, MARKETS))
    assert run["people_drawn_in"].min() < 0
    assert run["outside_labour_force"].min() > 0
    assert np.abs(run["residual_of_population"]).max() / run["population"].max() < 1e-12
