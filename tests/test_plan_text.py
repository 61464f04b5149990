"""Every locator points at the line that prints the number. Needs the plan text beside the repository."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from scenarios.packs import load_pack
from scenarios.schema import HistoryRow, Target

PACK = load_pack()
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
BROKEN_OVER = 4
ROWS = {row.id: row for row in (*PACK.targets, *PACK.history)}
IN_WORDS = {"china_europe_trains"}
FROM_ELSEWHERE = {"energy_intensity_cut"}
DERIVED = {"state_firm_debt_2020"}
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


def prints(line: int, value: float) -> bool:
    return f"{value:g}" in row_at(line)


def test_the_text_has_the_lines_it_is_said_to_have(text):
    assert len(text) == PACK.about.text.lines


@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_target_stands_on_its_line(name):
    row = ROWS[name]
    values = [row.target, row.stated_growth] if isinstance(row, Target) else [row.stated_growth]
    for value in values:
        if value is not None and name not in IN_WORDS | FROM_ELSEWHERE:
            assert prints(row.locator.line, value)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_reading_stands_on_its_line(name):
    row = ROWS[name]
    reached = row.reached if isinstance(row, HistoryRow) else ()
    for reading in (*row.bases, *reached):
        assert prints(reading.locator.line, reading.value)


@pytest.mark.parametrize("name", sorted(name for name in ROWS if ROWS[name].locator.box))
def test_a_row_of_a_box_has_its_number_name_unit_and_department(name):
    row = ROWS[name]
    cells = [cell.strip() for cell in row_at(row.locator.line).replace("\n", "").split("|")]
    assert str(row.locator.row) in cells[:2]
    assert row.unit_printed in cells or name in NAMED_OTHERWISE
    assert row.name_zh in cells or name in NAMED_OTHERWISE
    assert row.department is None or row.department in cells
    assert row.nature == "none" or NATURES[row.nature] in cells


@pytest.mark.parametrize("row", PACK.observations, ids=lambda row: row.id)
def test_every_observation_stands_on_its_line(row):
    assert prints(row.line, row.value) or row.id in DERIVED


@pytest.mark.parametrize("row", PACK.observations, ids=lambda row: row.id)
def test_an_observation_of_a_box_names_the_row(row):
    if row.box is not None:
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
