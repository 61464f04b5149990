"""A first table of coverage for a plan text: what can be claimed without reading it, and what is left open.

A number is claimed by the rows that print it on its line; headings, years and ordinals are known by what
stands beside them. Everything else is left "open" for a person to decide.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scenarios.coverage import OPEN, Rows, digest, means, text_lines
from scenarios.numerals import Numeral, numerals
from scenarios.prints import mentions
from scenarios.tables import Covered

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

_CHAPTER = re.compile(r"\s*第([〇零一二三四五六七八九十百]+)章")
_HEADED = re.compile(r"\s*(?:第|专栏)\s*")
_LIST_END = re.compile(r"(?:^|[\s。;;:|])$")
_YEAR = re.compile(r"\d{4}|[二一][〇零一二三四五六七八九]{3}")
_PLAN_PERIOD = re.compile(r"十[一二三四五六七八九]五")


def draft_coverage(pack: PlanPack, text: str) -> tuple[Covered, ...]:
    """A row for every line of `text` with a number or a worded target; claims it already has are kept."""
    rows, kept = Rows(pack), {row.line: row for row in pack.covered}
    worded: dict[int, list[str]] = {}
    for found in mentions(pack):
        worded.setdefault(found.line, []).append(found.id)
    lines = text_lines(text)
    chapters = _chapter_of(lines, pack)
    return tuple(
        _row(at, line, chapters[at - 1], rows, kept.get(at), worded.get(at, []))
        for at, line in enumerate(lines, start=1)
        if numerals(line) or at in worded
    )


def coverage_table(rows: Sequence[Covered]) -> str:
    """The text of a table of coverage."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = list(Covered.model_fields)
    writer.writerow(columns)
    writer.writerows([getattr(row, column) for column in columns] for row in rows)
    return text.getvalue()


def _row(
    at: int, line: str, chapter: int, rows: Rows, kept: Covered | None, worded: Sequence[str]
) -> Covered:
    found = numerals(line)
    old = kept.claimed if kept and [word for word, _ in kept.claimed] == [n.text for n in found] else None
    claims = [
        "+".join(old[place][1]) if old and OPEN not in old[place][1] else _claim(at, line, numeral, rows)
        for place, numeral in enumerate(found)
    ]
    return Covered(
        line=at,
        digest=digest(line),
        chapter=chapter,
        words=" ".join(numeral.text for numeral in found),
        claims=" ".join(claims),
        worded=" ".join(worded),
    )


def _claim(at: int, line: str, numeral: Numeral, rows: Rows) -> str:
    reason = _reason(line, numeral)
    if reason in ("heading", "date"):
        return reason
    own = [one for one in rows.at.get(at, ()) if means(numeral.text, one.value)]
    broken = rows.near(at) if "|" in line and not own else own
    printed = dict.fromkeys(one.id for one in broken if means(numeral.text, one.value))
    return "+".join(printed) or reason or OPEN


def _reason(line: str, numeral: Numeral) -> str:
    before, after = line[: numeral.start], line[numeral.start + len(numeral.text) :]
    if _is_heading(line, before, after):
        return "heading"
    if (_YEAR.fullmatch(numeral.text) and after.startswith("年")) or re.match(r"[月日]\d|月$|日$", after):
        return "date"
    if _PLAN_PERIOD.search(line[max(0, numeral.start - 1) : numeral.start + len(numeral.text) + 1]):
        return "policy"
    return "ordinal" if before.endswith("第") else ""


def _is_heading(line: str, before: str, after: str) -> bool:
    """Whether a number counts a chapter, section, box, item of a list or row of a table."""
    if _HEADED.fullmatch(before) and (before.strip() == "专栏" or re.match(r"[章节]", after)):
        return True
    if _LIST_END.search(before) and re.match("[、是]", after):
        return True
    cells = before.split("|")
    first_or_named = len(cells) == 1 or (len(cells) == 2 and cells[0].strip() != "")
    return "|" in line and first_or_named and not cells[-1].strip() and bool(re.match(r"\s*\|", after))


def _chapter_of(lines: Sequence[str], pack: PlanPack) -> Sequence[int]:
    """The chapter of every line: those of the locators, else the last heading; 0 before the first."""
    known: Mapping[int, int] = {row.line: row.chapter for row in pack.covered}
    chapters: list[int] = []
    current = 0
    for at, line in enumerate(lines, start=1):
        match = _CHAPTER.match(line)
        if match:
            current = int(numerals(match[1])[0].values[0])
        chapters.append(known.get(at, current))
    return chapters
