"""The annexes: every observed figure with its cell, the method, the sources and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.outline import cells
from report.outline.blocks import Block, Heading, Page, Table, Text
from report.outline.opening import method_words
from report.terms import unit_of
from report.version import TOOL

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator, Seen
    from report.wording import Words

METHOD = ("progress", "grades", "growth", "outlook", "chance", "limits")
DIGEST = 16


def annexes(found: Evaluation, words: Words) -> list[Block]:
    """Annex 1 data, annex 2 method, annex 3 sources."""
    return [Page(), *_data(found, words), *_method(found, words), *_sources(found, words)]


def _data(found: Evaluation, words: Words) -> list[Block]:
    rows = tuple(
        row for one in found.indicators for seen in one.observed for row in (_figure(one, seen, words),)
    )
    heading = Heading(words("midterm.annex-data"))
    if not rows:
        return [heading, Text(words("midterm.annex-data-none"))]
    heads = ("indicator", "period", "value", "unit", "kind", "where", "vintage", "counted")
    told = tuple(words(f"midterm-data.{head}") for head in heads)
    table = Table(words("midterm.data-table"), told, rows, (2,), (25, 12, 13, 12, 12, 18, 14, 10))
    return [heading, table]


def _figure(one: Indicator, seen: Seen, words: Words) -> tuple[str, ...]:
    return (
        cells.name(one, words),
        cells.period(seen.year, seen.month),
        numbers.printed(seen.value),
        unit_of(seen.unit, words),
        words.get(f"midterm-kind.{seen.kind}", seen.kind or numbers.MISSING),
        seen.where or numbers.MISSING,
        seen.vintage or numbers.MISSING,
        words("midterm.yes" if seen.counted else "midterm.no"),
    )


def _method(found: Evaluation, words: Words) -> list[Block]:
    limits = found.thresholds
    known = {
        "tolerance": f"{limits['tolerance']:g}",
        **{name: f"{100 * limits[name]:g}" for name in ("nearly_met", "likely", "with_effort", "difficult")},
        "method": method_words(found, words),
        "draws": found.draws,
    }
    return [
        Heading(words("midterm.annex-method")),
        *(Text(words(f"midterm-about.{name}", **known)) for name in METHOD),
    ]


def _sources(found: Evaluation, words: Words) -> list[Block]:
    text = found.pack.about.text
    rows = tuple((path, digest[:DIGEST]) for path, digest in sorted(found.inputs.items()))
    heads = (words("midterm-file.path"), words("midterm-file.digest"))
    blocks: list[Block] = [
        Heading(words("midterm.annex-sources")),
        Text(words("midterm.source-plan", title=text.title, issuer=text.issuer, date=text.date)),
        Text(
            words("midterm.source-tool", tool=TOOL, version=found.version, run=found.run or numbers.MISSING)
        ),
    ]
    return [*blocks, Table(words("midterm.files-table"), heads, rows, (), (70, 30))] if rows else blocks
