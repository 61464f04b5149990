"""Whatever the bytes are, a reader either understands them or raises `InputError`."""

from __future__ import annotations

import shutil
from functools import cache

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scenarios.errors import InputError
from scenarios.fault_codes import CODES
from scenarios.library import load_scenario
from scenarios.packs import PLANS, load_pack, plan_names
from scenarios.readers import read_csv, read_toml, safe_path
from scenarios.tables import Observation

NO_CHECK = [HealthCheck.function_scoped_fixture]
KEYS = st.sampled_from(
    [
        "schema_version",
        "title",
        "question",
        "extends",
        "levers",
        "switches",
        "path",
        "unit",
        "why",
        "2021",
        "zh",
    ]
)
VALUES = st.sampled_from(
    ["1", "nan", "-inf", "true", '"x"', "[]", "{}", "{ zh = 1 }", "1979-05-27", "9" * 5000]
)
LINES = st.one_of(
    st.builds("{} = {}".format, KEYS, VALUES),
    st.builds("[{}.{}]".format, KEYS, KEYS),
    st.builds("[[{}]]".format, KEYS),
    st.text(max_size=20),
)


@cache
def pack():
    return load_pack()


def tolerated(call, *given_to):
    """True when the call succeeds or names its faults; any other exception fails the test."""
    try:
        call(*given_to)
    except InputError as error:
        return bool(error.faults) and all(fault.code in CODES and fault.where for fault in error.faults)
    return True


@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"[" * 3000)
@example(b"a = " + b"9" * 5000)
def test_random_bytes_as_toml(data):
    assert tolerated(read_toml, data, "s.toml")


@given(st.binary(max_size=400))
@example(b'"' * 100)
@example(b"id," * 60000)
@example(b"\r\r\r")
def test_random_bytes_as_a_table(data):
    assert tolerated(read_csv, data, "t.csv", list(Observation.model_fields))


@given(text=st.lists(LINES, max_size=12).map("\n".join))
@settings(suppress_health_check=NO_CHECK)
def test_random_lines_as_a_scenario(text, tmp_path):
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8")
    assert tolerated(load_scenario, str(path), pack())


@given(data=st.binary(max_size=200))
@settings(suppress_health_check=NO_CHECK)
def test_random_bytes_as_a_scenario(data, tmp_path):
    path = tmp_path / "s.toml"
    path.write_bytes(data)
    assert tolerated(load_scenario, str(path), pack())


@given(name=st.text(max_size=40))
@example(name="\0.toml")
@example(name="~/x.toml")
@example(name="/" * 300 + ".toml")
@settings(suppress_health_check=NO_CHECK)
def test_random_names_of_scenarios_and_plans(name, tmp_path):
    assert tolerated(load_scenario, name, pack())
    assert tolerated(load_scenario, name + ".toml", pack())
    assert tolerated(load_pack, str(tmp_path / "nowhere") + name)
    assert tolerated(safe_path, tmp_path, name, "s")


@given(
    name=st.sampled_from(["evidence.csv", "targets/text.toml", "pack.toml", "levers.toml"]),
    data=st.binary(max_size=120),
)
@settings(suppress_health_check=NO_CHECK, max_examples=20)
def test_random_bytes_in_a_plan(name, data, tmp_path):
    folder = tmp_path / "plan"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PLANS / plan_names()[0], folder)
    (folder / name).write_bytes((folder / name).read_bytes() + data)
    assert tolerated(load_pack, str(folder))
    (folder / name).write_bytes(data)
    assert tolerated(load_pack, str(folder))
