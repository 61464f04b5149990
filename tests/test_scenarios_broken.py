"""One broken file a fault: the name of the file is the code that must come, and nothing else is raised."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scenarios.errors import Fault, InputError
from scenarios.fault_codes import CODES
from scenarios.library import load_scenario
from scenarios.pack_files import OPTIONAL_FILES
from scenarios.packs import PLANS, load_pack, plan_names

BROKEN = Path(__file__).parent / "broken"
SCENARIOS = sorted((BROKEN / "scenarios").glob("*.toml"))
PACKS = sorted((BROKEN / "packs").iterdir())
NEEDS_ANOTHER_CALLER = {"not-a-file", "cannot-read", "file-too-large", "unknown-plan"}
TOLD_BY_COVERAGE_AND_WORKBOOKS = {
    "unknown-file",
    "unknown-claim",
    "wrong-claim",
    "unclaimed",
    "unaccounted-number",
    "missing-number",
    "changed-line",
    "bad-xlsx",
    "missing-sheet",
    "unknown-sheet",
    "unknown-row",
    "folder-not-empty",
    "missing-folder",
    "cannot-write",
}
TOLD_BY_OBSERVED_FIGURES = {
    "missing-unit",
    "missing-basis",
    "scale-slip",
    "no-indicator",
    "no-observations",
}
TOLD_BY_HISTORIES = {
    "gap",
    "unit-slip",
    "unit-misfit",
    "missing-region",
    "missing-series",
    "too-short",
    "ends-early",
    "wrong-origin",
    "unknown-model",
}
TOLD_BY_CALIBRATION = {"stale-posterior", "too-few-observations", "not-positive", "far-from-priors"}
TOLD_ON_THE_CORE = {"missing-parameter", "regional-only"}
TOLD_BY_REPORTS = {"no-report", "no-run-yet"}
BESIDE = ("examples", "events")
"""Folders beside the files of a pack."""
LONGEST_QUOTE = 400


@pytest.fixture(scope="module")
def pack():
    return load_pack()


def code_of(path: Path) -> str:
    return path.name.removesuffix(".toml").split("--")[0]


def is_well_told(fault: Fault) -> bool:
    """Whether a fault carries the fields of its code and quotes no whole file."""
    return set(CODES[fault.code]) <= set(fault.fields) and len(str(fault)) < LONGEST_QUOTE


def scenario_faults(path: Path, pack) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        load_scenario(str(path), pack)
    return caught.value.faults


def pack_faults(overlay: Path, folder: Path) -> tuple[Fault, ...]:
    shutil.copytree(PLANS / plan_names()[0], folder)
    shutil.copytree(overlay, folder, dirs_exist_ok=True)
    with pytest.raises(InputError) as caught:
        load_pack(str(folder))
    return caught.value.faults


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_broken_scenario_is_refused_with_its_code(path, pack):
    faults = scenario_faults(path, pack)
    assert code_of(path) in {fault.code for fault in faults}
    assert all(is_well_told(fault) for fault in faults)
    assert all(fault.where.startswith(("extends-circle", path.name, "nobody")) for fault in faults)


@pytest.mark.parametrize("overlay", PACKS, ids=lambda path: path.name)
def test_a_broken_plan_is_refused_with_its_code(overlay, tmp_path):
    file = next(path for path in overlay.rglob("*") if path.is_file())
    faults = pack_faults(overlay, tmp_path / "plan")
    assert all(is_well_told(fault) for fault in faults)
    told = [fault for fault in faults if fault.code == code_of(overlay)]
    assert told
    place = file.relative_to(overlay).as_posix()
    assert any(fault.where.startswith((place, "targets", "pack.toml")) for fault in told)


def test_every_code_has_a_broken_file():
    shown = {code_of(path) for path in (*SCENARIOS, *PACKS)}
    assert set(CODES) - shown == (
        NEEDS_ANOTHER_CALLER
        | TOLD_BY_COVERAGE_AND_WORKBOOKS
        | TOLD_BY_OBSERVED_FIGURES
        | TOLD_BY_HISTORIES
        | TOLD_BY_CALIBRATION
        | TOLD_ON_THE_CORE
        | TOLD_BY_REPORTS
    )
    assert shown <= set(CODES)


@pytest.mark.parametrize(
    "name",
    sorted(
        p.relative_to(PLANS / plan_names()[0]).as_posix()
        for p in (PLANS / plan_names()[0]).rglob("*")
        if p.is_file() and p.name not in OPTIONAL_FILES and p.parent.name not in BESIDE
    ),
)
def test_a_plan_without_one_of_its_files_names_it(name, tmp_path):
    folder = tmp_path / "计划 一"
    shutil.copytree(PLANS / plan_names()[0], folder)
    (folder / name).unlink()
    with pytest.raises(InputError) as caught:
        load_pack(str(folder))
    assert any(fault.code == "missing-file" and fault.where == name for fault in caught.value.faults)


def test_all_faults_of_a_file_come_at_once_each_with_its_line(pack, tmp_path):
    path = tmp_path / "多处 错误.toml"
    path.write_text(
        'schema_version = 1\ntitle = { zh = "x", en = "x" }\nquestoin = 1\n\n'
        '[levers.industral_investment_share]\npath = { 2021 = 0.1 }\nunit = "1"\nwhy = "x"\n\n'
        '[levers.industrial_investment_share]\npath = { 2021 = 9.0, 2031 = 0.1 }\nunit = "year"\nwhy = "x"\n',
        encoding="utf-8",
    )
    faults = scenario_faults(path, pack)
    assert {fault.code: fault.where.removeprefix(path.name) for fault in faults} == {
        "missing-key": ": question",
        "unknown-key": ":3: questoin",
        "unknown-lever": ":5: levers.industral_investment_share",
        "wrong-unit": ":12: levers.industrial_investment_share.unit",
        "out-of-bounds": ":11: levers.industrial_investment_share.path.2021",
        "year-outside-plan": ":11: levers.industrial_investment_share.path.2031",
    }


def test_the_nearest_name_is_offered(pack):
    (fault,) = scenario_faults(BROKEN / "scenarios" / "unknown-lever.toml", pack)
    assert fault.fields["hint"] == "industrial_investment_share"
    assert str(fault.fields["known"]).startswith("industrial_investment_share")
    (fault,) = scenario_faults(BROKEN / "scenarios" / "unknown-scenario.toml", pack)
    assert fault.fields["hint"] == "baseline"


def test_a_gbk_scenario_names_the_line_and_the_likely_encoding(pack):
    (fault,) = scenario_faults(BROKEN / "scenarios" / "not-utf8.toml", pack)
    assert fault.fields == {"line": 2, "hint": "GB18030"}


def test_an_unknown_plan_and_an_unknown_scenario_are_refused(pack):
    with pytest.raises(InputError, match="unknown-plan"):
        load_pack("urumqi_etdz_2021_2026")
    with pytest.raises(InputError, match="unknown-scenario"):
        load_scenario("basline", pack)
    with pytest.raises(InputError, match="unknown-scenario"):
        load_scenario("../../outside", pack)
    with pytest.raises(InputError, match="missing-file"):
        load_scenario("no such file.toml", pack)


def test_a_folder_is_no_scenario(pack, tmp_path):
    (tmp_path / "folder.toml").mkdir()
    (fault,) = scenario_faults(tmp_path / "folder.toml", pack)
    assert fault.code == "not-a-file"


@pytest.mark.parametrize("name", OPTIONAL_FILES)
def test_a_plan_may_do_without_an_optional_file(name, tmp_path, pack):
    folder = tmp_path / "plan"
    shutil.copytree(PLANS / plan_names()[0], folder)
    (folder / name).unlink()
    assert load_pack(str(folder)).targets == pack.targets
