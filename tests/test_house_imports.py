"""Arrows between the packages point one way."""

from __future__ import annotations

import subprocess
import sys

from house import PACKAGES, ROOT, imports


def test_arrows_point_one_way():
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_no_package_imports_the_tests_or_the_benchmarks():
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert [path for path in modules if {"tests", "benchmarks", "cli"} & set(imports(path))] == []
