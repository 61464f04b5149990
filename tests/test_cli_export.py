"""`planreach model export`: the file it writes, and what it refuses."""

from __future__ import annotations

import pytest
from cli_runner import answer, call
from economy_subject import economy
from xmile_reader import read


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_holds_what_the_answer_counts(here):
    found = answer("model", "export", "-o", "模型.xmile", "opening")["result"]
    entries = read((here / "模型.xmile").read_text(encoding="utf-8")).entries.values()
    assert found["counts"] == {
        "stock": sum(entry.tag == "stock" for entry in entries),
        "flow": sum(entry.tag == "flow" for entry in entries),
        "aux": sum(entry.tag == "aux" and entry.points is None for entry in entries),
        "input": sum(entry.points is not None for entry in entries),
    }
    assert len(entries) >= len(economy().model.variables)
    assert (found["file"], found["scenario"], found["method"]) == ("模型.xmile", "opening", "euler")


def test_options_reach_the_file(here):
    options = ["--method", "heun", "--step", "1/12", "--end", "2030", "--closure", "supply_led"]
    assert call("model", "export", "-o", "model.xmile", *options).exit_code == 0
    file = read((here / "model.xmile").read_text(encoding="utf-8"))
    specs = next(element for element in file.root if element.tag.endswith("sim_specs"))
    assert specs.attrib["method"] == "rk2"
    assert [file.text(f"x:sim_specs/x:{key}") for key in ("start", "stop", "dt")] == ["2015", "2031", "12"]
    points = file.entries["supply_led_weight"].points
    assert points is not None
    assert points[1][-1] == 1
    assert "supply_led" in file.text("x:header/x:caption")


def test_another_ending_is_refused():
    result = call("model", "export", "-o", "model.xml")
    assert result.exit_code == 2
    assert ".xmile" in result.stderr


def test_a_file_is_asked_for():
    assert call("model", "export").exit_code == 2


def test_a_folder_that_is_not_there_is_told(here):
    result = call("model", "export", "-o", "none/model.xmile")
    assert result.exit_code == 3
    assert "model.xmile" in result.stderr
    assert str(here) not in result.stderr


def test_an_unknown_scenario_writes_nothing(here):
    assert call("model", "export", "-o", "model.xmile", "openning").exit_code == 3
    assert list(here.iterdir()) == []
