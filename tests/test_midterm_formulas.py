"""The formulas of progress against answers worked by hand."""

from __future__ import annotations

import math

import pytest

from evaluation.midterm import formulas

WAYS = {
    # base, target, compound levels 2021-2025, compound progress 2021-2025
    "gdp": (590, 929, (646.1, 707.5, 774.7, 848.4, 929), (16.5, 34.7, 54.5, 76.2, 100)),
    "budget_revenue": (78.1, 117, (84.68, 91.80, 99.53, 107.9, 117), (16.9, 35.2, 55.1, 76.6, 100)),
    "investment": (348, 560, (382.7, 420.9, 463.0, 509.2, 560), (16.4, 34.4, 54.2, 76.0, 100)),
    "industry": (141.2, 260, (159.5, 180.3, 203.7, 230.1, 260), (15.4, 32.9, 52.6, 74.8, 100)),
    "retail": (125.8, 259, (145.3, 167.9, 194.0, 224.2, 259), (14.7, 31.6, 51.2, 73.9, 100)),
    "trade": (216, 348, (237.6, 261.4, 287.6, 316.3, 348), (16.4, 34.4, 54.2, 76.0, 100)),
    "patents": (24.6, 30, (25.60, 26.63, 27.71, 28.83, 30), (18.4, 37.6, 57.6, 78.4, 100)),
    "doctors": (1432, 1694, (1481, 1532, 1584, 1638, 1694), (18.7, 38.0, 58.0, 78.6, 100)),
}


@pytest.mark.parametrize("name", sorted(WAYS))
def test_the_compound_path_of_the_plan(name):
    base, target, levels, parts = WAYS[name]
    for year, (level, part) in enumerate(zip(levels, parts, strict=True), start=1):
        found = formulas.compound_level(base, target, year, 5)
        assert found is not None
        assert found == pytest.approx(level, rel=6e-4)
        assert formulas.compound_progress(base, target, year, 5) == pytest.approx(part, abs=0.06)
        assert formulas.realised_progress(found, base, target) == pytest.approx(part, abs=0.06)


def test_the_linear_path_is_the_part_of_the_time():
    assert [formulas.linear_progress(year, 5) for year in range(1, 6)] == [20, 40, 60, 80, 100]
    gdp = [formulas.linear_level(590, 929, year, 5) for year in range(1, 6)]
    assert gdp == pytest.approx([657.8, 725.6, 793.4, 861.2, 929])
    share = [formulas.linear_level(45, 55, year, 5) for year in range(1, 6)]
    assert share == [47, 49, 51, 53, 55]


@pytest.mark.parametrize(
    ("growth", "elapsed", "part"),
    [(9.5, 2, 34.7), (9.5, 2.5, 44.3), (9.5, 3, 54.5), (15.5, 2, 31.6), (15.5, 2.5, 41.1), (15.5, 3, 51.2)],
)
def test_exact_growth_is_behind_the_linear_rule(growth, elapsed, part):
    target = formulas.index_of(growth, 5)
    assert formulas.compound_progress(1, target, elapsed, 5) == pytest.approx(part, abs=0.06)
    assert part < formulas.linear_progress(elapsed, 5)


def test_a_falling_indicator_is_ahead_of_the_linear_rule():
    assert formulas.compound_progress(1.2, 0.5, 2, 5) == pytest.approx(50.6, abs=0.06)


@pytest.mark.parametrize(("average", "needed"), [(4.5, 17.5), (5.9, 15.1), (7.0, 13.4)])
def test_the_growth_that_two_years_need_after_three(average, needed):
    target, reached = formulas.index_of(9.5, 5), formulas.index_of(average, 3)
    assert target == pytest.approx(1.5742, abs=5e-4)
    assert formulas.average_growth(reached, target, 2) == pytest.approx(needed, abs=0.06)


def test_real_growth_is_the_product_of_indices():
    assert formulas.chained([8.0, -2.0, 5.0]) == pytest.approx(1.08 * 0.98 * 1.05)
    assert formulas.average_growth(1, 1.08 * 0.98 * 1.05, 3) == pytest.approx(3.581, abs=1e-3)


def test_a_cut_over_five_years():
    compound = [formulas.compound_cut(14.5, year, 5) for year in range(1, 5)]
    assert compound == pytest.approx([3.08, 6.07, 8.97, 11.78], abs=0.006)
    assert [formulas.linear_cut(14.5, year, 5) for year in range(1, 5)] == pytest.approx(
        [2.9, 5.8, 8.7, 11.6]
    )
    assert formulas.cut_so_far([3.0, 2.0]) == pytest.approx(100 * (1 - 0.97 * 0.98))
    assert formulas.yearly_cut(0, 14.5, 5) == pytest.approx(3.08, abs=0.006)
    assert formulas.yearly_cut(4.94, 14.5, 3) == pytest.approx(100 * (1 - (0.855 / 0.9506) ** (1 / 3)))


def test_numbers_that_do_not_exist_are_none():
    assert formulas.realised_progress(4, 4, 4) is None
    assert formulas.compound_progress(0, 5, 1, 5) is None
    assert formulas.compound_level(-1, 5, 1, 5) is None
    assert formulas.average_growth(1, 2, 0) is None
    assert formulas.average_growth(0, 2, 1) is None
    assert formulas.yearly_cut(5, 14, 0) is None
    assert not math.isnan(formulas.linear_progress(0, 5))
