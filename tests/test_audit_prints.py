"""The same quantity in several places, and targets against what was reached before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.outcomes import Outcome
from evaluation.audit.rules.already_met import already_met
from evaluation.audit.rules.repeated_prints import repeated_print
from tests.audit_pack import LANGUAGES, again, read, reading, record, said_by, same, seen, target, told


def repeated(*rows, **facts) -> Outcome:
    (found,) = said_by(repeated_print, *rows, **facts)
    return found


def grouped(*values: float, kind: str = "level"):
    return tuple(
        seen(f"seen_{n}", value, 40 + n, group="all", default=n == 0, kind=kind)
        for n, value in enumerate(values)
    )


def test_the_same_number_in_two_places_holds() -> None:
    found = repeated(*grouped(590.0, 590.0))
    assert found.holds
    assert found.working == "590 = 590"


def test_numbers_that_differ_beyond_rounding_are_a_conflict_with_both_places() -> None:
    found = repeated(*grouped(14.2, 13.4))
    assert (found.said.code, found.severity, found.kind) == ("print-apart", "medium", "conflict")
    assert [place.line for place in found.where] == [40, 41]
    assert found.working == "(14.2 - 13.4) / 14.2 = 5.634 %"


@pytest.mark.parametrize(("other", "severity"), [(99.0, "low"), (95.0, "medium"), (80.0, "high")])
def test_a_larger_gap_weighs_more(other: float, severity: str) -> None:
    assert repeated(*grouped(100.0, other)).severity == severity


def test_a_figure_on_which_a_main_target_rests_weighs_one_step_more() -> None:
    assert repeated(target("main", 120.0, 100.0, 99.0)).severity == "medium"
    assert repeated(target("text", 120.0, 100.0, 99.0, table="text")).severity == "low"


def test_a_coarser_print_that_rounds_the_finer_holds() -> None:
    assert repeated(*grouped(78.86, 79.0)).holds
    assert repeated(*grouped(40.5, 41.0)).holds


def test_a_print_that_may_be_the_same_number_but_is_not_its_rounding_is_a_low_finding() -> None:
    found = repeated(*grouped(40.5, 40.0))
    assert (found.said.code, found.severity) == ("print-overlap", "low")
    assert (found.said.fields["low"], found.said.fields["high"]) == ("40.45", "40.5")


def test_a_print_that_was_cut_off_is_explained() -> None:
    found = repeated(*grouped(98.6, 98.0))
    assert [why.code for why in found.explanations] == ["why-print-cut", "why-print-apart"]


def test_a_limit_that_repeats_holds() -> None:
    limit: dict[str, Any] = {"bound": "at_most"}
    row = target("jobless", 4.0, relation="at_most", restated=(again(4.0, **limit), again(4.0, 50, **limit)))
    assert repeated(row).holds


def test_a_value_that_keeps_the_limit_printed_elsewhere_holds() -> None:
    limit = seen("limit", 4000.0, 41, group="trains", kind="above", default=False)
    assert repeated(seen("value", 4123.0, 40, group="trains"), limit).holds


def test_a_value_that_breaks_the_limit_printed_elsewhere_is_a_conflict() -> None:
    limit = seen("limit", 4000.0, 41, group="trains", kind="above", default=False)
    assert repeated(seen("value", 3123.0, 40, group="trains"), limit).said.code == "print-apart"


def test_about_prints_its_last_digit_that_is_not_zero() -> None:
    about = seen("about", 4000.0, 41, group="trains", kind="about", default=False)
    assert repeated(seen("value", 4123.0, 40, group="trains"), about).said.code != "print-apart"


def test_a_target_that_is_a_minimum_here_and_to_be_exceeded_there_is_a_low_finding() -> None:
    found = repeated(target("share", 55.0, unit="percent", restated=(again(55.0, bound="above"),)))
    assert (found.said.code, found.severity, found.implied) == ("print-limits", "low", "> 55")


def test_a_target_with_opposite_limits_is_a_conflict() -> None:
    found = repeated(target("share", 55.0, restated=(again(55.0, bound="at_most"),)))
    assert (found.said.code, found.severity) == ("print-apart", "high")


def test_a_target_restated_with_another_number_is_a_conflict() -> None:
    assert repeated(target("output", 929.0, restated=(again(950.0),))).said.code == "print-apart"


def test_the_print_that_reproduces_the_printed_growth_is_named() -> None:
    found = repeated(target("patents", 30.0, 24.6, 23.6, stated_growth=4.1))
    growth = [why.fields["value"] for why in found.explanations if why.code == "why-print-growth"]
    assert growth == ["24.6"]
    assert "(30 / 24.6)^(1 / 5) - 1 = 4.049 %" in found.working


def test_a_row_of_the_record_its_target_and_their_observations_are_one_quantity() -> None:
    past = record("past", 66.0, target_id="now", reached=read(78.86, 78.1, line=5, chapter=1))
    now = target("now", 117.0, bases=(reading(78.1, 15), reading(78.86, 5, default=False)))
    group = (seen("a", 78.1, 15, group="g"), seen("b", 78.86, 5, group="g", default=False))
    found = repeated(past, now, *group)
    assert set(found.indicators) == {"past", "now", "a", "b"}


def test_rows_of_one_thing_are_compared_for_the_same_year_and_unit_only() -> None:
    rows = (target("a", 95.0), target("b", 90.0, line=50), target("c", 3.0, line=60, unit="wan_CNY"))
    assert repeated(*rows, same=same("thing", "a", "b", "c")).indicators == ("a", "b")


def test_a_total_is_not_compared_with_a_level() -> None:
    total = seen("total", 59.0, 41, year_from=2016, kind="sum")
    assert said_by(repeated_print, seen("level", 12.0), total, same=same("x", "level", "total")) == ()


def test_two_quantities_that_print_the_same_number_on_one_line_stay_apart() -> None:
    rows = [target(id, 2.0, restated=(again(2.0, line),)) for id, line in (("cores", 30), ("belts", 31))]
    assert len(said_by(repeated_print, *rows)) == 2


def test_what_is_printed_once_or_in_words_only_is_not_looked_at() -> None:
    worded = target("worded", 1.0, stated="direction", direction="rise", restated=(again(1.0),))
    assert said_by(repeated_print, target("once", 929.0, 590.0), worded) == ()


@given(value=st.integers(1, 10**6), places=st.integers(0, 2))
def test_a_number_and_its_own_rounding_never_conflict(value: int, places: int) -> None:
    fine = value / 1000
    coarse = int(fine * 10**places + 0.5 + 1e-9) / 10**places
    assert repeated(*grouped(fine, coarse)).holds


@given(st.lists(st.integers(1, 500), min_size=2, max_size=4))
def test_one_outcome_a_quantity_whatever_its_prints(values: list[int]) -> None:
    assert len(said_by(repeated_print, *grouped(*(value / 10 for value in values)))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("values", [(5.0, 5.0), (5.04, 5.0), (40.5, 40.0), (14.2, 13.4), (98.6, 98.0)])
def test_every_match_of_prints_has_its_words(values: tuple[float, float], language: str) -> None:
    assert all(told(repeated(*grouped(*values)), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits_and_growth_have_their_words(language: str) -> None:
    assert all(told(repeated(target("share", 55.0, restated=(again(55.0, bound="above"),))), language))
    assert all(told(repeated(target("patents", 30.0, 24.6, 23.6, stated_growth=4.1)), language))


def met(*rows, **facts) -> Outcome:
    (found,) = said_by(already_met, *rows, **facts)
    return found


def test_a_target_beyond_its_base_holds() -> None:
    found = met(target("output", 929.0, 590.0))
    assert found.holds
    assert found.working == "929 > 590"


def test_a_lower_limit_below_its_base_is_weaker() -> None:
    found = met(target("share", 99.0, 100.0, unit="percent"))
    assert (found.said.code, found.severity) == ("met-weaker", "medium")


def test_a_binding_target_below_its_base_weighs_more() -> None:
    assert met(target("share", 99.0, 100.0, nature="binding")).severity == "high"


def test_an_upper_limit_above_its_base_is_weaker() -> None:
    assert met(target("deaths", 2.0, 1.2, relation="at_most")).said.code == "met-weaker"
    assert met(target("deaths", 0.5, 1.2, relation="at_most")).holds


def test_a_target_that_equals_its_base_is_already_met() -> None:
    assert met(target("share", 60.0, 60.0)).said.code == "met-equal"


def test_full_coverage_that_is_already_reached_is_a_low_finding() -> None:
    found = met(target("waste", 100.0, 100.0, unit="percent"))
    assert (found.said.code, found.severity) == ("met-full", "low")


def test_what_is_to_be_kept_holds() -> None:
    assert met(target("school", 100.0, 100.0, relation="maintain")).holds


def test_a_limit_as_in_the_last_plan_asks_for_nothing_more() -> None:
    bases = (reading(4.0, bound="at_most"),)
    found = met(target("jobless", 4.0, bases=bases, relation="at_most"))
    assert (found.said.code, found.severity) == ("met-limit", "low")


def test_the_base_of_a_target_without_one_comes_from_the_row_of_the_record() -> None:
    past = record("past", 11.0, 12.66, target_id="forest")
    assert met(target("forest", 12.5), past).said.code == "met-weaker"


def test_a_total_is_compared_with_the_total_of_the_last_plan_in_its_unit() -> None:
    total = seen("added", 1.6, unit="wan_mu", kind="sum", year_from=2016)
    goal = target("new", 6000.0, unit="mu", relation="sum_at_least")
    found = met(goal, total, same=same("land", "added", "new"))
    assert (found.said.code, found.severity) == ("met-total", "medium")
    assert found.working == "1.6 x 10000 = 16000; 6000 / 16000 = 0.375"


def test_a_target_that_is_a_total_is_not_compared_with_a_level() -> None:
    level = seen("level", 16.0)
    goal = target("total", 12.0, relation="sum_at_least")
    assert said_by(already_met, goal, level, same=same("x", "level", "total")) == ()


def test_of_several_bases_the_one_that_is_hardest_to_pass_counts() -> None:
    assert met(target("investment", 400.0, 348.0, 438.0)).said.code == "met-weaker"


def test_a_base_within_the_range_of_a_target_is_a_low_finding() -> None:
    found = met(target("staff", 0.3, 0.25, relation="between", target_low=0.2))
    assert (found.said.code, found.severity) == ("met-within", "low")


@pytest.mark.parametrize(
    "row",
    [
        target("slower", 6.0, 8.0, unit="percent/year"),
        target("no_base", 6.0),
        target("no_number", None, 6.0),
        target("parts", 2.0, 2.0, stated="count", relation="equals"),
        target("twice", 2.0, 5.0, unit="1", relation="ratio_to_base"),
        target("worded", 1.0, 1.0, stated="direction", direction="rise"),
    ],
    ids=lambda row: row.id,
)
def test_growth_counts_words_and_targets_without_a_base_are_not_compared(row) -> None:
    assert said_by(already_met, row) == ()


@given(base=st.integers(1, 1000), aim=st.integers(1, 1000))
def test_a_target_holds_in_one_direction_only(base: int, aim: int) -> None:
    up, down = (
        met(target("x", float(aim), float(base), relation=relation)) for relation in ("at_least", "at_most")
    )
    assert (up.holds, down.holds) == (aim > base, aim < base)


MET = (
    target("met_beyond", 929.0, 590.0),
    target("met_kept", 5.0, 5.0, relation="maintain"),
    target("met_limit", 4.0, bases=(reading(4.0, bound="at_most"),), relation="at_most"),
    target("met_full", 100.0, 100.0, unit="percent"),
    target("met_equal", 60.0, 60.0),
    target("met_within", 0.3, 0.25, relation="between", target_low=0.2),
    target("met_weaker", 9.0, 10.0),
    target("met_total", 9.0, relation="sum_at_least"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", MET, ids=lambda row: row.id)
def test_every_comparison_with_the_base_has_its_words(row, language: str) -> None:
    total = seen("total", 10.0, kind="sum", year_from=2016)
    found = met(row, total, same=same("x", "total", "met_total") if row.id == "met_total" else ())
    assert found.said.code == row.id.replace("_", "-")
    assert all(told(found, language))
