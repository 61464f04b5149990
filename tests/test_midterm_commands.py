"""From the empty workbook to the evaluation and the ledger and back, as a planner goes, in both languages."""

from __future__ import annotations

import json
import shutil

import pytest
from cli_runner import LANGUAGES, SMALL, answer, call
from jsonschema import Draft202012Validator
from midterm_cases import example, pack, written
from openpyxl import load_workbook

from evaluation.json_schema import schema_of
from evaluation.midterm.reading import key_of, read_observed
from report import evaluating

FIGURES = {
    "gdp_level": {2021: 630.5, 2022: 650, 2023: 690.25},
    "budget_revenue": {2023: 110},
    "forest_cover": {2023: 12.8},
    "registered_unemployment": {2021: 3.2, 2022: 3.9},
    "new_jobs_total": {2021: 2.6, 2022: 2.3},
    "energy_intensity_cut": {2021: 3.1},
    "income_growth": {2021: 8.5, 2022: 2},
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A folder in which a run is stored."""
    folder = tmp_path_factory.mktemp("a run")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert call("run", *SMALL).exit_code == 0
    return folder / "runs"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """In a folder of its own, with a name as folders have; the outlook has tests of its own."""
    monkeypatch.setattr(evaluating, "updating_of", lambda order: None)
    folder = tmp_path / "评估 一"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def fill(path, lang: str) -> None:
    """Type the figures into the sheet of years, and half a year into the second sheet."""
    book = load_workbook(path)
    years, parts = book.worksheets[0], book.worksheets[1]
    columns = {str(cell.value): at for at, cell in enumerate(years[1], start=1)}
    names = {getattr(target, f"name_{lang}"): target.id for target in pack().main_targets}
    for at, row in enumerate(years.iter_rows(min_row=2), start=2):
        for year, value in FIGURES.get(names.get(str(row[0].value), ""), {}).items():
            years.cell(at, columns[str(year)], value)
    trade = getattr(pack().target("trade_total"), f"name_{lang}")
    for row, (year, value) in enumerate(((2022, 100), (2023, 128)), start=2):
        for column, cell in enumerate((trade, year, 6, value, "亿元"), start=1):
            parts.cell(row, column, cell)
    book.save(path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_reads_back_what_was_typed_and_the_ledger_too(lang, here, run):
    shutil.copytree(run, here / "runs")
    assert call("evaluate", "--template", "表.xlsx", lang=lang).exit_code == 0
    empty = call("evaluate", "--observed", "表.xlsx", lang=lang)
    assert empty.exit_code == 3
    fill(here / "表.xlsx", lang)
    typed = read_observed([here / "表.xlsx"], pack())
    found = {(item.id, item.year): item.value for item in typed.observations if item.whole_year}
    assert found == {(id, year): value for id, years in FIGURES.items() for year, value in years.items()}
    assert call("ledger", "--observed", "表.xlsx", "-o", "台账.xlsx", *SMALL, lang=lang).exit_code == 0
    back = read_observed([here / "台账.xlsx"], pack())
    first, second = ({key_of(item): item.value for item in one.observations} for one in (typed, back))
    assert first == second


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_has_units_choices_and_help(lang, here):
    call("evaluate", "--template", "表.xlsx", lang=lang)
    book = load_workbook(here / "表.xlsx")
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "visible", "hidden"]
    assert len(book.worksheets[0].data_validations.dataValidation) == 2
    assert len(book.worksheets[1].data_validations.dataValidation) == 4
    names = [cell.value for cell in book.worksheets[0]["A"]][1:]
    assert len(names) == len(set(names)) == 40
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(isinstance(value, str) and value.startswith("=") for value in cells)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_says_what_follows_and_what_does_not(lang):
    told = call("evaluate", "--example", lang=lang)
    assert told.exit_code == 0
    text = "".join(told.stdout.split())
    assert "10.8%" in text
    assert ("2021、2022、2024、2025" if lang == "zh" else "2021,2022,2024,2025") in text
    assert ("规模以上工业" if lang == "en" else "统计范围为“规模以上工业”") in text


def test_the_example_invents_no_figure():
    data = answer("evaluate", "--example")
    assert list(Draft202012Validator(schema_of("evaluate")).iter_errors(data)) == []
    by_id = {one["id"]: one for one in data["result"]["indicators"]}
    growths = {
        id: [(item["year"], item["value"], item["counted"]) for item in one["observed"]]
        for id, one in by_id.items()
        if one["observed"]
    }
    assert growths == {
        "gdp_level": [(2023, 4.5, True)],
        "gdp_growth": [(2023, 4.5, True)],
        "industrial_value_added": [(2023, 5, False)],
        "trade_total": [(2023, 28, True)],
        "budget_revenue": [(2023, 47.8, True)],
        "retail_sales": [(2023, 13, True)],
        "fixed_asset_investment": [(2023, 0, True)],
    }
    assert {one["grade"] for one in by_id.values()} == {"not_evaluable"}
    assert all(one["progress"] is None and one["reached"] is None for one in by_id.values())
    assert by_id["fixed_asset_investment"]["open_growth"] == pytest.approx(100 * ((560 / 348) ** 0.25 - 1))
    sources = {item["source"] for one in by_id.values() for item in one["observed"]}
    assert sources == {"uetd-2023"} <= set(pack().sources)
    assert data["result"]["joint"] is None
    assert data["result"]["method"] is None


def test_the_page_of_the_evaluation_tells_the_example_as_it_is(root):
    text = (root / "docs" / "evaluation.md").read_text("utf-8")
    told = [one for one in example().indicators if one.open_growth is not None and one.id != "gdp_growth"]
    assert len(told) == 5
    for one in told:
        (year,) = one.year_growth
        numbers = f"| {year.growth:g} % | {one.planned_growth:.1f} % | {one.open_growth:.1f} % |"
        assert numbers in text


def test_an_evaluation_is_kept_found_again_and_repeated(here):
    path = written(here, "budget_revenue,2023,,110,亿元\n", "数据.csv")
    one = answer("evaluate", "--observed", path.name, "--as-of", "2023")
    two = answer("evaluate", "--observed", path.name, "--as-of", "2023-12")
    assert one == two
    (folder,) = (here / "runs").iterdir()
    assert json.loads((folder / "result.json").read_text("utf-8")) == one
    assert path.name in one["inputs"]
    kept = read_observed([folder / "observed.csv"], pack()).observations
    assert [(item.id, item.value) for item in kept] == [("budget_revenue", 110)]
    again = answer("runs", "rerun")
    assert (again["result"]["identical"], again["result"]["changed_inputs"]) == (True, [])
    path.write_text(path.read_text("utf-8").replace("110", "109"), encoding="utf-8")
    changed = answer("runs", "rerun")["result"]
    assert (changed["identical"], changed["changed_inputs"]) == (False, ["数据.csv"])


def test_the_final_evaluation_shows_what_was_said_before(here, run):
    shutil.copytree(run, here / "runs")
    written(here, "gdp_level,2022,,650,亿元,constant\n", "half.csv")
    written(here, "gdp_level,2025,,800,亿元,constant\n", "end.csv")
    assert call("evaluate", "--observed", "half.csv").exit_code == 0
    result = answer("evaluate", "--observed", "half.csv", "--observed", "end.csv")["result"]
    assert result["final"]
    said = [one for one in result["forecasts"] if one["id"] == "gdp_level"]
    assert [(one["kind"], one["as_of"]) for one in said] == [("run", 2020), ("evaluate", 2022)]
    assert said[0]["q10"] < said[0]["median"] < said[0]["q90"]
    assert (said[0]["outcome"], said[0]["met"]) == (800, False)
    assert "2020" in call("evaluate", "--observed", "half.csv", "--observed", "end.csv").stdout


@pytest.mark.parametrize(
    "arguments",
    [[], ["--example", "--template", "x.xlsx"], ["--observed", "x.csv", "--as-of", "2023-13"]],
)
def test_a_wrong_call_is_a_usage_error(arguments):
    assert call("evaluate", *arguments).exit_code == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_faults_leave_nothing_behind(lang, here):
    written(here, "生产总量,2023,,7,亿元\nGDP,2023,,7e6,亿元,可比价\n", "坏.csv")
    told = call("evaluate", "--observed", "坏.csv", lang=lang)
    assert told.exit_code == 3
    assert "坏.csv!A2" in told.output
    assert "坏.csv!D3" in told.output
    assert not (here / "runs").exists()


def test_the_ledger_has_lights_milestones_and_departments(here, run):
    shutil.copytree(run, here / "runs")
    written(here, "gdp_level,2023,,774.7,亿元,constant\nforest_cover,2023,,12.7,%\n", "数据.csv")
    data = answer("ledger", "--observed", "数据.csv", "-o", "台账.xlsx", *SMALL)
    assert data["result"]["lights"] == {"green": 2, "yellow": 0, "red": 1, "grey": 26}
    sheet = load_workbook(here / "台账.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=6)]
    assert rows[0][:7] == [1, "Gross domestic product", "expected", "发改委", "100m CNY", 590, ">= 929"]
    assert rows[0][8:13] == [657.8, 725.6, 793.4, 861.2, 929]
    assert rows[1][8:13] == [646.1, 707.5, 774.7, 848.4, 929]
    assert all(isinstance(value, float | int) for value in rows[2][8:13])
    assert rows[3][8:13] == [None, None, 774.7, None, None]
    told = [[cell.value for cell in row[8:13]] for row in sheet.iter_rows(min_row=5, min_col=1)][::4]
    paths = dict(zip([one.id for one in example().indicators], told, strict=True))
    spoken = {id: path for id, path in paths.items() if isinstance(path[0], str)}
    assert all(path[1:] == [None] * 4 for path in spoken.values())
    numbers = {id: [float(str(value)) for value in path] for id, path in paths.items() if id not in spoken}
    assert numbers["new_jobs_total"] == sorted(numbers["new_jobs_total"])
    assert "not computed" in str(spoken["urbanisation_rate"][0])
