"""Run folders are whole or absent, reused when identical, never overwritten, never elsewhere."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_evaluation_results import RUN, TARGET

from evaluation.long_table import COLUMNS, safe_cell
from evaluation.manifest import Manifest, changed_inputs, manifest_from, manifest_hash, run_name
from evaluation.results import CompareResult, Envelope, RunResult, SeriesPoint, schema_name, to_json
from evaluation.run_diff import diff
from evaluation.store import Contents, find, keep, list_runs, open_run, remove_stale
from scenarios.errors import InputError

POINT = SeriesPoint("gdp", "yi_CNY", 2025, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, None, 4.5)
MANIFEST = Manifest(
    kind="run",
    scenario="baseline",
    plan="urumqi_etdz_2021_2025",
    seed=0,
    draws=4096,
    settings={"step": 0.0625, "method": "heun", "as_of": 2020, "layers": ("parameters", "world")},
    resolved={"levers": {"hub_capacity": [[2021, 1.0], [2025, 2.0]]}, "switches": {"closure": "demand_led"}},
    inputs={"pack.toml": "a" * 64},
    structure="b" * 64,
    versions={"numpy": "2.4.6"},
)


def contents(result: Any = RUN, **more: Any) -> Contents:
    envelope = to_json(Envelope(schema_name("run"), "planreach", "0.1.0", 0, 4096, {}, (), result))
    return Contents(envelope, {"baseline": [POINT]}, **more)


def write_page(folder: Path) -> None:
    (folder / "report.html").write_text("<p>", encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- writing


def test_a_run_folder_holds_manifest_answer_series_report_and_log(tmp_path):
    kept = keep(tmp_path / "runs", MANIFEST, contents(write_report=write_page, log={"seconds": 1.5}))
    assert not kept.reused
    assert kept.run.name == f"baseline-{manifest_hash(MANIFEST)[:10]}"
    assert names(kept.run.path) == ["log.json", "manifest.json", "report.html", "result.json", "series.csv"]
    assert names(tmp_path / "runs") == [kept.run.name]
    assert kept.run.result()["result"]["scenario"] == "baseline"
    made = json.loads((kept.run.path / "manifest.json").read_text(encoding="utf-8"))
    assert made["mc_error"] == {"baseline": {"gdp_level": 0.003}}
    assert "seconds" not in json.dumps(made)


def test_the_series_is_a_long_table_for_excel(tmp_path):
    data = (keep(tmp_path, MANIFEST, contents()).run.path / "series.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert {row["quantile"]: float(row["value"]) for row in rows}["central"] == 4.5
    assert "observed" not in {row["quantile"] for row in rows}


@pytest.mark.parametrize(("text", "cell"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("gdp", "gdp"), ("-a", "'-a")])
def test_a_cell_never_starts_a_formula(text, cell):
    assert safe_cell(text) == cell


def test_an_identical_manifest_is_reused_and_nothing_is_written_twice(tmp_path):
    first = keep(tmp_path, MANIFEST, contents(write_report=write_page))
    before = {path: path.stat().st_mtime_ns for path in first.run.path.iterdir()}

    def never(folder: Path) -> None:
        raise AssertionError(folder)

    again = keep(tmp_path, MANIFEST, contents(replace(RUN, scenario="other"), write_report=never))
    assert again.reused
    assert again.run == first.run == find(tmp_path, MANIFEST)
    assert {path: path.stat().st_mtime_ns for path in first.run.path.iterdir()} == before


def test_the_same_run_in_another_place_has_the_same_bytes(tmp_path):
    one, two = (
        keep(tmp_path / place, MANIFEST, contents(log={"seconds": seconds})).run.path
        for place, seconds in (("one", 1.0), ("two", 2.0))
    )
    assert names(one) == names(two)
    for name in set(names(one)) - {"log.json"}:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_failure_while_writing_leaves_nothing(tmp_path, error):
    def fail(folder: Path) -> None:
        assert folder.exists()
        raise error

    with pytest.raises(error):
        keep(tmp_path / "runs", MANIFEST, contents(write_report=fail))
    assert names(tmp_path) == []


def test_a_number_that_is_not_finite_leaves_nothing(tmp_path):
    broken = Contents({"result": {"scenario": "x", "targets": [], "value": float("nan")}}, {})
    with pytest.raises(ValueError, match="JSON compliant"):
        keep(tmp_path, MANIFEST, broken)
    assert names(tmp_path) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "runs").write_text("a file")
    with pytest.raises(InputError, match="cannot-write"):
        keep(tmp_path / "runs", MANIFEST, contents())


def test_another_process_that_wrote_the_same_run_meanwhile_wins(tmp_path):
    def meanwhile(folder: Path) -> None:
        inner = tmp_path / "elsewhere"
        kept = keep(inner, MANIFEST, contents())
        kept.run.path.rename(tmp_path / kept.run.name)
        inner.rmdir()

    assert keep(tmp_path, MANIFEST, contents(write_report=meanwhile)).reused
    assert names(tmp_path) == [run_name(MANIFEST)]


# -- killed

SLOW = """
import sys, time
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from test_evaluation_store import MANIFEST, contents
from evaluation.store import keep

def wait(folder):
    print("writing", flush=True)
    time.sleep(60)

