"""A pack of one's own: empty with comments, with its text, or a copy; and the TOML it is written in."""

from __future__ import annotations

import io
import shutil
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.errors import InputError
from scenarios.new_pack import export_pack, new_pack
from scenarios.packs import PLANS, load_pack, plan_names
from scenarios.schema import PlanPack
from scenarios.toml_text import toml_array, toml_document

PACK = load_pack()
PARTS = [name for name in PlanPack.model_fields if name != "inputs"]


def test_an_empty_pack_loads_and_has_comments(tmp_path):
    pack = new_pack(tmp_path / "Mein Gebiet 7")
    assert pack.id == "mein_gebiet_7"
    assert (pack.targets, pack.history, pack.observations, pack.levers) == ((), (), (), ())
    assert (tmp_path / "Mein Gebiet 7" / "targets" / "box2.toml").read_text("utf-8").count("#") > 5
    export_pack(str(tmp_path / "Mein Gebiet 7"), tmp_path / "empty.xlsx")
    back = new_pack(tmp_path / "again", str(tmp_path / "empty.xlsx"))
    assert [getattr(back, part) for part in PARTS] == [getattr(pack, part) for part in PARTS]


def test_the_example_in_the_empty_pack_is_a_target(tmp_path):
    new_pack(tmp_path / "plan")
    path = tmp_path / "plan" / "targets" / "box2.toml"
    lines = path.read_text("utf-8").splitlines()
    begin = next(at for at, line in enumerate(lines) if line == "# [[target]]")
    example_ = [line.removeprefix("# ") for line in lines[begin:] if line.startswith("# ")]
    path.write_text("\n".join(example_), encoding="utf-8")
    assert [row.id for row in load_pack(str(tmp_path / "plan")).targets] == ["gdp_level"]


def test_a_pack_with_a_text_knows_its_hash_and_what_is_open(tmp_path):
    text = "第一章 目标\n到2025年,产值达到300亿元。\n没有数字\n".encode()
    (tmp_path / "文本.txt").write_bytes(text)
    pack = new_pack(tmp_path / "plan", text=tmp_path / "文本.txt")
    assert pack.about.text.lines == 3
    assert [row.claims for row in pack.covered] == ["heading", "date open"]
    assert [row.chapter for row in pack.covered] == [1, 1]


def test_a_text_in_another_encoding_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes("增长5%。".encode("gb18030"))
    assert new_pack(tmp_path / "plan", text=tmp_path / "a.txt").covered[0].words == "5"


def test_a_copy_of_a_plan_is_that_plan(tmp_path):
    copy = new_pack(tmp_path / "copy", plan_names()[0])
    assert [getattr(copy, part) for part in PARTS] == [getattr(PACK, part) for part in PARTS]
    assert copy.inputs == PACK.inputs


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "file.txt").write_text("mine")
    for place in (tmp_path, tmp_path / "file.txt"):
        with pytest.raises(InputError, match="folder-not-empty"):
            new_pack(place)
    assert (tmp_path / "file.txt").read_text() == "mine"


@pytest.mark.parametrize("source", ["nowhere", "../x.xlsx", "\0"])
def test_a_start_that_is_not_there_is_told(source, tmp_path):
    with pytest.raises(InputError):
        new_pack(tmp_path / "plan", source)
    assert not (tmp_path / "plan").exists()


def test_a_workbook_has_its_ending(tmp_path):
    with pytest.raises(InputError, match="bad-xlsx"):
        export_pack(None, tmp_path / "a.xls")


def test_every_file_of_targets_has_to_be_there(tmp_path):
    shutil.copytree(PLANS / plan_names()[0], tmp_path / "plan")
    path = tmp_path / "plan" / "pack.toml"
    path.write_text(path.read_text("utf-8").replace("chapter03", "chapter99"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(str(tmp_path / "plan"))
    assert ("missing-file", "targets/chapter99.toml") in {(f.code, f.where) for f in caught.value.faults}


# -- TOML


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
LEAVES = st.one_of(
    st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False), TEXTS
)


@given(
    st.dictionaries(
        st.text("ab_-1 中.", min_size=0, max_size=4),
        st.one_of(LEAVES, st.lists(LEAVES, max_size=3), st.dictionaries(TEXTS, LEAVES, max_size=2)),
        max_size=4,
    )
)
def test_toml_is_read_back_as_it_was_written(values):
    assert tomllib.loads(toml_document(values)) == values
    assert tomllib.loads(toml_array("row", [values, values])) == {"row": [values, values]}


def test_an_empty_array_and_a_table_of_tables():
    assert tomllib.loads(toml_array("row", [])) == {"row": []}
    assert tomllib.loads(toml_document({"a": None, "b": 1}, {"c d": {"e": {"f": 1}}})) == {
        "b": 1,
        "c d": {"e": {"f": 1}},
    }
    with pytest.raises(ValueError, match="finite"):
        toml_document({"a": float("nan")})
    with pytest.raises(TypeError):
        toml_document({"a": io.StringIO()})
