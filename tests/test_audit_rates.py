"""Rates beside levels: what reproduces the print holds, what does not is named for what it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.outcomes import Outcome
from evaluation.audit.rates import compound, grown
from evaluation.audit.rules.stated_rates import stated_rate
from tests.audit_pack import LANGUAGES, again, read, record, role, said_by, target, told


def only(*rows, **facts) -> Outcome:
    (found,) = said_by(stated_rate, *rows, **facts)
    return found


def test_a_rate_that_reaches_the_rounded_end_holds() -> None:
    found = only(target("gdp", 929.0, 590.0, stated_growth=9.5))
    assert found.holds
    assert found.working == "590 x (1 + 9.5 / 100)^5 = 928.8; printed 929"


def test_a_rate_without_any_reading_names_the_rate_that_is_needed() -> None:
    found = only(target("share", 55.0, 45.0, stated_growth=1.1, unit="percent"))
    assert (found.severity, found.said.code, found.implied) == ("high", "rate-unexplained", 4.095)


def test_a_small_gap_is_of_low_severity() -> None:
    assert only(target("level", 1610.0, 1000.0, stated_growth=9.7)).severity == "low"


def test_a_simple_average_is_recognised() -> None:
    found = only(target("doctors", 1694.0, 1432.0, stated_growth=3.66, nature="binding", unit="person"))
    assert (found.said.code, found.severity) == ("rate-simple", "medium")


def test_a_difference_in_points_a_year_is_recognised() -> None:
    found = only(target("forest", 13.0, 12.66, stated_growth=0.068, unit="percent"))
    assert (found.said.code, found.severity) == ("rate-points", "low")


def test_points_that_are_far_from_the_rate_weigh_more() -> None:
    assert only(record("beds", 4.15, 21.1, stated_growth=3.39, unit="bed")).severity == "medium"


def test_a_rate_from_the_other_printed_base_is_recognised_with_both_places() -> None:
    row = target("patents", 30.0, 23.6, 24.6, stated_growth=4.1, unit="patent/wan_person")
    found = only(row)
    assert found.said.code == "rate-other-print"
    assert {place.line for place in found.where} == {10, 20}


def test_a_rate_over_another_number_of_years_is_recognised() -> None:
    assert only(target("level", 146.4, 100.0, stated_growth=10.0)).said.code == "rate-years"


def test_rounding_that_just_allows_the_rate_is_a_low_finding() -> None:
    found = only(target("urban", 99.0, 98.0, stated_growth=0.4, unit="percent"))
    assert (found.said.code, found.severity) == ("rate-edge", "low")


def test_a_real_rate_beside_nominal_levels_is_a_basis_and_no_error() -> None:
    row = record("past_output", 413.0, 590.0, stated_growth=6.6)
    found = only(target("output"), row, roles=(role("output", "output", "past_output"),))
    assert (found.said.code, found.kind, found.severity) == ("rate-real", "basis", "low")
    assert found.said.fields["prices"] == 0.74


def test_prices_explain_no_rate_beside_levels_declared_at_constant_prices() -> None:
    row = record("past_output", 413.0, 590.0, stated_growth=6.6, price_basis="constant_2020")
    found = only(target("output"), row, roles=(role("output", "output", "past_output"),))
    assert (found.said.code, found.kind) == ("rate-unexplained", "arithmetic")


def test_prices_that_cannot_be_explain_no_real_rate() -> None:
    row = record("past_output", 100.0, 400.0, stated_growth=6.6)
    found = only(target("output"), row, roles=(role("output", "output", "past_output"),))
    assert found.said.code == "rate-unexplained"


@pytest.mark.parametrize(
    "row",
    [
        target("no_base", 5000.0, stated_growth=30.0),
        target("no_rate", 5000.0, 100.0),
        target("no_end", None, 100.0, stated_growth=3.0),
        target("negative", 5.0, -3.0, stated_growth=3.0),
        target("limit", 5.0, stated_growth=3.0, bases=(read(4.0)[0].model_copy(update={"bound": "above"}),)),
        target("elsewhere", None, 3.0, stated_growth=3.0, restated=(again(7.0),)),
    ],
    ids=lambda row: row.id,
)
def test_a_row_that_lacks_a_number_is_not_looked_at(row) -> None:
    assert said_by(stated_rate, row) == ()


@given(
    base=st.integers(1, 10**7),
    rate=st.integers(-300, 400),
    years=st.integers(1, 10),
    places=st.integers(0, 3),
)
def test_every_end_that_is_printed_as_finely_as_its_base_holds(base, rate, years, places) -> None:
    start, growth = base / 10**places, rate / 10
    end = round(grown(start, growth, years), places)
    if end > 0:
        row = target("level", end, start, stated_growth=growth, base_year=2025 - years)
        assert only(row).severity in (None, "low") if finer(start, end) else only(row).holds


def finer(start: float, end: float) -> bool:
    """Whether the end happens to end in zeros, and so looks coarser than the base."""
    return len(f"{end:g}".partition(".")[2]) < len(f"{start:g}".partition(".")[2])


@given(base=st.floats(0.1, 1e6), rate=st.floats(-50, 50), years=st.integers(1, 20))
def test_growth_and_its_rate_undo_each_other(base, rate, years) -> None:
    assert compound(base, grown(base, rate, years), years) == pytest.approx(rate, abs=1e-6)


@given(base=st.integers(100, 10**6), end=st.integers(100, 10**6), rate=st.integers(-200, 300))
def test_every_working_can_be_redone(base, end, rate) -> None:
    found = only(target("level", float(end), float(base), stated_growth=rate / 10))
    told_steps = re.findall(r"([0-9.]+) x \(1 \+ ([-0-9.]+) / 100\)\^(\d+) = ([0-9.]+)", found.working)
    for start, growth, years, reached in told_steps:
        assert float(start) * (1 + float(growth) / 100) ** int(years) == pytest.approx(
            float(reached), rel=1e-3
        )


CASES = (
    target("rate_holds", 929.0, 590.0, stated_growth=9.5),
    target("rate_unexplained", 55.0, 45.0, stated_growth=1.1),
    target("rate_simple", 1694.0, 1432.0, stated_growth=3.66),
    target("rate_points", 13.0, 12.66, stated_growth=0.068),
    target("rate_other_print", 30.0, 23.6, 24.6, stated_growth=4.1),
    target("rate_years", 146.4, 100.0, stated_growth=10.0),
    target("rate_edge", 99.0, 98.0, stated_growth=0.4),
    record("rate_real", 413.0, 590.0, stated_growth=6.6),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", CASES, ids=lambda row: row.id)
def test_everything_said_has_its_words(row, language: str) -> None:
    roles = (role("output", "rate_holds", "rate_real"),)
    found = next(one for one in said_by(stated_rate, CASES[0], row, roles=roles) if one.subject == row.id)
    assert found.said.code == row.id.replace("_", "-")
    assert all(told(found, language))
