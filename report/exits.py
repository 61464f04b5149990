"""Exit codes, and what is raised to reach them."""

from __future__ import annotations

DONE = 0
UNEXPECTED = 1
USAGE = 2
INPUT = 3
NUMERICAL = 4
MISSING_PART = 5
BELOW_LIMIT = 10
INTERRUPTED = 130


class MissingPart(Exception):
    """An optional part is not installed; `extra` is what to install."""

    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(extra)


class BelowLimit(Exception):
    """A probability lies below what `--fail-under` asks for, or `--strict` found something."""
