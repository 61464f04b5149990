"""Arithmetic over printed numbers: what may be written, which interval follows, and a working to redo."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluation.audit.figures import Figure, calculated, decimals, exact, printed, shown
from scenarios.expressions import Reference, parsed, references

NAMES = ("a", "b.base", "c.target", "d.at_96")
NUMBERS = st.decimals(min_value=1, max_value=9999, places=2).map(float)
SIGNED = st.decimals(min_value=-999, max_value=999, places=1).map(float)


def expressions() -> st.SearchStrategy[str]:
    leaves = st.sampled_from([*NAMES, "2", "100", "0.5"])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            inner.map(lambda text: f"-{text}"),
        ),
        max_leaves=6,
    )


def found(values: Mapping[str, float]):
    def find(reference: Reference) -> Figure:
        name = f"{reference.id}.{reference.part}" if reference.part else reference.id
        return printed(values[name])

    return find


def by_hand(working: str) -> float:
    """A working as a pocket calculator has it."""
    return eval(working.replace(" x ", " * "), {"__builtins__": {}})


@given(expressions(), st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS)))
def test_a_working_can_be_redone_and_gives_the_value(text, values):
    figure = calculated(text, found(values))
    assume(math.isfinite(figure.value))
    try:
        again = by_hand(figure.text)
    except ZeroDivisionError:
        assume(False)
        return
    assert again == pytest.approx(figure.value, rel=1e-6, abs=1e-6)


@given(expressions(), st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS)))
def test_the_interval_holds_the_value(text, values):
    figure = calculated(text, found(values))
    assume(math.isfinite(figure.value))
    room = 1e-9 * max(1.0, abs(figure.value))
    assert figure.low - room <= figure.value <= figure.high + room


@given(expressions(), st.data())
def test_the_interval_holds_what_any_numbers_behind_the_prints_give(text, data):
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS)))
    figure = calculated(text, found(values))

    def behind(reference: Reference) -> Figure:
        name = f"{reference.id}.{reference.part}" if reference.part else reference.id
        one = printed(values[name])
        return exact(one.low + data.draw(st.floats(0, 1)) * (one.high - one.low))

    inside = calculated(text, behind).value
    assume(math.isfinite(inside) and math.isfinite(figure.value))
    room = 1e-6 * max(1.0, abs(inside))
    assert figure.low - room <= inside <= figure.high + room


@given(SIGNED)
def test_a_print_is_within_half_a_unit_of_its_last_digit(value):
    figure = printed(value)
    assert figure.high - figure.low == pytest.approx(10.0 ** -decimals(value))
    assert float(figure.text) == value


def test_a_limit_is_open_to_one_side():
    above, below = printed(900, bound="above"), printed(4, bound="at_most")
    assert (above.low, above.high) == (900, math.inf)
    assert (below.low, below.high) == (-math.inf, 4)
    assert printed(950).overlaps(above)
    assert not printed(880).overlaps(above)


def test_a_quotient_below_the_line_is_in_brackets():
    find = found({"a": 8, "b.base": 4, "c.target": 2, "d.at_96": 1})
    assert calculated("a / (b.base / c.target)", find).text == "8 / (4 / 2)"
    assert calculated("a / (b.base * c.target)", find).text == "8 / (4 x 2)"
    assert calculated("a / (b.base + c.target)", find).text == "8 / (4 + 2)"


def test_by_what_may_be_zero_everything_is_possible():
    figure = calculated("a / (b.base - c.target)", found({"a": 8, "b.base": 4, "c.target": 4}))
    assert (figure.low, figure.high) == (-math.inf, math.inf)
    assert math.isnan(figure.value)


def test_a_number_that_is_not_printed_is_a_key_error():
    with pytest.raises(KeyError):
        calculated("a + b.base", found({"a": 1}))


def test_references_are_named_once_and_in_order():
    assert references("b.base / a + b.base * c.at_96") == (
        Reference("b", "base"),
        Reference("a"),
        Reference("c", "at_96"),
    )
    assert Reference("c", "at_96").line == 96
    assert Reference("c", "base").line is None


REFUSED = """a + | a ** 2 | f(a) | a.b.c | a.nonsense | a.at_x | 'a' | True | a if b else c | 1j | +a |
a < b | [a] | a; b | __import__('os') | a[0]"""


@pytest.mark.parametrize("text", ["", *REFUSED.split("|"), "(" * 500 + "a" + ")" * 500])
def test_anything_but_arithmetic_over_names_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  (its message is the offending part, whatever it is)
        parsed(text.strip())


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False))
def test_numbers_of_a_working_have_four_digits_and_no_powers(value):
    text = shown(value)
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(value, rel=1e-3, abs=1e-6)
