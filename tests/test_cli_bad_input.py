"""Wrong input of every kind: the right exit code, every fault named, nothing written, no traceback."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from cli_runner import LANGUAGES, SMALL, call

from report.exits import INPUT, NUMERICAL, UNEXPECTED, USAGE
from scenarios.errors import NumericalError
from scenarios.packs import DEFAULT_PLAN, PLANS

HEAD = """schema_version = 1
title = { zh = "试", en = "Try" }
question = { zh = "如何", en = "What if?" }
"""
LEVER = """
[levers.industrial_investment_share]
path = {{ {path} }}
unit = "{unit}"
why = "a test"
"""


def lever(path: str = "2021 = 0.1, 2025 = 0.12", unit: str = "1") -> str:
    return HEAD + LEVER.format(path=path, unit=unit)


RANDOM_BYTES = random.Random(7).randbytes(600)
FILES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "unknown key": ((HEAD + 'colour = "red"\n').encode(), ("colour",)),
    "unknown lever": (
        lever().replace("industrial_i", "industral_i").encode(),
        ("industral_investment_share",),
    ),
    "wrong unit": (lever(unit="percent").encode(), ("percent",)),
    "not a number": (lever("2021 = nan").encode(), ("nan",)),
    "infinite": (lever("2021 = -inf").encode(), ("inf",)),
    "text for a number": (lever('2021 = "much"').encode(), ("much",)),
    "share above 1": (lever("2021 = 1.5").encode(), ("1.5",)),
    "year outside the plan": (lever("1999 = 0.1").encode(), ("1999",)),
    "empty": (b"", ("bad.toml",)),
    "blank": (b" \n\n", ("bad.toml",)),
    "GBK": (lever().replace("试", "测试").encode("gbk"), ("UTF-8",)),
    "random bytes": (RANDOM_BYTES, ("bad.toml",)),
    "not TOML": (b"title = [", ("TOML",)),
    "climbing out": ((HEAD + 'extends = "../../secret.toml"\n').encode(), ("../../secret.toml",)),
    "a parent that is absent": ((HEAD + 'extends = "nobody"\n').encode(), ("nobody",)),
    "itself as parent": ((HEAD + 'extends = "bad.toml"\n').encode(), ("bad",)),
    "another schema": (HEAD.replace("schema_version = 1", "schema_version = 99").encode(), ("99",)),
}
MANY = (
    HEAD.replace("title", "titel")
    + LEVER.format(path="2021 = 9, 1999 = 0.1", unit="yi_CNY")
    + "[levers.nobody]\npath = {}\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    place = tmp_path / "工作 folder"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def refused(folder: Path, *arguments: str, code: int = INPUT, lang: str = "en") -> str:
    """The words on standard error of a call that is refused and leaves nothing behind."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = call(*arguments, lang=lang)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    result.stderr.encode("gbk", "strict") if lang == "zh" else None
    return result.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_scenario_file_that_is_wrong_is_refused(name, lang, folder):
    content, told = FILES[name]
    (folder / "bad.toml").write_bytes(content)
    text = refused(folder, "run", "bad.toml", *SMALL, lang=lang)
    assert all(word in text for word in told), text


@pytest.mark.parametrize("command", [["compare", "baseline", "bad.toml"], ["run", "bad.toml", "--json"]])
def test_all_faults_of_a_file_are_told_at_once(command, folder):
    (folder / "bad.toml").write_text(MANY, encoding="utf-8")
    result = call(*command, *SMALL)
    assert result.exit_code == INPUT
    for word in ("titel", "yi_CNY", "1999", "nobody", "title"):
        assert word in result.stderr
    assert int(result.stderr.split()[0]) >= 5
    if "--json" in command:
        data = json.loads(result.stdout)
        assert data["schema"] == "planreach.error.1"
        assert data["result"]["code"] == INPUT
        assert len(data["result"]["faults"]) >= 5


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "nosuch"], "nosuch"),
        (["run", "nosuch.toml"], "nosuch.toml"),
        (["run", "."], "."),
        (["run", "baselin"], "did you mean `baseline`?"),
        (["run", "--plan", "nowhere"], "nowhere"),
        (["levers", "--plan", "nowhere"], DEFAULT_PLAN),
        (["plan", "check", "--plan", "nowhere"], "nowhere"),
        (["why", "gdp_grwoth"], "did you mean `gdp_growth`?"),
        (["model", "equations", "gdpp"], "did you mean `gdp`?"),
        (["model", "equations", "--sector", "capitol"], "did you mean `capital`?"),
        (["model", "loops", "nosuch"], "nosuch"),
        (["model", "graph", "nosuch"], "nosuch"),
        (["model", "parameters", "nosuch"], "nosuch"),
        (["runs", "show"], "planreach runs list"),
        (["runs", "show", "../secret"], "../secret"),
        (["runs", "rerun", "nosuch"], "nosuch"),
        (["runs", "diff", "one", "two"], "one"),
    ],
)
def test_a_name_nobody_knows_is_refused_with_what_is_known(arguments, told, folder):
    assert told in refused(folder, *arguments)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["runn"], "runn"),
        (["model", "equation"], "equations"),
        (["run", "--drows", "5"], "--draws"),
        (["run", "--draws", "many"], "many"),
        (["run", "--draws", "0"], "0"),
        (["run", "--draws", "1.5"], "1.5"),
        (["run", "--draws"], "--draws"),
        (["run", "--seed", "-1"], "-1"),
        (["run", "--jobs", "0"], "0"),
        (["run", "--closure", "both"], "demand_led"),
        (["run", "--method", "magic"], "heun"),
        (["run", "--step", "1/2.5"], "1/2.5"),
        (["run", "--step", "0"], "0"),
        (["run", "--layers", "weather"], "world"),
        (["run", "--as-of", "soon"], "soon"),
        (["run", "--as-of", "2020-13"], "2020-13"),
        (["run", "--as-of", "2015"], "2020"),
        (["run", "--end", "2023"], "2025"),
        (["run", "--fail-under", "nan"], "nan"),
        (["run", "--fail-under", "15"], "15"),
        (["run", "--lang", "fr"], "zh"),
        (["run", "a", "b"], "b"),
        (["compare"], "SCENARIO"),
        (["compare", "baseline"], ""),
        (["compare", "baseline", "baseline"], ""),
        (["why"], "INDICATOR"),
        (["why", "gdp", "--most", "-1"], "-1"),
        (["runs", "diff", "one"], "OTHER"),
        (["model", "graph", "--format", "svg"], "mermaid"),
    ],
)
def test_a_wrong_command_line_is_told_with_the_help_to_call(arguments, told, lang, folder):
    text = refused(folder, *arguments, code=USAGE, lang=lang)
    assert told in text
    assert "--help" in text


