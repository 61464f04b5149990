"""The updated outlook inside an evaluation: on screen in both languages, in JSON, and loud when needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runner import answer, call
from jsonschema import Draft202012Validator

from evaluation.json_schema import schema_of
from evaluation.midterm import lever_effort, moving, need, outlook
from report.target_paths import read_points
from scenarios.outlook_settings import outlook_settings
from scenarios.packs import load_pack

FIGURES = "指标,年份,数值,单位\ntrade_total,2021,2000,亿元\n"
TRANSFORMS = {target.id: target.transform for target in load_pack().main_targets}
FEWER = {"probes": 16, "steps": 1, "need_draws": 4, "certify_draws": 8, "efforts": 2}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """In a folder with one figure that nobody expects; few draws, and only one target looked into."""
    (tmp_path / "observed.csv").write_text(FIGURES, encoding="utf-8")
    fewer = outlook_settings().model_copy(update=FEWER)
    for module in (moving, need):
        monkeypatch.setattr(module, "outlook_settings", lambda: fewer)
    monkeypatch.setattr(lever_effort, "SCREENED", 2)
    every = outlook.needs
    monkeypatch.setattr(outlook, "needs", lambda known, targets, *rest: every(known, targets[-1:], *rest))
    monkeypatch.chdir(tmp_path)


def test_an_evaluation_answers_with_the_outlook_in_every_form():
    arguments = ("evaluate", "--observed", "observed.csv", "--draws", "32")
    data = answer(*arguments)
    assert list(Draft202012Validator(schema_of("evaluate")).iter_errors(data)) == []
    assert any(line.startswith("WARNING") for line in data["warnings"])
    result = data["result"]
    assert result["method"] == "smoother"
    assert result["joint"]["after"]["all"]["probability"] is not None
    by_id = {one["id"]: one for one in result["indicators"]}
    trade = by_id["trade_total"]
    assert trade["probability_after"] > trade["probability_before"]
    assert trade["mc_error"] > 0
    assert by_id["urbanisation_rate"]["proposal"] == "redefine"
    assert {one["proposal"] for one in result["indicators"] if one["nature"] == "binding"} == {"keep"}
    assert sum(one["need"] is not None for one in result["indicators"]) == 1
    (folder,) = Path("runs").iterdir()
    points = read_points(folder)
    assert {(point.variable, point.year) for point in points} >= {
        ("trade_total", 2021),
        ("new_jobs_total", 2025),
    }
    ends = {point.variable: point for point in points if point.year == 2025}
    for one in result["indicators"]:
        if one["id"] in ends and TRANSFORMS[one["id"]] != "maximum":
            assert ends[one["id"]].q50 == pytest.approx(one["median"])
    assert {gap["id"] for gap in result["gaps"]} >= {"gdp_level", "trade_total"}
    for gap in result["gaps"]:
        assert sum(part["mean"] for part in gap["parts"]) == pytest.approx(gap["gap"])
    told = {lang: call(*arguments, lang=lang).stdout for lang in ("zh", "en")}
    assert "警告" in told["zh"]
    assert "WARNING" in told["en"]
    assert "同时完成的概率" in told["zh"]
