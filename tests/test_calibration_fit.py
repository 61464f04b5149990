"""The fit finds what was planted, stays within its ranges, and compares every figure in its own unit."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from economy_subject import pack

from calibration.fit import Fit, FittedParameter, compare_central, fit, stored_parameters
from calibration.history import Compared, compare_history

AS_OF = pack().about.as_of
STORED = stored_parameters(pack(), AS_OF)
SHARPER = 1e-2
EXACTLY = {"above": "sum", "below": "share"}


def planted(number: int) -> dict[str, float]:
    """Values within the ranges, away from where the fit begins."""
    moves = np.random.default_rng(number).uniform(-0.1, 0.1, len(STORED))
    places = [(item.value - item.low) / (item.high - item.low) for item in STORED]
    inside = np.clip(np.add(places, moves), 0.1, 0.9)
    return {
        item.name: item.low + place * (item.high - item.low)
        for item, place in zip(STORED, inside, strict=True)
    }


def synthetic(values: dict[str, float]):
    """The plan with a history made by these values, known a hundred times as sharply."""
    fitted = tuple(row.model_copy(update={"value": values[row.name]}) for row in pack().fitted)
    made = {
        item.observation.id: item.simulated
        for item in compare_central(pack().model_copy(update={"fitted": fitted}), AS_OF)
    }
    rows = tuple(
        row.model_copy(
            update={"value": made[row.id], "sd": row.sd * SHARPER, "kind": EXACTLY.get(row.kind, row.kind)}
        )
        for row in pack().observations
        if row.id in made
    )
    return pack().model_copy(update={"observations": rows})


@cache
def refit() -> Fit:
    return fit(pack(), AS_OF)


def test_planted_parameters_are_recovered():
    values = planted(1)
    found = fit(synthetic(values), AS_OF)
    assert found.cost_after < 1 < found.cost_before
    for item in found.parameters:
        assert item.value == pytest.approx(values[item.name], abs=0.005 * (item.high - item.low)), item.name


def test_the_stored_values_are_those_of_the_fit():
    for stored, found in zip(STORED, refit().parameters, strict=True):
        assert stored.name == found.name
        assert stored.value == pytest.approx(found.value, rel=2e-3, abs=2e-3 * (stored.high - stored.low))


def test_the_fit_lowers_the_cost_and_leaves_the_history_as_the_plan_shows_it():
    found = refit()
    assert found.cost_after < found.cost_before / 2
    shown = {item.observation.id: item.simulated for item in compare_central(pack(), AS_OF)}
    for item in found.history:
        assert item.simulated == pytest.approx(shown[item.observation.id], rel=1e-3)


@pytest.mark.parametrize("item", STORED, ids=lambda item: item.name)
def test_a_fitted_value_lies_inside_the_range_that_stood_before(item):
    assert item.low < item.value < item.high
    assert item.low <= item.start <= item.high
    assert not item.at_bound


def test_a_value_at_the_edge_is_told():
    edge = FittedParameter("share", "1", 0.5, 0.999, 0.0, 1.0)
    assert edge.at_bound
    assert not FittedParameter("share", "1", 0.5, 0.9, 0.0, 1.0).at_bound


def test_ranges_and_fitted_parameters_belong_together():
    names = {row.name for row in pack().parameters if row.status == "fitted"}
    assert {row.name for row in pack().ranges} == names == {row.name for row in pack().fitted}


def observation(**changes):
    row = next(row for row in pack().observations if row.id == "gdp_2020")
    return row.model_copy(update=changes)


YEARS = (2015, 2016, 2017)
SERIES = {"gdp": np.array([100.0, 110.0, 121.0]), "rd_intensity": np.array([0.02, 0.03, 0.04])}


def rate(value: float) -> dict[str, object]:
    return {**amount("growth_average", 2015, 2017, value), "unit": "percent/year"}


def share(value: float) -> dict[str, object]:
    last = {"year_from": 2017, "year_to": 2017, "unit": "percent"}
    return {"kind": "share", "variable": "rd_intensity", "value": value, **last}


def amount(kind: str, first: int, last: int, value: float) -> dict[str, object]:
    return {"kind": kind, "year_from": first, "year_to": last, "value": value}


@pytest.mark.parametrize(
    ("changes", "simulated", "difference"),
    [
        (amount("level", 2016, 2016, 100.0), 110.0, 10.0),
        (amount("sum", 2016, 2017, 200.0), 231.0, 31.0),
        (amount("above", 2016, 2017, 200.0), 231.0, 0.0),
        (amount("above", 2016, 2017, 240.0), 231.0, -9.0),
        (amount("below", 2016, 2016, 120.0), 110.0, 0.0),
        (amount("below", 2016, 2016, 100.0), 110.0, 10.0),
        (rate(8.0), 10.0, 2.0),
        (share(3.0), 4.0, 1.0),
    ],
)
def test_every_kind_of_observation_is_compared_in_its_own_unit(changes, simulated, difference):
    (item,) = compare_history([observation(**changes)], YEARS, SERIES)
    assert item.simulated == pytest.approx(simulated)
    assert item.difference == pytest.approx(difference)


def test_a_spread_is_relative_or_absolute():
    relative = Compared(observation(value=200.0, sd=0.05, sd_kind="relative"), 220.0)
    absolute = Compared(observation(value=200.0, sd=5.0, sd_kind="absolute"), 220.0)
    assert relative.deviation == pytest.approx(2.0)
    assert absolute.deviation == pytest.approx(4.0)
    assert relative.percent == pytest.approx(10.0)


def test_what_no_variable_stands_for_is_left_out():
    rows = [observation(variable=None), observation(year_from=2016, year_to=2016)]
    assert len(compare_history(rows, YEARS, SERIES)) == 1
