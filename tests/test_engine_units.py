"""Units: the unit itself has to match, not only its dimension."""

from __future__ import annotations

import pytest

from sim.unit_check import check_units
from tests.engine_models import known
from tests.engine_models.make import model_from
from tests.test_engine_reproducible import economy_of_test

BASE = ("CNY", "yi_CNY", "wan_person", "person", "year", "item", "1")
NAMES = {
    "money": "CNY",
    "big_money": "yi_CNY",
    "people": "person",
    "share": "1",
    "time": "year",
    "yearly": "CNY/year",
}

RIGHT = {
    "return money + yearly * time": "CNY",
    "return money / people": "CNY/person",
    "return where(money > 0, share, 1)": "1",
    "return minimum(money, 0)": "CNY",
    "return 1 - share * 2": "1",
    "return share ** share": "1",
    "return money ** 2 / money": "CNY",
    "return exp(money / money)": "1",
    "return ratio(money, people, 0)": "CNY/person",
    "return 0": "CNY",
    "return -money": "CNY",
    "return yearly * time / people / time": "CNY/person/year",
}
WRONG = {
    "return big_money + money": ("CNY", "second part: CNY instead of yi_CNY"),
    "return big_money": ("CNY", "result of the equation: yi_CNY instead of CNY"),
    "return money + yearly": ("CNY", "CNY / year instead of CNY"),
    "return money + 1": ("CNY", "second part: 1 instead of CNY"),
    "return money * 2 - big_money": ("CNY", "yi_CNY instead of CNY"),
    "return exp(time)": ("1", "`time` in `exp(time)` (only numbers without unit have an exp)"),
    "return log(money / big_money)": ("1", "have a log): CNY / yi_CNY instead of 1"),
    "return money ** share": ("1", "`money` in `money ** share` (only numbers without unit have powers)"),
    "return share ** time": ("1", "`time` in `share ** time`"),
    "return where(money > people, 1, 0)": ("1", "`money > people`, second part: person instead of CNY"),
    "return where(money > 0, money, people)": ("CNY", "last part: person instead of CNY"),
    "return ratio(money, people, money)": ("CNY/person", "last part: CNY instead of CNY / person"),
    "return minimum(money, big_money)": ("CNY", "second part: yi_CNY instead of CNY"),
    "return share": ("dollar", "no such unit: dollar"),
    "return share / 2": ("2*person", "no such unit: 2*person"),
}


def faults_of(body: str, unit: str) -> list[str]:
    used = {name: own for name, own in NAMES.items() if name in words(body)}
    text = f'@equation(unit="{unit}")\ndef result({", ".join(used)}):\n    {body}\n'
    return [str(fault) for fault in check_units(model_from(text, used, outputs=("result",)), BASE)]


def words(body: str) -> set[str]:
    return set("".join(letter if letter.isalnum() or letter == "_" else " " for letter in body).split())


@pytest.mark.parametrize("body", RIGHT)
def test_right_units_pass(body):
    assert faults_of(body, RIGHT[body]) == []


@pytest.mark.parametrize("body", WRONG)
def test_wrong_units_are_named(body):
    unit, expected = WRONG[body]
    assert any(expected in fault for fault in faults_of(body, unit))


def test_a_flow_has_the_unit_of_its_stock_per_year():
    text = known.DECAY.replace('unit="item/year"', 'unit="item"')
    model = model_from(text, {"water_at_start": "CNY", "leak_rate": "1"})
    assert {str(fault) for fault in check_units(model, BASE)} == {
        "water: flow leak: item instead of item / year",
        "water: initial value: CNY instead of item",
    }


def test_a_delay_wants_a_time_and_keeps_its_unit():
    names = {"entering_before": "item/year", "delay_time": "year"}
    text = known.DELAY.format(order=3)
    right = model_from(text, names, {"jump": "item/year"}, outputs=("leaving", "inside"))
    assert check_units(right, BASE) == []
    assert right.variables["inside"].unit == "item"
    assert right.variables["leaving"].unit == "item/year"
    wrong = model_from(
        text, names | {"delay_time": "1"}, {"jump": "item/year"}, outputs=("leaving", "inside")
    )
    assert {fault.name for fault in check_units(wrong, BASE)} >= {"leaving", "leaving_stage_1"}


def test_a_smoothed_value_wants_a_time_too():
    text = known.SMOOTH.format(order=1)
    wrong = model_from(text, {"actual_before": "item", "lag": "1"}, {"jump": "item"}, outputs=("perceived",))
    assert [fault.name for fault in check_units(wrong, BASE)] == ["perceived_adjustment"]


def test_a_delay_of_a_delay_and_a_smoothed_content_find_their_units():
    text = known.DELAY.format(order=2) + 'later = Delay(of="leaving", time="delay_time")\n'
    text += 'seen = Smooth(of="inside", time="delay_time")\n'
    names = {"entering_before": "item/year", "delay_time": "year"}
    model = model_from(text, names, {"jump": "item/year"}, outputs=("later", "seen"))
    assert check_units(model, BASE) == []
    assert (model.variables["later"].unit, model.variables["seen"].unit) == ("item/year", "item")


def test_a_whole_model_passes():
    assert check_units(economy_of_test().model, BASE) == []
