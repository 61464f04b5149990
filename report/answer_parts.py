"""What several answers are made of: places of the plan text, and faults."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where the plan prints something; `line` counts from 1."""

    chapter: int | None
    section: int | None
    paragraph: int | None
    box: int | None
    row: int | None
    line: int | None


@dataclass(frozen=True)
class FaultEntry:
    """One thing that is wrong, as a code and in words."""

    code: str
    where: str
    text: str
