"""Two plans of an invented county: one that agrees with itself, and one with planted faults.

`tests/audit_packs/planted.csv` lists the faults; a rule without a subject there is not planted, and the
row says why. Line by line the two texts differ where a fault is planted and nowhere else.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import isclose
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from evaluation.audit.audit import Audit, audit_of
from evaluation.audit.figures import printed
from evaluation.audit.outcomes import Kind, Outcome
from evaluation.audit.registry import RULES, name_of_rule
from scenarios.audit_facts import AuditFacts
from scenarios.coverage import coverage_of
from scenarios.packs import load_pack
from scenarios.plan_check import box_rows, natures
from scenarios.readers import sha256
from scenarios.schema import PlanPack, StatedCounts
from tests.audit_words import redone, sentences

FOLDER = Path(__file__).parent / "audit_packs"
CLEAN, FAULTY = "clean", "faulty"
FEWEST_HELD, FEWEST_FAULTS, FEWEST_OF_A_KIND = 150, 25, 2
KINDS: tuple[Kind, ...] = get_args(Kind)
STEP = re.compile(r"[0-9.()+*/^x -]+ = [0-9.]+( %)?")
SHOWN = 1e-3  # what steps before were rounded to in a working
SPEAKS_OF_FAULTS_ONLY = {"level_in_rate_column"}
NAMES = tuple(name_of_rule(rule) for rule in RULES)


class Planted(NamedTuple):
    rule: str
    subject: str
    kind: str
    line: int
    what: str


@cache
def pack(name: str) -> PlanPack:
    return load_pack(str(FOLDER / name))


@cache
def audited(name: str) -> Audit:
    return audit_of(pack(name))


@cache
def table() -> tuple[dict[str, str], ...]:
    with (FOLDER / "planted.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def planted() -> tuple[Planted, ...]:
    rows = [row for row in table() if row["subject"]]
    return tuple(
        Planted(row["rule"], row["subject"], row["kind"], int(row["line"]), row["what"]) for row in rows
    )


def bare(targets: int) -> PlanPack:
    """The clean plan with its first targets and nothing else."""
    whole = pack(CLEAN)
    nothing = {"history": (), "observations": (), "covered": (), "audit": AuditFacts()}
    about = whole.about.model_copy(update={"stated_counts": StatedCounts()})
    return whole.model_copy(update={**nothing, "targets": whole.targets[:targets], "about": about})


def text(name: str) -> str:
    return (FOLDER / name / "text.txt").read_text(encoding="utf-8")


def lines(name: str) -> list[str]:
    return text(name).splitlines()


def outcomes() -> Iterator[Outcome]:
    for name in (CLEAN, FAULTY):
        yield from (*audited(name).findings, *audited(name).checked)


def key(outcome: Outcome) -> tuple[str, str, str]:
    return outcome.rule, outcome.subject, outcome.kind


def test_nothing_is_found_in_a_plan_that_agrees_with_itself():
    assert [(key(one), one.working) for one in audited(CLEAN).findings] == []
    assert len(audited(CLEAN).checked) >= FEWEST_HELD


def test_every_rule_has_something_to_look_at():
    assert set(audited(CLEAN).not_applicable) <= SPEAKS_OF_FAULTS_ONLY
    assert audited(FAULTY).not_applicable == ()


def test_all_planted_faults_are_found_and_no_other():
    assert sorted(map(key, audited(FAULTY).findings)) == sorted(row[:3] for row in planted())


def test_there_are_enough_faults_of_every_kind():
    counts = Counter(row.kind for row in planted())
    assert len(planted()) >= FEWEST_FAULTS
    assert {kind: counts[kind] for kind in KINDS if counts[kind] < FEWEST_OF_A_KIND} == {}


def test_every_rule_is_planted_or_the_table_says_why_not():
    assert {row["rule"] for row in table()} == set(NAMES)
    assert all(row["what"] for row in table())


@pytest.mark.parametrize("row", planted(), ids=lambda row: f"{row.rule}:{row.subject}")
def test_a_fault_is_found_where_it_is_planted(row):
    found = next(one for one in audited(FAULTY).findings if key(one) == row[:3])
    assert row.line in {place.line for place in found.where}
    assert lines(CLEAN)[row.line - 1] != lines(FAULTY)[row.line - 1]


def test_the_texts_differ_where_a_fault_is_planted_and_nowhere_else():
    pairs = zip(lines(CLEAN), lines(FAULTY), strict=True)
    assert {at for at, (a, b) in enumerate(pairs, 1) if a != b} == {row.line for row in planted()}


@pytest.mark.parametrize("name", [CLEAN, FAULTY])
def test_every_number_of_the_text_is_accounted_for(name):
    written = (FOLDER / name / "text.txt").read_bytes()
    assert sha256(written) == pack(name).about.text.sha256
    assert coverage_of(pack(name), text(name), same_text=True).faults == ()


@pytest.mark.parametrize("name", [CLEAN, FAULTY])
def test_every_line_has_its_account(name):
    account = audited(name).lines
    assert [line.line for line in account] == [row.line for row in pack(name).covered]
    assert all(line.outcomes or line.reasons for line in account)
    found = {place.line for one in audited(name).findings for place in one.where}
    assert {line.state for line in account if line.line in found} <= {"finding"}


def test_an_outcome_has_its_working_in_one_plain_line():
    for one in outcomes():
        assert one.working, one.id
        assert one.working.isascii() or one.rule == "names_agree", one.id
        assert "\n" not in one.working, one.id


def test_the_arithmetic_of_a_working_can_be_redone_by_hand():
    steps = [step for one in outcomes() for step in one.working.split("; ") if STEP.fullmatch(step)]
    assert len(steps) > len(planted())
    for step in steps:
        ((left, right),) = redone(step)
        half = printed(right).high - right
        assert any(isclose(value, right, rel_tol=SHOWN, abs_tol=half) for value in (left, 100 * left)), step


def test_everything_can_be_told_in_both_languages():
    assert all(sentences(one) for one in outcomes())


def test_a_finding_names_its_places_another_explanation_and_a_correction():
    for one in outcomes():
        if not one.holds:
            assert one.where, one.id
            assert one.explanations, one.id
            assert one.correction is not None, one.id


def test_no_outcome_stands_twice():
    for name in (CLEAN, FAULTY):
        ids = [one.id for one in (*audited(name).findings, *audited(name).checked)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [CLEAN, FAULTY])
def test_the_same_pack_gives_the_same_audit(name):
    assert audit_of(load_pack(str(FOLDER / name))) == audited(name)


@pytest.mark.parametrize("name", [CLEAN, FAULTY])
def test_the_order_of_the_rows_does_not_matter(name):
    turned = {part: getattr(pack(name), part)[::-1] for part in ("targets", "history", "observations")}
    found = audit_of(pack(name).model_copy(update=turned))
    assert sorted(map(key, found.findings)) == sorted(map(key, audited(name).findings))
    assert len(found.checked) == len(audited(name).checked)


def test_a_plan_with_few_facts_names_the_rules_that_do_not_apply():
    small = audit_of(bare(2))
    assert small.findings == ()
    assert set(small.not_applicable) == set(NAMES) - {one.rule for one in small.checked}
    assert {"sum_of_parts", "names_agree", "debt_service", "path_total"} <= set(small.not_applicable)


def test_an_empty_plan_finds_nothing():
    empty = audit_of(bare(0))
    assert empty.findings == empty.checked == ()
    assert empty.not_applicable == NAMES


def test_the_counts_of_the_main_targets_of_the_built_in_plan_hold():
    built_in = load_pack()
    assert (box_rows(built_in)["box2"], natures(built_in)) == (19, {"binding": 5, "expected": 14})
    held = {one.id for one in audit_of(built_in).checked}
    assert {f"stated_counts:{name}" for name in ("box2", "binding", "expected")} <= held


def test_a_level_that_rounds_to_its_print_holds():
    held = {one.id: one for one in audit_of(load_pack()).checked}["stated_rate:gdp_level"]
    assert "= 928.8; printed 929" in held.working
