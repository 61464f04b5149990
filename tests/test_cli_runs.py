"""Run folders from the command line: reused, reproduced, the same for any number of processes, or absent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from cli_runner import ROOT, SMALL, answer, call


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def stored(folder, runs: str = "runs") -> list[str]:
    return sorted(path.name for path in (folder / runs).iterdir()) if (folder / runs).exists() else []


def test_an_identical_run_is_found_again_and_nothing_is_written(folder):
    first = call("run", *SMALL)
    held = files(next((folder / "runs").iterdir()))
    second = call("run", *SMALL)
    assert second.stdout == first.stdout
    assert "reused" in second.stderr
    assert files(next((folder / "runs").iterdir())) == held


def test_another_language_adds_its_report_to_the_run(folder):
    call("run", *SMALL)
    call("run", *SMALL, lang="zh")
    (run,) = stored(folder)
    assert {"report_en.html", "report_zh.html"} <= set(files(folder / "runs" / run))
    pages = [(folder / "runs" / run / f"report_{lang}.html").read_text("utf-8") for lang in ("en", "zh")]
    assert all(text.count("data-chart") == pages[0].count("data-chart") > 10 for text in pages)


def test_a_run_folder_has_all_that_is_promised(folder):
    call("run", *SMALL)
    (run,) = stored(folder)
    names = {"manifest.json", "result.json", "series.csv", "log.json", "report_en.html"}
    names |= {"target_paths.json", "milestone_paths.json"}
    assert set(files(folder / "runs" / run)) == names


def test_the_report_ends_where_the_table_of_targets_does(folder):
    data = answer("run", *SMALL)
    (run,) = stored(folder)
    points = json.loads((folder / "runs" / run / "target_paths.json").read_bytes())
    last = {point["variable"]: point for point in points if point["year"] == 2025}
    seen = 0
    for target in data["result"]["targets"]:
        if target["transform"] in ("level", "share_difference", "ratio_to_base") and target["id"] in last:
            point = last[target["id"]]
            assert point["q50"] == pytest.approx(target["median"], rel=1e-12)
            assert (point["q10"], point["q90"]) == pytest.approx((target["q10"], target["q90"]), rel=1e-12)
            seen += 1
    assert seen >= 8


def test_the_seed_moves_the_numbers_and_nothing_else_does(folder):
    one, two, three = (
        answer("run", *SMALL, "--seed", seed, "--runs", runs)["result"]
        for seed, runs in (("0", "a"), ("0", "b"), ("1", "c"))
    )
    assert one == two != three


@pytest.mark.slow
def test_the_number_of_processes_changes_no_byte(folder):
    for jobs in ("1", "2"):
        assert call("run", "--draws", "2048", "--jobs", jobs, "--runs", f"with{jobs}").exit_code == 0
    one, two = (next((folder / name).iterdir()) for name in ("with1", "with2"))
    assert one.name == two.name
    for name in ("result.json", "series.csv", "manifest.json", "target_paths.json", "report_en.html"):
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_a_stored_run_is_reproduced_to_the_last_byte(folder):
    call("run", *SMALL, "--seed", "5", "--closure", "supply_led", "--layers", "parameters", "--step", "1/8")
    told = answer("runs", "rerun")["result"]
    assert told["identical"]
    assert (told["changed_inputs"], told["changed_settings"], told["different_numbers"]) == ([], [], 0)


def test_a_changed_scenario_is_told_when_a_run_is_repeated(folder):
    path = folder / "我的 情景.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    assert call("run", path.name, *SMALL).exit_code == 0
    path.write_text(SCENARIO.replace("0.15", "0.2"), encoding="utf-8")
    told = answer("runs", "rerun")["result"]
    assert not told["identical"]
    assert told["changed_inputs"] == [path.name]
    assert told["changed_settings"] == ["resolved"]


def test_the_line_that_repeats_a_run_stands_in_its_report(folder):
    call("run", *SMALL, "--seed", "3", "--closure", "supply_led", "--step", "0.125")
    (run,) = stored(folder)
    text = (folder / "runs" / run / "report_en.html").read_text("utf-8")
    assert "planreach run baseline --seed 3 --draws 64 --closure supply_led --step 1/8" in text
    assert str(folder) not in text


def test_options_that_change_the_answer_change_the_folder(folder):
    for more in (
        [],
        ["--closure", "supply_led"],
        ["--layers", "none"],
        ["--method", "euler"],
        ["--end", "2026"],
    ):
        assert call("run", *SMALL, *more, "-q").exit_code == 0
    assert len(stored(folder)) == 5


def test_without_uncertainty_every_draw_is_the_central_run(folder):
    targets = answer("run", *SMALL, "--layers", "none")["result"]["targets"]
    assert all(target["q05"] == target["q95"] for target in targets if target["median"] is not None)


def test_two_runs_are_compared(folder):
    for seed in ("1", "2"):
        call("run", *SMALL, "--seed", seed)
    one, two = stored(folder)
    told = call("runs", "diff", one, two).stdout
    assert "seed" in told
    assert call("runs", "diff", one, one).stdout.splitlines()[-1] == "Nothing differs."


def test_without_runs_the_list_says_how_to_make_one(folder):
    assert "planreach run" in call("runs", "list").stdout
    assert stored(folder) == []


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX knows them")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_an_interrupted_run_leaves_no_run_folder(folder, number, code):
    command = [sys.executable, str(ROOT / "cli.py"), "run", "--draws", "90000", "--lang", "en"]
    running = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    time.sleep(2.5)
    running.send_signal(number)
    out, err = running.communicate(timeout=60)
    assert running.returncode == code
    assert out == ""
    assert "Traceback" not in err
    assert stored(folder) == []
    if code == 130:
        assert "planreach run --draws 90000 --lang en" in err


def test_progress_is_a_line_a_tenth_where_there_is_no_terminal(folder, monkeypatch):
    monkeypatch.setattr("report.progress.PATIENCE", 0.0)
    result = call("run", "--draws", "2048")
    lines = [line for line in result.stderr.splitlines() if line.startswith("simulating: ")]
    told = [int(line.split()[1]) for line in lines]
    assert told == sorted(set(told))
    assert told[-1] == 100
    assert all(percent % 10 == 0 for percent in told)
    assert "\r" not in result.stderr


def test_quick_runs_say_nothing_of_progress(folder, monkeypatch):
    monkeypatch.setattr("report.progress.PATIENCE", 600.0)
    assert "simulating" not in call("run", *SMALL).stderr


SCENARIO = """schema_version = 1
title = { zh = "我的", en = "Mine" }
question = { zh = "如何", en = "What if?" }
extends = "baseline"

[levers.industrial_investment_share]
path = { 2021 = 0.08, 2025 = 0.15 }
unit = "1"
why = "a test"
"""
