"""`planreach report`: which run, which format, and what is said when there is none."""

from __future__ import annotations

import importlib.util
import json
import zipfile

import pytest
from cli_runner import LANGUAGES, answer, call
from docx import Document
from jsonschema import Draft202012Validator

from report.schemas import answer_schema


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("made") / "runs"
    assert call("run", "--draws", "8", "--runs", str(folder), "--quiet").exit_code == 0
    return folder


def test_the_worked_example_goes_from_the_observed_figures_to_the_table(tmp_path):
    folder = str(tmp_path / "runs")
    told = answer("evaluate", "--example", "--draws", "16", "--runs", folder, "--quiet")
    for name, extra in (("report.docx", []), ("brief.docx", ["--brief"])):
        result = call("report", "--runs", folder, *extra, "-o", str(tmp_path / name), lang="zh")
        assert result.exit_code == 0, result.output
    document = Document(str(tmp_path / "report.docx"))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    growth = {
        row["name_zh"]: row["year_growth"][0]["growth"]
        for row in told["result"]["indicators"]
        if row["year_growth"]
    }
    assert growth["地区生产总值"] == 4.5
    for name, value in growth.items():
        assert any(line[:3] == [name, "2023", f"{value:.1f}"] for line in cells)
    assert len(Document(str(tmp_path / "brief.docx")).tables) == 1


@pytest.mark.parametrize(("lang", "form"), [("zh", "html"), ("en", "xlsx")])
def test_the_newest_run_is_written_twice_alike(runs, tmp_path, lang, form):
    made = [tmp_path / f"{name}.{form}" for name in ("a", "b")]
    for path in made:
        result = call("report", "--runs", str(runs), "-o", str(path), lang=lang)
        assert result.exit_code == 0, result.output
        assert "baseline-" in result.stdout
    assert made[0].read_bytes() == made[1].read_bytes()
    assert len(made[0].read_bytes()) > 10_000


def test_the_answer_says_what_was_written(runs, tmp_path, monkeypatch):
    monkeypatch.setattr("report.outline.run_outline.charts", lambda found, words: [])
    path = tmp_path / "报告.docx"
    told = answer("report", "--runs", str(runs), "-o", str(path), lang="zh")
    assert list(Draft202012Validator(answer_schema("report")).iter_errors(told)) == []
    assert told["result"]["format"] == "docx"
    assert told["result"]["kind"] == "run"
    assert "word/document.xml" in zipfile.ZipFile(path).namelist()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_run_the_command_says_how_to_make_one(tmp_path, lang):
    result = call("report", "--runs", str(tmp_path / "none"), "-o", str(tmp_path / "a.docx"), lang=lang)
    assert result.exit_code == 3
    assert "planreach run" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_does_not_exist_is_named(runs, tmp_path):
    result = call("report", "baselin", "--runs", str(runs), "-o", str(tmp_path / "a.docx"))
    assert result.exit_code == 3
    assert "baselin" in result.stderr


def test_a_run_of_another_kind_has_no_report(runs, tmp_path, monkeypatch):
    monkeypatch.setattr("report.reporting.KINDS", ("evaluate",))
    name = next(path.name for path in runs.iterdir())
    result = call("report", name, "--runs", str(runs), "-o", str(tmp_path / "a.xlsx"))
    assert result.exit_code == 3
    assert "known: evaluate" in result.stderr
    assert call("report", "--runs", str(runs), "-o", str(tmp_path / "a.xlsx")).exit_code == 3


@pytest.mark.parametrize("arguments", [["-o", "a.pdf"], ["--format", "docx", "-o", "a.xlsx"], []])
def test_a_wrong_ending_is_a_usage_error(runs, arguments):
    assert call("report", "--runs", str(runs), *arguments).exit_code == 2


def test_the_page_for_leaders_needs_an_evaluation(runs, tmp_path):
    result = call("report", "--brief", "--runs", str(runs), "-o", str(tmp_path / "a.docx"))
    assert result.exit_code == 2
    assert "planreach evaluate" in result.stderr


def test_a_folder_that_does_not_exist_is_told(runs, tmp_path):
    path = tmp_path / "no" / "a.xlsx"
    result = call("report", "--runs", str(runs), "-o", str(path), "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["result"]["faults"][0]["code"] == "missing-folder"


def test_without_the_libraries_the_command_names_the_extra(runs, tmp_path, monkeypatch):
    real = importlib.util.find_spec
    monkeypatch.setattr("report.reporting.find_spec", lambda name: None if name == "docx" else real(name))
    result = call("report", "--runs", str(runs), "-o", str(tmp_path / "a.docx"))
    assert result.exit_code == 5
    assert "planreach[docs]" in result.stderr
