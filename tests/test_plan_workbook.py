"""A pack goes out as a workbook and comes back the same; whatever else comes is refused with its cell."""

from __future__ import annotations

import shutil
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scenarios.errors import InputError
from scenarios.fault_codes import CODES
from scenarios.new_pack import export_pack, new_pack
from scenarios.pack_sheets import NO_SHEETS
from scenarios.packs import load_pack
from scenarios.schema import PlanPack
from scenarios.sheets import text_of
from scenarios.workbook import Grid, column_letter, read_workbook, write_workbook

PACK = load_pack()
PARTS = [name for name in PlanPack.model_fields if name not in ("inputs", *NO_SHEETS)]
NO_CHECK = [HealthCheck.function_scoped_fixture]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("out") / "规划 包.xlsx"
    export_pack(None, path)
    return path


@cache
def loaded(workbook: Path) -> Any:
    """The workbook as openpyxl has it; whoever changes a cell puts it back."""
    return load_workbook(workbook)


def edited(workbook: Path, folder: Path, *cells: tuple[str, str, Any]) -> Path:
    """A copy of the workbook with some cells changed: (sheet, cell, value)."""
    book = loaded(workbook)
    touched = [book[sheet][cell] for sheet, cell, _ in cells]
    before = [(cell.value, cell.data_type, cell.number_format) for cell in touched]
    for cell, (_, _, value) in zip(touched, cells, strict=True):
        cell.value = value
    path = folder / "edited.xlsx"
    book.save(path)
    for cell, (value, kind, form) in zip(touched, before, strict=True):
        cell.value, cell.data_type, cell.number_format = value, kind, form
    return path


def cell_of(workbook: Path, sheet: str, key: str, column: str) -> str:
    """The address of a cell by the value of its first matching row and the title of its column."""
    rows = list(loaded(workbook)[sheet].iter_rows(values_only=True))
    at = rows[0].index(column)
    number = next(number for number, row in enumerate(rows, start=1) if key in row)
    return f"{column_letter(at)}{number}"


def faults(path: Path, folder: Path) -> dict[str, str]:
    """The faults of a workbook by place."""
    with pytest.raises(InputError) as caught:
        new_pack(folder / "never", str(path))
    assert not (folder / "never").exists()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    return {fault.where: fault.code for fault in caught.value.faults}


def test_the_built_in_plan_comes_back_the_same(workbook, tmp_path):
    back = new_pack(tmp_path / "甲 乙", str(workbook))
    for part in PARTS:
        assert getattr(back, part) == getattr(PACK, part), part


def test_a_pack_goes_out_and_back_twice_without_a_change(workbook, tmp_path):
    new_pack(tmp_path / "one", str(workbook))
    export_pack(str(tmp_path / "one"), tmp_path / "two.xlsx")
    assert read_workbook(tmp_path / "two.xlsx", "two.xlsx") == read_workbook(workbook, "one.xlsx")
    new_pack(tmp_path / "two", str(tmp_path / "two.xlsx"))
    for path in sorted((tmp_path / "one").rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_an_edit_arrives_and_nothing_else_changes(workbook, tmp_path):
    changes = [
        ("targets", cell_of(workbook, "targets", "digital_output", "target"), 850),
        ("targets", cell_of(workbook, "targets", "digital_output", "note"), "=1+1 is no formula"),
        ("targets", cell_of(workbook, "targets", "digital_output", "scope.zh"), "全区 <b>"),
        ("observations", cell_of(workbook, "observations", "gdp_sum", "value"), 2500.5),
    ]
    book = load_workbook(workbook)
    for sheet, cell, value in changes:
        book[sheet][cell].value = value
        book[sheet][cell].data_type = "s" if isinstance(value, str) else "n"
    book.save(tmp_path / "edited.xlsx")
    back = new_pack(tmp_path / "edited", str(tmp_path / "edited.xlsx"))
    row, other = back.target("digital_output"), PACK.target("digital_output")
    assert (row.target, row.note, row.scope and row.scope.zh) == (850, "=1+1 is no formula", "全区 <b>")
    assert back.observation("gdp_sum").value == 2500.5
    assert row.model_copy(update={"target": other.target, "note": other.note, "scope": other.scope}) == other
    untouched = [part for part in PARTS if part not in ("targets", "observations")]
    assert [getattr(back, part) for part in untouched] == [getattr(PACK, part) for part in untouched]
    assert [row for row in back.targets if row.id != "digital_output"] == [
        row for row in PACK.targets if row.id != "digital_output"
    ]


def test_a_date_that_a_spreadsheet_made_of_text_is_text_again(workbook, tmp_path):
    import datetime

    at = cell_of(workbook, "pack", "text.date", "value")
    path = edited(workbook, tmp_path, ("pack", at, datetime.datetime(2021, 1, 27)))
    assert new_pack(tmp_path / "new", str(path)).about.text.date == "2021-01-27"


def test_a_number_typed_as_text_and_a_unit_typed_as_a_number_are_taken(workbook, tmp_path):
    path = edited(
        workbook,
        tmp_path,
        ("targets", cell_of(workbook, "targets", "digital_output", "target"), "800"),
        ("targets", cell_of(workbook, "targets", "china_europe_trains", "unit"), 1),
        ("targets", cell_of(workbook, "targets", "digital_output", "main"), "FALSE"),
    )
    assert new_pack(tmp_path / "new", str(path)).targets == PACK.targets


def test_the_workbook_holds_values_only(workbook):
    book = load_workbook(workbook)
    assert book.sheetnames[:2] == ["pack", "targets"]
    for sheet in book.worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}


