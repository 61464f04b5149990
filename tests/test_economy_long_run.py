"""After the plan growth comes back to what is thought possible, and every draw keeps its accounts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from economy_subject import laboratory, pack

from calibration.economy import AFTER_PLAN, CLOSURES
from evaluation.checks import long_run
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.checks.surgery import with_equation, with_name
from evaluation.confidence import run_checks
from sim.equations import upper_levels
from sim.expressions import Call, Name, Number

END = pack().about.plan_years[-1] + 10
MANY = 10_000


def few(**changed) -> Laboratory:
    return replace(laboratory(), draws=16, **changed)


def failed(test, subject) -> list[str]:
    return [check.name for check in run_checks(subject, {"": (test,)}).checks if not check.passed]


@pytest.mark.parametrize("closure", CLOSURES)
@pytest.mark.parametrize("response", [0.0, 1.2])
def test_upper_levels_move_nothing_before_the_plan_ends(closure, response):
    lab, names = laboratory(), ("gdp", "budget_revenue", "upper_level_volume")
    one, other = (
        lab.central(names, Case(closure=closure, end=END, parameters={"upper_level_response": value}))
        for value in (response, 0.8)
    )
    for name in names:
        assert (one.over(name, 2015, 2025) == other.over(name, 2015, 2025)).all()
        assert one.at(name, END) != other.at(name, END)
    assert (one.over("upper_level_volume", 2015, 2025) == 1).all()


def test_the_volume_of_upper_levels_grows_with_the_region_in_part():
    assert upper_levels.upper_level_growth(2, 0.05, 0.8, 1) == pytest.approx(0.08)
    assert upper_levels.upper_level_growth(2, 0.05, 0.8, 0) == 0
    assert upper_levels.upper_level_starts_rule(100, 0.7, 0.25, 2) == pytest.approx(35)
    assert upper_levels.transfers_from_above(15, 1.1, 2) == pytest.approx(33)
    assert upper_levels.upper_level_service_spending(10, 1.5) == 15
    assert AFTER_PLAN in laboratory().model.inputs


def test_prospects_are_those_of_the_evidence():
    low, high = long_run.published_prospects(laboratory()) or (0, 0)
    assert 0 < low < laboratory().known.central()[long_run.PROSPECTS] < high


def test_without_evidence_there_is_nothing_to_compare_with():
    known = laboratory().known
    rows = {name: row for name, row in known.rows.items() if name != long_run.PROSPECTS}
    assert list(long_run.growth_reverts(replace(laboratory(), known=replace(known, rows=rows)))) == []


def test_growth_that_never_slows_is_found(monkeypatch):
    monkeypatch.setattr(long_run, "published_prospects", lambda _: (0.0, 0.001))
    assert len(failed(long_run.growth_reverts, few())) == len(CLOSURES) * len(long_run.COMPARED)


def test_an_account_that_does_not_close_is_named():
    model = laboratory().model
    doubled = with_name(
        model, "gdp_from_expenditure", "consumption", Call("multiply", (Number(2), Name("consumption")))
    )
    found = long_run.soundness(few(model=doubled), CLOSURES[0], 2021)
    assert found.worst[0] == "residual_of_gdp"
    assert found.worst[1] > 0.1


def test_a_stock_below_zero_is_named():
    model = laboratory().model
    spent = Call("multiply", (model.expression("public_spending"), Name("state_firm_programme")))
    found = failed(long_run.draws_stay_sound, few(model=with_equation(model, "public_spending", spent)))
    assert "stocks_of_draws_demand_led" in found


def test_blocks_do_not_change_what_is_found(monkeypatch):
    whole = long_run.soundness(few(), CLOSURES[0], 2021)
    monkeypatch.setattr(long_run, "BLOCK", 5)
    parts = long_run.soundness(few(), CLOSURES[0], 2021)
    assert parts.draws == whole.draws == 16
    assert parts.lowest == whole.lowest
    assert np.isclose(parts.worst[1], whole.worst[1])


@pytest.mark.slow
@pytest.mark.parametrize("closure", CLOSURES)
def test_ten_thousand_draws_stay_sound(closure):
    found = long_run.soundness(replace(laboratory(), draws=MANY), closure, END)
    assert found.below_zero == ()
    assert found.worst[1] < 1e-9
