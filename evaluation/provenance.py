"""Where a number comes from: the rows of the pack and the published sources behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from scenarios.tables import Source

BasisKind: TypeAlias = Literal["evidence", "judgement", "series", "source", "plan_line", "definition"]
LINE = re.compile(r"L(\d+)")


@dataclass(frozen=True)
class SourceNote:
    """One entry of the list of sources."""

    key: str
    author: str
    title: str
    issuer: str
    year: str
    kind: str
    access: str


@dataclass(frozen=True)
class Basis:
    """What a number rests on: a row of evidence, a judgement, a published series, a line of the plan.

    `line` counts from 1 in the plan text; `note` says what was found or why it is held plausible.
    """

    id: str
    kind: BasisKind
    about: str
    note: str
    line: int | None
    sources: tuple[SourceNote, ...]


def basis(pack: PlanPack, id: str) -> Basis:
    """What the evidence id of a parameter, process, lever or threshold stands for."""
    line = LINE.fullmatch(id)
    if line:
        return Basis(id, "plan_line", pack.about.text.title, "", int(line[1]), ())
    if id in pack.sources:
        return Basis(id, "source", pack.sources[id].title, pack.sources[id].note, None, _notes(pack, (id,)))
    return _row(pack, id) or Basis(id, "definition", "", "", None, ())


def _row(pack: PlanPack, id: str) -> Basis | None:
    """The citable row of the pack with this id."""
    for row in pack.evidence:
        if row.id == id:
            return Basis(id, "evidence", row.about, row.note, None, _notes(pack, row.sources))
    for row in pack.judgements:
        if row.id == id:
            return Basis(id, "judgement", row.name, row.why, None, ())
    for row in pack.drivers:
        if row.id == id:
            return Basis(id, "series", f"{row.name} {row.year}", row.note, None, _notes(pack, (row.source,)))
    return None


def _notes(pack: PlanPack, keys: tuple[str, ...]) -> tuple[SourceNote, ...]:
    return tuple(_note(key, pack.sources[key]) for key in keys if key in pack.sources)


def _note(key: str, row: Source) -> SourceNote:
    return SourceNote(key, row.author, row.title, row.issuer, row.year, row.kind, row.access)
