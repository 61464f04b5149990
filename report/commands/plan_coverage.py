"""`planreach plan coverage`: is every number of the plan text accounted for?"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from report.arguments import TableFile, Text
from report.session import Session
from report.streams import write

if TYPE_CHECKING:
    from report.plan_answers import PlanCoverageAnswer
    from scenarios.coverage import Coverage
    from scenarios.schema import PlanPack


def coverage_command(session: Session, text: Text = None, output: TableFile = None) -> None:
    """Say what accounts for the numbers of the plan text; with the text, compare them word by word."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.exits import INPUT
    from report.fault_words import told_faults
    from scenarios.coverage import coverage_of

    if output is not None and text is None:
        raise typer.BadParameter(session.words("usage.output-needs-text"))
    pack = session.pack()
    content, same = _read(text, pack) if text is not None else (None, None)
    found = coverage_of(pack, content, same)
    if output is not None and content is not None:
        _write_draft(pack, content, Path(output))
        session.say(session.words("coverage.written", file=output))
    if session.json:
        session.put_json(to_json(wrapped_answer("plan_coverage", _answer(found, session), pack.inputs)))
    else:
        _show(found, session)
    if found.faults:
        write(sys.stderr, told_faults(found.faults, session.words))
        raise typer.Exit(INPUT)


def _read(text: str, pack: PlanPack) -> tuple[str, bool]:
    """The text, and whether it is that of the pack to the last byte."""
    from scenarios.readers import decode_table, read_bytes, sha256

    path = Path(text)
    data = read_bytes(path, path.name)
    return decode_table(data, path.name), sha256(data) == pack.about.text.sha256


def _write_draft(pack: PlanPack, content: str, path: Path) -> None:
    from scenarios.coverage_draft import coverage_table, draft_coverage

    path.write_text(coverage_table(draft_coverage(pack, content)), encoding="utf-8", newline="\n")


def _answer(found: Coverage, session: Session) -> PlanCoverageAnswer:
    from report.answer_parts import FaultEntry
    from report.fault_words import fault_sentence
    from report.plan_answers import PlanCoverageAnswer

    return PlanCoverageAnswer(
        plan=found.plan,
        complete=found.complete,
        read=found.read,
        same_text=found.same_text,
        lines=found.lines,
        words=found.words,
        worded=found.worded,
        claims=found.claims,
        reasons=found.reasons,
        chapters={str(chapter): counts for chapter, counts in found.chapters.items()},
        faults=tuple(FaultEntry(f.code, f.where, fault_sentence(f, session.words)) for f in found.faults),
    )


def _show(found: Coverage, session: Session) -> None:
    from report.text_width import wrapped

    words = session.words
    told = [
        words("coverage.counted", lines=found.lines, words=found.words, worded=found.worded),
        words("coverage.claims", items=_counted(found.claims, "claim", session)),
        words("coverage.reasons", items=_counted(found.reasons, "reason", session)),
        words("coverage.read" if found.read else "coverage.not-read"),
    ]
    if found.same_text is False:
        told.append(words("coverage.other-text"))
    session.put(words("coverage.title", plan=found.plan))
    for sentence in told:
        for line in wrapped(sentence, session.width):
            session.put(line)
    session.put()
    _show_chapters(found, session)
    session.put()
    verdict = (
        words("coverage.complete") if found.complete else words("coverage.open", count=len(found.faults))
    )
    session.put(session.paint(verdict, "good" if found.complete else "bad"))


def _counted(counts: Mapping[str, int], group: str, session: Session) -> str:
    words = session.words
    return words.listed(
        [words("plan.count", name=words(f"{group}.{name}"), count=count) for name, count in counts.items()]
    )


def _show_chapters(found: Coverage, session: Session) -> None:
    from report.text_table import Column, table

    words = session.words
    names = ("lines", "words", "targets", "tracked", "observations")
    columns = [Column(words("plan-show.chapter"), right=True)]
    columns += [Column(words(f"coverage-column.{name}"), right=True) for name in names]
    rows = [
        [str(chapter) if chapter else words("coverage.front"), *(str(counts[name]) for name in names)]
        for chapter, counts in found.chapters.items()
    ]
    session.put(table(columns, rows, session.width, session.paint))
