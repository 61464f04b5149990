"""Numbers in words and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import numbers
from report.rounding import rounded_to_sum
from report.wording import load_words

EN, ZH = load_words("en"), load_words("zh")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.0, "under 5 %"),
        (0.0499, "under 5 %"),
        (0.05, "about 5 %"),
        (0.148, "about 15 %"),
        (0.5, "about 50 %"),
        (0.95, "about 95 %"),
        (0.951, "over 95 %"),
        (1.0, "over 95 %"),
    ],
)
def test_probabilities_in_prose_go_in_steps_of_five(value, told):
    assert numbers.in_prose(value, EN) == told


def test_probabilities_in_chinese_prose():
    assert [numbers.in_prose(value, ZH) for value in (0.01, 0.33, 0.99)] == [
        "低于 5 %",
        "约 35 %",
        "高于 95 %",
    ]


@pytest.mark.parametrize(
    ("printed", "reference", "unit", "places"),
    [
        (0, 929.0, "yi_CNY", 0),
        (1, 9.5, "percent", 1),
        (0, 30.0, "", 1),
        (0, 4.0, "percent", 1),
        (2, 12.66, "percent", 2),
        (0, 2.4, "", 2),
        (0, None, "", 0),
        (0, -0.5, "", 2),
    ],
)
def test_three_digits_are_shown_and_those_of_the_plan(printed, reference, unit, places):
    assert numbers.decimals(printed, reference, unit) == places


def test_what_is_missing_is_a_dash_not_a_zero():
    assert numbers.level(None, 1) == numbers.probability(None) == numbers.band(None, 1.0, 0) == "-"
    assert numbers.printed(None) == numbers.signed(None, 1) == numbers.whole_percent(None) == "-"


def test_there_is_no_negative_zero():
    assert numbers.level(-0.001, 2) == "0.00"
    assert numbers.signed(-0.001, 2) == "+0.00"


def test_a_value_of_the_plan_is_printed_as_it_stands_there():
    assert [numbers.printed(value) for value in (929.0, 24.6, 0.068, 1694.0)] == [
        "929",
        "24.6",
        "0.068",
        "1694",
    ]


def test_a_probability_stands_with_its_error():
    assert numbers.probability_with_error(0.146, 0.006) == "14.6 +-0.6 %"
    assert numbers.probability_with_error(0.146, None) == "14.6 %"


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=30), st.integers(0, 3))
def test_rounded_items_add_up_to_the_rounded_sum(items, places):
    rounded = rounded_to_sum(items, places)
    assert round(sum(rounded), places) == pytest.approx(round(sum(items), places), abs=10**-places / 1e6)
    assert all(abs(a - b) <= 10**-places * 1.000001 for a, b in zip(items, rounded, strict=True))


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(2534.4, 3, "2530"), (2534.4, 4, "2534"), (0.076, 3, "0.076"), (-1.5, 3, "-1.5"), (0.0, 3, "0")],
)
def test_digits_that_count_are_told_without_a_power_of_ten(value, digits, expected):
    assert numbers.significant(value, digits) == expected
