"""What nobody can evaluate, and price bases that matter and are not declared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.outcomes import Outcome
from evaluation.audit.rates import grown
from evaluation.audit.rules.missing_parts import missing_part
from evaluation.audit.rules.price_basis import price_basis
from scenarios.audit_facts import StatedWording
from scenarios.schema import Bilingual
from tests.audit_pack import LANGUAGES, again, record, role, said_by, same, seen, target, told

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


BASIS: dict[str, Any] = {"price_basis_declared": False}
OUTPUT = target("output", 929.0, 590.0, stated_growth=9.5, **BASIS)
ROLE = {"roles": (role("output", "output", "past"),)}
IN_STEP = target("step", 0.95, unit="1", price_basis="none", stated="direction", direction="in_step")


def test_output_with_real_growth_and_a_level_of_unknown_basis_is_found() -> None:
    found = only(price_basis, OUTPUT, record("past"), **ROLE)
    assert (found.said.code, found.kind, found.severity) == ("basis-level", "basis", "medium")
    assert found.working == "590 x (1 + 9.5 / 100)^5 = 928.8; 929 x (1 + 2 / 100)^5 = 1026"
    assert found.assumption is not None
    assert found.assumption.code == "assume-inflation"


def test_the_growth_beside_the_level_is_part_of_the_same_finding() -> None:
    growth = target("growth", 9.5, unit="percent/year", **BASIS)
    assert only(price_basis, OUTPUT, growth, record("past"), **ROLE).indicators == ("output", "growth")


def test_what_the_rates_already_report_as_a_basis_is_not_reported_again() -> None:
    past = record("past", 413.0, 590.0, stated_growth=6.6, **BASIS)
    assert [found.subject for found in said_by(price_basis, OUTPUT, past, **ROLE)] == ["output"]


def test_a_declared_basis_holds() -> None:
    declared = OUTPUT.model_copy(update={"price_basis_declared": True})
    assert only(price_basis, declared, record("past"), **ROLE).holds


def test_levels_that_are_nominal_by_custom_hold_with_their_working() -> None:
    found = only(price_basis, target("revenue", 117.0, 78.1, stated_growth=8.5, **BASIS))
    assert found.holds
    assert found.working == "78.1 x (1 + 8.5 / 100)^5 = 117.4; printed 117"


def test_nominal_levels_whose_rate_is_wrong_are_left_to_the_rates() -> None:
    assert said_by(price_basis, target("revenue", 217.0, 78.1, stated_growth=8.5, **BASIS)) == ()


def test_growth_of_income_that_is_to_keep_step_with_output_needs_a_basis() -> None:
    income = target(
        "income",
        8.0,
        unit="percent/year",
        variable="urban_income",
        mode="simulated",
        transform="growth_average",
        **BASIS,
    )
    step = IN_STEP.model_copy(update={"variable": "urban_income"})
    found = only(price_basis, income, step)
    assert (found.said.code, found.severity) == ("basis-in-step", "medium")
    assert found.working == "((1 + 8 / 100) / (1 + 2 / 100) - 1) x 100 = 5.882 %"


@pytest.mark.parametrize(
    ("fields", "working"),
    [
        ({"transform": "growth_total"}, "((1 + 45 / 100) / (1 + 2 / 100)^5 - 1) x 100 = 31.33 %"),
        ({"relation": "ratio_to_base"}, "45 / (1 + 2 / 100)^5 = 40.76"),
    ],
)
def test_growth_or_a_multiple_that_is_the_target_needs_a_basis(fields, working: str) -> None:
    more = {"variable": "x", "mode": "simulated"} if "transform" in fields else {}
    found = only(price_basis, target("rise", 45.0, unit="percent", **BASIS, **fields, **more))
    assert (found.said.code, found.severity, found.working) == ("basis-growth", "low", working)


def test_levels_without_growth_quantities_without_prices_and_words_are_not_looked_at() -> None:
    assert (
        said_by(
            price_basis,
            target("assets", 1600.0, 920.0, **BASIS),
            target("doctors", 1694.0, 1432.0, stated_growth=3.4, price_basis="none"),
            target("steady", 0.0, unit="percent/year", stated="direction", direction="rise", **BASIS),
        )
        == ()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_said_about_prices_has_its_words(language: str) -> None:
    rise = target("rise", 45.0, unit="percent/year", line=50, **BASIS)
    revenue = target("revenue", 117.0, 78.1, stated_growth=8.5, **BASIS)
    declared = target("declared", 117.0, 78.1, stated_growth=8.5)
    step = StatedWording(
        id="w",
        wording="in_step",
        name_zh="x",
        name_en="x",
        subject="income.target",
        against="output.target",
        places="2:1",
    )
    income = target("income", 8.0, unit="percent/year", line=60, **BASIS)
    found = said_by(
        price_basis, OUTPUT, rise, revenue, declared, income, record("past"), wordings=(step,), **ROLE
    )
    assert len({one.said.code for one in found}) == 5
    assert all(all(told(one, language)) for one in found)
