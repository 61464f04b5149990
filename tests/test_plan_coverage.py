"""Every number of the plan text is accounted for, with the text and without it; a change is seen."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scenarios.coverage import OPEN, REASONS, coverage_of, digest, means
from scenarios.coverage_draft import draft_coverage
from scenarios.numerals import numerals
from scenarios.packs import load_pack
from scenarios.schema import Covered, PlanPack

PACK = load_pack()
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


@pytest.fixture(scope="module")
def text() -> str:
    for path in sorted(SEEDS.glob("*.txt")):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == PACK.about.text.sha256:
            return data.decode()
    pytest.skip(f"the plan text is not in {SEEDS.parent.name}/{SEEDS.name} beside the repository")


def with_rows(*rows: Covered) -> PlanPack:
    """The pack with some of its rows of coverage replaced."""
    new = {row.line: row for row in rows}
    return PACK.model_copy(update={"covered": tuple(new.get(row.line, row) for row in PACK.covered)})


def row_at(line: int) -> Covered:
    return next(row for row in PACK.covered if row.line == line)


def codes(pack: PlanPack, text: str | None = None) -> list[str]:
    return [fault.code for fault in coverage_of(pack, text).faults]


def test_every_number_is_accounted_for_without_the_text():
    found = coverage_of(PACK)
    assert found.faults == ()
    assert found.complete
    assert (found.lines, found.words) == (380, 902)
    assert OPEN not in found.reasons


def test_every_number_is_accounted_for_word_by_word(text):
    found = coverage_of(PACK, text, same_text=True)
    assert found.faults == ()
    assert found.read


def test_every_target_and_every_printed_observation_is_claimed_somewhere():
    claimed = {name for row in PACK.covered for _, names in row.claimed for name in names}
    claimed |= {name for row in PACK.covered for name in row.worded.split()}
    assert {row.id for row in PACK.targets} <= claimed
    assert {row.id for row in PACK.observations if row.printed} <= claimed
    blank = {row.id for row in PACK.history if not (row.bases or row.reached)}
    assert {row.id for row in PACK.history} - blank <= claimed


def test_reasons_are_a_closed_list():
    names = {row.id for row in (*PACK.targets, *PACK.history, *PACK.observations)}
    claims = {name for row in PACK.covered for _, found in row.claimed for name in found}
    assert claims - names <= set(REASONS) - {OPEN}


def test_the_table_holds_numbers_and_hashes_and_no_sentence():
    for row in PACK.covered:
        assert all(len(word) <= 5 for word in row.words.split())
        assert len(row.digest) == 12


def test_a_changed_line_is_seen(text):
    lines = text.splitlines()
    lines[263] = lines[263].replace("800", "900")
    assert codes(PACK, "\n".join(lines)) == ["changed-line", "unaccounted-number", "missing-number"]
    lines = text.splitlines()
    lines[263] += "。"
    assert codes(PACK, "\n".join(lines)) == ["changed-line"]


def test_a_new_number_on_a_line_without_one_is_seen(text):
    lines = text.splitlines()
    assert not numerals(lines[204])
    lines[204] += "建成3个平台。"
    faults = coverage_of(PACK, "\n".join(lines)).faults
    assert [(fault.code, fault.where) for fault in faults] == [("unaccounted-number", "line 205")]


def test_a_text_that_ends_early_is_seen(text):
    short = "\n".join(text.splitlines()[:520])
    assert set(codes(PACK, short)) == {"unknown-line"}


def test_another_order_of_the_same_numbers_is_seen():
    row = row_at(264)
    swapped = row.model_copy(update={"words": "800 2025", "claims": "digital_output date"})
    line = "到2025年,达到800亿元"
    pack = with_rows(swapped).model_copy(update={"covered": (swapped.model_copy(update={"line": 1}),)})
    found = [fault for fault in coverage_of(pack, line).faults if fault.where == "line 1"]
    assert [fault.code for fault in found] == ["changed-line", "missing-number"]


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ("date gross_industrial_output", "wrong-claim"),
        ("date digital_outptu", "unknown-claim"),
        ("date open", "unaccounted-number"),
        ("date name", "unclaimed"),
    ],
)
def test_a_claim_that_does_not_hold_is_told(claims, code):
    found = coverage_of(with_rows(row_at(264).model_copy(update={"claims": claims}))).faults
    assert code in {fault.code for fault in found}
    assert all("264" in str(fault) or "digital_output" in str(fault) for fault in found)


def test_a_row_that_nothing_claims_is_told():
    gone = PACK.model_copy(update={"covered": tuple(row for row in PACK.covered if row.line != 437)})
    found = {fault.where for fault in coverage_of(gone).faults}
    assert "coverage.csv: green_land_new" in found


def test_a_worded_target_that_is_not_listed_is_told():
    found = coverage_of(with_rows(row_at(328).model_copy(update={"worded": ""}))).faults
    assert {fault.where.split(": ")[1] for fault in found} == {
        "capital_openness",
        "outward_orientation",
        "trade_dependence",
    }


def test_words_and_claims_are_as_many():
    from pydantic import ValidationError

    with pytest.raises(ValidationError, match="words and claims"):
        Covered.model_validate({**row_at(264).model_dump(), "claims": "date"})


def test_a_draft_keeps_what_is_claimed_and_leaves_the_rest_open(text):
    assert draft_coverage(PACK, text) == PACK.covered
    bare = PACK.model_copy(update={"covered": ()})
    drafted = draft_coverage(bare, text)
    assert [row.line for row in drafted] == [row.line for row in PACK.covered]
    assert [row.words for row in drafted] == [row.words for row in PACK.covered]
    claims = [name for row in drafted for _, names in row.claimed for name in names]
    assert "digital_output" in claims
    assert 0 < claims.count(OPEN) < 300


@pytest.mark.parametrize(
    ("line", "words", "values"),
    [
        ("进一步统一零售", [], []),
        ("数量翻一番", ["翻一番"], [2]),
        ("到二〇三五年", ["二〇三五"], [2035]),
        ("二十一路与十分之三", ["二十一", "十分之三"], [21, 30]),
        ("十分重要,二十分钟", ["二十"], [20]),
        ("过半数,三分之一", ["半数", "三分之一"], [50, 100 / 3]),
        ("5000万美元、1.3万吨、千亿级", ["5000", "1.3", "千亿"], [5000, 1.3, 1000]),
        ("全角12.5%", ["12.5"], [12.5]),
        ("万元产值、亿元产值", [], []),
        ("十百千工程", ["十百千"], [10]),
        ("一百二十个", ["一百二十"], [120]),
        ("1.6:43.5:55", ["1.6", "43.5", "55"], [1.6, 43.5, 55]),
        ("实现全覆盖、负增长", ["全覆盖", "负增长"], [100, 0]),
    ],
)
def test_numbers_are_read_as_people_read_them(line, words, values):
    found = numerals(line)
    assert [numeral.text for numeral in found] == words
    assert [numeral.values[0] for numeral in found] == pytest.approx(values)


def test_a_number_means_each_of_its_values():
    assert means("千亿", 1000)
    assert means("千亿", 1e11)
    assert means("十百千", 100)
    assert not means("800", 80)
    assert not means("", 0)


@given(st.text(alphabet="〇零一二两三四五六七八九十百千万亿分之半数翻番倍年0123456789.%第|、: ", max_size=30))
@example("亿万")
@example("零分之零")
def test_no_line_of_numerals_is_too_strange(line):
    for numeral in numerals(line):
        assert numeral.text
        assert line[numeral.start :].startswith(numeral.text)
        assert numerals(numeral.text)[0].values == numeral.values or numeral.values


@given(st.text(max_size=200))
def test_no_text_is_too_strange(content):
    assert len(digest(content)) == 12
    for fault in coverage_of(PACK, content).faults:
        assert fault.code in ("unknown-line", "changed-line", "unaccounted-number", "missing-number")
    draft_coverage(PACK, content)
