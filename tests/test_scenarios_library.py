"""Scenarios of the library and of files: merged with their parents, resolved to full paths."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scenarios.errors import InputError
from scenarios.levers import resolve, share_faults, value_at
from scenarios.library import load_scenario, scenario_names
from scenarios.packs import load_pack

HEAD = 'schema_version = 1\ntitle = { zh = "试", en = "Test" }\nquestion = { zh = "试", en = "Test" }\n'
SHARE = "industrial_investment_share"


@pytest.fixture(scope="module")
def pack():
    return load_pack()


def written(folder, name, text):
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return str(path)


def lever_table(name, path, unit):
    return f'[levers.{name}]\npath = {path}\nunit = "{unit}"\nwhy = "Test."\n'


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_of_the_library_loads_and_resolves(name, pack):
    scenario = load_scenario(name, pack)
    paths = resolve(scenario, pack)
    assert scenario.name == name
    assert scenario.title.zh
    assert scenario.question.en
    assert scenario.inputs[f"library/{name}.toml"]
    assert list(paths) == [lever.name for lever in pack.levers]
    for lever in pack.levers:
        for _, value in paths[lever.name]:
            assert lever.low <= value <= lever.high


def test_the_library_begins_with_the_baseline():
    assert scenario_names()[0] == "baseline"


def test_the_baseline_moves_nothing(pack):
    baseline = load_scenario("baseline", pack)
    assert baseline.levers == {}
    assert resolve(baseline, pack) == {lever.name: ((2021, lever.baseline),) for lever in pack.levers}


def test_a_child_overrides_its_parents_lever_by_lever(pack, tmp_path):
    unit = pack.lever("rd_support").unit
    low = pack.lever("rd_support").low
    written(
        tmp_path,
        "parent.toml",
        'switches = { closure = "supply_led" }\n'
        + lever_table(SHARE, "{ 2021 = 0.1 }", "1")
        + lever_table("rd_support", f"{{ 2022 = {low} }}", unit),
    )
    child = written(
        tmp_path, "child.toml", 'extends = "parent.toml"\n' + lever_table(SHARE, "{ 2023 = 0.2 }", "1")
    )
    scenario = load_scenario(child, pack)
    assert scenario.levers[SHARE].points == {2023: 0.2}
    assert scenario.levers["rd_support"].points == {2022: low}
    assert scenario.switches.closure == "supply_led"
    assert scenario.extends == ("parent",)
    assert set(scenario.inputs) == {"child.toml", "parent.toml"}


def test_a_file_may_extend_the_library_and_lie_under_a_chinese_path(pack, tmp_path):
    folder = tmp_path / "我的 情景"
    folder.mkdir()
    path = written(
        folder, "开放.toml", 'extends = "baseline"\n' + lever_table(SHARE, "{ 2025 = 0.2, 2021 = 0.1 }", "1")
    )
    assert resolve(load_scenario(path, pack), pack)[SHARE] == ((2021, 0.1), (2025, 0.2))


def test_a_path_is_linear_between_its_years_and_constant_outside():
    path = ((2021, 1.0), (2023, 2.0), (2025, 0.0))
    times = (2015, 2021, 2022, 2022.5, 2023, 2024, 2025, 2035)
    assert [value_at(path, year) for year in times] == [1.0, 1.0, 1.5, 1.75, 2.0, 1.0, 0.0, 0.0]


@pytest.fixture
def shares(pack):
    """The plan with three levers that are shares of one whole, at 0.5, 0.3 and 0.2."""
    model = pack.lever(SHARE)
    fields = {"kind": "share", "group": "starts", "low": 0.0, "high": 1.0}
    levers = [
        model.model_copy(update={**fields, "name": name, "baseline": baseline})
        for name, baseline in (("private", 0.5), ("state", 0.3), ("other", 0.2))
    ]
    return pack.model_copy(update={"levers": tuple(levers)})


def test_shares_that_are_not_named_scale_in_proportion(shares, tmp_path):
    path = written(tmp_path, "s.toml", lever_table("private", "{ 2021 = 0.5, 2025 = 0.75 }", "1"))
    paths = resolve(load_scenario(path, shares), shares)
    assert dict(paths["state"]) == pytest.approx({2021: 0.3, 2025: 0.15})
    assert dict(paths["other"]) == pytest.approx({2021: 0.2, 2025: 0.1})
    for year in (2021, 2022.5, 2025, 2030):
        assert sum(value_at(path, year) for path in paths.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "table",
    [
        lever_table("private", "{ 2021 = 0.8 }", "1")
        + lever_table("state", "{ 2021 = 0.1, 2025 = 0.4 }", "1"),
        "".join(lever_table(name, "{ 2021 = 0.3 }", "1") for name in ("private", "state", "other")),
    ],
)
def test_shares_that_cannot_make_a_whole_are_refused(shares, tmp_path, table):
    with pytest.raises(InputError, match="inconsistent"):
        load_scenario(written(tmp_path, "s.toml", table), shares)


def test_shares_of_part_of_a_whole_only_may_not_exceed_it(shares, tmp_path):
    part = shares.model_copy(update={"levers": shares.levers[:2]})
    path = written(tmp_path, "s.toml", lever_table("private", "{ 2021 = 0.7 }", "1"))
    scenario = load_scenario(path, part)
    assert share_faults(scenario, part, "s.toml") == []
    assert resolve(scenario, part)["state"] == ((2021, 0.3),)
    with pytest.raises(InputError, match="inconsistent"):
        load_scenario(written(tmp_path, "t.toml", lever_table("private", "{ 2021 = 0.8 }", "1")), part)


def test_importing_the_room_is_light():
    code = (
        "import sys, scenarios.packs, scenarios.library, scenarios.levers, scenarios.plan_check;"
        "print(sorted({'pydantic', 'numpy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_wrong_key_hides_no_other_fault_of_the_same_lever(tmp_path, pack):
    text = lever_table("leverage_cap", "{ 2019 = 1.5 }", "percent") + "foo = 1\n"
    with pytest.raises(InputError) as caught:
        load_scenario(written(tmp_path, "many.toml", text), pack)
    codes = sorted(fault.code for fault in caught.value.faults)
    assert codes == ["out-of-bounds", "unknown-key", "wrong-unit", "year-outside-plan"]
