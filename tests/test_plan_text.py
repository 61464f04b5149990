"""Every locator points at the line that prints the number. Needs the plan text beside the repository."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from scenarios.coverage import means
from scenarios.numerals import numerals
from scenarios.packs import load_pack
from scenarios.prints import prints

PACK = load_pack()
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
BROKEN_OVER = 4
ROWS = {row.id: row for row in (*PACK.targets, *PACK.history)}
PRINTS = {f"{found.id}-{found.line}-{found.value:g}": found for found in prints(PACK)}
WORDED = {row.id: row for row in PACK.targets if row.worded}
IN_WORDS = {
    "rise": "提高 提升 增加 大幅 比重 增长 扩大 完成",
    "rise_greatly": "大幅",
    "fall": "缩小 压缩 控制 负增长",
    "fall_greatly": "大幅",
    "stable": "稳定 保持",
    "in_step": "同步",
    None: "约束 目标范围 平均水平 合理区间",
}
NAMED_OTHERWISE = {"gdp_growth"}
NATURES = {"binding": "约束性", "expected": "预期性"}


@cache
def plan_lines() -> tuple[str, ...]:
    for path in sorted(SEEDS.glob("*.txt")):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == PACK.about.text.sha256:
            return tuple(data.decode().splitlines())
    return ()


@pytest.fixture(autouse=True)
def text() -> tuple[str, ...]:
    if not plan_lines():
        pytest.skip(f"the plan text is not in {SEEDS.parent.name}/{SEEDS.name} beside the repository")
    return plan_lines()


def row_at(line: int) -> str:
    """The line and those that a broken row may continue on, up to the next numbered row."""
    lines = plan_lines()[line - 1 : line - 1 + BROKEN_OVER]
    kept = lines[:1]
    for following in lines[1:]:
        if "|" not in kept[0] or any(cell.strip().isdigit() for cell in following.split("|")[:1]):
            break
        kept += (following,)
    return "\n".join(kept)


def test_the_text_has_the_lines_it_is_said_to_have(text):
    assert len(text) == PACK.about.text.lines


@pytest.mark.parametrize("name", sorted(name for name, found in PRINTS.items() if found.id not in WORDED))
def test_every_number_stands_on_its_line(name):
    found = PRINTS[name]
    outside = {row.id: row.threshold_source for row in PACK.targets}.get(found.id, "plan") != "plan"
    spelt_out = found.id == "outlets_per_estate" and found.value == 0.5
    words = [numeral.text for numeral in numerals(row_at(found.line))]
    assert any(means(word, found.value) for word in words) or outside or spelt_out


@pytest.mark.parametrize("name", sorted(WORDED))
def test_a_worded_target_stands_on_its_line_in_such_words(name):
    row = WORDED[name]
    text = row_at(row.locator.line)
    assert any(word in text for word in IN_WORDS[row.direction].split())


@pytest.mark.parametrize("name", sorted(name for name in ROWS if ROWS[name].table in ("box1", "box2")))
def test_a_row_of_a_box_has_its_number_name_unit_and_department(name):
    row = ROWS[name]
    cells = [cell.strip() for cell in row_at(row.locator.line).replace("\n", "").split("|")]
    assert str(row.locator.row) in cells[:2]
    assert row.unit_printed in cells or name in NAMED_OTHERWISE
    assert row.name_zh in cells or name in NAMED_OTHERWISE
    assert row.department is None or row.department in cells
    assert row.nature == "none" or NATURES[row.nature] in cells


@pytest.mark.parametrize("row", [row for row in PACK.targets if row.table == "box15"], ids=lambda row: row.id)
def test_a_row_of_box_15_has_its_number_name_scope_and_nature(row):
    number_and_name, scope, nature, value = [
        cell.strip() for cell in plan_lines()[row.locator.line - 1].rstrip(" |").split("|")
    ]
    number, _, name = number_and_name.partition("、")
    assert int(number) == row.locator.row
    assert name == row.name_zh
    assert scope in (row.scope.zh, "~")
    assert NATURES[row.nature] == nature
    assert row.unit_printed in value


@pytest.mark.parametrize("row", PACK.observations, ids=lambda row: row.id)
def test_an_observation_of_a_box_names_the_row(row):
    if row.row is not None:
        assert str(row.row) in [cell.strip() for cell in plan_lines()[row.line - 1].split("|")[:2]]


@pytest.mark.parametrize("lever", PACK.levers, ids=lambda lever: lever.name)
def test_a_lever_points_into_the_chapter_it_names(lever):
    reference = lever.plan_reference
    chapter = heading(plan_lines(), reference.line, "章")
    assert chapter == reference.chapter


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_target_points_into_its_chapter_and_section(name):
    locator = ROWS[name].locator
    assert heading(plan_lines(), locator.line, "章") == locator.chapter
    assert heading(plan_lines(), locator.line, "节") == locator.section


def heading(lines, line: int, kind: str) -> int | None:
    """The number of the last heading `第N章` or `第N节` at or above a line, beyond the table of contents."""
    digits = "一二三四五六七八九"
    contents_end = next(at for at, text in enumerate(lines) if text.startswith("附录"))
    for text in reversed(lines[contents_end:line]):
        if text.startswith("第") and kind in text[:5]:
            number = text[1 : text.index(kind)]
            tens = "十" in number
            ones = digits.find(number[-1]) + 1
            return 10 * tens + ones if number != "十" else 10
    return None
