"""Words about how numbers develop: stable, in step, rising, rising greatly, falling, narrowing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.rules import wordings
from scenarios.audit_facts import PAIRED, StatedWording
from tests.audit_pack import said_by, seen
from tests.audit_words import redone, sentences

RULES = {
    "stable": wordings.stable_share,
    "in_step": wordings.in_step,
    "rises": wordings.rises,
    "rises_greatly": wordings.rises_greatly,
    "falls": wordings.falls,
    "gap_narrows": wordings.gap_narrows,
}


def worded(wording, first, second):
    paired = wording in PAIRED
    row = {"id": "one", "wording": wording, "name_zh": "量", "name_en": "quantity", "places": "2:99"}
    sides = {"subject": "a", "against": "b"} if paired else {"subject": "b / a", "against": None}
    rows = [seen("a", first, 10), seen("b", second, 20)]
    table = (StatedWording.model_validate({**row, **sides}),)
    return said_by(RULES[wording], *rows, wordings=table)


@pytest.mark.parametrize(
    ("wording", "first", "second", "severity"),
    [
        ("stable", 100.0, 104.0, None),
        ("stable", 100.0, 108.0, "low"),
        ("stable", 100.0, 117.0, "medium"),
        ("stable", 100.0, 92.0, "low"),
        ("in_step", 8.1, 8.5, None),
        ("in_step", 8.1, 8.9, "low"),
        ("in_step", 8.1, 9.5, "medium"),
        ("rises", 100.0, 103.0, None),
        ("rises", 100.0, 97.0, "medium"),
        ("rises_greatly", 100.0, 115.0, None),
        ("rises_greatly", 100.0, 107.0, "low"),
        ("rises_greatly", 100.0, 102.0, "medium"),
        ("rises_greatly", 100.0, 90.0, "medium"),
        ("falls", 100.0, 97.0, None),
        ("falls", 100.0, 103.0, "medium"),
        ("gap_narrows", 9.0, 8.0, None),
        ("gap_narrows", 8.0, 8.0, "low"),
        ("gap_narrows", 7.0, 9.0, "medium"),
    ],
)
def test_a_word_is_held_against_its_numbers(wording, first, second, severity):
    [outcome] = worded(wording, first, second)
    assert (outcome.severity, outcome.kind) == (severity, "conflict")
    assert [place.line for place in outcome.where] == [10, 20, 99]
    assert sentences(outcome)
    for worked, told in redone(outcome.working):
        assert worked == pytest.approx(told, rel=1e-3, abs=1e-3)


@given(st.sampled_from(sorted(RULES)), st.integers(50, 150), st.integers(50, 150))
def test_a_word_and_its_opposite_are_never_both_broken(wording, first, second):
    [one] = worded(wording, float(first), float(second))
    opposite = {"rises": "falls", "falls": "rises"}.get(wording)
    if opposite is not None:
        [other] = worded(opposite, float(first), float(second))
        assert one.holds or other.holds


@given(st.integers(1, 9999))
def test_what_does_not_change_is_stable(value):
    assert worded("stable", float(value), float(value))[0].holds
    assert worded("in_step", float(value), float(value))[0].holds


def test_each_rule_reads_its_own_words():
    for wording in RULES:
        for other, rule in RULES.items():
            assert bool(wording == other) == bool(
                said_by(rule, seen("a", 1.0), seen("b", 2.0), wordings=(_row(wording),))
            )


def test_words_about_numbers_that_are_not_there_are_skipped():
    assert not worded("stable", 0.0, 5.0)
    assert not said_by(wordings.stable_share)


def _row(wording):
    paired = wording in PAIRED
    row = {"id": "one", "wording": wording, "name_zh": "量", "name_en": "quantity", "places": "2:99"}
    return StatedWording.model_validate({**row, "subject": "a", "against": "b" if paired else None})
