"""The tests of confidence find what they are for, and pass where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evaluation_cases import base, target

from evaluation.confidence import Subject, fact, run_checks, within
from evaluation.generic_checks import GENERIC, bounds, integration_error, ledger, never_negative
from evaluation.known_answers import CASES, SOLOW, case_error, known_answers, order_of_convergence
from evaluation.known_cases import debt, solow
from scenarios.errors import NumericalError
from sim.given import Given
from sim.graph import build_model
from sim.integrate import Settings

UNITS = {name: unit for name, (_, unit) in SOLOW.given.items()}
VALUES = {name: value for name, (value, _) in SOLOW.given.items()}


def subject(units=UNITS, settings=None, **changes) -> Subject:
    model = build_model([solow], {name: Given(name, unit) for name, unit in units.items()}, {})
    aim = target(variable="capital", base_year=2015, bases=[base(100.0)], target=120.0)
    found = Subject(model, VALUES, {}, settings or Settings(), targets=(aim,))
    return replace(found, **changes)


def named(result):
    return {check.name: check for check in result.checks}


def test_a_sound_model_passes_everything():
    found = run_checks(subject(), {"numerics": [*GENERIC, known_answers, order_of_convergence]})
    assert [check for check in found.checks if not check.passed] == []
    assert {check.group for check in found.checks} == {"numerics"}
    assert {"dimensional_consistency", "ledger", "integration_error_gdp_level"} <= set(named(found))
    assert {f"known_answer_{case.name}" for case in CASES} <= set(named(found))


def test_a_wrong_unit_is_found_and_named():
    check = named(run_checks(subject({**UNITS, "saving_share": "year"}), {"units": GENERIC[:1]}))
    assert not check["dimensional_consistency"].passed
    assert "investment" in check["dimensional_consistency"].evidence


def test_an_account_that_does_not_close_is_found():
    check = named(run_checks(subject(residuals={"output": "investment"}), {"accounts": GENERIC}))["output"]
    assert not check.passed
    assert check.value == pytest.approx(1 / 0.3)


def test_an_account_can_be_compared_with_a_stock():
    check = named(run_checks(subject(residuals={"output": "capital"}), {"accounts": GENERIC}))["output"]
    assert check.value == pytest.approx(1.0, abs=0.05)


def test_a_coarse_step_is_found():
    coarse = Settings(steps_per_year=1, method="euler")
    check = next(iter(integration_error(subject(settings=coarse))))
    assert not check.passed
    assert "1/1" in check.evidence


def test_the_ledger_names_its_widest_gap():
    assert "capital" in next(iter(ledger(subject()))).evidence


def test_bounds_and_signs():
    checks = named(
        run_checks(
            subject(), {"bounds": [bounds({"capital": (0, 1), "output": (0, 9)}), never_negative("capital")]}
        )
    )
    assert [
        checks[name].passed for name in ("bounds_capital", "bounds_output", "never_negative_capital")
    ] == [
        False,
        True,
        True,
    ]
    assert (checks["never_negative_capital"].value or 0) > 0


def test_a_test_that_cannot_be_carried_out_fails_and_says_why():
    def cannot(subject):
        raise NumericalError("capital is not finite in 2019")
        yield

    def missing(subject):
        yield within("never", float(subject.annual(("capitl",)).draws), 0, "")

    checks = run_checks(subject(), {"a": [cannot]}).checks
    assert (checks[0].name, checks[0].passed) == ("cannot", False)
    assert "2019" in checks[0].evidence
    with pytest.raises(KeyError):
        run_checks(subject(), {"a": [missing]})


def test_a_changed_parameter_changes_a_copy_only():
    one = subject()
    two = one.with_parameters(saving_share=0.5)
    assert two.annual(("capital",)).at("capital", 2025)[0] > one.annual(("capital",)).at("capital", 2025)[0]
    assert one.parameters["saving_share"] == 0.3


def test_a_fact_needs_no_number():
    assert fact("labour_scarcity", True, "wages rise").value is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_known_answer_of_another_model_is_not_met(case):
    wrong = replace(case, answer=lambda years: case.answer(years) * 1.01)
    assert case_error(case, Settings()) < 1e-3 < case_error(wrong, Settings())


@pytest.mark.parametrize("method", ["euler", "heun", "rk4"])
def test_every_method_has_its_order(method):
    check = next(iter(order_of_convergence(subject(settings=Settings(method=method)))))
    assert check.passed, check


def test_known_cases_have_right_units():
    given = {
        name: Given(name, unit) for name, unit in (("debt_at_start", "yi_CNY"), ("interest_rate", "1/year"))
    }
    model = build_model([debt], given, {})
    found = Subject(model, {"debt_at_start": 1.0, "interest_rate": 0.05}, {}, Settings())
    assert all(check.passed for check in run_checks(found, {"units": GENERIC[:2]}).checks)
