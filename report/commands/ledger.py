"""`planreach ledger`: every target broken down to years, with department, status and early-warning light."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.commands.evaluate import Known, Observed, Rebase, Scenario
from report.session import Session

if TYPE_CHECKING:
    from evaluation.midterm.evaluating import Evaluated
    from evaluation.midterm.observed import AsOf
    from evaluation.midterm.reading import Read

Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE.xlsx")]
LIGHTS = ("green", "yellow", "red", "grey")


def ledger_command(
    session: Session,
    output: Output,
    observed: Observed = None,
    as_of: Known = None,
    rebase: Rebase = False,
    scenario: Scenario = "baseline",
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    runs: arguments.Runs = None,
) -> None:
    """Write the ledger; the model's path is that of a run, which is found again or made."""
    from evaluation.results import to_json
    from report.answers import LedgerAnswer, wrapped_answer
    from report.ledger import entries
    from report.ledger_workbook import write_ledger
    from report.making import make_run
    from report.milestone_paths import read_medians
    from report.run_parts import Flags
    from scenarios.workbook import refuse_path

    refuse_path(Path(output))
    pack = session.pack()
    read = _read(session, observed or [])
    found = _evaluated(session, read, as_of, scenario, rebase)
    run = make_run(session, scenario, Flags())
    rows = entries(found.result.indicators, found.result.thresholds, read_medians(run.run.path), pack)
    write_ledger(Path(output), pack, rows, found.observations, session.words)
    lights = {light: sum(row.light == light for row in rows) for light in LIGHTS}
    answer = LedgerAnswer(output, len(rows), lights, run.run.name)
    if session.json:
        session.put_json(to_json(wrapped_answer("ledger", answer, pack.inputs | read.inputs)))
        return
    session.put(session.words("ledger.written", file=output, count=len(rows)))
    counted = [
        session.words("plan.count", name=session.words(f"light.{light}"), count=count)
        for light, count in lights.items()
        if count
    ]
    session.put(session.words.listed(counted))
    session.put(session.words("ledger.then", file=output))


def _read(session: Session, files: list[str]) -> Read:
    from evaluation.midterm.reading import Read, read_observed

    if not files:
        return Read((), (), (), (), (), {})
    return read_observed([Path(name) for name in files], session.pack())


def _evaluated(session: Session, read: Read, as_of: str | None, scenario: str, rebase: bool) -> Evaluated:
    from evaluation.midterm.evaluating import evaluate, thresholds_of

    pack = session.pack()
    date = _date(session, read, as_of)
    return evaluate(pack, read, date, thresholds_of(pack), scenario, rebase)


def _date(session: Session, read: Read, as_of: str | None) -> AsOf:
    from evaluation.midterm.observed import AsOf
    from report.evaluating import as_of_from, latest

    if as_of is not None:
        return as_of_from(as_of)
    return latest(read) if read.observations else AsOf(session.pack().about.base_year)
