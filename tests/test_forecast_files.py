"""`planreach backtest`: files in, files out, every fault named at once and nothing half-written."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from cli_runner import answer, call
from forecast_panels import made_up, split, write_histories, write_required
from jsonschema import Draft202012Validator

from benchmarks.base_rates import clustered
from calibration.proper_score import crps, midpoints
from evaluation.forecast_table import HEADER, LEVELS
from evaluation.skill import card, even_members, even_quantiles, scored
from report.schemas import answer_schema

REGIONS, YEARS = 4, 22
NOTHING: Mapping[str, str] = MappingProxyType({})


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("panel")
    panel = made_up(regions=REGIONS, years=YEARS)
    history, _ = split(panel)
    write_histories(folder / "truth.csv", panel)
    write_histories(folder / "history.csv", history)
    write_histories(folder / "future.csv", panel, slice(YEARS - 5, None))
    write_required(folder / "required.csv", history)
    return folder


def forecast_line(
    files: Path, out: Path, with_future: bool = False, other: Mapping[str, str] = NOTHING
) -> list[str]:
    names = {"history": "history.csv", "required": "required.csv"} | (
        {"future": "future.csv"} if with_future else {}
    )
    names |= other
    line = [part for name, file in names.items() for part in (f"--{name}", str(files / file))]
    return ["backtest", "forecast", *line, "-o", str(out), "--seed", "3"]


@pytest.mark.parametrize("future", [False, True])
def test_forecasts_come_as_quantiles_of_every_target(files, tmp_path, future):
    out = tmp_path / "forecasts.csv"
    told = answer(*forecast_line(files, out, future))
    assert list(Draft202012Validator(answer_schema("backtest_forecast")).iter_errors(told)) == []
    assert told["result"]["mode"] == ("cond" if future else "uncond")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == REGIONS * 5 * len(LEVELS)
    values = np.array([float(row["value"]) for row in rows]).reshape(-1, len(LEVELS))
    assert np.all(np.diff(values, axis=1) >= 0)
    first = out.read_bytes()
    answer(*forecast_line(files, out, future))
    assert out.read_bytes() == first


def test_a_score_beside_rivals_is_one_card_a_model(files, tmp_path):
    out, rivals = tmp_path / "forecasts.csv", tmp_path / "rivals.csv"
    answer(*forecast_line(files, out))
    lines = out.read_text(encoding="utf-8").splitlines()
    worse = [f"rival,{line.rsplit(',', 1)[0]},{1.1 * float(line.rsplit(',', 1)[1])}" for line in lines[1:]]
    rivals.write_text("\n".join(["model," + lines[0], *worse]) + "\n", encoding="utf-8")
    line = ["backtest", "score", str(out), "--truth", str(files / "truth.csv"), "--rivals", str(rivals)]
    told = answer(*line, "--reference", "rival", "--resamples", "50")
    assert list(Draft202012Validator(answer_schema("backtest_score")).iter_errors(told)) == []
    cards = {item["model"]: item for item in told["result"]["models"]}
    assert cards["rival"]["ratio"] == 1
    assert cards["planreach"]["targets"] == REGIONS * 5
    assert cards["planreach"]["ratio"] == pytest.approx(cards["planreach"]["crps"] / cards["rival"]["crps"])
    assert cards["rival"]["pit_mean"] < cards["planreach"]["pit_mean"]
    for lang in ("zh", "en"):
        assert "planreach" in call(*line, "--resamples", "50", lang=lang).stdout


def changed(files, tmp_path, name, change):
    lines = (files / name).read_text(encoding="utf-8").splitlines()
    path = tmp_path / name
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")
    return {name.removesuffix(".csv"): str(path)}


def cell(lines, number, column, value):
    cells = lines[number].split(",")
    cells[column] = value
    return [*lines[:number], ",".join(cells), *lines[number + 1 :]]


def scaled(lines, variable, factor):
    rows = [line.split(",") for line in lines[1:]]
    moved = [[*row[:3], str(float(row[3]) * factor), *row[4:]] if row[2] == variable else row for row in rows]
    return [lines[0], *(",".join(row) for row in moved)]


def relabelled(lines):
    return [lines[0], *(",".join([*line.split(",")[:4], "another unit"]) for line in lines[1:])]


FAULTS = {
    "too-short": (
        "history.csv",
        lambda lines: [lines[0], *[x for x in lines[1:] if int(x.split(",")[1]) > 1980]],
    ),
    "gap": ("history.csv", lambda lines: [x for x in lines if not x.startswith("region01,1975,output")]),
    "not-positive": ("history.csv", lambda lines: cell(lines, 9, 3, "0")),
    "duplicate": ("history.csv", lambda lines: [*lines, lines[5]]),
    "wrong-type": ("history.csv", lambda lines: cell(lines, 7, 3, "many")),
    "missing-column": ("history.csv", lambda lines: [lines[0].replace("unit", "units"), *lines[1:]]),
    "unit-slip": ("history.csv", lambda lines: cell(lines, 25, 3, "1e9")),
    "inconsistent": ("history.csv", lambda lines: cell(lines, 25, 4, "dollars at constant prices")),
    "wrong-origin": ("required.csv", lambda lines: cell(lines, 2, 1, "1980")),
    "out-of-bounds": ("required.csv", lambda lines: cell(lines, 2, 2, "99")),
    "missing-region": ("future.csv", lambda lines: [x for x in lines if not x.startswith("region02")]),
    "missing-series": (
        "history.csv",
        lambda lines: [x for x in lines if not x.startswith("region02,") or ",output," not in x],
    ),
    "empty-file": ("required.csv", lambda lines: lines[:1]),
    "unit-misfit": ("history.csv", lambda lines: scaled(lines, "investment", 1e4)),
}


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_a_fault_is_named_and_nothing_is_written(files, tmp_path, code):
    name, change = FAULTS[code]
    out = tmp_path / "forecasts.csv"
    other = changed(files, tmp_path, name, change)
    told = call(*forecast_line(files, out, with_future=True, other=other), "--json")
    assert told.exit_code == 3
    assert code in {fault["code"] for fault in json.loads(told.stdout)["result"]["faults"]}
    assert list(tmp_path.glob("*forecasts*")) == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("unit-slip", lambda lines: scaled(lines, "capital", 1e4)),
        ("unit-slip", lambda lines: scaled(lines, "investment", 1e4)),
        ("inconsistent", relabelled),
    ],
)
def test_a_future_in_another_unit_than_the_past_is_refused(files, tmp_path, code, change):
    other = changed(files, tmp_path, "future.csv", change)
    told = call(*forecast_line(files, tmp_path / "forecasts.csv", with_future=True, other=other), "--json")
    assert told.exit_code == 3
    assert code in {fault["code"] for fault in json.loads(told.stdout)["result"]["faults"]}
    assert list(tmp_path.glob("*forecasts*")) == []


def test_all_faults_of_all_files_come_at_once(files, tmp_path):
    history = changed(files, tmp_path, "history.csv", lambda lines: cell(cell(lines, 9, 3, "-1"), 12, 3, "?"))
    required = changed(files, tmp_path, "required.csv", lambda lines: cell(lines, 2, 0, "nowhere"))
    told = call(*forecast_line(files, tmp_path / "f.csv", other=history | required), "--json")
    codes = [fault["code"] for fault in json.loads(told.stdout)["result"]["faults"]]
    assert {"not-positive", "wrong-type", "missing-region"} <= set(codes)


def test_series_that_are_not_needed_are_passed_over(files, tmp_path):
    out, more = tmp_path / "a.csv", tmp_path / "b.csv"
    answer(*forecast_line(files, out))
    added = ["region00,1970,trade,x,-", "region01,1970,share of trade,,"]
    answer(
        *forecast_line(
            files, more, other=changed(files, tmp_path, "history.csv", lambda lines: [*lines, *added])
        )
    )
    assert out.read_bytes() == more.read_bytes()


def test_the_score_of_a_normal_forecast_is_its_formula():
    from scipy.special import ndtri

    levels = np.array([0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])
    even = even_quantiles(levels, np.tile(ndtri(levels), (3, 1)))
    np.testing.assert_allclose(even[0], ndtri(midpoints(200)), atol=1e-9)
    density, below = np.exp(-0.5) / np.sqrt(2 * np.pi), 0.8413447460685429
    exact = 1 * (2 * below - 1) + 2 * density - 1 / np.sqrt(np.pi)
    assert float(crps(even[:1], np.array([1.0]))[0]) == pytest.approx(exact, abs=2e-3)
    members = np.random.default_rng(1).standard_normal((1, 20_000))
    np.testing.assert_allclose(even_members(members)[0][20:180], even[0][20:180], atol=0.05)


def test_a_true_forecast_is_covered_as_it_says():
    from scipy.special import ndtri

    stream = np.random.default_rng(5)
    region, origin, horizon = (
        part.ravel() for part in np.meshgrid(range(20), range(15), range(1, 6), indexing="ij")
    )
    truth = stream.standard_normal(len(region))
    found = scored((region, origin, horizon), np.tile(ndtri(midpoints(200)), (len(region), 1)), truth)
    made = card("true", found, found, 100, 1)
    assert made.coverage80 == pytest.approx(0.8, abs=0.03)
    assert made.coverage80_low < 0.8 < made.coverage80_high
    assert made.pit_mean == pytest.approx(0.5, abs=0.03)
    assert made.pit_spread == pytest.approx(1, abs=0.1)
    assert (made.ratio, made.ratio_low, made.ratio_high, made.wins) == (1, 1, 1, 0)


def test_base_rates_resample_whole_regions():
    region = np.repeat(np.arange(10), 20)
    low, high = clustered(region < 2, region)
    alone = clustered((np.arange(200) % 5) == 0, np.arange(200))
    assert low < 0.2 < high
    assert high - low > 3 * (alone[1] - alone[0])


def test_a_run_shows_base_rates_beside_its_probability():
    told = answer("run", "--draws", "32")["result"]["base_rates"]
    assert [item["preferred"] for item in told].count(True) == 1
    assert told[0]["preferred"]
    assert len({item["id"] for item in told}) >= 3
    assert all(item["low"] <= item["frequency"] <= item["high"] for item in told)
    assert all(item["last_start"] + item["years"] < 2020 for item in told)
