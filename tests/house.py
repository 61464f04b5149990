"""What the house tests share: the tracked files, the packages, the declared dependencies."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("scenarios", "sim", "calibration", "evaluation", "report")


def tracked_files() -> list[Path]:
    """Every file under version control; without git (a source archive) every file that is not hidden."""
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode == 0:
        paths = [ROOT / name for name in found.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not hidden(path)]
    return [path for path in paths if path.is_file()]


def hidden(path: Path) -> bool:
    """Whether a part of the path below the root starts with a dot or is a cache."""
    return any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(ROOT).parts)


def product_modules() -> list[Path]:
    """The Python files that are installed."""
    packaged = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [*packaged, *ROOT.glob("cli.py")]


def imports(path: Path) -> Iterator[str]:
    """The first part of every absolute import in a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def third_party(path: Path) -> set[str]:
    """Imports that are neither ours nor of the standard library."""
    return set(imports(path)) - set(PACKAGES) - {"cli", "tests"} - set(sys.stdlib_module_names)


def project() -> dict[str, object]:
    """The `[project]` table of `pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements(extra: str | None = None) -> dict[str, Requirement]:
    """Declared dependencies by canonical name; with `extra` those of the extra."""
    table = project()
    lines = table["optional-dependencies"][extra] if extra else table["dependencies"]  # type: ignore[index]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}  # type: ignore[arg-type]


def constraints() -> list[Requirement]:
    """The lines of `constraints.txt`."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]
