"""What the built-in plan wants above all: every row a run answers for, its fields, its printed growth."""

from __future__ import annotations

import pytest

from scenarios.packs import load_pack

PACK = load_pack()
TARGETS = {row.id: row for row in PACK.main_targets}
HISTORY = {row.id: row for row in PACK.history}
ROWS = TARGETS | HISTORY
BOX2 = [
    "gdp_level",
    "gdp_growth",
    "budget_revenue",
    "fixed_asset_investment",
    "industrial_value_added",
    "retail_sales",
    "trade_total",
    "private_investment_share",
    "urbanisation_rate",
    "rd_intensity",
    "invention_patents",
    "digital_economy_share",
    "energy_intensity_cut",
    "co2_intensity_cut",
    "forest_cover",
    "income_growth",
    "registered_unemployment",
    "licensed_doctors",
    "nursing_bed_share",
    "work_accident_death_rate",
]
TEXT = {
    "new_jobs_total": 12,
    "new_jobs_per_year": 2.4,
    "surveyed_unemployment": 5.5,
    "state_firm_assets": 1600,
    "state_firm_equity": 560,
    "state_firm_debt_ratio": 65,
    "state_firm_investment": 500,
    "state_firm_financing": 1000,
    "china_europe_trains": 2,
}
TRACKED = [
    "urbanisation_rate",
    "digital_economy_share",
]
PRINTED_BASES = {
    "gdp_level": 590,
    "budget_revenue": 78.1,
    "fixed_asset_investment": 348,
    "industrial_value_added": 141.2,
    "retail_sales": 125.8,
    "trade_total": 216,
    "private_investment_share": 45,
    "urbanisation_rate": 98,
    "rd_intensity": 2.93,
    "invention_patents": 24.6,
    "forest_cover": 12.66,
    "registered_unemployment": 4,
    "licensed_doctors": 1432,
    "nursing_bed_share": 70,
    "work_accident_death_rate": 1.2,
}
PRINTED_TARGETS = {
    "gdp_level": 929,
    "gdp_growth": 9.5,
    "budget_revenue": 117,
    "fixed_asset_investment": 560,
    "industrial_value_added": 260,
    "retail_sales": 259,
    "trade_total": 348,
    "private_investment_share": 55,
    "urbanisation_rate": 99,
    "rd_intensity": 3.3,
    "invention_patents": 30,
    "forest_cover": 13,
    "income_growth": 8,
    "registered_unemployment": 4,
    "licensed_doctors": 1694,
    "nursing_bed_share": 77.9,
    "work_accident_death_rate": 0.5,
}
SHARES = {"percent", "per_mille"}
ANCHORED = {"level", "share_difference"}


def test_box_2_has_its_ids_in_order():
    assert [row.id for row in PACK.targets if row.table == "box2"] == BOX2


def test_box_2_has_19_rows_of_which_5_are_binding():
    natures = {row.locator.row or 0: row.nature for row in PACK.targets if row.table == "box2"}
    assert sorted(natures) == list(range(1, 20))
    assert [row for row, nature in natures.items() if nature == "binding"] == [12, 13, 14, 17, 18]
    assert set(natures.values()) == {"binding", "expected"}


def test_box_1_has_28_rows():
    assert [row.locator.row for row in PACK.history] == list(range(1, 29))
    assert {row.table for row in PACK.history} == {"box1"}


def test_the_running_text_gives_its_targets():
    assert {row.id: row.target for row in PACK.main_targets if row.table == "text"} == TEXT


def test_the_printed_numbers_of_box_2():
    box2 = [TARGETS[name] for name in BOX2]
    assert {row.id: row.base for row in box2 if row.base is not None} == PRINTED_BASES
    benchmark = {"energy_intensity_cut": 14.5, "co2_intensity_cut": 18}
    assert {row.id: row.target for row in box2 if row.target is not None} == PRINTED_TARGETS | benchmark


@pytest.mark.parametrize(
    ("row", "other"),
    [("budget_revenue", 78.86), ("fixed_asset_investment", 438), ("invention_patents", 23.6)],
)
def test_a_disputed_base_carries_the_other_reading_too(row, other):
    assert [reading.value for reading in TARGETS[row].bases if not reading.default] == [other]
    assert all(reading.note for reading in TARGETS[row].bases)


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        ("box1_budget_revenue", [66], [78.86, 78.1]),
        ("box1_fixed_asset_investment", [325], [438, 348]),
        ("box1_tertiary_share", [56.3, 55], [62]),
        ("box1_invention_patents", [19.2], [24.6, 23.6]),
        ("box1_new_urban_jobs", [], [14.2, 13.4]),
    ],
)
def test_the_last_plan_carries_every_reading_with_its_own_first(row, start, end):
    assert [reading.value for reading in HISTORY[row].bases] == start
    assert [reading.value for reading in HISTORY[row].reached] == end


@pytest.mark.parametrize("name", TRACKED)
def test_what_no_sector_drives_is_tracked_and_says_why(name):
    assert TARGETS[name].mode == "tracked"
    assert TARGETS[name].variable is None
    assert TARGETS[name].mode_reason.zh != TARGETS[name].mode_reason.en


