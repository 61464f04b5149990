"""Runs the program as a person does, in a fresh process and an empty folder, and measures it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KIB = 1024


@dataclass(frozen=True)
class Measured:
    """Seconds from start to end, the most memory the process held in bytes, and its CPU seconds."""

    seconds: float
    memory: int
    processor: float


def command(arguments: Sequence[str]) -> Measured:
    """One call of `planreach` with these arguments. Raises SystemExit with its words when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder, "words")
        with words.open("wb") as stream:
            start = time.perf_counter()
            line = [sys.executable, str(ROOT / "cli.py"), *arguments]
            process = subprocess.Popen(line, cwd=folder, stdout=subprocess.DEVNULL, stderr=stream)
            _, status, usage = os.wait4(process.pid, 0)
            duration = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"planreach {' '.join(arguments)}\n{words.read_text('utf-8', 'replace')}")
    unit = 1 if sys.platform == "darwin" else KIB
    return Measured(duration, usage.ru_maxrss * unit, usage.ru_utime + usage.ru_stime)
