"""Every test of confidence passes on the shipped model, and finds the fault it is for in a broken one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from economy_subject import laboratory, pack

from calibration.economy import PLAN_PERIOD
from evaluation.checks import extremes, family, identities, limits, policies, reproduction, unforced_growth
from evaluation.checks.feedback import cut_model, loop_sizes, loop_structure
from evaluation.checks.feedback_loops import OTHERS, REQUIRED
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.checks.surgery import stopped, with_equation, with_name
from evaluation.confidence import run_checks
from evaluation.model_check import GROUPS, TEST_COUNT, check_model
from evaluation.results import to_json
from sim.expressions import Call, Name, Number
from sim.model import Model

LONG = (limits.bounds_held, policies.rankings)
TESTS = [
    pytest.param(group, test, id=f"{group}-{test.__name__}", marks=[pytest.mark.slow] if test in LONG else [])
    for group, tests in GROUPS.items()
    for test in tests
]


def with_model(model: Model) -> Laboratory:
    return replace(laboratory(), model=model)


def times(model: Model, name: str, factor: str) -> Model:
    return with_equation(model, name, Call("multiply", (model.expression(name), Name(factor))))


def failed(test, subject) -> list[str]:
    return [check.name for check in run_checks(subject, {"": (test,)}).checks if not check.passed]


@pytest.mark.parametrize(("group", "test"), TESTS)
def test_the_shipped_model_passes(group, test):
    checks = run_checks(laboratory(), {group: (test,)}).checks
    assert checks
    assert [f"{check.name}: {check.evidence}" for check in checks if not check.passed] == []
    assert {check.group for check in checks} == {group}
    assert to_json(checks)


def test_the_table_runs_every_test_and_tells_of_it(monkeypatch):
    quick = {"units": GROUPS["units"], "accounts": GROUPS["accounts"][3:]}
    monkeypatch.setattr("evaluation.model_check.GROUPS", quick)
    heard: list[int] = []
    found = check_model(pack(), draws=8, progress=heard.append)
    assert heard == [1, 2]
    assert {check.group for check in found.checks} == set(quick)
    assert len(TESTS) == TEST_COUNT


@pytest.mark.slow
def test_the_whole_table_with_all_draws():
    checks = check_model(pack()).checks
    assert [check.name for check in checks if not check.passed] == []
    names = [check.name for check in checks]
    assert len(set(names)) == len(names)


def test_a_rate_of_growth_in_output_is_found():
    model = with_name(
        laboratory().model,
        "potential_output__services",
        "potential_output_at_start__services",
        Call("multiply", (Name("potential_output_at_start__services"), Name("regional_income"))),
    )
    grown = times(laboratory().model, "gdp", "regional_income")
    assert failed(unforced_growth.no_bypass, with_model(model)) == []
    assert failed(unforced_growth.no_bypass, with_model(grown)) == ["ways_round_the_sectors"]


def test_a_programme_rate_at_a_target_is_found():
    model = with_name(
        laboratory().model,
        "retail_sales",
        "consumer_price",
        Call("add", (Name("consumer_price"), Name("regional_growth"))),
    )
    assert failed(unforced_growth.rates_are_known, with_model(model)) == ["growth_rates_at_a_target"]


def test_a_rate_of_no_known_kind_is_found(monkeypatch):
    monkeypatch.setattr(unforced_growth, "RATES", {"prices": unforced_growth.PRICES})
    assert failed(unforced_growth.rates_are_known, laboratory()) == ["rates_without_a_kind"]


def test_output_that_grows_by_itself_does_not_fade(monkeypatch):
    monkeypatch.setattr(unforced_growth, "UNGROWN", ())
    monkeypatch.setattr(unforced_growth, "RATE_UNIT", "no such unit")
    found = failed(unforced_growth.growth_without_drivers, laboratory())
    assert "growth_without_drivers_demand_led" in found
    assert "targets_without_drivers_supply_led" in found


def test_a_term_defined_as_the_remainder_is_found():
    model = laboratory().model
    rest = Call("subtract", (Name("gdp"), Name("consumption")))
    remainder = with_equation(model, "government_consumption", rest)
    assert failed(identities.terms_stand_alone, with_model(remainder)) == ["terms_from_output"]


def test_without_its_links_a_required_loop_is_missed():
    model = laboratory().model
    link = model.variables["private_starts_rule"]
    held = with_name(model, link.name, "profitability", Number(1))
    found = failed(loop_structure, with_model(held))
    assert "loop_profit_investment_capital" in found
    assert "loop_research_productivity" not in found


@pytest.mark.parametrize("loop", REQUIRED, ids=lambda loop: loop.name)
def test_a_cut_leaves_the_years_before_untouched_and_moves_those_after(loop):
    lab = laboratory()
    case = Case(levers=loop.under)
    whole, cut = (lab.central((loop.response,), case, model) for model in (lab.model, cut_model(lab, loop)))
    last = lab.first_year - 1
    assert (whole.over(loop.response, 2015, last) == cut.over(loop.response, 2015, last)).all()
    if loop.years_after_plan == 0:
        assert whole.at(loop.response, lab.last_year) != cut.at(loop.response, lab.last_year)


def test_loops_are_sized_for_those_who_ask():
    sizes = loop_sizes(laboratory(), OTHERS[:1])
    assert [size.name for size in sizes] == [OTHERS[0].name]
    assert sizes[0].path[0] == sizes[0].path[-1]
    assert to_json(sizes)


def test_a_wrong_sign_and_a_negative_stock_are_found(monkeypatch):
    wrong = extremes.Extreme("wrong", {"gdp": 1}, extremes.CASES[0].change)
    monkeypatch.setattr(extremes, "CASES", (wrong,))
    checks = run_checks(laboratory(), {"": (extremes.extreme_conditions,)}).checks
    assert all("gdp changes by -" in check.evidence for check in checks)
    monkeypatch.setattr(extremes, "CLOSURES", extremes.CLOSURES[:1])
    drained = with_model(times(laboratory().model, "public_spending", "state_firm_programme"))
    checks = run_checks(drained, {"": (extremes.extreme_conditions,)}).checks
    assert any("fund_balance" in check.evidence for check in checks)


def with_paths(**changed) -> Laboratory:
    moved = replace(laboratory(), draws=4)
    moved.__dict__["paths"] = {
        name: {**laboratory().paths[name], **levers} for name, levers in changed.items()
    }
    return moved


def test_a_broken_bound_is_named(monkeypatch):
    monkeypatch.setattr(limits, "BOUNDS", {"tertiary_share": (0.0, 0.5)})
    checks = run_checks(with_paths(baseline={}), {"": (limits.bounds_held,)}).checks
    assert [check.passed for check in checks] == [False, False]
    assert "tertiary_share" in checks[0].evidence


def test_a_draw_that_breaks_in_thirty_years_is_told():
    unlimited = with_equation(laboratory().model, "labour_supply_limit", Number(2))
    few = replace(laboratory(), model=unlimited, draws=4)
    assert len(failed(limits.thirty_years, few)) == 2


def test_a_lever_at_the_wrong_end_is_found():
    moved = with_paths(everything={"rd_support": ((2021, 0.9),)})
    assert failed(policies.best_places, moved) == ["everything_rd_support"]


def test_a_hidden_number_breaks_the_scale():
    model = laboratory().model
    hidden = with_equation(model, "consumption", Call("add", (model.expression("consumption"), Number(1))))
    found = failed(family.other_units, with_model(hidden))
    assert "unit_of_yi_CNY" in found
    assert "unit_of_tce" not in found


@pytest.mark.parametrize(
    ("unit", "power"),
    [
        ("yi_CNY/year", 1),
        ("patent/wan_person", 0),
        ("tce/year/yi_CNY", 0),
        ("1/year", 0),
        ("yi_CNY", 1),
        ("CNY/year", 0),
    ],
)
def test_what_grows_with_the_size_of_a_region(unit, power):
    assert family.size_of(unit, family.SIZES) == power


def test_a_residual_beyond_its_limit_is_found(monkeypatch):
    monkeypatch.setattr(reproduction, "PERCENT_LIMITS", {"gdp_sum": 1.0})
    monkeypatch.setattr(reproduction, "POINT_LIMITS", {})
    assert failed(reproduction.printed_history, laboratory()) == ["history_gdp_sum"]


def test_the_number_of_observations_is_told():
    check = next(iter(reproduction.behaviour_reproduction(laboratory())))
    counted = [row for row in pack().observations if row.default and row.variable is not None]
    assert f"{len(counted)} residuals" in check.evidence
    assert "not applicable: n < 5" in check.evidence


def test_what_is_stopped_is_stopped_from_the_plan_on():
    lab = laboratory()
    run = lab.central(("exports", "gdp"), model=stopped(lab.model, ["exports"]))
    assert (run.of("exports")[:6] > 0).all()
    assert (run.of("exports")[6:] == 0).all()
    assert (run.of("gdp")[:6] == lab.central(("gdp",)).of("gdp")[:6]).all()
    assert PLAN_PERIOD in lab.model.inputs


def test_an_ensemble_of_variants_is_the_ensemble_of_each():
    lab = replace(laboratory(), draws=8)
    from sim.generate import compile_model

    compiled = compile_model(lab.model, ("gdp",))
    variants = ({}, {"share_follows_capacity": 0.3})
    together = lab.variants(compiled, Case(), variants)["gdp"]
    for number, variant in enumerate(variants):
        alone = lab.ensemble(compiled, Case(parameters=variant)).of("gdp")
        assert (together[:, number] == alone).all()
