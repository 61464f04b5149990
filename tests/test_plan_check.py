"""`plan check`: what the plan holds, counted, and everything that is wrong with it."""

from __future__ import annotations

import shutil

import pytest

from scenarios.errors import InputError
from scenarios.packs import PLANS, load_pack, plan_names
from scenarios.plan_check import check_plan


@pytest.fixture(scope="module")
def report():
    return check_plan()


def test_the_built_in_plan_passes(report):
    assert report.passed
    assert report.faults == ()
    assert report.plan == plan_names()[0]


def test_rows_natures_and_modes_are_counted(report):
    assert report.rows == {"box1": 28, "box15": 16, "box2": 19, "text": 107}
    assert report.natures == {"binding": 5, "expected": 14}
    assert report.modes["box2"] == {"simulated": 18, "tracked": 2}
    assert sum(report.modes["box1"].values()) == 28
    assert report.modes["box15"] == {"tracked": 16}
    assert (len(report.targets), len(report.history)) == (143, 28)


def test_every_row_is_listed_with_its_reason(report):
    for row in (*report.targets, *report.history):
        assert row.reason_zh
        assert row.reason_en
        assert row.line
        assert row.mode in ("simulated", "derived", "tracked")
    investment = next(row for row in report.targets if row.id == "fixed_asset_investment")
    assert (investment.base, investment.other_bases) == (348, (438,))
    assert next(row for row in report.targets if row.id == "gdp_level").other_bases == ()


def test_coverage_counts_the_fields_that_may_be_empty(report):
    filled, of = report.coverage["target"]
    assert of == 171
    assert filled == sum(row.target is not None for row in (*report.targets, *report.history))
    assert report.coverage["bases"][0] < of


def test_contents_inputs_and_what_rests_on_priors_alone(report):
    pack = load_pack()
    assert report.contents["evidence"] == len(pack.evidence)
    assert report.inputs == pack.inputs
    assert all(len(digest) == 64 and not name.startswith("/") for name, digest in report.inputs.items())
    assert "energy_intensity_cut" in report.prior_only
    assert "gdp_level" not in report.prior_only
    assert report.switched_off == {}
    assert report.known_later == ()


def test_a_broken_plan_is_reported_and_not_raised(tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(PLANS / plan_names()[0], folder)
    (folder / "evidence.csv").write_bytes(b"")
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(text.replace("2021, 2022, ", "2021, ", 1), encoding="utf-8")
    report = check_plan(str(folder))
    assert not report.passed
    assert {"empty-file", "unknown-evidence", "inconsistent"} <= {fault.code for fault in report.faults}
    assert len(report.targets) == 143


def test_a_plan_without_its_first_file_still_reports(tmp_path):
    folder = tmp_path / "plan"
    folder.mkdir()
    report = check_plan(str(folder))
    assert report.plan == "plan"
    assert {fault.code for fault in report.faults} == {"missing-file"}


def test_there_must_be_such_a_plan():
    with pytest.raises(InputError, match="unknown-plan"):
        check_plan("nowhere")
