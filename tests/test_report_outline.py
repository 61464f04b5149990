"""The outline of an evaluation: every number is that of the JSON; what is null is a dash, never a guess."""

from __future__ import annotations

import json
import re

import pytest
from cli_runner import LANGUAGES
from midterm_fixture import envelope, evaluation
from openpyxl import load_workbook

from report.fixed_bytes import fixed
from report.html.outline_page import outline_page
from report.outline.blocks import Heading, Table, Text
from report.outline.brief import MOST, most_urgent
from report.outline.facts import evaluation_of
from report.outline.midterm import midterm_outline
from report.outline.progress_table import COLUMNS, numbered
from report.outline.skill_page import brier
from report.report_workbook import INDICATORS, OBSERVED, evaluation_sheets
from report.wording import load_words
from scenarios.packs import load_pack
from scenarios.workbook import read_workbook, write_workbook

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FIELDS = {
    "target": ("target",),
    "required": ("required_linear", "required_compound"),
    "progress": ("progress",),
    "growth": ("planned_growth", "realised_growth"),
    "rest": ("required_growth",),
    "expected": ("median", "q10", "q90"),
    "actual": ("reached", "reached_year"),
    "chance": ("probability_before", "probability_after"),
}


def numbers_of(cell: str) -> list[str]:
    return NUMBER.findall(cell.replace("..", " "))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_table_is_that_of_the_json(lang):
    found = evaluation()
    rows = numbered(found, load_words(lang)).rows
    told = {row["id"]: row for row in envelope()["result"]["indicators"]}
    checked = 0
    for one, cells in zip(found.main, rows, strict=True):
        for name, cell in zip(COLUMNS, cells[1:], strict=True):
            if name not in FIELDS or name == "target":
                continue
            values = [told[one.id][field] for field in FIELDS[name]]
            known = [100 * v if name == "chance" else v for v in values if v is not None]
            printed = numbers_of(cell)
            assert len(printed) == len(known), (one.id, name, cell)
            for text, value in zip(printed, known, strict=True):
                decimals = len(text.partition(".")[2])
                assert abs(float(text) - value) <= 0.5 * 10**-decimals + 1e-9, (one.id, name, cell)
                checked += 1
    assert checked > 40


def test_base_and_target_are_those_of_the_plan():
    rows = numbered(evaluation(), load_words("en")).rows
    assert rows[0][3:5] == ("590", "≥ 929")
    assert rows[1][3:5] == ("78.1", "≥ 117")
    assert rows[5][4] == "≤ 4"


def test_what_the_json_leaves_out_is_a_dash():
    bare = {"result": {"indicators": [{"id": "gdp_level"}, {"id": "no_such_target"}]}}
    found = evaluation_of(bare, load_pack())
    rows = numbered(found, load_words("zh")).rows
    assert rows[0][6:9] == ("-", "-", "-")
    assert rows[1][1] == "no_such_target"
    for lang in LANGUAGES:
        assert midterm_outline(found, load_words(lang)).blocks


def test_an_evaluation_without_indicators_is_told_too():
    empty = {"result": {"indicators": None, "joint": None, "method": None}, "warnings": None}
    assert midterm_outline(evaluation_of(empty, load_pack()), load_words("zh")).blocks


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outline_is_the_usual_one(lang):
    words = load_words(lang)
    heads = [
        block.text for block in midterm_outline(evaluation(), words).blocks if isinstance(block, Heading)
    ]
    chapters = (
        "work-mid",
        "judgement",
        "indicators",
        "tasks",
        "problems",
        "prospects",
        "measures",
        "adjustment",
    )
    annexes = ("annex-data", "annex-method", "annex-sources")
    wanted = [words(f"midterm.{name}") for name in (*chapters, *annexes)]
    assert [head for head in heads if head in wanted] == wanted
    assert words("midterm.skill") not in heads


def test_what_it_takes_and_why_a_change_is_proposed_is_told():
    told = envelope()
    lever = {"name": "industrial_investment_share", "value": 0.08, "wanted": 0.17, "limit": 0.2, "gain": 1.0}
    need = {
        "possible": True,
        "aim": 0.5,
        "tried": 0.7,
        "probability": 0.52,
        "median": 561.0,
        "levers": [lever],
    }
    row = told["result"]["indicators"][2]
    row["need"] = need
    row["proposal"] = {"proposal": "revise", "rule": "unlikely", "text_en": "By approval.", "value": 381.0}
    told["result"]["indicators"][0]["need"] = {**need, "possible": False, "levers": []}
    notes = {"gdp_level": ("Such growth occurred in none of 4 windows.",)}
    blocks = midterm_outline(evaluation_of(told, load_pack(), notes=notes), load_words("en")).blocks
    texts = " ".join(block.text for block in blocks if isinstance(block, Text))
    assert "at 70 % of what is allowed the chance of being met is 52 %" in texts
    assert "from 0.08 to 0.17 (limit 0.2)" in texts
    assert "no allowed policy brings" in texts
    assert "none of 4 windows" in texts
    cells = {cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row}
    assert "revise 381\nBy approval." in cells


