"""Counts against lists, boxes and numbering; names; dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.audit.material import material_of
from evaluation.audit.rules import counts, dates, names
from scenarios.audit_facts import DatePair, NameInUse, Numbering, StatedCount
from scenarios.schema import Locator
from tests.audit_pack import again, built_in, pack_of, record, said_by, seen, target
from tests.audit_words import sentences

NAMED = {"name_zh": "内容", "name_en": "items"}


def count(stated, listed="", **more):
    row = {"id": "items", **NAMED, "stated": stated, "listed": listed, "places": "2:30; 2:b2r1:10", **more}
    return StatedCount.model_validate(row)


def numbering(numbers):
    row = {"id": "list", **NAMED, "numbers": numbers, "places": "2:30"}
    return Numbering.model_validate(row)


def name(said, place="2:30", thing="thing"):
    row = {"thing": thing, **NAMED, "said_zh": said, "said_en": said, "places": place}
    return NameInUse.model_validate(row)


def pair(first, then):
    told = {"first_zh": "先", "first_en": "first", "then_zh": "后", "then_en": "then"}
    return DatePair.model_validate({"id": "pair", **told, "first": first, "then": then, "places": "2:30"})


@pytest.mark.parametrize(
    ("stated", "listed", "severity", "kind"),
    [(2, "a; b", None, "count"), (3, "a; b", "low", "count"), (3, "", "low", "missing")],
)
def test_a_count_is_held_against_what_is_listed(stated, listed, severity, kind):
    [outcome] = said_by(counts.count_matches_list, counts=(count(stated, listed),))
    assert (outcome.severity, outcome.kind) == (severity, kind)
    assert [place.line for place in outcome.where] == [30, 10]
    assert sentences(outcome)


def test_a_target_that_counts_its_parts_is_held_against_them_once():
    rows = [target("items", 3, stated="count", listed=2, line=12), target("other", 3, line=14)]
    [outcome] = said_by(counts.count_matches_list, *rows)
    assert (outcome.severity, outcome.indicators, outcome.working) == ("low", ("items",), "3 != 2")
    [told] = said_by(counts.count_matches_list, *rows, counts=(count(3, "a; b; c"),))
    assert told.holds


def test_a_count_names_every_place_that_restates_it():
    row = target("items", 2, stated="count", listed=2, line=12, restated=(again(2, 40),))
    assert [place.line for place in said_by(counts.count_matches_list, row)[0].where] == [12, 40]


def test_nothing_counted_is_not_applicable():
    rules = (counts.count_matches_list, counts.numbering_runs, names.names_agree, dates.dates_in_order)
    for rule in (*rules, dates.record_is_final, dates.target_years):
        assert not said_by(rule)


def test_the_printed_counts_of_the_built_in_boxes_hold():
    outcomes = {one.subject: one for one in counts.stated_counts(material_of(built_in()))}
    assert {name: one.stated for name, one in outcomes.items()} == {
        "box1": 28,
        "box2": 19,
        "box15": 16,
        "binding": 5,
        "expected": 14,
    }
    for outcome in outcomes.values():
        assert outcome.holds
        assert outcome.where
        assert sentences(outcome)


def test_a_box_that_lacks_a_row_is_found():
    pack = built_in()
    short = pack.model_copy(update={"targets": tuple(t for t in pack.targets if t.locator.row != 19)})
    found = {one.subject: one for one in counts.stated_counts(material_of(short)) if not one.holds}
    assert {"box2", "expected"} <= set(found)
    assert found["box2"].working == "19 != 18"
    assert all(sentences(one) for one in found.values())


@given(st.integers(1, 30))
def test_numbers_that_run_hold(length):
    numbers = "; ".join(str(number) for number in range(1, length + 1))
    assert said_by(counts.numbering_runs, numbering=(numbering(numbers),))[0].holds


@pytest.mark.parametrize("numbers", ["1; 2; 4", "1; 2; 2", "2; 3", "1; 3; 2"])
def test_gaps_repetitions_and_turns_of_numbers_are_found(numbers):
    [outcome] = said_by(counts.numbering_runs, numbering=(numbering(numbers),))
    assert (outcome.severity, outcome.kind) == ("low", "count")
    assert sentences(outcome)


def test_names_of_one_thing_agree_or_are_found_with_all_places():
    rows = (name("港", "2:30"), name("港区", "2:20; 4:40"), name("港", "1:10"))
    [outcome] = said_by(names.names_agree, names=rows)
    assert (outcome.severity, outcome.kind) == ("low", "conflict")
    assert (outcome.stated, outcome.implied) == ("港", "港区")
    assert [place.line for place in outcome.where] == [10, 20, 30, 40]
    assert sentences(outcome)
    [holds] = said_by(names.names_agree, names=(name("港"), name("港", "2:20")))
    assert holds.holds
    assert sentences(holds)
    assert not said_by(names.names_agree, names=(name("港"),))
    assert len(said_by(names.names_agree, names=(name("港"), name("港"), name("核", thing="b")))) == 1


@pytest.mark.parametrize(("first", "then", "severity"), [(2020, 2021.07, None), (2025, 2025, None)])
def test_dates_in_their_order_hold(first, then, severity):
    [outcome] = said_by(dates.dates_in_order, dates=(pair(first, then),))
    assert outcome.severity == severity
    assert sentences(outcome)


def test_dates_that_turn_are_found():
    [outcome] = said_by(dates.dates_in_order, dates=(pair(2026, 2025),))
    assert (outcome.severity, outcome.working) == ("medium", "2026 > 2025")
    assert sentences(outcome)


def test_two_dates_of_one_year_are_told_apart():
    [outcome] = said_by(dates.dates_in_order, dates=(pair(2021.75, 2021.5),))
    assert (outcome.severity, outcome.working) == ("medium", "2021.75 > 2021.5")


def test_targets_of_the_plan_hold_together():
    [outcome] = said_by(dates.target_years, target(), target("other", year=2023))
    assert outcome.holds
    assert outcome.working == "2021 <= 2023; 2025 <= 2025"
    assert sentences(outcome)


@pytest.mark.parametrize("years", [{"year": 2026}, {"base_year": 2025}, {"year": 2019}])
def test_a_target_outside_the_plan_or_before_its_base_is_found(years):
    [outcome] = said_by(dates.target_years, target(**years))
    assert outcome.severity == "medium"
    assert sentences(outcome)


def test_an_observation_known_before_it_ends_is_found():
    [outcome] = said_by(dates.target_years, target(), seen("early", 1.0, year_to=2020, known_from=2019))
    assert (outcome.subject, outcome.severity) == ("early", "medium")
    assert sentences(outcome)


@pytest.mark.parametrize(("day", "severity"), [("2021-01-27", "low"), ("2021-03-01", None)])
def test_a_record_printed_early_is_preliminary(day, severity):
    pack = pack_of(record("past", 1.0, 2.0))
    about = pack.about.model_copy(update={"text": pack.about.text.model_copy(update={"date": day})})
    [outcome] = dates.record_is_final(material_of(pack.model_copy(update={"about": about})))
    assert (outcome.severity, outcome.kind) == (severity, "basis")
    assert sentences(outcome)


def test_the_date_of_the_built_in_text_is_where_it_is_printed():
    [outcome] = dates.record_is_final(material_of(built_in()))
    assert outcome.where == (Locator(chapter=0, line=4),)
    assert outcome.stated == 27
