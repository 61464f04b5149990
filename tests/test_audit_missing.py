"""What nobody can evaluate, and price bases that matter and are not declared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.outcomes import Outcome
from evaluation.audit.rates import grown
from evaluation.audit.rules.missing_parts import missing_part
from scenarios.schema import Bilingual
from tests.audit_pack import LANGUAGES, again, record, said_by, same, seen, target, told

OPEN = Bilingual(zh="工业;是否限于规模以上未说明", en="industry; whether all of it is not said")


def only(rule, *rows, **facts) -> Outcome:
    (found,) = [one for one in said_by(rule, *rows, **facts) if one.subject != "all-rows"]
    return found


def complete(*rows, **facts) -> bool:
    return all(found.holds for found in said_by(missing_part, *rows, **facts))


def test_a_target_with_number_and_scope_is_complete_and_claims_no_line() -> None:
    (found,) = said_by(missing_part, target("output", 929.0, 590.0))
    assert found.holds
    assert (found.where, found.indicators) == ((), ("output",))


def test_a_direction_without_a_number_is_found() -> None:
    found = only(missing_part, target("share", None, stated="direction", direction="rise"))
    assert (found.said.code, found.severity) == ("missing-number", "medium")


def test_a_binding_target_without_a_number_is_of_high_severity() -> None:
    assert only(missing_part, target("share", None, nature="binding")).severity == "high"


def test_a_great_rise_lacks_number_and_base() -> None:
    row = target("share", 1.0, unit="1", stated="direction", direction="rise_greatly")
    assert only(missing_part, row).said.code == "missing-number-base"


def test_negative_growth_and_in_step_say_how_much() -> None:
    assert complete(
        target("coal", 0.0, 1.0, unit="percent/year", stated="direction", direction="fall"),
        target("income", 0.95, unit="1", stated="direction", direction="in_step"),
    )


def test_a_limit_that_others_set_and_the_text_does_not_print_is_found() -> None:
    fields = {"stated": "outside", "relation": "external_benchmark"}
    assert only(missing_part, target("life", 77.0, **fields)).severity == "medium"
    found = only(missing_part, target("energy", 14.5, nature="binding", transform=None, **fields))
    assert (found.said.code, found.severity, found.stated) == ("missing-limit", "high", None)


def test_growth_without_a_base_shows_the_base_it_implies() -> None:
    found = only(missing_part, target("foreign", 5000.0, stated_growth=30.0))
    assert (found.said.code, found.severity) == ("missing-base", "medium")
    assert found.working == "base: -; 5000 / (1 + 30 / 100)^5 = 1347"


@pytest.mark.parametrize(
    "fields",
    [
        {"relation": "ratio_to_base", "unit": "1"},
        {"unit": "percent/year"},
        {"unit": "percent", "name_zh": "运行效益"},
        {"unit": "percent", "name_zh": "单位能耗降低"},
    ],
)
def test_a_change_needs_a_base(fields) -> None:
    assert only(missing_part, target("change", 2.0, **fields)).said.code == "missing-base"


def test_a_base_in_another_row_of_the_same_thing_or_in_the_record_serves() -> None:
    growth = target("growth", 9.5, unit="percent/year")
    assert complete(growth, target("level", 929.0, 590.0), same=same("output", "growth", "level"))
    assert complete(growth, record("past", 413.0, 590.0, target_id="growth"))
    assert complete(growth, seen("now", 590.0), same=same("output", "growth", "now"))


def test_a_total_is_no_base_for_a_ratio() -> None:
    trains = target("trains", 2.0, unit="1", relation="ratio_to_base")
    total = seen("total", 4000.0, kind="sum", year_from=2016)
    assert only(missing_part, trains, total, same=same("trains", "trains", "total")).severity == "medium"


def test_levels_shares_and_counts_of_parts_need_no_base() -> None:
    assert complete(
        target("level", 2000.0),
        target("literacy", 25.0, name_zh="市民健康素养", unit="percent"),
        target("chains", 9.0, unit="item", stated="count", relation="equals", scope_declared=False),
    )


def test_an_open_scope_alone_is_a_low_finding() -> None:
    found = only(missing_part, target("gross", 2000.0, scope=OPEN, scope_declared=False))
    assert (found.said.code, found.severity) == ("missing-scope", "low")


@pytest.mark.parametrize("zh", ["全区", "全区;价格口径未注明", "全区面积", "名称为每千人口,数值为人数"])
def test_the_whole_district_and_notes_on_prices_are_no_open_scope(zh: str) -> None:
    assert complete(target("x", 5.0, scope=Bilingual(zh=zh, en="district"), scope_declared=False))


def test_all_that_is_missing_is_one_finding() -> None:
    found = only(missing_part, target("all", None, scope=None, scope_declared=False, stated_growth=3.0))
    assert found.said.code == "missing-number-base-scope"


def test_a_number_that_stands_elsewhere_only_is_unclear() -> None:
    assert only(missing_part, target("x", None, restated=(again(1.0),))).said.code == "missing-unclear"


def test_an_empty_row_of_the_record_is_a_low_finding() -> None:
    found = only(missing_part, record("empty"))
    assert (found.said.code, found.severity) == ("missing-record", "low")
    assert complete(record("half", 3.0))


@given(base=st.integers(10, 10**5), growth=st.integers(-50, 100))
def test_the_implied_base_grows_to_the_target(base: int, growth: int) -> None:
    end = grown(base, growth, 5)
    found = only(missing_part, target("x", end, stated_growth=float(growth)))
    assert found.implied == pytest.approx(base)


NUMBERS: dict[str, dict[str, Any]] = {
    "number": {"value": None},
    "unclear": {"value": None, "restated": (again(1.0),)},
    "limit": {"value": 1.0, "stated": "outside"},
    "": {"value": 1.0},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("base", ["", "base"])
@pytest.mark.parametrize("scope", ["", "scope"])
def test_everything_that_may_be_missing_has_its_words(number, base, scope, language: str) -> None:
    fields: dict[str, Any] = dict(
        NUMBERS[number], stated_growth=3.0 if base else None, scope_declared=not scope, scope=OPEN
    )
    (found,) = said_by(missing_part, target("x", fields.pop("value"), **fields))
    parts = [part for part in (number, base, scope) if part]
    assert found.said.code == ("missing-" + "-".join(parts) if parts else "all-missing-part")
    assert all(told(found, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_row_has_its_words(language: str) -> None:
    assert all(told(only(missing_part, record("empty")), language))
