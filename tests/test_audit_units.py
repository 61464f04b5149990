"""Units, ranges, natures and scopes: what cannot be is found, what can be is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.audit import audit_of
from evaluation.audit.name_words import is_change, is_count, is_part_of_whole, per_heads
from evaluation.audit.outcomes import Outcome
from evaluation.audit.registry import RULES, name_of_rule
from evaluation.audit.rules.counts import stated_counts
from evaluation.audit.rules.natures import nature_agrees, same_unit, scope_agrees
from evaluation.audit.rules.ranges import level_in_rate_column, per_head_range, percent_range, unit_slip
from evaluation.audit.rules.units import unit_fits
from evaluation.audit.scales import conversion
from scenarios.schema import Bilingual, Locator
from scenarios.targets import Defining
from scenarios.units import UNITS
from tests.audit_pack import (
    LANGUAGES,
    again,
    audit_words,
    built_in,
    label,
    record,
    said_by,
    same,
    seen,
    target,
    told,
)

DEATHS = target("deaths", 0.5, name_zh="亿元产值死亡率", unit="person/yi_CNY", unit_printed="%")
DOCTORS = target("doctors", 1694.0, 1432.0, name_zh="每千人口医师人数", unit="person", unit_printed="人")
BOX = Locator(chapter=2, box=2, row=11, line=184)


def only(rule, *rows, **facts) -> Outcome:
    found = said_by(rule, *rows, **facts)
    assert len(found) == 1
    return found[0]


def test_a_percentage_for_what_is_no_share_is_found() -> None:
    found = only(unit_fits, DEATHS)
    assert (found.said.code, found.severity, found.implied) == ("unit-quantity", "medium", "person/yi_CNY")


def test_a_name_that_counts_beside_a_percentage_is_found_once_a_line() -> None:
    days = [seen(id, 65.2, unit="percent", kind="share") for id in ("days_2015", "days_2020")]
    labels = tuple(label(row.id, "空气优良天数", "%", "1:40") for row in days)
    found = only(unit_fits, *days, labels=labels)
    assert (found.said.code, found.severity) == ("unit-count", "low")
    assert [place.line for place in found.where] == [40]


def test_a_name_that_is_a_rate_beside_a_number_of_heads_is_found() -> None:
    assert only(unit_fits, target("rate", 5.0, name_zh="参保率", unit_printed="人")).said.code == "unit-share"


@pytest.mark.parametrize(
    ("name", "printed", "unit"),
    [
        ("城镇登记失业率", "%", "percent"),
        ("地区生产总值年均增长", "%", "percent/year"),
        ("人口自然增长率", "‰", "per_mille"),
        ("孕产妇死亡率", "/10万", "person/hundred_thousand_person"),
        ("每万人口发明专利拥有量", "件", "patent/wan_person"),
        ("平均住院天数", "天", "day"),
        ("国有企业资产规模", "亿", "yi_CNY"),
        ("产业集群", "大", "item"),
        ("二氧化硫排放量减少", "%", "percent"),
    ],
)
def test_units_that_fit_are_left_alone(name: str, printed: str, unit: str) -> None:
    found = only(unit_fits, target("row", 5.0, name_zh=name, unit=unit, unit_printed=printed))
    assert found.holds
    assert found.where == ()


def test_a_row_that_prints_no_unit_is_not_looked_at() -> None:
    assert said_by(unit_fits, target("row", 5.0)) == ()


def test_more_heads_than_heads_is_a_number_of_heads() -> None:
    found = only(per_head_range, DOCTORS)
    assert (found.implied, found.severity, found.working) == (1000, "medium", "1694 > 1000")
    assert only(per_head_range, DOCTORS.model_copy(update={"nature": "binding"})).severity == "high"


def test_heads_per_heads_within_the_range_hold() -> None:
    assert only(
        per_head_range, target("few", 4.64, name_zh="千人口医师数", unit="person/thousand_person")
    ).holds


def test_what_is_no_head_has_no_such_bound() -> None:
    patents = target("patents", 30000.0, name_zh="每万人口发明专利拥有量", unit="patent/wan_person")
    beds = target("beds", 2000.0, name_zh="每千名老人拥有床位数", unit="bed")
    assert said_by(per_head_range, patents, beds, target("plain", 5000.0, unit="person")) == ()


def test_a_share_beyond_the_whole_is_found() -> None:
    found = only(percent_range, target("share", 120.0, name_zh="民间投资占比", unit="percent"))
    assert (found.severity, found.working) == ("high", "120 > 100")


@pytest.mark.parametrize("name", ["增长率", "资产负债率", "政府债务率", "学前毛入园率", "产业规模"])
def test_ratios_that_may_pass_the_whole_are_left_alone(name: str) -> None:
    assert said_by(percent_range, target("ratio", 120.0, name_zh=name, unit="percent")) == ()


def test_a_leap_between_the_ends_suggests_another_unit() -> None:
    found = only(unit_slip, record("insured", 9.8, 5126.0, unit="wan_person"))
    assert (found.severity, found.working) == ("high", "5126 / 9.8 = 523.1")


def test_growth_and_decline_within_the_setting_hold() -> None:
    found = only(unit_slip, target("up", 21.1, 4.15), target("down", 0.5, 1.2))
    assert found.holds
    assert found.indicators == ("up", "down")


def test_a_level_that_stands_again_in_the_column_of_rates_is_found() -> None:
    row = target("share", None, unit="percent", stated_growth=1.0, locator=BOX, restated=(again(1.0, 185),))
    found = only(level_in_rate_column, row)
    assert (found.severity, [place.line for place in found.where]) == ("medium", [184, 185])


@pytest.mark.parametrize(
    "change",
    [
        {"stated_growth": 2.0},
        {"stated_growth": 1.0, "unit": "percent/year"},
        {"stated_growth": 1.0, "locator": Locator(chapter=3, line=210)},
        {"defining": (Defining(value=1.0, unit="year"),)},
    ],
)
def test_rates_that_are_rates_are_left_alone(change) -> None:
    row = target("share", 1.0, unit="percent", locator=BOX).model_copy(update=change)
    assert said_by(level_in_rate_column, row) == ()


def test_a_target_with_a_base_is_not_a_level_in_the_column_of_rates() -> None:
    assert said_by(level_in_rate_column, target("x", 1.0, 1.0, locator=BOX, stated_growth=1.0)) == ()


def test_binding_here_and_expected_there_is_a_conflict() -> None:
    rows = (target("a", 5.0, nature="expected"), target("b", 5.0, nature="binding", line=50))
    found = only(nature_agrees, *rows, same=same("thing", "a", "b"))
    assert (found.severity, found.kind, found.working) == ("medium", "conflict", "b: binding; a: expected")


def test_one_nature_holds_and_rows_without_one_do_not_count() -> None:
    rows = (target("a", 5.0), target("b", 5.0), target("c", 5.0, nature="none"))
    assert only(nature_agrees, *rows, same=same("thing", "a", "b", "c")).indicators == ("a", "b")
    assert said_by(nature_agrees, *rows, same=same("thing", "a", "c")) == ()


def scoped(id: str, zh: str, **more):
    return target(id, 5.0, scope=Bilingual(zh=zh, en=zh), **more)


def test_coverages_that_exclude_each_other_are_a_low_finding() -> None:
    found = only(scope_agrees, scoped("a", "常住人口"), scoped("b", "户籍人口"), same=same("x", "a", "b"))
    assert found.severity == "low"


def test_coverages_in_other_words_hold_and_undeclared_ones_do_not_count() -> None:
    assert only(
        scope_agrees, scoped("a", "九年义务教育"), scoped("b", "全区"), same=same("x", "a", "b")
    ).holds
    open_rows = (scoped("a", "常住人口"), scoped("b", "户籍人口", scope_declared=False))
    assert said_by(scope_agrees, *open_rows, same=same("x", "a", "b")) == ()


def test_units_that_cannot_be_converted_are_found() -> None:
    rows = (DOCTORS, target("density", 4.64, unit="person/thousand_person"))
    assert only(same_unit, *rows, same=same("x", "doctors", "density")).severity == "medium"


def test_units_that_can_be_converted_hold_with_the_factor() -> None:
    rows = (target("a", 6000.0, unit="mu"), seen("b", 1.6, unit="wan_mu"))
    assert "wan_mu = 10000 mu" in only(same_unit, *rows, same=same("x", "a", "b")).working


def test_growth_and_ratios_of_a_thing_have_units_of_their_own() -> None:
    rows = (target("a", 6.0), target("b", 8.0, unit="percent/year"), target("c", 2.0, unit="1"))
    assert said_by(same_unit, *rows, same=same("x", "a", "b", "c")) == ()


@given(st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_conversion_there_and_back_is_one(one: str, other: str) -> None:
    there, back = conversion(one, other), conversion(other, one)
    assert (there is None) == (back is None)
    assert there is None or back is None or there * back == pytest.approx(1)


def test_prefixes_convert_and_other_words_do_not() -> None:
    assert conversion("wan_mu", "mu") == 10_000
    assert conversion("person/wan_person", "person/thousand_person") == pytest.approx(0.1)
    assert conversion("yi_CNY", "wan_USD") is None
    assert conversion("patent/wan_person", "person/wan_person") is None


def test_names_tell_counts_shares_changes_and_heads() -> None:
    assert is_count("老年护理床位数(老年医养床位数)")
    assert not is_count("居民消费价格指数")
    assert is_part_of_whole("养老机构护理型床位占比")
    assert is_change("农产品加工产业规模")
    assert not is_change("市民健康素养")
    assert [per_heads(name) for name in ("每千名老人床位数", "千人口护士数", "万人计划")] == [
        1000,
        1000,
        None,
    ]


CASES = (
    (unit_fits, (DEATHS,), {}),
    (unit_fits, (target("x", 5.0, name_zh="参保率", unit_printed="人"),), {}),
    (unit_fits, (target("x", 5.0, unit="percent", name_zh="人数", unit_printed="%"),), {}),
    (unit_fits, (DOCTORS,), {}),
    (per_head_range, (DOCTORS,), {}),
    (per_head_range, (target("x", 4.6, name_zh="千人口医师数", unit="person"),), {}),
    (percent_range, (target("x", 120.0, name_zh="占比", unit="percent"),), {}),
    (percent_range, (target("x", 12.0, name_zh="占比", unit="percent"),), {}),
    (unit_slip, (record("x", 9.8, 5126.0),), {}),
    (unit_slip, (record("x", 9.8, 12.0),), {}),
    (level_in_rate_column, (target("x", 1.0, stated_growth=1.0, locator=BOX),), {}),
    (nature_agrees, (target("x", 1.0), target("y", 1.0, nature="binding")), {"same": same("t", "x", "y")}),
    (nature_agrees, (target("x", 1.0), target("y", 1.0)), {"same": same("t", "x", "y")}),
    (scope_agrees, (scoped("x", "常住"), scoped("y", "户籍")), {"same": same("t", "x", "y")}),
    (scope_agrees, (scoped("x", "常住"), scoped("y", "常住")), {"same": same("t", "x", "y")}),
    (same_unit, (target("x", 1.0), target("y", 1.0, unit="person")), {"same": same("t", "x", "y")}),
    (same_unit, (target("x", 1.0), target("y", 1.0)), {"same": same("t", "x", "y")}),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("rule", "rows", "facts"), CASES)
def test_everything_said_about_units_has_its_words(rule, rows, facts, language: str) -> None:
    assert all(told(only(rule, *rows, **facts), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_of_the_built_in_plan_can_be_told(language: str) -> None:
    audit = audit_of(built_in())
    for outcome in (*audit.findings, *audit.checked):
        sentences = "".join(told(outcome, language))
        assert sentences.encode("gbk")
        assert outcome.rule in audit_words(language)["audit-rule"]
        assert outcome.rule in audit_words(language)["audit-needs"]


def test_every_working_of_the_built_in_plan_is_one_plain_line() -> None:
    audit = audit_of(built_in())
    for outcome in (*audit.findings, *audit.checked):
        assert outcome.working.isascii() or outcome.rule == "names_agree"
        assert "\n" not in outcome.working


def test_no_two_outcomes_of_the_built_in_plan_have_one_name() -> None:
    audit = audit_of(built_in())
    names = [outcome.id for outcome in (*audit.findings, *audit.checked)]
    assert len(names) == len(set(names))


def test_the_text_of_each_language_has_the_same_keys() -> None:
    one, other = (audit_words(language) for language in LANGUAGES)
    assert {section: set(texts) for section, texts in one.items()} == {
        section: set(texts) for section, texts in other.items()
    }


@pytest.mark.parametrize("rule", RULES, ids=name_of_rule)
def test_a_pack_without_rows_gives_no_rule_anything_to_say(rule) -> None:
    assert said_by(rule) == () or rule is stated_counts
