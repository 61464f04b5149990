"""`planreach runs ...`: the stored runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from report import arguments
from report.session import Session

if TYPE_CHECKING:
    from evaluation.store import StoredRun

Run = Annotated[str | None, typer.Argument(metavar="RUN")]
One = Annotated[str, typer.Argument(metavar="RUN")]
Other = Annotated[str, typer.Argument(metavar="OTHER")]


def list_command(session: Session, runs: arguments.Runs = None) -> None:
    """List the stored runs, the newest first."""
    from evaluation.results import to_json
    from evaluation.store import list_runs
    from report.answers import RunsAnswer, wrapped_answer
    from report.run_parts import runs_folder
    from report.runs_screen import run_entry, show_runs

    entries = tuple(run_entry(run) for run in list_runs(runs_folder(session)))
    if session.json:
        session.put_json(to_json(wrapped_answer("runs_list", RunsAnswer(entries))))
    else:
        show_runs(entries, session)


def show_command(session: Session, run: Run = None, runs: arguments.Runs = None) -> None:
    """Show the answer of a stored run again."""
    from report.calibration_screen import show_calibration
    from report.compare_screen import show_compare
    from report.evaluate_screen import show_evaluation
    from report.run_parts import read_answer
    from report.run_screen import show_run

    stored = _open(session, run)
    data = stored.result()
    if session.json:
        session.put_json(data)
        return
    answer: Any = read_answer(data)
    shown = {"compare": show_compare, "evaluate": show_evaluation, "calibrate": show_calibration}
    shown.get(stored.manifest.kind, show_run)(answer, session)


def rerun_command(session: Session, run: Run = None, runs: arguments.Runs = None) -> None:
    """Repeat a stored run and say whether every byte is the same."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.exits import UNEXPECTED
    from report.rerunning import rerun
    from report.runs_screen import show_rerun

    stored = _open(session, run)
    answer = rerun(session, stored)
    if session.json:
        session.put_json(to_json(wrapped_answer("runs_rerun", answer, stored.manifest.inputs)))
    else:
        show_rerun(answer, session)
    if not answer.identical and not answer.changed_inputs and not answer.changed_settings:
        session.say(session.words("rerun.not-reproduced", run=stored.name))
        raise typer.Exit(UNEXPECTED)


def diff_command(session: Session, run: One, other: Other, runs: arguments.Runs = None) -> None:
    """What differs between two stored runs."""
    from evaluation.results import to_json
    from evaluation.run_diff import diff
    from report.answers import wrapped_answer
    from report.runs_screen import show_diff

    answer = diff(_open(session, run), _open(session, other))
    if session.json:
        session.put_json(to_json(wrapped_answer("runs_diff", answer)))
    else:
        show_diff(answer, session)


def _open(session: Session, name: str | None) -> StoredRun:
    from evaluation.store import open_run
    from report.run_parts import runs_folder

    return open_run(runs_folder(session), name)
