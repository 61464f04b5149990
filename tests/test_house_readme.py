"""Every command of the README runs; those that install do so in the slow tests."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from cli_runner import Printed, printed
from house import ROOT

BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")
PAGES = ["README.md", *(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))]
SMALL = ["--draws", "64"]
FEW = ["--draws", "16"]
SIMULATING = ("run", "compare", "sensitivity", "model check", "ledger")


def commands() -> list[str]:
    blocks = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines() if line.strip()]


PLANREACH = [command for command in commands() if command.startswith("planreach")]
ANSWERING = list(dict.fromkeys(["planreach run", *PLANREACH]))
INSTALLING = [command for command in commands() if command not in {*PLANREACH, "make test", "make run"}]


def shell(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def copied(folder: Path) -> Path:
    """The project in a folder whose name has a space and Chinese characters."""
    passed_over = shutil.ignore_patterns(".git", ".venv", "runs", "dist", "__pycache__", ".*_cache")
    return shutil.copytree(ROOT, folder / "planreach 副本", ignore=passed_over)


def test_the_readme_has_the_two_commands():
    assert commands()[:2] == ["make run", "make test"]


def fewer(line: str) -> list[str]:
    """Fewer draws, where a command makes many."""
    if line.startswith("evaluate --example"):
        return FEW
    return SMALL if line.startswith(SIMULATING) else []


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[str, Printed]:
    """What every command of the README prints, each in an empty folder."""
    lines = [shlex.split(command)[1:] for command in ANSWERING]
    words = [line + fewer(" ".join(line)) for line in lines]
    found = printed(words, tmp_path_factory.mktemp("readme"), "apart")
    return dict(zip(ANSWERING, found, strict=True))


@pytest.mark.parametrize("command", ANSWERING)
def test_a_command_of_the_readme_answers(command, answers):
    found = answers[command]
    assert found.code == 0, found.err.decode()
    assert found.out.strip()
    assert b"Traceback" not in found.err


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_run_would_run_the_program():
    result = shell(["make", "--no-print-directory", "-n", "run"], ROOT)
    assert result.stdout.rstrip().endswith("planreach run")


@pytest.mark.slow
def test_the_commands_without_make_install_and_answer(tmp_path):
    copy = copied(tmp_path)
    for command in INSTALLING:
        result = shell(shlex.split(command), copy)
        assert result.returncode == 0, f"{command}\n{result.stderr}"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_run_installs_once_and_answers_twice(tmp_path):
    copy = copied(tmp_path)
    first, second = (shell(["make", "run"], copy) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "Installing" in first.stderr
    assert "Installing" not in second.stderr


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    missing = [link for link in LINK.findall(text) if not ((ROOT / page).parent / link).exists()]
    assert missing == []
