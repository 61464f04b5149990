"""Targets together: joints, misses, conflicts, and the series of charts."""

from __future__ import annotations

import numpy as np
import pytest
from evaluation_cases import YEARS, annual, growing, random_growth, target, tracked
from hypothesis import given
from hypothesis import strategies as st

from evaluation.joint import conflicts, hits_of, joint, misses, ranks
from evaluation.reachability import measure
from evaluation.results import to_json
from evaluation.series import series
from scenarios.errors import NumericalError

DRAWS = 4096


def measured(items, **series):
    return measure(items, annual(**series))


def box(id, variable, row, **changes):
    return target(
        id, variable=variable, row=row, bases=[{"value": 100, "default": True, "locator": PLACE}], **changes
    )


PLACE = {"chapter": 2, "box": 2, "row": 1, "line": 1}


def test_groups_of_box_2_and_what_they_leave_out():
    items = [
        box("gdp_level", "a", 1, target=140),
        box("private_investment_share", "b", 7, target=140),
        tracked("urbanisation_rate", row=8),
        box("energy_intensity_cut", "b", 12, nature="binding", target=140),
        tracked("forest_cover", row=14, nature="binding"),
        box("trains", "a", None, table="text", target=140),
    ]
    found = joint(measured(items, a=growing(1, [8.0, 5.0]), b=growing(1, [8.0, 9.0])))
    assert found.economic.ids == ("gdp_level", "private_investment_share")
    assert found.economic.excluded == ()
    assert found.binding.ids == ("energy_intensity_cut",)
    assert found.binding.excluded == ("forest_cover",)
    assert found.all.ids == ("gdp_level", "private_investment_share", "energy_intensity_cut")
    assert found.all.excluded == ("urbanisation_rate", "forest_cover")
    assert (found.binding.probability, found.economic.probability) == (1.0, 0.5)


def test_an_empty_group_has_no_probability():
    found = joint(measured([tracked()], a=growing(1, 1.0))).binding
    assert (found.probability, found.mc_error, found.ids, found.excluded) == (None, None, (), ())


@given(st.integers(0, 1000), st.floats(100, 200), st.floats(100, 200))
def test_a_joint_is_never_above_its_parts_nor_below_the_bound(seed, one, two):
    items = [box("a", "a", 1, target=one), box("b", "b", 2, target=two)]
    found = measured(items, a=growing(1, random_growth(seed, 64)), b=growing(1, random_growth(seed + 1, 64)))
    parts = [hit.met.share for hit in hits_of(found)]
    together = joint(found).all.probability
    assert together is not None
    assert max(0.0, sum(parts) - 1) - 1e-12 <= together <= min(parts)


def test_the_commonest_misses_come_first_and_are_whole_sets():
    met = np.array([[1, 1, 0, 0, 0, 1], [1, 0, 0, 0, 1, 1]])
    values = {name: growing(1, np.where(row, 9.0, 1.0)) for name, row in zip("ab", met, strict=True)}
    found = misses(measured([box("a", "a", 1, target=140), box("b", "b", 2, target=140)], **values))
    assert [(item.ids, item.share) for item in found] == [
        (("a", "b"), 2 / 6),
        (("a",), 1 / 6),
        (("b",), 1 / 6),
    ]


def test_no_misses_without_numbers():
    assert misses(measured([tracked()], a=growing(1, 1.0))) == ()


def test_a_trade_off_is_a_conflict_even_where_both_are_always_missed():
    growth = random_growth(5, DRAWS)
    noise = random_growth(6, DRAWS, 0.0, 0.2)
    items = [box(name, name, 1, target=aim) for name, aim in (("a", 999), ("b", 999), ("c", 999))]
    values = {"a": growth, "b": 16 - growth + noise, "c": growth + noise}
    found = conflicts(measured(items, **{name: growing(1, value) for name, value in values.items()}))
    assert [(pair.a, pair.b) for pair in found] == [("a", "b"), ("b", "c")]
    assert found[0].rank_correlation == pytest.approx(-1, abs=0.1)
    assert found[0].reason == "negative_correlation"


def test_met_together_less_often_than_independence_allows():
    growth = random_growth(5, DRAWS)
    items = [box("a", "a", 1, target=140), box("b", "b", 2, target=140)]
    pair = conflicts(measured(items, a=growing(1, growth), b=growing(1, 14 - growth)))[0]
    assert pair.reason == "both"
    assert pair.p_both < pair.p_if_independent


def test_two_variables_make_one_pair():
    growth = random_growth(5, DRAWS)
    items = [box("level", "a", 1, target=140), box("other", "a", 1, target=150), box("b", "b", 2, target=140)]
    found = conflicts(measured(items, a=growing(1, growth), b=growing(1, 14 - growth)))
    assert [(pair.a, pair.b) for pair in found] == [("level", "b")]


def test_independent_targets_and_one_variable_do_not_conflict():
    items = [
        box("a", "a", 1, target=140),
        box("b", "b", 2, target=140),
        box("limit", "a", 3, relation="at_most", target=140),
    ]
    found = conflicts(
        measured(items, a=growing(1, random_growth(1, DRAWS)), b=growing(1, random_growth(2, DRAWS)))
    )
    assert found == ()


def test_a_margin_that_never_moves_has_no_correlation():
    items = [box("a", "a", 1, target=140), box("b", "b", 2, target=140)]
    assert (
        conflicts(measured(items, a=growing(1, random_growth(1, 64)), b=growing(1, np.full(64, 3.0)))) == ()
    )


def test_equal_values_share_their_rank():
    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [2.5, 0.0, 2.5, 1.0]


def test_series_have_ordered_bands_history_and_the_central_path():
    run = annual(gdp=growing(590, random_growth(1, 500)))
    central = annual(gdp=growing(590, 8.0))
    points = series(run, ["gdp"], {("gdp", 2020): 590.0}, central)
    assert [point.year for point in points] == list(YEARS)
    assert [point.observed for point in points] == [590.0, None, None, None, None, None]
    assert points[5].central == pytest.approx(590 * 1.08**5)
    bands = [value for name, value in to_json(points[5]).items() if name.startswith("q")]
    assert bands == sorted(bands)
    with pytest.raises(NumericalError, match="not one"):
        series(run, ["gdp"], {}, run)