def test_usage_errors_are_in_the_language_chosen(folder):
    for arguments in (["runn"], ["run", "--nosuch"], ["run", "--draws", "x"], ["why"], ["run", "a", "b"]):
        text = refused(folder, *arguments, code=USAGE, lang="zh")
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text.splitlines()[0]), text


def test_a_wrong_settings_file_is_refused(folder):
    (folder / "planreach.toml").write_text("drawz = 5\nseed = 'x'\n", encoding="utf-8")
    text = refused(folder, "run")
    assert "drawz" in text
    assert "planreach.toml: seed" in text


def test_a_place_that_cannot_be_written_is_told(folder):
    (folder / "runs").write_text("in the way", encoding="utf-8")
    assert "cannot be written" in refused(folder, "run", *SMALL, "--quiet")


@pytest.fixture
def pack(folder) -> Path:
    place = folder / "my plan"
    shutil.copytree(PLANS / DEFAULT_PLAN, place)
    return place


def test_a_plan_of_ones_own_runs(pack, folder):
    assert call("run", "--plan", str(pack), *SMALL).exit_code == 0
    assert call("plan", "check", "--plan", pack.name).exit_code == 0


def test_every_fault_of_a_plan_is_told(pack, folder):
    (pack / "levers.toml").write_bytes(RANDOM_BYTES)
    levers = (
        (pack / "targets" / "box2.toml").read_text("utf-8").replace('unit = "yi_CNY"', 'unit = "yi_USD"', 1)
    )
    (pack / "targets" / "box2.toml").write_text(levers, encoding="utf-8")
    text = refused(folder, "run", "--plan", pack.name)
    assert "levers.toml" in text
    assert "yi_USD" in text


def test_plan_check_shows_the_plan_and_ends_with_the_faults(pack):
    text = (
        (pack / "targets" / "box2.toml").read_text("utf-8").replace('variable = "gdp"', 'variable = "gpd"', 1)
    )
    (pack / "targets" / "box2.toml").write_text(text, encoding="utf-8")
    result = call("plan", "check", "--plan", pack.name)
    assert result.exit_code == INPUT
    assert "gpd" in result.output
    assert "Traceback" not in result.output
    data = json.loads(call("plan", "check", "--plan", pack.name, "--json").stdout)
    assert data["schema"] == "planreach.plan_check.1"
    assert not data["result"]["passed"]
    assert data["result"]["faults"]


def test_a_fault_of_the_calculation_is_told_with_the_line_that_repeats_it(folder, monkeypatch):
    def fails(*_: object) -> None:
        raise NumericalError("gdp: not finite in 3 of 64 draws")

    monkeypatch.setattr("evaluation.running.run_scenario", fails)
    text = refused(folder, "run", *SMALL, code=NUMERICAL)
    assert "not finite in 3 of 64" in text


def test_what_nobody_expected_is_told_without_a_traceback_unless_asked(folder, monkeypatch):
    def fails(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("evaluation.running.run_scenario", fails)
    assert "ZeroDivisionError" in refused(folder, "run", *SMALL, code=UNEXPECTED)
    result = call("run", *SMALL, "-v")
    assert result.exit_code == UNEXPECTED
    assert "Traceback" in result.stderr


def test_fail_under_ends_with_its_own_code_after_the_answer(folder):
    low, high = (call("run", *SMALL, "--fail-under", limit) for limit in ("0", "1"))
    assert (low.exit_code, high.exit_code) == (0, 10)
    assert low.stdout == high.stdout
    assert "--fail-under" in high.stderr
