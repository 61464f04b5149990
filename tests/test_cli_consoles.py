"""The program on consoles that show less than it says, and with readers that leave early."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from cli_runner import LANGUAGES, ROOT, SMALL, Printed, printed

from report.streams import spelt_for, wants_color

COMMANDS = [
    ["--help"],
    ["runs", "list"],
    ["run", *SMALL],
    ["levers"],
    ["audit"],
    ["why", "gdp_growth"],
    ["run", "nosuch"],
]


def on_console(lines, encoding, lang, folder) -> list[Printed]:
    """Command lines, one after another, on a console with this encoding."""
    words = [[*line, "--lang", lang] for line in lines]
    return printed(words, folder, PYTHONIOENCODING=encoding, PYTHONUTF8="0", COLUMNS="100")


@pytest.fixture(scope="module")
def consoles(tmp_path_factory) -> dict[tuple[str, str], list[Printed]]:
    """Every command by language and encoding."""
    return {
        (lang, encoding): on_console(COMMANDS, encoding, lang, tmp_path_factory.mktemp("console"))
        for lang in LANGUAGES
        for encoding in ("utf-8", "gbk:strict")
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", range(len(COMMANDS)), ids=lambda number: " ".join(COMMANDS[number]))
def test_a_gbk_console_shows_every_letter(number, lang, consoles):
    wide, narrow = (consoles[lang, encoding][number] for encoding in ("utf-8", "gbk:strict"))
    assert wide.code == narrow.code == (3 if "nosuch" in COMMANDS[number] else 0)
    assert wide.out.decode("utf-8") == narrow.out.decode("gbk")
    narrow.err.decode("gbk")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("encoding", ["ascii:strict", "cp437"])
def test_a_console_without_chinese_stops_nothing(encoding, lang, tmp_path):
    for told in on_console([["run", *SMALL], ["--help"]], encoding, lang, tmp_path):
        assert told.code == 0
        assert told.out
        assert b"Traceback" not in told.err


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_json_is_whole_on_any_console(encoding, tmp_path):
    (told,) = on_console([["run", *SMALL, "--json"]], encoding, "zh", tmp_path)
    data = json.loads(told.out.decode(encoding))
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
