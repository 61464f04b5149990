"""How tests call the command line: in this process, or as a user does, in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from report.application import application

ROOT = Path(__file__).resolve().parents[1]
CALLS = Path(__file__).with_name("console_calls.py")
SMALL = ("--draws", "64")
LANGUAGES = ("zh", "en")


def call(*arguments: str, lang: str = "en") -> Any:
    """Run a command line in this process."""
    return CliRunner().invoke(application(lang), list(arguments), catch_exceptions=False)  # type: ignore[arg-type]


def answer(*arguments: str, lang: str = "en") -> Any:
    """The JSON object a command prints; it has to succeed."""
    result = call(*arguments, "--json", lang=lang)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


class Printed(NamedTuple):
    """What a command line left behind."""

    code: int
    out: bytes
    err: bytes


def printed(lines: Sequence[Sequence[str]], cwd: Path, *how: str, **environment: str) -> list[Printed]:
    """Command lines, one after another, in one process of their own; see `console_calls.py`."""
    command = [sys.executable, str(CALLS), json.dumps(lines), *how]
    subprocess.run(command, cwd=cwd, env=os.environ | environment, check=True)
    codes = json.loads((cwd / "codes.json").read_bytes())
    texts = [[(cwd / f"{n}.{kind}").read_bytes() for kind in ("out", "err")] for n in range(len(lines))]
    return [Printed(code, *text) for code, text in zip(codes, texts, strict=True)]


def process(*arguments: str, cwd: Path, text: bool = True, **environment: str) -> Any:
    """Run a command line in a process of its own."""
    command = [sys.executable, str(ROOT / "cli.py"), *arguments]
    return subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=text, check=False
    )
