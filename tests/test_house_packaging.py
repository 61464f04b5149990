"""The wheel holds every file of the packages and nothing else, and works where it is installed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from house import PACKAGES, ROOT, tracked_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_tracked_file_of_the_packages(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = {path.relative_to(ROOT).as_posix() for path in tracked_files()}
    wanted = {name for name in tracked if name.split("/")[0] in PACKAGES or name == "cli.py"}
    assert wanted <= held


def test_the_wheel_holds_nothing_beside_the_packages(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} <= {*PACKAGES, "cli.py"}


def test_the_wheel_starts_at_the_command_line(wheel):
    archive = zipfile.ZipFile(wheel)
    entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "planreach = cli:app" in archive.read(entry).decode()


@pytest.mark.slow
def test_the_wheel_answers_in_a_fresh_environment(wheel, tmp_path):
    python = tmp_path / "fresh" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
    install = ["-m", "pip", "install", "--quiet", "--constraint", str(ROOT / "constraints.txt"), str(wheel)]
    subprocess.run([python, *install], check=True)
    command = [python.with_name("planreach"), "run", "--draws", "256", "--json", "--lang", "en"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("{")
