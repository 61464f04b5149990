"""Text, tables and paths are read strictly, or refused with the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import readers
from scenarios.errors import InputError
from scenarios.readers import decode_table, number, read_bytes, read_csv, read_toml, safe_path
from scenarios.toml_lines import key_lines, line_of

TABLE = "name,unit\n地区生产总值,亿元\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_table_reads_the_same_in_every_encoding(encoding):
    assert decode_table(TABLE.encode(encoding), "t.csv") == TABLE


@pytest.mark.parametrize(
    "data", [b"\xff\xff\xff\xff", b"a\x00b", b"\x1b[31mred", "乱".encode("gbk") + b"\xff"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(InputError, match="not-text"):
        decode_table(data, "t.csv")


def test_rows_carry_the_line_they_start_on():
    rows = read_csv(b'name,unit\n\na,"two\nlines"\nb,1\n', "t.csv", ["unit", "name"])
    assert [(row.line, dict(row.cells)) for row in rows] == [
        (3, {"name": "a", "unit": "two\nlines"}),
        (5, {"name": "b", "unit": "1"}),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name\na\n", "missing-column"),
        ("name,unit,more\na,1,2\n", "unknown-column"),
        ("name,unit,name\na,1,2\n", "duplicate"),
        ("name,unit\na\n", "cell-count"),
        ('name,unit\n"a,1\n', "bad-csv"),
        (" \n", "empty-file"),
    ],
)
def test_a_table_of_another_shape_is_refused(text, code):
    with pytest.raises(InputError, match=code):
        read_csv(text.encode(), "t.csv", ["name", "unit"])


def test_a_syntax_error_names_its_line():
    with pytest.raises(InputError) as caught:
        read_toml(b"a = 1\nb = \n", "s.toml")
    assert caught.value.faults[0].where == "s.toml:2"


@pytest.mark.parametrize("name", ["../a.toml", "b/../../a.toml", "..", "\0", "x" * 5000])
def test_a_path_that_climbs_out_is_refused(name, tmp_path):
    if name == "x" * 5000:
        assert safe_path(tmp_path, name, "s") == tmp_path.resolve() / name
        return
    with pytest.raises(InputError, match="path-outside"):
        safe_path(tmp_path, name, "s")


def test_an_absolute_path_climbs_out(tmp_path):
    with pytest.raises(InputError, match="path-outside"):
        safe_path(tmp_path / "inside", str(tmp_path / "outside.toml"), "s")


def test_a_link_that_leads_out_is_refused(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside.toml").write_text("a = 1", encoding="utf-8")
    (tmp_path / "inside" / "link.toml").symlink_to(tmp_path / "outside.toml")
    with pytest.raises(InputError, match="path-outside"):
        safe_path(tmp_path / "inside", "link.toml", "s")


@pytest.mark.parametrize("name", ["missing.csv", "a\0b", "x" * 5000])
def test_a_path_that_leads_nowhere_is_refused(name, tmp_path):
    with pytest.raises(InputError):
        read_bytes(tmp_path / name, name)


def test_a_file_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "LARGEST_FILE", 4)
    path = tmp_path / "large.csv"
    path.write_bytes(b"12345")
    with pytest.raises(InputError, match="file-too-large"):
        read_bytes(path, "large.csv")


def test_the_bytes_of_a_file_with_a_chinese_name_are_read(tmp_path):
    path = tmp_path / "新 区" / "表.csv"
    path.parent.mkdir()
    path.write_text(TABLE, encoding="utf-8")
    assert read_bytes(path, Path(path).name) == TABLE.encode()


def test_a_number_is_finite():
    assert number("1e3", "c") == 1000
    for text in ("nan", "-inf", "1e999"):
        with pytest.raises(InputError, match="not-finite"):
            number(text, "c")
    with pytest.raises(InputError, match="wrong-type"):
        number("many", "c")


def test_keys_are_found_on_their_lines():
    text = 'a = 1\n[t.u]\nb = """\nx = 2\n"""\n[[row]]\nc = 3\n[[row]]\n"d e" = 4\n[row.sub]\nf = 5\n'
    lines = key_lines(text)
    assert line_of(lines, ("a",)) == 1
    assert line_of(lines, ("t", "u", "b")) == 3
    assert ("t", "u", "x") not in lines
    assert line_of(lines, ("row", 0, "c")) == 7
    assert line_of(lines, ("row", 1, "d e")) == 9
    assert line_of(lines, ("row", 1, "sub", "f", "deeper")) == 11
    assert line_of(lines, ("nowhere",)) is None
