"""Grades and final grades on both sides of every boundary."""

from __future__ import annotations

import pytest
from midterm_cases import pack

from evaluation.midterm.answers import GradeThresholds
from evaluation.midterm.evaluating import thresholds_of
from evaluation.midterm.grading import effort_of, final_grade, final_of_limit, grade_of, grade_of_limit
from evaluation.midterm.limits import Held
from evaluation.midterm.progress import rounded

STEP = 1e-6
REQUIRED, TOLERANCE = 54.5, 5.0


@pytest.mark.parametrize(
    ("progress", "expected", "binding"),
    [
        (100.0, "achieved_early", "achieved_early"),
        (100.0 - STEP, "ahead", "ahead"),
        (REQUIRED + TOLERANCE, "ahead", "ahead"),
        (REQUIRED + TOLERANCE - STEP, "on_track", "on_track"),
        (REQUIRED, "on_track", "on_track"),
        (REQUIRED - STEP, "on_track", "behind"),
        (REQUIRED - TOLERANCE, "on_track", "behind"),
        (REQUIRED - TOLERANCE - STEP, "behind", "behind"),
        (0.0, "behind", "behind"),
        (-STEP, "reversed", "reversed"),
    ],
)
def test_every_boundary_of_a_grade(progress, expected, binding):
    assert grade_of(progress, REQUIRED, TOLERANCE, False, over=False) == expected
    assert grade_of(progress, REQUIRED, TOLERANCE, True, over=False) == binding


def test_nothing_is_early_when_the_plan_is_over():
    assert grade_of(104.0, 100.0, TOLERANCE, False, over=True) == "on_track"
    assert grade_of(105.0, 100.0, TOLERANCE, False, over=True) == "ahead"


@pytest.mark.parametrize(
    ("ratio", "effort"),
    [
        (None, None),
        (-0.3, "within_plan"),
        (1.0, "within_plan"),
        (1.0 + STEP, "more"),
        (1.5, "more"),
        (1.5 + STEP, "hard"),
        (2.0, "hard"),
        (2.0 + STEP, "out_of_reach"),
    ],
)
def test_every_boundary_of_an_effort(ratio, effort):
    assert effort_of(ratio, thresholds_of(pack())) == effort


@pytest.mark.parametrize(
    ("progress", "expected", "binding"),
    [
        (100.0 + STEP, "exceeded", "exceeded"),
        (100.0, "met", "met"),
        (100.0 - STEP, "nearly_met", "missed"),
        (95.0, "nearly_met", "missed"),
        (95.0 - STEP, "missed", "missed"),
    ],
)
def test_every_boundary_of_a_final_grade(progress, expected, binding):
    free, bound = pack().target("gdp_level"), pack().target("forest_cover")
    assert final_grade(progress, free, 0.05).grade == expected
    assert final_grade(progress, bound, 0.05).grade == binding


@pytest.mark.parametrize(
    ("values", "grade", "final"),
    [
        ({2021: 3.9, 2025: 4.0}, "on_track", "met"),
        ({2021: 4.0 + STEP, 2025: 3.0}, "behind", "nearly_met"),
        ({2021: 3.0, 2025: 4.2}, "behind", "nearly_met"),
        ({2021: 3.0, 2025: 4.2 + STEP}, "behind", "missed"),
    ],
)
def test_every_boundary_of_a_ceiling(values, grade, final):
    target = pack().target("registered_unemployment")
    worst = max(values, key=lambda year: values[year])
    kept = {year: value <= 4.0 for year, value in values.items()}
    found = Held(values, 2025, None, worst, all(kept.values()), kept[2025])
    assert grade_of_limit(found, target) == grade
    assert final_of_limit(found, target, 0.05).grade == final


@pytest.mark.parametrize(("value", "shown"), [(928.5, 929), (928.49, 928), (-0.5, 0), (2.05, 2.1)])
def test_values_are_rounded_half_up(value, shown):
    assert rounded(value, 1 if shown == 2.1 else 0) == pytest.approx(shown)


def test_thresholds_are_those_of_the_plan_and_can_be_changed():
    assert thresholds_of(pack()) == GradeThresholds(5.0, 1.5, 2.0, 0.05, 0.8, 0.5, 0.2)
    assert thresholds_of(pack(), {"tolerance": 3.0}).tolerance == 3.0
