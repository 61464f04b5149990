"""From a run folder to a report in one format: which run, what it holds, and the bytes of the file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.exits import MissingPart
from report.fixed_bytes import fixed
from scenarios.errors import Fault, InputError

if TYPE_CHECKING:
    from evaluation.store import StoredRun
    from report.outline.blocks import Outline
    from report.outline.facts import Evaluation
    from report.outline.run_outline import RunContent
    from report.session import Session
    from scenarios.workbook import Grid

FORMATS = ("docx", "html", "xlsx")
KINDS = ("evaluate", "run")
BASELINE = "baseline"
EXTRA, LIBRARIES = "docs", ("docx", "matplotlib")


@dataclass(frozen=True)
class Order:
    """What is to be written of which run."""

    session: Session
    stored: StoredRun
    form: str
    brief: bool = False


@dataclass(frozen=True)
class Made:
    """The bytes of a report, and the letters that the font of its charts lacks."""

    data: bytes
    lacking: str = ""


def check_parts(form: str) -> None:
    """Raise `MissingPart` where a library of the format is not installed."""
    if form == "docx" and not all(find_spec(name) for name in LIBRARIES):
        raise MissingPart(EXTRA)


def chosen_run(runs: Path, name: str | None) -> StoredRun:
    """The run called `name`, or the newest that has a report. Raises `InputError`."""
    from evaluation.store import list_runs, open_run

    if name is None:
        found = next((run for run in list_runs(runs) if run.manifest.kind in KINDS), None)
        if found is None:
            raise InputError([Fault("no-run-yet", runs.name)])
        return found
    stored = open_run(runs, name)
    if stored.manifest.kind not in KINDS:
        fields = {"found": stored.manifest.kind, "known": ", ".join(KINDS)}
        raise InputError([Fault("no-report", stored.name, fields)])
    return stored


def report_bytes(order: Order) -> Made:
    """The report. Raises `InputError` where the run is damaged or its plan is gone."""
    made: Mapping[str, Callable[[Order], Made]] = {"docx": _word, "html": _page, "xlsx": _workbook}
    return made[order.form](order)


def _word(order: Order) -> Made:
    from report.word.document import word_document

    written = word_document(_outline(order), order.session.words.language)
    return Made(written.data, written.lacking)


def _page(order: Order) -> Made:
    from report.html.outline_page import outline_page

    if order.stored.manifest.kind == "run":
        return Made(_run_page(order))
    return Made(outline_page(_outline(order), order.session.words).encode())


def _workbook(order: Order) -> Made:
    from report.report_workbook import evaluation_sheets, run_sheets

    words = order.session.words
    if order.stored.manifest.kind == "run":
        return Made(_book(run_sheets(run_content(order), words)))
    return Made(_book(evaluation_sheets(evaluation(order), words)))


def _book(sheets: Mapping[str, Grid]) -> bytes:
    from scenarios.workbook import write_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_workbook(path, sheets)
        return fixed(path.read_bytes())


def _outline(order: Order) -> Outline:
    from report.outline.midterm import midterm_outline
    from report.outline.run_outline import run_outline

    if order.stored.manifest.kind == "run":
        return run_outline(run_content(order), order.session.words)
    return midterm_outline(evaluation(order), order.session.words, order.brief)


def evaluation(order: Order) -> Evaluation:
    """The stored evaluation with its plan."""
    from report.evaluate_text import sentences_of
    from report.outline.facts import evaluation_of
    from report.run_parts import read_answer
    from report.target_paths import read_points

    stored, words = order.stored, order.session.words
    data, pack = stored.result(), _with_plan(order).pack()
    answer: Any = read_answer(data)
    notes = {one.id: tuple(sentences_of(one, words)) for one in answer.result.indicators}
    return evaluation_of(data, pack, stored.name, read_points(stored.path), notes)


def run_content(order: Order) -> RunContent:
    """The stored run with its plan and the yearly bands of its targets."""
    from report.outline.run_outline import RunContent
    from report.rerunning import read_log
    from report.run_parts import read_answer
    from report.target_paths import read_points

    stored = order.stored
    answer: Any = read_answer(stored.result())
    line, points = str(read_log(stored).get("line", "")), read_points(stored.path)
    session = _with_plan(order)
    return RunContent(answer, session.pack(), points, line, _reference(session, stored))


def _reference(session: Session, stored: StoredRun) -> Mapping[tuple[str, int], float]:
    """The central path of the baseline, computed anew; nothing for the baseline itself."""
    from report.rerunning import stored_parts
    from report.run_report import reference_path

    if stored.manifest.scenario == BASELINE:
        return {}
    economy, scenarios, options = stored_parts(session, stored)
    return reference_path(economy, scenarios[0], options)


def _run_page(order: Order) -> bytes:
    """The page of the run folder, made now where this language has none yet."""
    from report.rerunning import stored_parts
    from report.run_parts import read_answer
    from report.run_report import report_name, write_report
    from report.target_paths import read_points

    stored = order.stored
    kept = stored.path / report_name(order.session.words)
    if kept.is_file():
        return kept.read_bytes()
    session = _with_plan(order)
    economy, scenarios, options = stored_parts(session, stored)
    answer: Any = read_answer(stored.result())
    line = run_content(order).line
    with tempfile.TemporaryDirectory() as folder:
        points = read_points(stored.path)
        write_report(Path(folder), answer, economy, scenarios[0], options, session, line, points)
        return (Path(folder) / report_name(session.words)).read_bytes()


def _with_plan(order: Order) -> Session:
    """The session with the plan of the run, unless another is named."""
    from report.rerunning import read_log

    session = order.session
    if session.settings.plan:
        return session
    return replace(session, settings=replace(session.settings, plan=read_log(order.stored)["plan"]))
