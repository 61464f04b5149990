"""Parts and wholes, shares, sums over years, other sentences, and totals against paths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.figures import printed
from evaluation.audit.material import material_of
from evaluation.audit.rules import path_totals, relations
from evaluation.audit.spans import Span, spans_of
from scenarios.audit_facts import StatedRelation
from tests.audit_pack import built_in, pack_of, record, role, said_by, seen, target
from tests.audit_words import redone, sentences

SHARES = [seen(f"share_{at}", value, at) for at, value in enumerate((1.6, 43.5, 55.0), start=1)]
RULES = {
    "sum_of_parts": relations.sum_of_parts,
    "part_of_whole": relations.part_of_whole,
    "share_in_range": relations.share_in_range,
    "period_total": relations.period_total,
    "other_statement": relations.other_statement,
}


def relation(left, compared, right, rule="sum_of_parts", **more):
    fields = {
        "id": "one",
        "rule": rule,
        "name_zh": "关系",
        "name_en": "relation",
        "left": left,
        "right": right,
    }
    empty = {"places": None, "assumption_zh": "", "assumption_en": ""}
    return StatedRelation.model_validate({**fields, "compared": compared, **empty, **more})


def judged(left, compared, right, *rows, rule="sum_of_parts", **more):
    return said_by(RULES[rule], *rows, relations=(relation(left, compared, right, rule, **more),))


def test_parts_that_miss_their_whole_by_rounding_alone_hold():
    [outcome] = judged("share_1 + share_2 + share_3", "equals", "100", *SHARES)
    assert outcome.holds
    assert outcome.working == "(1.6 + 43.5) + 55 = 100.1; 100.1 != 100; [99.5, 100.7] = [100, 100]"
    assert sentences(outcome)


def test_parts_that_cannot_make_their_whole_are_found():
    [outcome] = judged("share_1 + share_2", "equals", "share_3", *SHARES)
    assert (outcome.severity, outcome.kind) == ("high", "arithmetic")
    assert (outcome.stated, outcome.implied) == (45.1, 55.0)
    assert [place.line for place in outcome.where] == [1, 2, 3]
    assert sentences(outcome)


@pytest.mark.parametrize(("part", "severity"), [(1005, "low"), (1050, "medium"), (1500, "high")])
def test_a_part_above_its_whole_is_graded_by_how_far(part, severity):
    rows = [seen("part", part), seen("whole", 1000)]
    [outcome] = judged("part", "at_most", "whole", *rows, rule="part_of_whole")
    assert (outcome.severity, outcome.kind) == (severity, "conflict")
    assert outcome.working == f"{part} > 1000"


def test_a_number_whose_digits_were_cut_off_is_of_low_severity():
    rows = [seen("told", 1.3), seen("start", 31604.0), seen("end", 43179.0)]
    assert judged("told", "equals", "end / start", *rows, rule="other_statement")[0].severity == "low"
    rows[0] = seen("told", 1.2)
    assert judged("told", "equals", "end / start", *rows, rule="other_statement")[0].severity == "high"


def test_limits_are_open_to_their_side():
    rows = [seen("over", 900.0, kind="above"), seen("most", 1000.0), seen("least", 800.0)]
    assert judged("over", "equals", "most", *rows)[0].holds
    assert judged("over", "at_most", "most", *rows)[0].holds
    assert not judged("over", "equals", "least", *rows)[0].holds
    assert not judged("over", "at_most", "least", *rows)[0].holds
    assert judged("over", "at_least", "most", *rows)[0].holds


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_reads_its_own_relations_and_what_is_assumed_is_never_high(rule):
    rows = [seen("part", 30.0), seen("whole", 20.0)]
    for compared, left, right in [
        ("equals", "part", "whole"),
        ("at_most", "part", "whole"),
        ("at_least", "whole", "part"),
    ]:
        [outcome] = judged(left, compared, right, *rows, rule=rule, assumption_zh="假定", assumption_en="if")
        assert (outcome.rule, outcome.severity) == (rule, "medium")
        assert "if" in sentences(outcome)
        for other in RULES.values():
            if other.__name__ != rule:
                assert not said_by(other, *rows, relations=(relation(left, compared, right, rule),))


def test_a_relation_of_a_number_that_is_not_printed_is_skipped():
    assert not judged("quantity.base", "equals", "3", target(value=3.0))
    assert not judged("3 / (quantity.target - 3)", "equals", "3", target(value=3.0))


@given(
    st.integers(1, 999), st.integers(1, 999), st.sampled_from(["equals", "at_most", "at_least"]), st.data()
)
def test_numbers_behind_the_prints_that_fit_always_hold(a, b, compared, data):
    left, right = printed(float(a)), printed(float(b))
    x, y = (f.low + data.draw(st.floats(0, 1)) * (f.high - f.low) for f in (left, right))
    fits = {"equals": x == y, "at_most": x <= y, "at_least": x >= y}[compared]
    assert not fits or relations.holds(left, compared, right)


def test_a_part_that_outgrows_its_whole_is_found_at_the_end():
    rows = [target("part", 120, 50), target("whole", 100, 90)]
    roles = (role("industry", "part"), role("output", "whole"))
    start, end = said_by(relations.share_in_range, *rows, roles=roles)
    assert start.holds
    assert (end.severity, end.implied) == ("high", 100)
    assert end.working == "120 / 100 x 100 = 120 %"
    assert sentences(start)
    assert sentences(end)


def test_a_share_grown_by_printed_rates_is_found():
    rows = [target("part", None, 80, stated_growth=20.0), target("whole", None, 90, stated_growth=5.0)]
    roles = (role("industry", "part"), role("output", "whole"))
    start, end = said_by(relations.share_in_range, *rows, roles=roles)
    assert start.holds
    assert end.severity == "high"
    assert redone(end.working)[0][0] == pytest.approx(redone(end.working)[0][1], rel=1e-3)


def test_shares_need_both_roles_of_one_unit_and_the_same_years():
    roles = (role("industry", "part"), role("output", "whole"))
    assert not said_by(relations.share_in_range, target("part", 120, 50), roles=(role("industry", "part"),))
    for other in ({"unit": "item"}, {"year": 2024}):
        rows = [target("part", 120, 50), target("whole", 100, 90, **other)]
        assert not said_by(relations.share_in_range, *rows, roles=roles)


def paths(*ends, total, kind="sum", base=100):
    rows = [target("now"), record("past", base, *ends), seen("total", total, kind=kind, year_from=2016)]
    return said_by(path_totals.path_total, *rows, roles=(role("output", "now", "past", "total"),))


def test_a_total_of_a_smooth_path_holds():
    [outcome] = paths(161, total=671)
    assert outcome.holds
    for worked, told in redone(outcome.working):
        assert worked == pytest.approx(told, rel=1e-3)
    assert sentences(outcome)


def test_a_total_of_a_bent_path_is_of_low_severity():
    [outcome] = paths(161, total=790)
    assert (outcome.severity, outcome.said.code) == ("low", "path-bent")
    assert sentences(outcome)


def test_a_total_no_path_gives_is_found_with_the_end_that_would():
    own, other = paths(120, 300, total=1200)
    assert (own.severity, own.said.code) == ("medium", "path-outside-fitting")
    assert own.said.fields["fitting"] == ("300",)
    assert other.severity == "low"
    assert sentences(own)
    [alone] = paths(120, total=1200)
    assert alone.said.code == "path-outside"


def test_a_total_that_is_a_limit_is_open_upwards():
    assert paths(161, total=600, kind="above")[0].holds
    assert paths(161, total=900, kind="above")[0].severity == "medium"
    assert paths(100, total=500)[0].holds


def test_a_total_of_other_years_is_not_held_against_the_path():
    rows = [target("now"), record("past", 100, 161), seen("total", 9999, kind="sum", year_from=2017)]
    assert not said_by(path_totals.path_total, *rows, roles=(role("output", "now", "past", "total"),))
    assert not said_by(path_totals.path_total, *rows, roles=(role("output", "now"),))


@given(st.floats(1, 1000), st.floats(0.2, 5), st.integers(1, 10))
def test_a_smooth_path_lies_between_the_least_and_the_most(base, factor, years):
    span = Span("one", printed(round(base, 2)), printed(round(base * factor, 2) or 1.0), years)
    if span.base.value > 0:
        assert span.least - 1e-6 <= span.smooth <= span.most + 1e-6


def test_the_default_ends_come_first_and_equal_prints_once():
    spans = spans_of(record("past", 325, 438, 348, 438))
    assert [(span.base.value, span.end.value) for span in spans] == [(325, 438), (325, 348)]


def test_the_built_in_totals_of_output_and_trade_hold():
    outcomes = {one.subject: one for one in path_totals.path_total(material_of(built_in()))}
    assert outcomes["gdp_sum-413-590"].holds
    assert outcomes["trade_sum-122-216"].holds
    assert outcomes["investment_sum-325-348"].said.fields["fitting"] == ("438",)
    assert pack_of().history == ()
