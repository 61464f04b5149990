"""Every command has help in both languages, and help is there at once."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from cli_runner import LANGUAGES, ROOT, call, process

from report.application import CATALOGUE
from report.text_width import cells
from report.version import version
from report.wording import load_words

HEAVY = {"numpy", "pandas", "plotly", "scipy", "pint", "pydantic", "rich", "xarray"}
GROUPS = sorted({path.split()[0] for path in CATALOGUE if " " in path})
AT_MOST = 0.3


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["", *GROUPS, *sorted(CATALOGUE)])
def test_every_command_has_help(path, lang):
    result = call(*path.split(), "--help", lang=lang)
    words = load_words(lang)
    key = path.replace(" ", ".") or "planreach"
    assert result.exit_code == 0
    assert result.stdout.startswith(words("help.usage"))
    assert words(f"command.{key}.help").split("\n")[0][:12] in result.stdout
    for line in result.stdout.splitlines():
        assert cells(line) <= 122


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["", *sorted(CATALOGUE)])
def test_every_option_has_a_text_in_the_language(path, lang):
    lines = call(*path.split(), "--help", lang=lang).stdout.splitlines()
    for at, line in enumerate(lines):
        if line.startswith("  -"):
            told = line.strip().split("  ", 1)
            text = told[1] if len(told) > 1 else lines[at + 1].strip()
            assert text
            assert text.isascii() == (lang == "en"), text


def test_the_help_of_the_root_lists_every_command():
    told = call("--help").stdout
    for path in CATALOGUE:
        assert f"\n  {path.split()[0]} " in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_after_the_name_gives_the_help(lang):
    assert call(lang=lang).stdout == call("--help", lang=lang).stdout
    assert call(lang=lang).exit_code == 0


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_alone_gives_its_help(group):
    result = call(group)
    assert load_words("en")("help.commands") in result.output


def test_the_version_is_told():
    assert call("--version").stdout.strip() == f"planreach {version()}"


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["model", "fit", "--help"], []])
def test_help_imports_nothing_heavy(arguments):
    program = (
        "import sys; sys.argv = ['planreach', *sys.argv[1:]]; from cli import app\n"
        "try: app()\n"
        "except SystemExit: pass\n"
        "print('modules:', *{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(result.stderr.split("modules:")[1].split())
    assert loaded & HEAVY == set()
    assert "typer" in loaded


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"]])
def test_help_is_there_at_once(arguments, tmp_path):
    taken: list[float] = []
    for _ in range(5):
        begun = time.perf_counter()
        assert process(*arguments, cwd=tmp_path).returncode == 0
        taken.append(time.perf_counter() - begun)
    assert min(taken) < AT_MOST


def test_completion_is_there(tmp_path):
    completed = process(
        cwd=tmp_path,
        _PLANREACH_COMPLETE="complete_bash",
        COMP_WORDS="planreach mod",
        COMP_CWORD="1",
        _TYPER_COMPLETE_ARGS="planreach mod",
    )
    assert "model" in completed.stdout