def test_without_updated_probabilities_the_method_says_so():
    told = envelope()
    for row in told["result"]["indicators"]:
        row |= dict.fromkeys(("probability_before", "probability_after", "median", "q10", "q90", "outlook"))
    words = load_words("zh")
    texts = [
        b.text for b in midterm_outline(evaluation_of(told, load_pack()), words).blocks if isinstance(b, Text)
    ]
    assert words("midterm.work-progress") in texts
    assert words("midterm.prospects-none") in texts


def test_what_people_have_to_fill_in_is_marked():
    blocks = midterm_outline(evaluation(), load_words("zh")).blocks
    blanks = [block.text for block in blocks if isinstance(block, Text) and block.kind == "blank"]
    assert len(blanks) == 4
    assert all(text.startswith("【") and text.endswith("】") for text in blanks)
    forms = [
        block for block in blocks if isinstance(block, Table) and block.rows and "【填写】" in block.rows[0]
    ]
    assert len(forms) == 3


def test_the_brief_puts_binding_indicators_first_and_stays_short():
    urgent = most_urgent(evaluation())
    assert urgent[0].id == "energy_intensity_cut"
    assert len(urgent) <= MOST
    assert "registered_unemployment" not in {one.id for one in urgent}


def test_a_final_evaluation_looks_back_at_its_forecasts():
    found = evaluation(final=True)
    words = load_words("zh")
    blocks = midterm_outline(found, words).blocks
    texts = [block.text for block in blocks if isinstance(block, (Heading, Text))]
    assert words("midterm.skill") in texts
    table = next(b for b in blocks if isinstance(b, Table) and b.caption == words("midterm.skill-table"))
    assert [row[-1] for row in table.rows] == ["否", "是", "是"]
    assert table.rows[0][2:6] == ("760", "700..820", "0.4", "690")
    assert brier([one for one in found.earlier if one.as_of == 2020]) == pytest.approx(
        (0.004**2 + 0.69**2) / 2
    )
    assert brier([]) is None
    assert "未完成" in numbered(found, words).rows[0]


def test_probabilities_in_prose_are_to_five_points():
    words = load_words("en")
    told = " ".join(b.text for b in midterm_outline(evaluation(), words).blocks if isinstance(b, Text))
    assert "under 5 % before and under 5 % after" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_every_chart_and_escapes_what_others_wrote(lang):
    text = outline_page(midterm_outline(evaluation(), load_words(lang)), load_words(lang))
    figures = re.findall(r'<script type="application/json" data-chart="chart\d+">(.*?)</script>', text)
    assert len(figures) == 6
    names = {trace["name"] for trace in json.loads(figures[0])["data"]}
    assert load_words(lang)("chart.band", share=90) in names
    assert "<script>alert(1)" not in text
    assert 'role="img"' in text


def test_the_workbook_holds_the_numbers_of_the_json_and_no_formula(tmp_path):
    words = load_words("en")
    path = tmp_path / "tables.xlsx"
    write_workbook(path, evaluation_sheets(evaluation(), words))
    grid = read_workbook(path, "tables.xlsx")[words("report-sheet.indicators")]
    told = envelope()["result"]["indicators"]
    for row, values in zip(told, grid.rows, strict=True):
        held = dict(zip(INDICATORS, values, strict=True))
        for name in ("progress", "median", "probability_after", "required_growth", "reached"):
            assert held[name] == row[name]
    book = load_workbook(path)
    assert {cell.data_type for sheet in book for line in sheet for cell in line} <= {"s", "n"}
    assert book[words("report-sheet.indicators")]["B8"].quotePrefix
    for sheet, columns in (("indicators", INDICATORS), ("observed", OBSERVED)):
        assert "unit" in columns
        assert words("report-column.unit") in [cell.value for cell in book[words(f"report-sheet.{sheet}")][1]]


def test_a_workbook_has_the_same_bytes_at_any_hour(tmp_path, monkeypatch):
    sheets = evaluation_sheets(evaluation(), load_words("zh"))
    made: list[bytes] = []
    for name, clock in (("a.xlsx", 1.0e9), ("b.xlsx", 1.5e9)):
        monkeypatch.setattr("time.time", lambda clock=clock: clock)
        write_workbook(tmp_path / name, sheets)
        made.append(fixed((tmp_path / name).read_bytes()))
    assert made[0] == made[1]