def test_everything_else_is_simulated():
    assert {row.id for row in PACK.main_targets if row.mode == "tracked"} == set(TRACKED)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_row_has_its_fields(name):
    row = ROWS[name]
    assert row.name_zh.encode("gbk")
    assert row.name_en.isascii()
    assert row.mode_reason.zh
    assert row.category
    assert row.locator.line
    assert row.threshold_source
    assert row.grading.rule
    assert (row.target is None) == (row.grading.rule == "none") or name in HISTORY
    assert row.unit_printed or name == "china_europe_trains"
    assert row.year - row.base_year == 5


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_row_in_money_has_a_price_basis_and_no_other_has(name):
    row = ROWS[name]
    money = "CNY" in row.unit and row.unit != "person/yi_CNY"
    growth = row.transform == "growth_average"
    assert (row.price_basis != "none") == (money or growth)
    assert row.price_basis_declared == (row.price_basis == "none")


def test_prices_are_constant_for_output_alone():
    constant = {row.id for row in PACK.main_targets if row.price_basis == "constant_2020"}
    assert constant == {"gdp_level", "gdp_growth", "industrial_value_added"}
    assert "constant_2020" not in {row.price_basis for row in PACK.history}


@pytest.mark.parametrize(
    "name", sorted(name for name in ROWS if ROWS[name].stated_growth_basis == "compound")
)
def test_a_compound_growth_reproduces_the_target(name):
    row = ROWS[name]
    assert row.stated_growth is not None
    assert row.target is not None
    if row.base is None:
        assert row.stated_growth == row.target
        return
    years = row.year - row.base_year
    implied = 100 * ((row.target / row.base) ** (1 / years) - 1)
    reached = row.base * (1 + row.stated_growth / 100) ** years
    assert agrees(implied, row.stated_growth) or agrees(reached, row.target)


@pytest.mark.parametrize(
    "name", sorted(name for name in ROWS if ROWS[name].stated_growth_basis in ("simple", "points_per_year"))
)
def test_a_growth_in_points_or_without_compounding_reproduces(name):
    row = ROWS[name]
    assert row.stated_growth is not None
    assert row.target is not None
    assert row.base is not None
    step = (row.target - row.base) / (row.year - row.base_year)
    implied = step if row.stated_growth_basis == "points_per_year" else 100 * step / row.base
    assert agrees(implied, row.stated_growth)


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, row in ROWS.items()
        if row.stated_growth_basis in ("unexplained", "real_index") and row.base is not None
    ),
)
def test_a_growth_that_does_not_reproduce_says_so_in_the_note(name):
    row = ROWS[name]
    assert row.note
    assert row.stated_growth is not None
    assert row.target is not None
    assert row.base is not None
    step = (row.target - row.base) / (row.year - row.base_year)
    compound = 100 * ((row.target / row.base) ** (1 / (row.year - row.base_year)) - 1)
    assert not any(agrees(implied, row.stated_growth) for implied in (compound, step, 100 * step / row.base))


def agrees(value: float, printed: float) -> bool:
    """Whether `value`, rounded to the digits of `printed`, is `printed`."""
    digits = len(f"{printed:g}".partition(".")[2])
    return abs(value - printed) <= 0.5 * 10.0**-digits + 1e-9


@pytest.mark.parametrize("name", sorted(name for name in ROWS if ROWS[name].unit in SHARES))
def test_a_share_is_anchored_by_difference_or_bounded(name):
    assert ROWS[name].transform in (None, "share_difference", "maximum", "cut_percent")


@pytest.mark.parametrize("name", sorted(name for name in TARGETS if TARGETS[name].transform in ANCHORED))
def test_what_is_anchored_has_a_base(name):
    assert TARGETS[name].base is not None


def test_thresholds_from_outside_the_plan_are_marked():
    outside = {row.id: row.threshold_source for row in PACK.main_targets if row.threshold_source != "plan"}
    assert outside == {"energy_intensity_cut": "P58", "co2_intensity_cut": "J135"}
    assert {TARGETS[name].relation for name in outside} == {"external_benchmark"}
    assert {TARGETS[name].stated for name in outside} == {"outside"}


def test_the_last_plan_points_at_the_targets_that_continue_it():
    continued = {row.target_id for row in PACK.history if row.target_id}
    assert {name for name in BOX2 if name in continued} == {
        "gdp_level",
        "budget_revenue",
        "fixed_asset_investment",
        "industrial_value_added",
        "retail_sales",
        "trade_total",
        "rd_intensity",
        "invention_patents",
        "forest_cover",
        "income_growth",
        "registered_unemployment",
    }
    assert "new_jobs_total" in continued


def test_departments_are_those_printed_in_box_1():
    without = {row.id for row in PACK.history if row.department is None}
    assert without == {"box1_sulphur_cut", "box1_ammonia_cut", "box1_nitrogen_oxide_cut"}
    assert {row.department for row in PACK.targets} == {None}


def test_settings_of_the_verdicts_and_the_years_of_the_plan():
    about = PACK.about
    assert (about.verdicts.likely, about.verdicts.with_effort, about.verdicts.difficult) == (0.8, 0.5, 0.2)
    assert about.plan_years == (2021, 2022, 2023, 2024, 2025)
    assert (about.start_year, about.base_year, about.levers_act_from, about.as_of) == (2015, 2020, 2021, 2020)
