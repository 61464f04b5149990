"""Progress of the built-in plan's indicators from small tables, worked by hand."""

from __future__ import annotations

import pytest
from midterm_cases import evaluated, one, pack, read, written

from evaluation.midterm.evaluating import TargetOutlook, with_outlook
from evaluation.midterm.observed import AsOf, conditioning
from evaluation.midterm.reading import read_observed


def test_a_level_is_graded_on_the_compound_path(tmp_path):
    found = one(evaluated(read(tmp_path, "gdp_level,2023,,774.7,亿元,constant\n")), "gdp_level")
    assert found.progress == pytest.approx(54.48, abs=0.01)
    assert (found.required_linear, found.path) == (60, "compound")
    assert found.required_compound == pytest.approx(54.5, abs=0.06)
    assert found.grade == "on_track"
    assert found.required_growth == pytest.approx(9.507, abs=0.001)
    assert found.effort_ratio == pytest.approx(1.0002, abs=1e-4)
    assert found.department == "发改委"


def test_a_share_is_graded_on_the_linear_path(tmp_path):
    found = one(
        evaluated(read(tmp_path, "private_investment_share,2023,,50.5,%\n")), "private_investment_share"
    )
    assert (found.progress, found.required_linear, found.path) == (pytest.approx(55), 60, "linear")
    assert (found.planned_growth, found.required_growth) == (2, pytest.approx(2.25))
    assert (found.pace_unit, found.grade) == ("points_a_year", "on_track")


def test_real_growth_is_chained_and_nominal_levels_do_not_count(tmp_path):
    rows = (
        "gdp_level,2021,,8,%,growth\n地区生产总值增速,2022,,-2,%,可比价同比\ngdp_level,2023,,5,%,growth\n"
        "gdp_level,2023,,900,亿元,现价\n"
    )
    result = evaluated(read(tmp_path, rows))
    level, growth = one(result, "gdp_level"), one(result, "gdp_growth")
    index = 1.08 * 0.98 * 1.05
    assert level.reached == pytest.approx(590 * index)
    assert growth.reached == pytest.approx(100 * (index ** (1 / 3) - 1))
    assert growth.progress == pytest.approx(100 * (index - 1) / (1.095**5 - 1))
    assert growth.required_growth == pytest.approx(100 * ((1.095**5 / index) ** 0.5 - 1))
    assert [(item.counted, item.why_not) for item in level.observed][-1] == (False, "other_prices")


def test_a_cut_is_graded_on_its_own_formula_and_binding_ones_more_strictly(tmp_path):
    rows = "energy_intensity_cut,2021,,3,%\nenergy_intensity_cut,2022,,下降2.9,%\n"
    found = one(evaluated(read(tmp_path, rows)), "energy_intensity_cut")
    cut = 100 * (1 - 0.97 * 0.971)
    assert found.reached == pytest.approx(cut)
    assert found.progress == pytest.approx(100 * cut / 14.5)
    assert found.required_linear == pytest.approx(40)
    assert found.required_compound == pytest.approx(100 * 6.07 / 14.5, abs=0.05)
    assert found.grade == "behind"
    assert found.required_growth == pytest.approx(100 * (1 - (0.855 / (0.97 * 0.971)) ** (1 / 3)))
    total = one(evaluated(read(tmp_path, "energy_intensity_cut,2022,,5.8,%,累计\n")), "energy_intensity_cut")
    assert total.reached == 5.8


def test_a_sum_is_graded_on_what_has_added_up(tmp_path):
    rows = "五年新增就业,2021,,2.5,万人\n五年新增就业,2022,,23000,人\n五年新增就业,2023,,2.0,万人\n"
    result = evaluated(read(tmp_path, rows))
    total, yearly = one(result, "new_jobs_total"), one(result, "new_jobs_per_year")
    assert total.reached == pytest.approx(6.8)
    assert (total.progress, total.required_linear) == (pytest.approx(100 * 6.8 / 12), 60)
    assert (total.grade, total.required_growth) == ("on_track", pytest.approx(2.6))
    assert yearly.reached == pytest.approx(6.8 / 3)
    half = one(evaluated(read(tmp_path, "new_jobs_total,2023,6,6,万人,累计\n"), 2023, 6), "new_jobs_total")
    assert (half.progress, half.required_linear) == (50, 50)


