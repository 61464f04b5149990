"""What a number rests on, in words: the line of the plan, or evidence with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.provenance import Basis, SourceNote
    from report.wording import Words

UNKNOWN = "unknown"
NO_SOURCE = frozenset({"none", ""})


def basis_lines(basis: Basis, words: Words) -> list[str]:
    """The basis in one line, then one line a source."""
    if basis.kind == "plan_line":
        return [words("basis-kind.plan_line", line=basis.line)]
    told = words(f"basis-kind.{basis.kind}", id=basis.id, about=basis.about)
    if basis.note:
        told += words("basis-kind.note", note=basis.note)
    sources = [line for source in basis.sources if (line := source_line(source))]
    return [told, *(words("basis-kind.from", source=line) for line in sources)]


def source_line(source: SourceNote) -> str:
    """Author, title, issuer and year as far as known, else the key; empty where there is no source."""
    parts = (source.author, source.title, source.issuer, source.year)
    if all(part in NO_SOURCE for part in parts):
        return ""
    return ", ".join(part for part in parts if part and part != UNKNOWN) or source.key
