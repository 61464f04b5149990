"""What a draw says about a target: transforms, rounding, bands, errors, verdicts, other bases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from evaluation_cases import VERDICTS, annual, base, growing, random_growth, target, tracked
from hypothesis import given
from hypothesis import strategies as st

from calibration.timing import GROUP_DRAWS, GROUPS
from evaluation.annual import Annual, join
from evaluation.draws import all_of, block_size, draw_set, join_sets, standard_error
from evaluation.quantiles import LEVELS, counted_quantiles, counts_of, join_counts, quantiles
from evaluation.reachability import measure, target_results, verdict
from evaluation.relations import RELATIONS, met, met_strictly
from evaluation.results import Relation, to_json
from evaluation.tally import join_tallies, tally
from evaluation.transforms import TRANSFORMS, reported, yearly_growth
from scenarios.errors import InputError, NumericalError
from scenarios.vocabulary import Relation as PlanRelation
from scenarios.vocabulary import Transform

VALUES = st.floats(-1e6, 1e6)
SAMPLES = st.lists(VALUES, min_size=1, max_size=60).map(np.array)


def answer(item, **series):
    return target_results(measure([item], annual(**series)), VERDICTS)[0]


# -- transforms: known answers


@pytest.mark.parametrize(
    ("transform", "unit", "values", "expected"),
    [
        ("level", "yi_CNY", [600, 0, 0, 0, 0, 900], 590 * 1.5),
        ("growth_average", "percent", [100, 0, 0, 0, 0, 100 * 1.1**5], 10.0),
        ("growth_each_year", "percent", [100, 110, 132, 145.2, 159.72, 175.692], 10.0),
        ("share_difference", "percent", [0.40, 0, 0, 0, 0, 0.47], 590 + 7.0),
        ("share_difference", "per_mille", [0.40, 0, 0, 0, 0, 0.47], 590 + 70.0),
        ("sum", "wan_person", [9, 1, 2, 3, 4, 5], 15.0),
        ("maximum", "percent", [0.9, 0.03, 0.05, 0.02, 0.01, 0.04], 5.0),
        ("average", "percent", [0.9, 0.03, 0.05, 0.02, 0.01, 0.04], 3.0),
        ("ratio_to_base", "1", [50, 0, 0, 0, 0, 100], 2.0),
        ("cut_percent", "percent", [1.0, 0, 0, 0, 0, 0.855], 14.5),
        ("growth_total", "percent", [200, 0, 0, 0, 0, 290], 45.0),
    ],
)
def test_a_transform_gives_the_printed_quantity(transform, unit, values, expected):
    item = target(transform=transform, unit=unit)
    np.testing.assert_allclose(reported(item, annual(gdp=values), 590.0), [expected])


@pytest.mark.parametrize(
    ("transform", "unit", "expected"),
    [
        ("ratio_to_base", "1", 1.2),
        ("share_difference", "percent", 590 + 10.0),
        ("maximum", "percent", 70.0),
        ("growth_total", "percent", 20.0),
    ],
)
def test_a_variable_over_another_is_measured_as_their_ratio(transform, unit, expected):
    item = target(transform=transform, unit=unit, mode="derived", divisor="gdp_nominal")
    found = annual(gdp=[50, 70, 10, 10, 10, 120], gdp_nominal=[100, 100, 100, 100, 100, 200])
    np.testing.assert_allclose(reported(item, found, 590.0), [expected])


def test_a_rise_over_the_whole_plan_has_a_yearly_growth():
    item = target(transform="growth_total", unit="percent", bases=[])
    assert yearly_growth(item, 45.0, None) == pytest.approx(7.714, abs=0.001)


def test_every_transform_and_relation_of_the_plan_schema_is_known():
    assert set(TRANSFORMS) == set(Transform.__args__)
    assert set(RELATIONS) == set(PlanRelation.__args__) == set(Relation.__args__)


def test_without_a_printed_base_a_level_is_the_model_value():
    item = target(bases=[], unit="percent")
    np.testing.assert_allclose(reported(item, annual(gdp=[0.6] * 6), None), [60.0])


def test_the_worst_year_under_a_limit_is_the_highest():
    item = target(transform="growth_each_year", relation="at_most", unit="percent")
    np.testing.assert_allclose(reported(item, annual(gdp=[100, 110, 132, 140, 150, 160]), None), [20.0])


def test_an_offset_in_the_base_year_does_not_count_as_growth():
    right, high = (answer(target(), gdp=growing(start, 9.0)) for start in (590.0, 640.0))
    assert right.median == pytest.approx(high.median)
    assert right.simulated_growth == pytest.approx(9.0)


@pytest.mark.parametrize(
    ("changes", "value", "expected"),
    [
        ({}, 929.0, 100 * ((929 / 590) ** 0.2 - 1)),
        ({"transform": "growth_average"}, 9.5, 9.5),
        ({"transform": "ratio_to_base"}, 2.0, 100 * (2**0.2 - 1)),
        ({"transform": "cut_percent"}, 14.5, 100 * (0.855**0.2 - 1)),
        ({"transform": "share_difference"}, 62.0, None),
        ({"transform": "sum"}, 12.0, None),
        ({"bases": []}, 929.0, None),
        ({}, -1.0, None),
        ({"year": 2020}, 929.0, None),
    ],
)
def test_growth_a_year_where_it_makes_sense(changes, value, expected):
    item = target(**changes)
    assert yearly_growth(item, value, item.base) == (None if expected is None else pytest.approx(expected))


# -- met


def test_nine_and_a_half_percent_meets_929_by_the_printed_digits_only():
    found = answer(target(), gdp=growing(590.0, 9.5))
    assert found.median == pytest.approx(590 * 1.095**5)
    assert 590 * 1.095**5 < 929
    assert (found.probability, found.probability_strict) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("relation", "digits", "limit", "low", "value", "rounded", "strict"),
    [
        ("at_least", 1, 9.5, None, 9.45, True, False),
        ("at_least", 1, 9.5, None, 9.44, False, False),
        ("above", 0, 55.0, None, 55.4, False, True),
        ("above", 0, 55.0, None, 55.5, True, True),
        ("at_most", 0, 4.0, None, 4.4, True, False),
        ("at_most", 0, 4.0, None, 4.5, False, False),
        ("below", 0, 4.0, None, 3.6, False, True),
        ("equals", 1, 3.3, None, 3.34, True, True),
        ("equals", 1, 3.3, None, 3.4, False, False),
        ("between", 0, 5.0, 3.0, 2.6, True, False),
        ("between", 0, 5.0, 3.0, 5.6, False, False),
        ("maintain", 0, 65.0, None, 64.6, True, False),
        ("external_benchmark", 1, 14.5, None, 14.5, True, True),
        ("at_least", 2, 0.07, None, 0.07, True, True),
    ],
)
def test_met_by_the_printed_digits_and_strictly(relation, digits, limit, low, value, rounded, strict):
    item = target(relation=relation, printed_digits=digits, target=limit, target_low=low)
    values = np.array([value])
    assert (bool(met(item, values)[0]), bool(met_strictly(item, values)[0])) == (rounded, strict)


@given(SAMPLES, VALUES, VALUES, st.sampled_from(["at_least", "above", "at_most", "below"]))
def test_a_harder_target_is_never_more_probable(values, one, two, relation):
    easy, hard = sorted((one, two), reverse=relation in ("at_most", "below"))
    items = [target(relation=relation, target=aim) for aim in (easy, hard)]
    first, second = (met(item, values).mean() for item in items)
    assert first >= second


@given(SAMPLES, VALUES)
def test_above_and_at_most_are_exact_opposites(values, limit):
    above, at_most = (met(target(relation=name, target=limit), values) for name in ("above", "at_most"))
    # a limit that is itself on the last printed digit leaves no gap
    if limit == round(limit):
        assert (above ^ at_most).all()


# -- answers


def test_a_tracked_target_has_its_reason_and_no_number():
    found = answer(tracked(target=13.0), gdp=growing(590.0, 5.0))
    numbers = ("median", "q05", "q10", "q90", "q95", "probability", "probability_strict", "mc_error")
    for name in (*numbers, "required_growth", "simulated_growth", "verdict"):
        assert getattr(found, name) is None, name
    assert to_json(found)["closures"] == {"demand_led": None, "supply_led": None}
    assert found.mode_reason_en
    assert found.target == 13.0


def test_a_target_without_a_number_keeps_its_band():
    found = answer(target(target=None), gdp=growing(590.0, 5.0))
    assert found.median is not None
    assert found.probability is None
    assert found.verdict is None
    assert found.required_growth is None
    assert found.simulated_growth == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("probability", "word"),
    [(0.8, "likely"), (0.79, "with_effort"), (0.5, "with_effort"), (0.2, "difficult"), (0.19, "unlikely")],
)
def test_the_verdict_follows_the_thresholds_of_the_plan(probability, word):
    assert verdict(probability, VERDICTS) == word
    assert verdict(None, VERDICTS) is None


def test_other_printed_bases_run_beside_the_default():
    item = target(bases=[base(348.0), base(438.0, default=False)], target=560.0)
    found = answer(item, gdp=growing(400.0, 8.0))
    assert found.median == pytest.approx(348 * 1.08**5)
    assert found.probability == 0.0
    assert [(other.base, other.probability) for other in found.alternatives] == [(438.0, 1.0)]
    assert found.alternatives[0].required_growth == pytest.approx(100 * ((560 / 438) ** 0.2 - 1))


def test_a_printed_limit_or_an_unanchored_target_has_no_other_base():
    limits = [base(4.0), base(3.0, default=False, bound="at_most")]
    assert answer(target(bases=limits), gdp=growing(1.0, 0.0)).alternatives == ()
    sums = target(bases=[base(13.4), base(14.2, default=False)], transform="sum")
    assert answer(sums, gdp=growing(1.0, 0.0)).alternatives == ()


def test_the_same_base_printed_twice_is_run_once():
    item = target(bases=[base(1.0), base(2.0, default=False), base(2.0, default=False)])
    assert len(answer(item, gdp=growing(1.0, 0.0)).alternatives) == 1


def test_closures_stand_beside_the_answer():
    weak, strong = (measure([target()], annual(gdp=growing(590.0, g))) for g in (6.0, 11.0))
    found = target_results(weak, VERDICTS, {"demand_led": weak, "supply_led": strong})[0]
    assert (found.closures.demand_led, found.closures.supply_led) == (0.0, 1.0)


def test_an_unknown_variable_and_a_broken_draw_are_refused():
    with pytest.raises(InputError, match="unknown-variable"):
        measure([target(variable="gpd")], annual(gdp=growing(590.0, 5.0)))
    broken = growing(590.0, [5.0, 6.0])
    broken[3, 1] = np.nan
    with pytest.raises(NumericalError, match="1 of 2 draws"):
        measure([target()], annual(gdp=broken))
    with pytest.raises(NumericalError, match="2035"):
        measure([target(year=2035)], annual(gdp=growing(590.0, 5.0)))


# -- errors and bands


def test_the_error_of_independent_draws_is_the_binomial_one():
    hits = np.random.default_rng(7).random(65_536) < 0.3
    assert standard_error(hits.astype(float)) == pytest.approx(np.sqrt(0.21 / 65_536), rel=0.35)


def test_the_error_sees_draws_that_share_replications():
    groups = np.repeat(np.random.default_rng(7).random(GROUPS) < 0.5, GROUP_DRAWS)
    hits = np.tile(groups, 16).astype(float)
    assert standard_error(hits) == pytest.approx(np.sqrt(0.25 / (GROUPS - 1)), rel=0.1)


@pytest.mark.parametrize(("draws", "size"), [(1_000_000, 128), (4096, 128), (4095, 64), (256, 8), (5, 8)])
def test_blocks_are_halved_until_there_are_enough(draws, size):
    assert block_size(draws) == size


@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("draws", [1, 100, 4096])
def test_never_and_always_still_have_an_error(share, draws):
    assert 0 < standard_error(np.full(draws, share)) < 1


@given(st.lists(st.booleans(), min_size=1, max_size=80), st.integers(0, 80))
def test_sets_of_draws_behave_like_masks(draws, cut):
    mask = np.array(draws)
    whole = draw_set(mask)
    assert (whole.mask == mask).all()
    assert whole.count == mask.sum()
    eights = 8 * (min(cut, len(mask)) // 8)
    parts = join_sets([draw_set(mask[:eights]), draw_set(mask[eights:])])
    assert (parts.mask == mask).all()
    assert all_of([whole, draw_set(~mask)]).count == 0


def test_parts_of_a_set_hold_whole_bytes():
    with pytest.raises(ValueError, match="multiple of 8"):
        join_sets([draw_set(np.ones(3, dtype=bool)), draw_set(np.ones(8, dtype=bool))])


@given(SAMPLES)
def test_quantiles_are_ordered_and_inside(values):
    exact = quantiles(values)
    counted = counted_quantiles(counts_of(values))
    np.testing.assert_allclose(list(exact.values()), np.quantile(values, LEVELS), rtol=1e-12, atol=1e-9)
    for found in (exact, counted):
        assert list(found.values()) == sorted(found.values())
    assert values.min() <= exact[LEVELS[0]] <= exact[LEVELS[-1]] <= values.max()


def test_counted_quantiles_are_close_to_the_exact_ones():
    values = np.random.default_rng(3).lognormal(0, 0.5, 50_000)
    parts = [counts_of(part) for part in np.split(values, 5)]
    exact, counted = quantiles(values), counted_quantiles(join_counts(parts))
    for level in LEVELS:
        assert counted[level] == pytest.approx(exact[level], rel=0.001)


# -- many draws in blocks


def test_blocks_of_counts_give_the_same_answer_as_all_draws():
    items = [
        target("a", bases=[base(590.0), base(600.0, default=False)]),
        target("b", transform="growth_average", unit="percent", target=9.5, printed_digits=1),
        target("c", target=None),
        tracked("d"),
    ]
    whole = annual(gdp=growing(590.0, random_growth(1, 5000)))
    gdp = whole.values["gdp"]
    blocks = [Annual(whole.years, {"gdp": gdp[:, at : at + 1024]}) for at in range(0, 5000, 1024)]
    assert (join(blocks).values["gdp"] == gdp).all()
    joined = target_results(join_tallies(items, [tally(items, block) for block in blocks]), VERDICTS)
    exact = target_results(measure(items, whole), VERDICTS)
    bands = ("median", "q05", "q10", "q90", "q95", "simulated_growth")
    for one, two in zip(joined, exact, strict=True):
        width = 0.01 * ((two.q95 or 0.0) - (two.q05 or 0.0))
        for name in bands:
            assert getattr(one, name) == pytest.approx(getattr(two, name), abs=width), (two.id, name)
        same = dict.fromkeys((*bands, "alternatives"))
        assert replace(one, **same) == replace(two, **same)
        assert [other.probability for other in one.alternatives] == [o.probability for o in two.alternatives]
