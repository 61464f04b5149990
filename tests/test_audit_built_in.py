"""The audit of the built-in plan against a list drawn up from its text, line by line, by reading alone."""

from __future__ import annotations

from collections import defaultdict

import pytest

from evaluation.audit.audit import Audit, audit_of
from evaluation.audit.outcomes import Kind, Outcome
from scenarios.packs import load_pack

PACK = load_pack()
AUDIT: Audit = audit_of(PACK)
READ: dict[Kind, tuple[int, ...]] = {
    "arithmetic": (95, 96, 98, 99, 109, 110, 132, 180, 181, 183, 190, 195, 196),
    "basis": (94, 97, 174, 177, 191),
    "conflict": (
        *(84, 85, 88, 89, 90, 95, 96, 103, 123, 130, 131, 141, 165, 169, 170, 185, 189, 194, 195, 234),
        *(328, 381, 399, 427, 434, 436, 437, 439, 448, 450, 470, 471, 481, 490),
    ),
    "count": (199, 258, 359, 381, 383, 388, 439),
    "implied_ratio": (165, 174, 175, 176, 177, 179, 312, 339, 450),
    "missing": (
        *(105, 111, 114, 116, 118, 165, 169, 186, 188, 203, 210, 249, 264, 265, 293, 298, 312, 319, 328),
        *(339, 341, 372, 383, 399, 415, 437, 450, 469, 479),
    ),
    "unit": (89, 128, 185, 195, 197, 456),
}
HIGH = {96: "conflict", 128: "unit", 169: "missing", 180: "arithmetic", 195: "unit"}
TRUE = {
    "stated_rate:gdp_level": 174,
    "stated_counts:box2": 199,
    "stated_counts:binding": 199,
    "stated_counts:expected": 199,
    "stated_rate:industrial_value_added": 177,
    "stated_rate:box1_tertiary_share": 100,
}
"""What is printed and right, although a careless rule may stumble over it."""


def findings_by_line() -> dict[int, list[Outcome]]:
    found: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in AUDIT.findings:
        for place in outcome.where:
            found[place.line].append(outcome)
    return found


BY_LINE = findings_by_line()


@pytest.mark.parametrize(("line", "kind"), [(line, kind) for kind, lines in READ.items() for line in lines])
def test_what_a_reader_finds_the_audit_finds(line, kind):
    assert kind in {outcome.kind for outcome in BY_LINE[line]}


@pytest.mark.parametrize("line", HIGH)
def test_what_decides_a_judgement_is_of_high_severity(line):
    assert (HIGH[line], "high") in {(outcome.kind, outcome.severity) for outcome in BY_LINE[line]}


@pytest.mark.parametrize("id", TRUE)
def test_what_is_right_is_checked_and_holds(id):
    assert id in {outcome.id for outcome in AUDIT.checked}
    assert id not in {outcome.id for outcome in AUDIT.findings}


@pytest.mark.parametrize("line", [94, 97])
def test_real_rates_beside_nominal_levels_are_a_basis_and_no_error_of_arithmetic(line):
    rates = [outcome for outcome in BY_LINE[line] if outcome.rule == "stated_rate"]
    assert [outcome.kind for outcome in rates] == ["basis"]


def test_every_line_with_a_number_is_accounted_for():
    assert [row.line for row in AUDIT.lines] == [row.line for row in PACK.covered]
    assert all(row.outcomes or row.reasons for row in AUDIT.lines)


def test_a_finding_says_where_why_and_what_to_do():
    for outcome in AUDIT.findings:
        assert outcome.where, outcome.id
        assert outcome.working, outcome.id
        assert outcome.explanations, outcome.id
        assert outcome.correction is not None, outcome.id


def test_findings_outside_the_boxes_count_as_much_as_those_inside():
    outside = [outcome for outcome in AUDIT.findings if any(place.box is None for place in outcome.where)]
    assert len(outside) > len(AUDIT.findings) / 2
