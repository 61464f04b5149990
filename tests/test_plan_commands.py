"""`plan show`, `coverage`, `new` and `export` answer people in two languages and programs by a schema."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from report.application import application
from report.schemas import FOLDER, answer_schema, schema_text
from report.wording import Language
from scenarios.packs import load_pack

PACK = load_pack()
KINDS = ("plan_show", "plan_coverage", "plan_new", "plan_export")
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
LANGUAGES = ("zh", "en")


def call(*words: str, lang: str = "en"):
    language: Language = "zh" if lang == "zh" else "en"
    return CliRunner().invoke(application(language), ["plan", *words], catch_exceptions=False)


def answer(kind: str, *words: str, code: int = 0):
    """The result of a command in JSON, once its schema is satisfied."""
    result = call(*words, "--json")
    assert result.exit_code == code, result.output
    data = json.loads(result.stdout)
    assert list(Draft202012Validator(answer_schema(kind)).iter_errors(data)) == []
    return data["result"]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def text() -> str:
    for path in sorted(SEEDS.glob("*.txt")):
        if hashlib.sha256(path.read_bytes()).hexdigest() == PACK.about.text.sha256:
            return str(path)
    pytest.skip(f"the plan text is not in {SEEDS.parent.name}/{SEEDS.name} beside the repository")


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_published(kind):
    path = FOLDER / f"planreach.{kind}.1.json"
    assert path.read_text(encoding="utf-8") == schema_text(kind)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", [("show",), ("show", "--chapter", "7"), ("show", "--all"), ("coverage",)])
def test_an_answer_is_there_in_both_languages(words, lang):
    result = call(*words, lang=lang)
    assert result.exit_code == 0
    assert any("\u4e00" <= sign <= "\u9fff" for sign in result.stdout) or lang == "en"
    assert result.stdout.encode("gbk")


def test_the_plan_is_counted_by_chapter():
    rows = call("show").stdout.splitlines()
    total = next(row.split() for row in rows if row.strip().startswith("All"))
    assert total == ["All", "143", "29", "9", "105", "154"]


def test_a_chapter_is_listed_with_its_lines():
    told = call("show", "--chapter", "5").stdout
    assert "Foreign investment used" in told
    assert "298" in told


def test_everything_is_there_in_json():
    found = answer("plan_show", "show")
    assert len(found["targets"]) == 143
    assert len(found["history"]) == 28
    assert len(found["observations"]) == 154
    row = next(row for row in found["targets"] if row["id"] == "emerging_share")
    assert (row["target"], row["mode"], row["divisor"]) == (45, "derived", "industrial_value_added")
    assert row["scope_zh"] == "规模以上工业增加值"
    assert {"chapter", "section", "paragraph", "box", "row", "line"} == set(row["locator"])


def test_a_chapter_and_a_mode_in_json():
    found = answer("plan_show", "show", "--chapter", "4", "--mode", "derived")
    assert [row["id"] for row in found["targets"]] == ["manufacturing_share", "emerging_share"]
    assert found["observations"] == []
    assert sum(chapter["targets"] for chapter in found["chapters"]) == 143


def test_coverage_is_complete_without_the_text():
    found = answer("plan_coverage", "coverage")
    assert (found["complete"], found["read"], found["same_text"]) == (True, False, None)
    assert found["chapters"]["4"]["targets"] == 17


def test_coverage_is_complete_with_the_text(text):
    found = answer("plan_coverage", "coverage", "--text", text)
    assert (found["complete"], found["read"], found["same_text"]) == (True, True, True)


def test_a_changed_text_ends_with_exit_code_3_and_names_the_line(text, tmp_path):
    changed = Path(text).read_text(encoding="utf-8").replace("达到800亿元", "达到810亿元")
    (tmp_path / "文本.txt").write_text(changed, encoding="utf-8")
    result = call("coverage", "--text", "文本.txt")
    assert result.exit_code == 3
    assert "line 264" in result.stderr
    assert "not, to the last byte" in " ".join(result.stdout.split())
    found = answer("plan_coverage", "coverage", "--text", "文本.txt", code=3)
    assert {fault["code"] for fault in found["faults"]} == {
        "changed-line",
        "unaccounted-number",
        "missing-number",
    }


def test_coverage_of_a_plan_of_ones_own_is_drafted_claimed_and_complete(tmp_path):
    (tmp_path / "plan.txt").write_text("第一章 目标\n到2025年,产值达到300亿元。\n", encoding="utf-8")
    assert call("new", "mine", "--text", "plan.txt").exit_code == 0
    assert answer("plan_coverage", "coverage", "--plan", "mine", code=3)["reasons"]["open"] == 1
    table = tmp_path / "mine" / "coverage.csv"
    table.write_text(table.read_text("utf-8").replace("open", "count"), encoding="utf-8")
    assert answer("plan_coverage", "coverage", "--plan", "mine", "--text", "plan.txt")["complete"]
    assert call("coverage", "--plan", "mine", "--text", "plan.txt", "-o", "again.csv").exit_code == 0
    assert (tmp_path / "again.csv").read_text("utf-8") == table.read_text("utf-8")


def test_a_plan_goes_out_and_comes_back(tmp_path):
    sheets = answer("plan_export", "export", "-o", "plan.xlsx")["sheets"]
    assert (sheets["targets"], sheets["observations"], sheets["coverage"]) == (143, 154, 380)
    found = answer("plan_new", "new", "mine", "--from", "plan.xlsx")
    assert (found["folder"], found["targets"], found["open"]) == ("mine", 143, 0)
    assert load_pack("mine").targets == PACK.targets


@pytest.mark.parametrize("lang", LANGUAGES)
def test_making_and_writing_tell_what_to_do_next(lang):
    assert "planreach plan check --plan" in call("new", f"own {lang}", lang=lang).stdout
    assert "planreach plan new DIR" in call("export", "-o", "p.xlsx", lang="en").stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("new", "."), 3),
        (("new", "mine", "--from", "nowhere"), 3),
        (("new", "mine", "--from", "no.xlsx"), 3),
        (("new", "mine", "--text", "no.txt"), 3),
        (("new", "mine", "--text", "a.txt", "--from", "b.xlsx"), 2),
        (("export", "-o", "plan.csv"), 3),
        (("export",), 2),
        (("coverage", "--text", "no.txt"), 3),
        (("coverage", "-o", "a.csv"), 2),
        (("show", "--chapter", "x"), 2),
        (("show", "--plan", "nowhere"), 3),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_done_is_told_without_a_traceback(words, code, lang, tmp_path):
    (tmp_path / "something").write_text("x")
    result = call(*words, lang=lang)
    assert result.exit_code == code
    assert "Traceback" not in result.output
    assert result.stderr.strip()


def test_a_text_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00\xd8" + bytes(range(256)))
    assert call("coverage", "--text", "a.txt").exit_code == 3
    assert call("new", "mine", "--text", "a.txt").exit_code == 3
    assert not (tmp_path / "mine").exists()