def test_a_ceiling_counts_every_year_and_tells_its_headroom(tmp_path):
    rows = "registered_unemployment,2021,,4.2,%\nregistered_unemployment,2022,,3.8,%\n"
    found = one(evaluated(read(tmp_path, rows)), "registered_unemployment")
    assert (found.grade, found.worst_year, found.worst_value) == ("behind", 2021, 4.2)
    assert found.headroom == pytest.approx(5)
    kept = one(evaluated(read(tmp_path, "registered_unemployment,2022,,3.8,%\n")), "registered_unemployment")
    assert kept.grade == "on_track"


def test_a_falling_indicator_that_rose_is_reversed(tmp_path):
    found = one(
        evaluated(read(tmp_path, "work_accident_death_rate,2022,,1.3,人/亿元\n")), "work_accident_death_rate"
    )
    assert (found.grade, found.progress) == ("reversed", pytest.approx(-100 / 7))


def test_a_target_reached_before_its_year_is_early(tmp_path):
    found = one(evaluated(read(tmp_path, "state_firm_assets,2023,,1600,亿元\n")), "state_firm_assets")
    assert (found.grade, found.effort) == ("achieved_early", "within_plan")


def test_missing_years_give_no_level_but_what_the_open_years_need(tmp_path):
    found = one(evaluated(read(tmp_path, "gdp_level,2023,,4.5,%,growth\n")), "gdp_level")
    assert (found.grade, found.reason, found.progress, found.required_growth) == (
        "not_evaluable", "years_missing", None, None,
    )  # fmt: skip
    assert found.open_years == (2021, 2022, 2024, 2025)
    assert found.open_growth == pytest.approx(100 * ((929 / 590 / 1.045) ** 0.25 - 1))
    known = evaluated(read(tmp_path, "gdp_level,2022,,700,亿元,constant\ngdp_level,2024,,5,%,growth\n"), 2024)
    later = one(known, "gdp_level")
    assert (later.reached_year, later.open_years) == (2022, (2023, 2025))
    assert later.open_growth == pytest.approx(100 * ((929 / 700 / 1.05) ** 0.5 - 1))


def test_parts_of_years_are_held_against_the_same_months_only(tmp_path):
    rows = "budget_revenue,2022,6,40,亿元\nbudget_revenue,2023,6,44,亿元\ntrade_total,2023,6,-3,%,growth\n"
    figures = read(tmp_path, rows)
    result = evaluated(figures, 2023, 6)
    found = one(result, "budget_revenue")
    assert (found.grade, found.reason) == ("not_evaluable", "only_partial")
    assert found.partial is not None
    assert (found.partial.growth, found.partial.grade) == (pytest.approx(10), "on_track")
    trade = one(result, "trade_total").partial
    assert trade is not None
    assert trade.grade == "reversed"
    assert conditioning(figures.observations, AsOf(2023, 6)) == ()


def test_figures_after_the_date_and_of_another_scope_do_not_count(tmp_path):
    rows = "gdp_level,2024,,5,%,growth\nindustrial_value_added,2021,,5,%,growth,,规模以上工业\n"
    figures = read(tmp_path, rows)
    result = evaluated(figures, 2023)
    assert [item.why_not for item in one(result, "gdp_level").observed] == ["after_as_of"]
    assert [item.why_not for item in one(result, "industrial_value_added").observed] == ["other_scope"]
    assert one(result, "industrial_value_added").reason == "nothing_counts"
    assert conditioning(figures.observations, AsOf(2023)) == ()


def test_rebasing_keeps_both_vintages_and_the_planned_growth(tmp_path):
    first = written(tmp_path, "retail_sales,2022,,160,亿元\n", "before.csv")
    census = written(tmp_path, "retail_sales,2020,,132,亿元\nretail_sales,2022,,170,亿元\n", "census.csv")
    figures = read_observed([first, census], pack())
    plain, rebased = (
        one(evaluated(figures, 2022, rebase=rebase), "retail_sales") for rebase in (False, True)
    )
    assert (plain.base, plain.target_in_force, plain.base_revised) == (125.8, 259, False)
    assert (rebased.base, rebased.base_printed, rebased.target) == (132, 125.8, 259)
    assert rebased.target_in_force == pytest.approx(259 * 132 / 125.8)
    assert rebased.planned_growth == pytest.approx(plain.planned_growth)
    assert rebased.progress == pytest.approx(100 * 38 / (259 * 132 / 125.8 - 132))
    result = evaluated(figures, 2022, rebase=True)
    assert [(r.earlier, r.later, r.is_base) for r in result.revisions] == [
        (160, 170, False),
        (125.8, 132, True),
    ]
    assert result.vintages == ("before", "census")
    assert [item.why_not for item in rebased.observed] == ["replaced", None, None]


