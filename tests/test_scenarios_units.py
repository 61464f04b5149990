"""Units are expressions of names that are defined once, with words in both languages."""

from __future__ import annotations

import pytest

from scenarios.errors import Fault, InputError, nearest, refuse, unknown_name
from scenarios.units import UNITS, is_unit, unit_names, unit_words


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_is_an_expression_with_words_that_a_gbk_console_prints(unit):
    assert is_unit(unit)
    for words in UNITS[unit]:
        assert words.encode("gbk")


@pytest.mark.parametrize("unit", ["yi_CNY/year", "1/year", "patent/wan_person", "yi_CNY/year/wan_person"])
def test_products_and_quotients_are_units(unit):
    assert is_unit(unit)


@pytest.mark.parametrize(
    "unit", ["", "yi", "yi_CNY /year", "yi_CNY//year", "2", "yi_CNY/", "亿元", "year**2"]
)
def test_other_words_are_no_units(unit):
    assert not is_unit(unit)


def test_a_unit_is_told_in_both_languages():
    assert unit_words("yi_CNY/year", "zh") == "亿元/年"
    assert unit_words("yi_CNY/year", "en") == "100 million CNY/year"
    assert unit_names("1/year") == ("1", "year")


def test_faults_are_raised_together_or_not_at_all():
    refuse([])
    faults = [Fault("missing-key", "a.toml: x", {"key": "x"}), Fault("empty-file", "b.toml")]
    with pytest.raises(InputError) as caught:
        refuse(faults)
    assert caught.value.faults == tuple(faults)
    assert str(caught.value) == "a.toml: x: missing-key (key: x)\nb.toml: empty-file"


def test_an_unknown_name_lists_the_nearest_first_and_counts_the_rest():
    known = [f"lever_{i}" for i in range(12)] + ["train"]
    fault = unknown_name("unknown-lever", "s", "trian", known)
    assert fault.fields["hint"] == "train"
    assert str(fault.fields["known"]).startswith("train, ")
    assert fault.fields["more"] == len(known) - 8
    assert nearest("zzz", known) == ""
