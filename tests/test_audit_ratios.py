"""Implied ratios of the plan against those of the last plan, their start, or what industries have."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.material import material_of
from evaluation.audit.rules import ratio_levels, ratios
from tests.audit_pack import built_in, record, role, said_by, seen, target
from tests.audit_words import redone, sentences

OUTPUT = role("output", "output", "past_output")
PAST_YEARS: dict[str, Any] = {"year_from": 2016, "year_to": 2020, "kind": "sum"}


def economy(**more):
    """Output that grows by half in both plans."""
    return [target("output", 150, 100, **more), record("past_output", 66.7, 100, **more)]


def invested(end, total, *bases, rule=ratios.investment_per_added_output):
    rows = [target("invested", end, *(bases or (50,))), record("past_invested", 40, 50)]
    rows += [seen("total", total, **PAST_YEARS)]
    roles = (OUTPUT, role("investment", "invested", "past_invested", "total"))
    return said_by(rule, *economy(), *rows, roles=roles)


def well_told(outcome):
    for worked, told in redone(outcome.working):
        assert worked == pytest.approx(told, rel=2e-3, abs=2e-3)
    assert outcome.assumption is not None
    return sentences(outcome)


@pytest.mark.parametrize(("total", "severity"), [(230, None), (320, "medium"), (700, "high")])
def test_investment_for_added_output_is_held_against_the_last_plan(total, severity):
    [outcome] = invested(60, total)
    assert (outcome.severity, outcome.kind) == (severity, "implied_ratio")
    assert well_told(outcome)


def test_a_base_that_explains_the_ratio_is_no_finding():
    assert invested(60, 500)[0].severity == "high"
    assert invested(60, 500, 50, 200)[0].holds


def test_without_a_total_the_last_plan_is_a_smooth_path():
    roles = (OUTPUT, role("investment", "invested", "past_invested"))
    rows = [*economy(), target("invested", 60, 50), record("past_invested", 40, 50)]
    [outcome] = said_by(ratios.investment_per_added_output, *rows, roles=roles)
    assert outcome.holds
    assert well_told(outcome)


def jobs(planned, *totals, growth=9.5):
    rows = [target("jobs", planned), target("output", 150, 100, stated_growth=growth)]
    rows += [record("past_output", 70, 100, stated_growth=6.6)]
    given_ = [seen(f"total_{at}", total, group="jobs", **PAST_YEARS) for at, total in enumerate(totals)]
    return said_by(
        ratios.jobs_per_point, *rows, *given_, roles=(OUTPUT, role("jobs", "jobs", None, "total_0"))
    )


def test_jobs_for_each_point_are_held_against_every_print_of_the_past():
    [far] = jobs(12.0, 14.2, 13.4)
    assert (far.severity, far.stated, far.implied) == ("medium", 1.263, 2.152)
    assert well_told(far)
    [near] = jobs(12.0, 14.2, 9.0)
    assert near.holds
    assert well_told(near)


def test_revenue_grows_with_output_as_in_the_last_plan_or_is_found():
    roles = (OUTPUT, role("revenue", "revenue", "past_revenue"))
    past = record("past_revenue", 66, 78)
    [near] = said_by(ratios.revenue_elasticity, *economy(), target("revenue", 95, 78), past, roles=roles)
    [far] = said_by(ratios.revenue_elasticity, *economy(), target("revenue", 117, 78), past, roles=roles)
    assert near.holds
    assert far.severity == "medium"
    assert well_told(near)
    assert well_told(far)


def test_what_industry_leaves_is_held_against_the_past():
    roles = (OUTPUT, role("industry", "industry", "past_industry"))
    rows = [*economy(), record("past_industry", 20, 30)]
    [near] = said_by(ratios.rest_of_output_growth, *rows, target("industry", 45, 30), roles=roles)
    [far] = said_by(ratios.rest_of_output_growth, *rows, target("industry", 75, 30), roles=roles)
    assert near.holds
    assert far.severity == "medium"
    assert well_told(near)
    assert well_told(far)


def test_ratios_need_their_roles_on_both_sides():
    for rule in (
        ratios.investment_per_added_output,
        ratios.jobs_per_point,
        ratios.revenue_elasticity,
        ratios.rest_of_output_growth,
        ratio_levels.value_added_rate,
        ratio_levels.output_per_train,
        ratio_levels.debt_service,
    ):
        assert not said_by(rule)
        assert not said_by(rule, *economy(), roles=(OUTPUT,))


@given(st.floats(1.05, 3), st.floats(1.05, 3))
def test_a_plan_that_repeats_the_last_plan_is_no_finding(invests, grows):
    rows = [target("output", 100 * grows, 100), record("past_output", 100, 100 * grows)]
    rows += [target("invested", 50 * invests, 50), record("past_invested", 50, 50 * invests)]
    roles = (OUTPUT, role("investment", "invested", "past_invested"))
    rows += [target("revenue", 20 * grows, 20), record("past_revenue", 20, 20 * grows)]
    roles += (role("revenue", "revenue", "past_revenue"),)
    for rule in (ratios.investment_per_added_output, ratios.revenue_elasticity):
        assert all(outcome.holds for outcome in said_by(rule, *rows, roles=roles))


@pytest.mark.parametrize(("gross", "severity"), [(1000, None), (2000, "medium"), (300, "medium")])
def test_value_added_over_gross_output_lies_where_industries_lie(gross, severity):
    roles = (role("industry", "industry"), role("gross_output", "gross"))
    [outcome] = said_by(
        ratio_levels.value_added_rate, target("industry", 260), target("gross", gross), roles=roles
    )
    assert outcome.severity == severity
    assert well_told(outcome)


@pytest.mark.parametrize(("trade", "severity"), [(420, None), (348, "low"), (250, "medium"), (900, "medium")])
def test_trade_keeps_up_with_trains_or_is_found(trade, severity):
    roles = (role("trade", "trade"), role("trains", "trains"))
    trains = target("trains", 2.0, stated="words", relation="ratio_to_base")
    [outcome] = said_by(ratio_levels.output_per_train, target("trade", trade, 216), trains, roles=roles)
    assert outcome.severity == severity
    assert well_told(outcome)


@pytest.mark.parametrize(
    ("financing", "severity", "code"),
    [
        (700, None, "debt-service-holds"),
        (1000, "low", "debt-service-far"),
        (1500, "medium", "debt-service-far"),
        (460, None, "debt-service-holds"),
        (200, "medium", "debt-service-short"),
    ],
)
def test_financing_beyond_the_rise_of_debt_repays_old_debt(financing, severity, code):
    rows = [target("assets", 1600, 920), target("equity", 560, 340), target("ratio", 65)]
    rows += [target("financing", financing), target("invested", 500)]
    names = {"assets": "assets", "equity": "equity", "debt_ratio": "ratio", "financing": "financing"}
    roles = tuple(role(name, id) for name, id in {**names, "state_investment": "invested"}.items())
    [outcome] = said_by(ratio_levels.debt_service, *rows, roles=roles)
    assert (outcome.severity, outcome.said.code) == (severity, code)
    assert well_told(outcome)
    without = tuple(one for one in roles if one.role != "debt_ratio")
    assert said_by(ratio_levels.debt_service, *rows, roles=without)[0].severity == severity


def test_the_built_in_ratios_can_be_redone():
    material = material_of(built_in())
    [investment] = ratios.investment_per_added_output(material)
    assert (investment.stated, investment.implied) == (6.89, 12.17)
    [debt] = ratio_levels.debt_service(material)
    assert debt.said.fields["repaid"] == "540"
    [trains] = ratio_levels.output_per_train(material)
    assert trains.working == "348 / 216 / 2 = 0.8056"
    assert all(well_told(one) for one in (investment, debt, trains))