@pytest.mark.parametrize(
    ("value", "final"), [(935, "exceeded"), (928.6, "met"), (915, "nearly_met"), (900, "missed")]
)
def test_the_end_year_gives_a_final_grade(tmp_path, value, final):
    result = evaluated(read(tmp_path, f"gdp_level,2025,,{value},亿元,constant\n"), 2025)
    found = one(result, "gdp_level")
    assert result.final
    assert (found.final_grade, found.final_rule) == (final, "increment")
    assert found.completion == pytest.approx(value / 9.29)
    assert found.growth_gap == pytest.approx(100 * ((value / 590) ** 0.2 - (929 / 590) ** 0.2))


@pytest.mark.parametrize(("year", "proposal"), [(2023, "raise"), (2025, None)])
def test_what_is_over_gets_no_proposal(tmp_path, year, proposal):
    found = one(evaluated(read(tmp_path, f"gdp_level,{year},,935,亿元,constant\n"), year), "gdp_level")
    outlook = TargetOutlook(0.0, 1.0, 935.0, 930.0, 940.0, "likely", "raise", proposal_rule="already_met")
    told = with_outlook(found, outlook)
    assert (told.proposal, told.probability_after) == (proposal, 1.0)


def test_the_base_rounded_to_the_target_is_no_success(tmp_path):
    found = one(evaluated(read(tmp_path, "forest_cover,2025,,12.8,%\n"), 2025), "forest_cover")
    assert found.final_grade == "missed"
    sums = "".join(f"new_jobs_total,{year},,2.5,万人\n" for year in range(2021, 2026))
    assert one(evaluated(read(tmp_path, sums), 2025), "new_jobs_total").final_grade == "exceeded"


def test_grades_are_counted_by_nature(tmp_path):
    rows = "licensed_doctors,2023,,1610,人\nenergy_intensity_cut,2021,,1,%\nbudget_revenue,2023,,110,亿元\n"
    everything, binding, expected = evaluated(read(tmp_path, rows)).counts
    assert (binding.evaluable, binding.met) == (2, 1)
    assert (expected.evaluable, expected.met) == (1, 1)
    assert (everything.evaluable, everything.met, sum(everything.grades.values())) == (3, 2, 29)


def test_needed_growth_is_held_against_the_districts_own_record(tmp_path):
    found, *_ = one(evaluated(read(tmp_path, "gdp_level,2023,,700,亿元,constant\n")), "gdp_level").rarity
    assert (found.scope, found.windows, found.reached, found.best, found.source) == (
        "own",
        1,
        0,
        6.6,
        "line 94",
    )


def test_needed_growth_is_held_against_comparable_histories_as_far_as_they_are_counted(tmp_path):
    """The base rates count one rate; a higher one was reached no more often, a lower one no less."""
    rows = {row.name_en: row for row in pack().base_rates}
    for value, bound in ((700, "at_most"), (900, "at_least")):
        result = evaluated(read(tmp_path, f"gdp_level,2023,,{value},亿元,constant\n"))
        told = [item for item in one(result, "gdp_level").rarity if item.scope == "comparable"]
        assert rows[told[0].name_en].preferred
        assert {item.bound for item in told} == {bound}
        for item in told:
            row = rows[item.name_en]
            assert (item.reached, item.windows, item.rate) == (row.met, row.windows, row.rate)


def test_a_target_without_base_rates_has_no_comparable_histories(tmp_path):
    result = evaluated(read(tmp_path, "retail_sales,2023,,150,亿元,current\n"))
    assert {item.scope for item in one(result, "retail_sales").rarity} <= {"own"}


def test_a_changed_tolerance_changes_the_grade(tmp_path):
    figures = read(tmp_path, "private_investment_share,2023,,50.5,%\n")
    assert one(evaluated(figures, changed={"tolerance": 4.0}), "private_investment_share").grade == "behind"
