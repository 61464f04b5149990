"""Section 12: every source with what is known of it, how it was seen, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.document.links import anchor, code, link, variable_links
from report.document.parts import Row, english, heads, lines, note, section, table
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from scenarios.schema import PlanPack
    from scenarios.tables import Source

NAME = "bibliography"
UNSAID = frozenset({"unknown", "none"})
MOST = 12
"""Up to so many rows that cite a source are named."""


def bibliography(material: Material, words: Words, number: int) -> Safe:
    """The sources in the order of their keys."""
    pack = material.pack
    rows = [
        Row(
            (
                code(key),
                lines(*_told(source, words)),
                words(f"document-source.{source.kind}"),
                lines(
                    element("b", words(f"document-access.{source.access}")),
                    *(element("span", address, class_="address") for address in source.seen_at),
                ),
                _cited(key, material),
            ),
            anchor("source", key),
        )
        for key, source in sorted(pack.sources.items())
    ]
    return section(
        NAME,
        number,
        words,
        note(words("document.bibliography")),
        table(heads(words, "key", "publication", "kind", "access", "cited-by"), rows),
    )


def _told(source: Source, words: Words) -> list[object]:
    known = [part for part in (source.author, source.title, source.issuer, source.year) if part not in UNSAID]
    told = words.listed(known) if known else words("document.unsaid")
    return [told, element("span", english(source.note), class_="soft") if source.note else ""]


def _cited(key: str, material: Material) -> Safe:
    """Equations, rows of evidence and series that cite a source."""
    model = material.model
    equations = [name for name, variable in model.variables.items() if variable.source == key]
    rows = list(_rows(key, material.pack))
    shown = [link("evidence", id) for id in rows[:MOST]]
    if len(rows) > MOST:
        shown.append(joined([f"+ {len(rows) - MOST}"]))
    pieces = [variable_links(equations, model)] if equations else []
    return joined([*pieces, *shown], ", ")


def _rows(key: str, pack: PlanPack) -> Iterator[str]:
    for row in pack.evidence:
        if key in row.sources:
            yield row.id
    for row in pack.drivers:
        if row.source == key and row.default:
            yield row.id