keep(Path(sys.argv[1]), MANIFEST, contents(write_report=wait))
"""


def start_slow(runs: Path) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    code = SLOW.format(root=str(here.parent), tests=str(here))
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(runs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "writing"
    return process


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_killed_run_leaves_no_run_folder(tmp_path, how):
    runs = tmp_path / "runs"
    process = start_slow(runs)
    process.send_signal(how)
    process.communicate(timeout=30)
    assert process.returncode != 0
    assert list_runs(runs) == ()
    assert [name for name in names(tmp_path) if not (runs / name).exists()] in ([], ["runs"])
    if how == signal.SIGINT:
        assert names(tmp_path) == []
    kept = keep(runs, MANIFEST, contents())
    assert not kept.reused
    assert names(runs) == [kept.run.name]


def test_temporaries_of_the_living_stay_and_old_ones_go(tmp_path):
    mine, foreign = tmp_path / f".a.{os.getpid()}.partial", tmp_path / ".not-ours"
    for folder in (mine, foreign):
        folder.mkdir()
    assert remove_stale(tmp_path) == ()
    hours_ago = time.time() - 7200
    os.utime(mine, (hours_ago, hours_ago))
    assert remove_stale(tmp_path) == (mine.name,)
    assert names(tmp_path) == [".not-ours"]
    assert remove_stale(tmp_path / "none") == ()


# -- names


@given(st.text(max_size=100))
def test_a_run_name_is_one_safe_part_of_a_path(scenario):
    name = run_name(replace(MANIFEST, scenario=scenario))
    assert not set(name) & set('/\\:*?"<>|\0 \n')
    assert not name.startswith(".")
    assert len(name) <= 71


@pytest.mark.parametrize("name", ["../secret", "a/b", "..", ".", "", ".hidden", "a\\b", "C:x", "a\0b"])
def test_a_name_that_climbs_out_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="path-outside"):
        open_run(tmp_path, name)


def test_an_unknown_name_is_told_with_the_nearest(tmp_path):
    name = keep(tmp_path, MANIFEST, contents()).run.name
    with pytest.raises(InputError, match=f"hint: {name}"):
        open_run(tmp_path, name[:-1])
    with pytest.raises(InputError, match="unknown-run"):
        open_run(tmp_path / "empty")


def test_the_newest_run_is_the_default(tmp_path):
    old = keep(tmp_path, MANIFEST, contents()).run
    new = keep(tmp_path, replace(MANIFEST, seed=1), contents()).run
    os.utime(old.path / "manifest.json", (1, 1))
    (tmp_path / "other").mkdir()
    assert open_run(tmp_path).name == new.name
    assert [run.name for run in list_runs(tmp_path)] == [new.name, old.name]
    assert open_run(tmp_path, old.name).manifest.seed == 0


# -- integrity


@pytest.mark.parametrize("name", ["result.json", "series.csv", "manifest.json"])
@pytest.mark.parametrize("harm", ["change", "remove"])
def test_a_damaged_folder_is_never_reused_nor_overwritten(tmp_path, name, harm):
    path = keep(tmp_path, MANIFEST, contents()).run.path / name
    if harm == "remove":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"4", b"5"))
    with pytest.raises(InputError, match=r"inconsistent|missing-file"):
        keep(tmp_path, MANIFEST, contents())


def test_another_manifest_has_another_hash_and_key_order_does_not_matter():
    assert manifest_hash(replace(MANIFEST, seed=1)) != manifest_hash(MANIFEST)
    turned = replace(MANIFEST, settings={key: MANIFEST.settings[key] for key in sorted(MANIFEST.settings)})
    assert manifest_hash(turned) == manifest_hash(MANIFEST)


def test_a_stored_manifest_says_how_to_run_again_and_what_changed_since(tmp_path):
    stored = keep(tmp_path, MANIFEST, contents()).run.manifest
    assert run_name(stored) == run_name(MANIFEST)
    assert manifest_from(to_json(MANIFEST)).resolved == MANIFEST.resolved
    assert changed_inputs(stored, {"pack.toml": "a" * 64}) == ()
    assert changed_inputs(stored, {"pack.toml": "c" * 64, "new.csv": ""}) == ("new.csv", "pack.toml")


# -- difference


def test_two_runs_differ_in_inputs_and_targets(tmp_path):
    better = replace(RUN, targets=(replace(TARGET, probability=0.3, verdict="difficult"),))
    one = keep(tmp_path, MANIFEST, contents()).run
    two = keep(tmp_path, replace(MANIFEST, seed=7), contents(better)).run
    found = diff(one, two)
    assert [(change.key, change.one, change.two) for change in found.inputs] == [("seed", 0, 7)]
    assert [(change.id, change.field, change.two) for change in found.targets] == [
        ("gdp_level", "probability", 0.3),
        ("gdp_level", "verdict", "difficult"),
    ]
    assert diff(one, one).targets == diff(one, one).inputs == ()


def test_comparisons_differ_scenario_by_scenario(tmp_path):
    def both(second: RunResult) -> Contents:
        return contents(CompareResult((RUN, replace(second, scenario="opening")), ()))

    better = replace(RUN, targets=(replace(TARGET, median=900.0),))
    one = keep(tmp_path, MANIFEST, both(RUN)).run
    two = keep(tmp_path, replace(MANIFEST, resolved={}), both(better)).run
    found = diff(one, two)
    assert [(change.scenario, change.field) for change in found.targets] == [("opening", "median")]
    assert {change.key.split(".")[0] for change in found.inputs} == {"resolved"}
    assert found.inputs[0].two is None
