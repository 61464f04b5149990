"""Writes a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

from scenarios.errors import Fault, InputError


def write_whole(path: Path, text: str) -> None:
    """Write under a temporary name beside it, then rename. Raises InputError: cannot-write."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise InputError([Fault("cannot-write", path.name, {"reason": reason})]) from None
