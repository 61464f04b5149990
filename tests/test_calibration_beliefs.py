"""What is believed of a parameter: what was known by a year, the fitted centre, draws by name."""

from __future__ import annotations

import numpy as np
import pytest
from economy_subject import pack

from calibration.beliefs import Beliefs, beliefs
from calibration.economy import given_names

KNOWN = beliefs(pack(), 2020)
DRAWN = KNOWN.draw(7, 0, 2000)


def with_later(name: str, central: float, known_from: int):
    row = next(row for row in pack().parameters if row.name == name)
    later = row.model_copy(update={"central": central, "known_from": known_from})
    return pack().model_copy(update={"parameters": (*pack().parameters, later)})


@pytest.mark.parametrize(("as_of", "central"), [(2020, None), (2021, None), (2022, 0.123), (2030, 0.123)])
def test_the_latest_that_was_known_counts(as_of, central):
    before = KNOWN.rows["separation_rate"].central
    found = beliefs(with_later("separation_rate", 0.123, 2022), as_of).rows["separation_rate"]
    assert found.central == (before if central is None else central)


def test_the_order_of_the_table_does_not_matter():
    changed = with_later("separation_rate", 0.123, 2022)
    turned = changed.model_copy(update={"parameters": changed.parameters[::-1]})
    assert beliefs(turned, 2022).central() == beliefs(changed, 2022).central()


def test_what_is_known_later_than_asked_is_not_used():
    assert all(row.known_from <= 2020 for row in KNOWN.rows.values())


def test_every_parameter_of_the_plan_has_one_row():
    assert set(KNOWN.rows) == {row.name for row in pack().parameters}
    assert set(given_names(pack(), KNOWN)) >= {row.name for row in pack().levers_of("equations")}


@pytest.mark.parametrize(
    "row", [row for row in KNOWN.rows.values() if row.status == "fitted"], ids=lambda row: row.name
)
def test_a_fitted_parameter_is_centred_where_the_fit_ended(row):
    value = next(fitted.value for fitted in pack().fitted if fitted.name == row.name)
    assert KNOWN.central()[row.name] == value
    if row.distribution == "truncnorm":
        assert KNOWN.distribution(row.name).p1 == value


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_draws_stay_within_their_limits_and_around_their_centre(name):
    row, draws = KNOWN.rows[name], DRAWN[name]
    low = -np.inf if row.low is None else row.low
    high = np.inf if row.high is None else row.high
    if row.distribution in ("uniform", "triangular"):
        low, high = row.p1, row.p3 if row.distribution == "triangular" else row.p2
    assert low <= draws.min() <= draws.max() <= high
    assert draws.std() > 0
    assert np.quantile(draws, 0.02) < KNOWN.central()[name] < np.quantile(draws, 0.98)


def test_what_is_certain_is_not_drawn():
    assert set(DRAWN) == {name for name, row in KNOWN.rows.items() if row.distribution != "fixed"}


def test_a_parameter_more_or_less_moves_no_other():
    rows = {name: row for name, row in KNOWN.rows.items() if name != "accelerator"}
    fewer = Beliefs(rows, KNOWN.fitted, KNOWN.correlations).draw(7, 0, 2000)
    assert all((fewer[name] == DRAWN[name]).all() for name in fewer)


def test_draws_do_not_depend_on_the_block():
    part = KNOWN.draw(7, 1000, 500)
    assert all((part[name] == DRAWN[name][1000:1500]).all() for name in part)


def test_correlated_parameters_are_correlated():
    for first, second, wanted in KNOWN.correlations:
        one, two = (np.argsort(np.argsort(DRAWN[name])).astype(float) for name in (first, second))
        found = np.corrcoef(one, two)[0, 1]
        assert found == pytest.approx(wanted, abs=0.07)


def test_what_is_not_said_to_be_correlated_is_not():
    pairs = [
        ("accelerator", "separation_rate"),
        ("retirement_rate", "hiring_time"),
        ("accelerator", "trend_time"),
    ]
    for first, second in pairs:
        assert abs(np.corrcoef(DRAWN[first], DRAWN[second])[0, 1]) < 0.08