def test_text_that_begins_like_a_formula_stays_text(tmp_path):
    signs = ("=1+1", "+1", "-1", "@x", "_x0041_", "a\nb", "  a ", "<&>\"'")
    write_workbook(tmp_path / "a.xlsx", {"s": Grid(("x",), tuple((sign,) for sign in signs))})
    (found,) = read_workbook(tmp_path / "a.xlsx", "a.xlsx").values()
    assert [row[0] for row in found.rows] == list(signs)


@pytest.mark.parametrize(
    ("sheet", "key", "column", "value", "code"),
    [
        ("targets", "digital_output", "unit", "yi_CYN", "unknown-unit"),
        ("targets", "digital_output", "target", "viel", "wrong-type"),
        ("targets", "digital_output", "target", "inf", "not-finite"),
        ("targets", "digital_output", "mode", "guessed", "not-in-vocabulary"),
        ("targets", "digital_output", "locator.line", 0, "out-of-bounds"),
        ("targets", "digital_output", "id", None, "missing-key"),
        ("targets", "digital_output", "file", "targets/other.toml", "unknown-file"),
        ("targets_bases", "gdp_level", "id", "gdp_levle", "unknown-row"),
        ("targets_bases", "gdp_level", "value", None, "missing-key"),
        ("observations", "gdp_sum", "sd", -1, "out-of-bounds"),
        ("observations", "gdp_sum", "year_from", "2016a", "wrong-type"),
        ("levers", "hub_investment_share", "kind", "wish", "not-in-vocabulary"),
        ("pack", "base_year", "value", "bald", "wrong-type"),
        ("pack", "structure", "key", "strukture", "unknown-key"),
        ("coverage", "digital_output", "digest", "XYZ", "wrong-type"),
    ],
)
def test_a_wrong_cell_is_named(workbook, tmp_path, sheet, key, column, value, code):
    if sheet == "levers":
        key = PACK.levers[0].name
    at = cell_of(workbook, sheet, f"date {key}" if sheet == "coverage" else key, column)
    told = faults(edited(workbook, tmp_path, (sheet, at, value)), tmp_path)
    assert code in told.values(), told
    place = next(where for where, found in told.items() if found == code)
    assert place.startswith((f"{sheet}!{at}", f"{sheet}!{at[-3:]}", sheet)), place
    assert place.split(":")[0][len(sheet) + 1 :].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") in (
        at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "",
    )


def test_faults_of_all_sheets_come_at_once(workbook, tmp_path):
    path = edited(
        workbook,
        tmp_path,
        ("targets", cell_of(workbook, "targets", "digital_output", "unit"), "x"),
        ("observations", cell_of(workbook, "observations", "gdp_sum", "unit"), "x"),
        ("pack", cell_of(workbook, "pack", "base_year", "value"), "x"),
    )
    assert sorted(faults(path, tmp_path).values()) == ["unknown-unit", "unknown-unit", "wrong-type"]


def test_references_between_sheets_are_checked(workbook, tmp_path):
    at = cell_of(workbook, "targets", "gdp_level", "variable")
    told = faults(edited(workbook, tmp_path, ("targets", at, "gpd")), tmp_path)
    assert told == {"targets: gdp_level: variable": "unknown-variable"}


