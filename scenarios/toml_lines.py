"""On which line of a TOML text a key stands, so that a fault can point at it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Key = tuple[str | int, ...]
_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"^\s*\[({_DOTTED})\]")
_ARRAY_HEADER = re.compile(rf"^\s*\[\[({_DOTTED})\]\]")
_ASSIGNMENT = re.compile(rf"^\s*({_DOTTED})\s*=")
_TRIPLE = re.compile(r'"""|\'\'\'')


def key_lines(text: str) -> dict[Key, int]:
    """The line (from 1) of every table header and assignment, by key; array tables carry their index.

    Keys inside inline tables and arrays are not listed; see `line_of`.
    """
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    inside_string = False
    for number, line in enumerate(text.split("\n"), start=1):
        toggles = len(_TRIPLE.findall(line)) % 2 == 1
        if not inside_string:
            table = _entered(line, table, counts)
            key = _assigned(line, table)
            lines.setdefault(key, number)
        inside_string = inside_string != toggles
    return lines


def line_of(lines: Mapping[Key, int], key: Sequence[str | int]) -> int | None:
    """The line of `key`, or of the nearest key above it that stands on a line of its own."""
    wanted = tuple(key)
    while wanted:
        if wanted in lines:
            return lines[wanted]
        wanted = wanted[:-1]
    return None


def _entered(line: str, table: Key, counts: dict[Key, int]) -> Key:
    array = _ARRAY_HEADER.match(line)
    if array:
        name = _parts(array.group(1))
        index = counts.get(name, -1) + 1
        counts[name] = index
        return (*name, index)
    header = _HEADER.match(line)
    if not header:
        return table
    name = _parts(header.group(1))
    first = name[:1]
    return (*first, counts[first], *name[1:]) if first in counts else name


def _assigned(line: str, table: Key) -> Key:
    found = _ASSIGNMENT.match(line)
    return (*table, *_parts(found.group(1))) if found else table


def _parts(dotted: str) -> Key:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
