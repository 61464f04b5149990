"""What a number rests on, in words: the line of the plan, or evidence with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.provenance import Basis, SourceNote
    from report.wording import Words

UNKNOWN = "unknown"


def basis_lines(basis: Basis, words: Words) -> list[str]:
    """The basis in one line, then one line a source."""
    if basis.kind == "plan_line":
        return [words("basis-kind.plan_line", line=basis.line)]
    told = words(f"basis-kind.{basis.kind}", id=basis.id, about=basis.about)
    if basis.note:
        told += words("basis-kind.note", note=basis.note)
    return [told, *(words("basis-kind.from", source=source_line(source)) for source in basis.sources)]


def source_line(source: SourceNote) -> str:
    """Author, title, issuer and year, as far as they are known."""
    parts = (source.author, source.title, source.issuer, source.year)
    return ", ".join(part for part in parts if part and part != UNKNOWN) or source.key
