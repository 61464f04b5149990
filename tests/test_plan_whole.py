"""The whole plan as data: every target of boxes and text, how it is stated, and why it is tracked."""

from __future__ import annotations

from collections import Counter

import pytest

from scenarios.packs import load_pack

PACK = load_pack()
TARGETS = {row.id: row for row in PACK.targets}
OTHERS = [row for row in PACK.targets if not row.main]
EASILY_MISSED = {
    "gross_industrial_output": (165, 2000),
    "pollutant_cut": (169, 10),
    "chains_over_300": (249, 2),
    "chains_over_100": (249, 3),
    "chains_over_50": (249, 3),
    "digital_output": (264, 800),
    "software_park_output": (265, 50),
    "ecommerce_park_output": (265, 500),
    "data_centre_racks": (265, 6000),
    "data_centre_revenue": (265, 20),
    "foreign_investment": (298, 5000),
    "food_outlets": (292, 130),
    "retail_catering_firms": (293, 400),
    "train_cost": (339, 50),
    "port_cluster": (341, 1000),
    "green_land_new": (437, 6000),
    "green_land_upgraded": (437, 600),
    "raw_coal_growth": (439, 0),
    "training": (450, 6),
    "preschool_enrolment": (456, 95),
    "inclusive_kindergartens": (456, 80),
    "public_kindergartens": (456, 50),
    "medical_insurance": (490, 99),
    "emerging_share": (240, 45),
    "farm_income_rise": (399, 45),
}
BOX_15_BINDING = {6, 7, 8, 9, 10, 11}
BOX_15_WITHOUT_SCOPE = 11
"""The row that prints ~ for its scope."""
OUTSIDE = {
    "energy_intensity_cut": 14.5,
    "co2_intensity_cut": 18,
    "pollutant_cut": 10,
    "government_debt_ratio": 100,
    "life_expectancy": 77.3,
}


def test_the_plan_has_its_targets_and_observations():
    assert len(PACK.targets) == 143
    assert len(PACK.main_targets) == 29
    assert len(PACK.history) == 28
    assert len(PACK.observations) == 154


def test_targets_by_chapter():
    found = Counter(row.locator.chapter for row in PACK.targets)
    assert found == {2: 28, 3: 3, 4: 17, 5: 7, 6: 11, 7: 12, 8: 16, 9: 2, 10: 13, 11: 33, 12: 1}


def test_targets_by_mode():
    assert Counter(row.mode for row in PACK.targets) == {"tracked": 105, "simulated": 29, "derived": 9}


def test_observations_by_chapter():
    assert Counter(row.chapter for row in PACK.observations) == {1: 135, 2: 19}


@pytest.mark.parametrize("name", sorted(EASILY_MISSED))
def test_what_is_easily_missed_is_there(name):
    row = TARGETS[name]
    assert (row.locator.line, row.target) == EASILY_MISSED[name]


def test_box_15_has_16_rows_of_which_6_are_binding():
    box = [row for row in PACK.targets if row.table == "box15"]
    assert [row.locator.row for row in box] == list(range(1, 17))
    assert {row.locator.row for row in box if row.nature == "binding"} == BOX_15_BINDING
    assert all(row.scope is not None for row in box)
    assert [row.locator.row for row in box if not row.scope_declared] == [BOX_15_WITHOUT_SCOPE]


def test_emerging_industry_is_measured_in_above_scale_value_added():
    row = TARGETS["emerging_share"]
    assert row.scope is not None
    assert row.scope.zh == "规模以上工业增加值"
    assert (row.mode, row.variable, row.divisor) == ("derived", "output__emerging", "industrial_value_added")


def test_thresholds_from_elsewhere_cite_evidence_and_can_be_changed():
    outside = {row.id: row.target for row in PACK.targets if row.stated == "outside"}
    assert outside == OUTSIDE
    known = {row.id: row for row in (*PACK.evidence, *PACK.judgements)}
    for name in OUTSIDE:
        row = TARGETS[name]
        assert row.threshold_source in known
        assert known[row.threshold_source].central == row.target or name == "energy_intensity_cut"


def test_a_threshold_that_is_not_from_the_plan_is_never_a_printed_number():
    others = [row for row in PACK.targets if row.threshold_source != "plan"]
    assert {row.stated for row in others} == {"outside", "direction"}


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row.id)
def test_every_row_has_its_fields(row):
    assert row.name_zh.encode("gbk")
    assert row.name_en.isascii()
    assert row.mode_reason.zh != row.mode_reason.en
    assert row.mode_reason.en.isascii()
    assert row.scope is not None
    assert row.scope.zh.encode("gbk")
    assert row.scope.en.isascii()
    assert row.note.isascii()
    assert row.unit_printed or row.worded or row.target is None or row.stated == "count"
    assert (row.target is None) == (row.grading.rule == "none")
    assert row.locator.section is not None or row.locator.box is not None


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row.id)
def test_money_has_a_price_basis_that_the_plan_does_not_declare(row):
    money = row.unit in ("yi_CNY", "CNY", "wan_USD") or "CNY" in row.unit
    assert row.price_basis in (("current",) if money else ("none", "current"))
    assert row.price_basis_declared == (row.price_basis == "none")


@pytest.mark.parametrize("row", [row for row in OTHERS if row.mode != "tracked"], ids=lambda row: row.id)
def test_what_the_model_answers_names_known_variables(row):
    known = {variable.name for variable in PACK.variables}
    assert row.variable in known
    assert row.divisor is None or row.divisor in known
    assert (row.mode == "derived") == (row.divisor is not None) or row.id in (
        "energy_resource_efficiency",
        "manufacturing_share",
        "fiscal_revenue_growth",
        "raw_coal_growth",
    )


@pytest.mark.parametrize("row", [row for row in OTHERS if row.stated == "count"], ids=lambda row: row.id)
def test_a_count_says_how_many_the_text_lists(row):
    silent = {
        "innovation_programme",
        "external_corridors_ns",
        "external_corridors_ew",
        "ring_roads",
        "radial_roads",
    }
    assert (row.listed is None) == (row.id in silent)
    assert row.target is None or row.target == int(row.target)


def test_counts_that_differ_from_their_lists_stand_as_printed():
    differ = {row.id: (row.target, row.listed) for row in OTHERS if row.listed not in (None, row.target)}
    assert differ == {"textile_projects_reserve": (8, 7)}


@pytest.mark.parametrize("row", PACK.observations, ids=lambda row: row.id)
def test_every_observation_has_names_scope_and_basis(row):
    assert row.name_zh.encode("gbk")
    assert row.name_en.isascii()
    assert row.scope_zh.encode("gbk")
    assert row.scope_en.isascii()
    assert row.price_basis_declared == (row.price_basis == "none")
    assert ("CNY" in row.unit and row.unit != "person/yi_CNY") <= (row.price_basis != "none")


def test_only_what_is_the_default_is_compared_with_the_model_beside_the_disputed_readings():
    compared = {row.id for row in PACK.observations if row.variable and not row.default}
    assert compared == {
        "budget_revenue_2020_box1",
        "investment_2020_box1",
        "tertiary_share_2015_box1",
        "patents_2020_box2",
        "new_jobs_sum_text",
    }


def test_bases_printed_again_do_not_open_another_reading():
    from evaluation.reachability import other_readings

    assert {row.id for row in PACK.main_targets if other_readings(row)} == {
        "budget_revenue",
        "fixed_asset_investment",
        "invention_patents",
    }
