"""What values rest on: evidence, judgements, published series, lines of the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report import numbers
from report.document.links import PLAN_TEXT, anchor, code, link, source_links
from report.document.parts import Row, english, heads, lines, note, table, unit
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report.document.material import Material
    from report.wording import Words
    from scenarios.schema import PlanPack

LINE = re.compile(r"L(\d+)")


def citing(pack: PlanPack) -> dict[str, dict[str, str]]:
    """Evidence id -> what cites it: name -> kind of address."""
    found: dict[str, dict[str, str]] = {}
    for name, kind, id in _citations(pack):
        found.setdefault(id, {})[name] = kind
    return found


def _citations(pack: PlanPack) -> Iterator[tuple[str, str, str]]:
    for row in pack.parameters:
        yield row.name, "variable", row.evidence
    for row in pack.processes:
        yield row.name, "variable", row.evidence
    for lever in pack.levers:
        yield lever.name, "variable", lever.evidence
    for row in pack.ranges:
        yield row.name, "variable", row.evidence
    for row in pack.correlations:
        yield row.first, "variable", row.evidence
    for target in pack.main_targets:
        yield target.id, "target", target.threshold_source


def evidence_parts(material: Material, words: Words) -> list[Safe]:
    """Four tables: evidence, judgements, series of the surroundings, lines of the plan text."""
    pack = material.pack
    cited = citing(pack)
    parts = [
        ("document.evidence", _evidence(pack, cited, words)),
        ("document.judgements", _judgements(pack, cited, words)),
        ("document.series", _series(pack, cited, words)),
        ("document.plan-lines", _plan_lines(pack, cited, words)),
    ]
    return [joined([element("h3", words(key)), body]) for key, body in parts]


def _users(id: str, cited: dict[str, dict[str, str]]) -> Safe:
    return joined((link(kind, name) for name, kind in cited.get(id, {}).items()), ", ")


def _evidence(pack: PlanPack, cited: dict[str, dict[str, str]], words: Words) -> Safe:
    rows = [
        Row(
            (
                code(row.id),
                lines(english(row.about), element("span", english(row.note), class_="soft")),
                lines(element("b", numbers.printed(row.central)), unit(row.unit, words)),
                f"{numbers.printed(row.low)}..{numbers.printed(row.high)}",
                lines(words(f"document-evidence.{row.status}"), _widened(row.widen, words)),
                source_links(row.sources),
                _users(row.id, cited),
            ),
            anchor("evidence", row.id),
        )
        for row in pack.evidence
    ]
    titles = heads(words, "id", "about", "value", "limits", "seen", "source", "used-in")
    return joined([note(words("document.evidence-note")), table(titles, rows, (2, 3))])


def _widened(factor: float, words: Words) -> str:
    return words("document.widened", factor=numbers.printed(factor)) if factor > 1 else ""


def _judgements(pack: PlanPack, cited: dict[str, dict[str, str]], words: Words) -> Safe:
    rows = [
        Row(
            (
                code(row.id),
                english(row.why),
                lines(element("b", numbers.printed(row.central)), unit(row.unit, words)),
                f"{numbers.printed(row.low)}..{numbers.printed(row.high)}",
                _users(row.id, cited),
            ),
            anchor("evidence", row.id),
        )
        for row in pack.judgements
    ]
    titles = heads(words, "id", "why", "value", "limits", "used-in")
    return joined([note(words("document.judgements-note")), table(titles, rows, (2, 3))])


def _series(pack: PlanPack, cited: dict[str, dict[str, str]], words: Words) -> Safe:
    """One row a value; of two readings of one year the default carries the address."""
    rows = [
        Row(
            (
                row.name,
                row.year,
                numbers.printed(row.value),
                unit(row.unit, words),
                words("fit.default" if row.default else "fit.other"),
                words(f"document-trust.{row.trust}"),
                link("source", row.source),
                _users(row.id, cited) if row.default else "",
                english(row.note),
            ),
            anchor("evidence", row.id) if row.default else None,
        )
        for row in pack.drivers
    ]
    titles = heads(
        words, "series", "year", "value", "unit", "reading", "trust", "source", "used-in", "remark"
    )
    return joined([note(words("document.series-note")), table(titles, rows, (1, 2))])


def _plan_lines(pack: PlanPack, cited: dict[str, dict[str, str]], words: Words) -> Safe:
    found = {id: int(line[1]) for id in cited if (line := LINE.fullmatch(id))}
    rows = [
        Row(
            (
                code(id),
                words("document.line", number=number),
                link("source", PLAN_TEXT),
                _users(id, cited),
            ),
            anchor("evidence", id),
        )
        for id, number in sorted(found.items(), key=lambda item: item[1])
    ]
    return table(heads(words, "id", "place", "source", "used-in"), rows)
