"""The program on consoles that show less than it says, and with readers that leave early."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from cli_runner import LANGUAGES, ROOT, SMALL, process

from report.streams import spelt_for, wants_color

COMMANDS = [
    ["--help"],
    ["run", *SMALL],
    ["levers"],
    ["audit"],
    ["why", "gdp_growth"],
    ["runs", "list"],
    ["run", "nosuch"],
]


def bytes_of(arguments, encoding, lang, folder) -> tuple[int, bytes, bytes]:
    result = process(
        *arguments,
        "--lang",
        lang,
        cwd=folder,
        text=False,
        PYTHONIOENCODING=encoding,
        PYTHONUTF8="0",
        COLUMNS="100",
    )
    return result.returncode, result.stdout, result.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_gbk_console_shows_every_letter(arguments, lang, tmp_path):
    wide, narrow = (bytes_of(arguments, encoding, lang, tmp_path) for encoding in ("utf-8", "gbk:strict"))
    assert wide[0] == narrow[0]
    assert wide[0] in (0, 3)
    assert wide[1].decode("utf-8") == narrow[1].decode("gbk")
    narrow[2].decode("gbk")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("encoding", ["ascii:strict", "cp437"])
def test_a_console_without_chinese_stops_nothing(encoding, lang, tmp_path):
    for arguments in (["run", *SMALL], ["--help"]):
        code, out, err = bytes_of(arguments, encoding, lang, tmp_path)
        assert code == 0
        assert out
        assert b"Traceback" not in err


def test_json_is_whole_on_any_console(tmp_path):
    import json

    for encoding in ("ascii", "gbk"):
        _, out, _ = bytes_of(["run", *SMALL, "--json"], encoding, "zh", tmp_path)
        data = json.loads(out.decode(encoding))
        assert data["result"]["targets"][0]["name_zh"] == "地区生产总值"


def test_plain_spellings_stand_for_what_an_encoding_lacks():
    assert spelt_for("a ± b … “c”", "ascii") == 'a +- b ... "c"'
    assert spelt_for("a ± b", "utf-8") == "a ± b"
    assert spelt_for("a ± b", "no-such-encoding") == "a +- b"


@pytest.mark.skipif(os.name != "posix", reason="needs a shell with pipes")
@pytest.mark.parametrize("arguments", [["model", "equations"], ["model", "step"], ["levers", "--json"]])
def test_a_reader_that_leaves_early_is_no_error(arguments, tmp_path):
    command = [sys.executable, str(ROOT / "cli.py"), *arguments]
    running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None

    running.stdout.close()
    told = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 0
    assert "Error" not in told
    assert "Traceback" not in told


def test_colour_is_for_terminals_that_want_it(monkeypatch):
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert wants_color(no_color=False)
    assert not wants_color(no_color=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color(no_color=False)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_color(no_color=False)
