"""The facts for the audit in the built-in pack: every row can be used, and stands where it says."""

from collections import Counter

import pytest

from evaluation.audit.material import material_of
from scenarios.audit_facts import AUDIT_TABLES, listed_of, places_of
from scenarios.packs import load_pack

PACK = load_pack()
FACTS = PACK.audit
MATERIAL = material_of(PACK)
CHAPTERS = {row.line: row.chapter for row in PACK.covered}
PLACED = ("relations", "counts", "numbering", "names", "wordings", "dates", "labels")


@pytest.mark.parametrize("table", sorted(AUDIT_TABLES))
def test_the_pack_fills_every_table(table):
    assert getattr(FACTS, table)


@pytest.mark.parametrize("row", FACTS.relations, ids=lambda row: row.id)
def test_both_sides_of_a_relation_are_printed(row):
    assert MATERIAL.figure(row.left).text
    assert MATERIAL.figure(row.right).text


@pytest.mark.parametrize("row", FACTS.wordings, ids=lambda row: row.id)
def test_what_a_wording_speaks_of_is_printed(row):
    assert MATERIAL.figure(row.subject).ids
    assert (row.against is not None) == (row.wording in ("in_step", "gap_narrows"))
    assert row.against is None or MATERIAL.figure(row.against).ids


@pytest.mark.parametrize("table", PLACED)
def test_a_place_is_in_the_chapter_of_its_line(table):
    cells = [row.places for row in getattr(FACTS, table) if row.places]
    for place in (place for cell in cells for place in places_of(cell)):
        assert CHAPTERS.get(place.line, place.chapter) == place.chapter


@pytest.mark.parametrize("table", ["same", "names"])
def test_a_thing_has_more_than_one_row(table):
    rows = Counter(row.thing for row in getattr(FACTS, table))
    assert min(rows.values()) > 1


def test_no_row_states_two_things():
    ids = [row.id for row in FACTS.same]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", FACTS.counts, ids=lambda row: row.id)
def test_no_item_is_listed_twice(row):
    items = listed_of(row.listed)
    assert len(items) == len(set(items))


def test_counts_of_targets_are_those_of_the_targets():
    for row in FACTS.counts:
        target = MATERIAL.targets.get(row.id)
        if target is not None and target.listed is not None:
            assert row.stated == target.target
            assert len(listed_of(row.listed)) == target.listed
