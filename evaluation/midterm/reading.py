"""Files of observed data, one vintage after the other: every figure, every fault, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.midterm.answers import Revision
from evaluation.midterm.interpret import observation
from evaluation.midterm.layouts import heading_faults, layout_of
from evaluation.midterm.names import Names
from evaluation.midterm.observed import Observation
from evaluation.midterm.rows_read import typed_rows
from evaluation.midterm.sheets_read import Sheet, hash_of, read_sheets
from scenarios.errors import Fault, InputError, refuse

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

Key = tuple[str, int, int | None, str, str]
DIGITS = 8
"""Digits of a hash that tell files of one name apart."""


@dataclass(frozen=True)
class Read:
    """What was read: figures in force, figures that a later vintage replaced, and the replacements.

    `vintages` are in their order, the latest last; `passed` names headings that nobody knows; `inputs` maps
    each file by its name to its SHA-256. Of files with one name and different content each is called by
    its name and the first digits of its hash.
    """

    observations: tuple[Observation, ...]
    superseded: tuple[Observation, ...]
    revisions: tuple[Revision, ...]
    vintages: tuple[str, ...]
    passed: tuple[str, ...]
    inputs: dict[str, str]


@dataclass(frozen=True)
class _File:
    figures: tuple[Observation, ...]
    passed: tuple[str, ...]
    faults: tuple[Fault, ...]


def read_observed(paths: Sequence[Path], pack: PlanPack) -> Read:
    """The figures of files; a later file is a later vintage, as a later vintage in a file is.

    Raises `InputError` with every fault of every file.
    """
    names, hashes = Names(pack), [_hash(path) for path in paths]
    called = _called([path.name for path in paths], hashes)
    vintages = _called([path.stem for path in paths], hashes)
    files = [_read_file(path, names, vintage) for path, vintage in zip(paths, vintages, strict=True)]
    figures = [item for file in files for item in file.figures]
    faults = [fault for file in files for fault in file.faults]
    refuse([*faults, *_duplicates(figures)])
    if not figures:
        raise InputError([Fault("no-observations", ", ".join(path.name for path in paths))])
    return _settled(figures, files, dict(zip(called, hashes, strict=True)))


def _hash(path: Path) -> str:
    """The hash of a file; nothing for one that cannot be read, which is refused when its rows are."""
    try:
        return hash_of(path)
    except InputError:
        return ""


def _called(names: Sequence[str], hashes: Sequence[str]) -> list[str]:
    """The names, with the first digits of the hash where files of one name differ."""
    held: dict[str, set[str]] = {}
    for name, found in zip(names, hashes, strict=True):
        held.setdefault(name, set()).add(found)
    return [
        f"{name} {found[:DIGITS]}" if len(held[name]) > 1 else name
        for name, found in zip(names, hashes, strict=True)
    ]


def key_of(item: Observation) -> Key:
    """What a figure is of; a later vintage with the same key replaces an earlier one."""
    return (item.id, item.year, item.month, item.kind, item.price_basis)


def is_base(item: Observation, pack: PlanPack) -> bool:
    """Whether a figure is a value of the base year of its target."""
    return item.kind == "level" and item.whole_year and item.year == pack.target(item.id).base_year


def _read_file(path: Path, names: Names, vintage: str) -> _File:
    try:
        sheets = read_sheets(path)
    except InputError as error:
        return _File((), (), error.faults)
    layouts = [(sheet, layout) for sheet in sheets if (layout := layout_of(sheet)) is not None]
    if not layouts:
        return _File((), (), tuple(_no_layout(sheet) for sheet in sheets[:1]))
    figures: list[Observation] = []
    faults: list[Fault] = []
    for sheet, layout in layouts:
        faults += heading_faults(sheet)
        rows, wrong = typed_rows(layout)
        faults += wrong
        for typed in rows:
            one, wrong = observation(typed, names, vintage)
            faults += wrong
            figures += [] if one is None else [one]
    passed = tuple(dict.fromkeys(name for _, layout in layouts for name in layout.passed))
    return _File(tuple(figures), passed, tuple(faults))


def _no_layout(sheet: Sheet) -> Fault:
    known = "指标 / indicator, 年份 / year, 数值 / value; 2021, 2022, ..."
    return Fault("missing-column", sheet.where, {"column": "指标 / indicator", "known": known})


def _duplicates(figures: Iterable[Observation]) -> list[Fault]:
    """Two figures of the same thing in one vintage."""
    first: dict[tuple[Key, str], Observation] = {}
    faults: list[Fault] = []
    for item in figures:
        held = first.setdefault((key_of(item), item.vintage), item)
        if held is not item:
            faults.append(Fault("duplicate", item.where, {"found": item.printed, "first": held.where}))
    return faults


def _settled(figures: Sequence[Observation], files: Sequence[_File], inputs: dict[str, str]) -> Read:
    """The latest vintage of every figure counts; what it replaced is kept beside it."""
    latest: dict[Key, Observation] = {}
    superseded: list[Observation] = []
    revisions: list[Revision] = []
    for item in figures:
        held = latest.get(key_of(item))
        if held is not None:
            superseded.append(held)
            if held.value != item.value:
                revisions.append(_revision(held, item))
        latest[key_of(item)] = item
    kept = {id(item) for item in latest.values()}
    return Read(
        observations=tuple(item for item in figures if id(item) in kept),
        superseded=tuple(superseded),
        revisions=tuple(revisions),
        vintages=tuple(dict.fromkeys(item.vintage for item in figures)),
        passed=tuple(dict.fromkeys(name for file in files for name in file.passed)),
        inputs=inputs,
    )


def _revision(earlier: Observation, later: Observation) -> Revision:
    return Revision(
        id=later.id,
        year=later.year,
        month=later.month,
        kind=later.kind,
        earlier=earlier.value,
        later=later.value,
        unit=later.unit,
        earlier_vintage=earlier.vintage,
        later_vintage=later.vintage,
        is_base=False,
    )
