"""Writes the document under a temporary name first, so that a file is whole or not there."""

from __future__ import annotations

from pathlib import Path

from scenarios.errors import Fault, InputError


def check_folder(path: Path) -> None:
    """Refuse a path whose folder is not there. Raises `InputError` (no-folder)."""
    folder = path.parent
    if not folder.is_dir():
        raise InputError([Fault("no-folder", path.name, {"found": str(folder)})])


def write_page(text: str, path: Path) -> None:
    """Write `text` to `path`. Raises `InputError` (no-folder, cannot-write)."""
    check_folder(path)
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError([Fault("cannot-write", path.name, {"reason": error.strerror or ""})]) from None