def test_sheets_and_columns_that_are_missing_or_strange_are_told(workbook, tmp_path):
    book = load_workbook(workbook)
    del book["levers"]
    book.create_sheet("Tabelle1")
    book["targets"]["B1"] = "idd"
    book.save(tmp_path / "a.xlsx")
    assert faults(tmp_path / "a.xlsx", tmp_path) == {"levers": "missing-sheet", "Tabelle1": "unknown-sheet"}
    book = load_workbook(workbook)
    book["targets"]["B1"] = "idd"
    book["targets"]["C1"] = "idd"
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(InputError) as caught:
        new_pack(tmp_path / "never", str(tmp_path / "b.xlsx"))
    assert {fault.code for fault in caught.value.faults} == {"unknown-column", "missing-column", "duplicate"}


def test_a_file_of_targets_cannot_climb_out_of_the_folder(workbook, tmp_path):
    at = cell_of(workbook, "pack", "target_files", "value")
    path = edited(workbook, tmp_path, ("pack", at, "../../outside.toml"))
    told = faults(path, tmp_path)
    assert set(told.values()) <= {"unknown-file", "path-outside"}
    assert not list(tmp_path.glob("**/outside.toml"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("random", b"PK\x03\x04" + bytes(range(256))),
        ("text", "这不是工作簿".encode()),
        ("zip", None),
        ("csv", b"id,target\ngdp,929\n"),
    ],
)
def test_what_is_no_workbook_is_refused(name, data, tmp_path):
    path = tmp_path / f"{name}.xlsx"
    if data is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "a")
    else:
        path.write_bytes(data)
    assert faults(path, tmp_path) == {path.name: "bad-xlsx"}


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("scenarios.workbook.LARGEST_UNPACKED", 1000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 100_000)
    assert faults(path, tmp_path) == {"bomb.xlsx": "bad-xlsx"}


def test_a_missing_and_an_empty_workbook_are_told(tmp_path):
    assert faults(tmp_path / "no.xlsx", tmp_path) == {"no.xlsx": "missing-file"}
    (tmp_path / "empty.xlsx").write_bytes(b"")
    assert faults(tmp_path / "empty.xlsx", tmp_path) == {"empty.xlsx": "empty-file"}
    Workbook().save(tmp_path / "blank.xlsx")
    assert set(faults(tmp_path / "blank.xlsx", tmp_path).values()) == {"missing-sheet", "unknown-sheet"}


def tolerated(path: Path, folder: Path) -> bool:
    """Whether a workbook is read, or refused by faults that are known."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        new_pack(folder, str(path))
    except InputError as error:
        return bool(error.faults) and all(fault.code in CODES and fault.where for fault in error.faults)
    return True


@given(data=st.binary(max_size=300))
@example(data=b"PK\x05\x06" + bytes(18))
@settings(suppress_health_check=NO_CHECK)
def test_random_bytes_as_a_workbook(data, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(data)
    assert tolerated(tmp_path / "a.xlsx", tmp_path / "plan")


@given(at=st.integers(0, 1 << 20), byte=st.integers(0, 255))
@settings(suppress_health_check=NO_CHECK, max_examples=15)
def test_a_workbook_with_a_wrong_byte(workbook, at, byte, tmp_path):
    data = bytearray(workbook.read_bytes())
    data[at % len(data)] = byte
    (tmp_path / "a.xlsx").write_bytes(bytes(data))
    assert tolerated(tmp_path / "a.xlsx", tmp_path / "plan")


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
)


@given(
    sheet=st.sampled_from(
        ["pack", "targets", "targets_bases", "history", "observations", "levers", "coverage"]
    ),
    row=st.integers(1, 12),
    column=st.integers(1, 12),
    value=CELLS,
)
@settings(suppress_health_check=NO_CHECK, max_examples=8)
def test_a_workbook_with_any_cell(sheet, row, column, value, workbook, tmp_path):
    book = load_workbook(workbook)
    book[sheet].cell(row, column).value = value
    book.save(tmp_path / "a.xlsx")
    assert tolerated(tmp_path / "a.xlsx", tmp_path / "plan")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (12.0, "12"), (0.1, "0.1"), (1e300, "1e+300"), (7, "7"), ("a", "a")],
)
def test_a_cell_as_a_table_has_it(value, text):
    assert text_of(value) == text


def test_columns_have_their_letters():
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
