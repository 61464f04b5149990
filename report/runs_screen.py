"""Stored runs on the screen: the list, what a repetition gave, what differs between two."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from report.answers import RunEntry
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.run_diff import RunDiff
    from evaluation.store import StoredRun
    from report.answers import RerunAnswer
    from report.session import Session

SHOWN = 40
HASH_LENGTH, HASH_SHOWN = 64, 10
MISSING = "-"


def run_entry(run: StoredRun) -> RunEntry:
    """A stored run as a list shows it."""
    manifest = run.manifest
    finished = datetime.fromtimestamp(run.finished).astimezone().isoformat(timespec="seconds")
    seconds = None
    with suppress(OSError, ValueError, KeyError):
        seconds = json.loads((run.path / "log.json").read_bytes())["seconds"]
    return RunEntry(
        name=run.name,
        kind=manifest.kind,
        scenario=manifest.scenario,
        plan=manifest.plan,
        seed=manifest.seed,
        draws=manifest.draws,
        finished=finished,
        seconds=seconds,
    )


def show_runs(entries: tuple[RunEntry, ...], session: Session) -> None:
    """One line a run."""
    from report.next_steps import next_steps

    words = session.words
    if not entries:
        session.put(words("runs.none", folder=session.settings.runs))
        return
    columns = [
        Column(words("runs.name"), flexible=True, least=30),
        Column(words("runs.kind"), give_up=1),
        Column(words("runs.draws"), right=True),
        Column(words("runs.seed"), right=True),
        Column(words("runs.finished")),
        Column(words("runs.seconds"), right=True, give_up=2),
    ]
    rows = [
        [
            run.name,
            words.get(f"runs-kind.{run.kind}", run.kind),
            str(run.draws),
            str(run.seed),
            run.finished[:16].replace("T", " "),
            MISSING if run.seconds is None else f"{run.seconds:.1f}",
        ]
        for run in entries
    ]
    session.put(table(columns, rows, session.width, session.paint))
    newest = entries[0].name
    steps = {f"planreach runs show {newest}": "next.show", f"planreach runs rerun {newest}": "next.rerun"}
    session.put("\n" + next_steps(steps, words))


def show_rerun(answer: RerunAnswer, session: Session) -> None:
    """Whether the repetition gave the same bytes, and if not, what has changed since."""
    words = session.words
    key = "rerun.identical" if answer.identical else "rerun.different"
    color = "good" if answer.identical else "poor"
    told = words(key, run=answer.run, seconds=answer.seconds, count=answer.different_numbers)
    session.put(session.paint(told, color))
    for name in answer.changed_inputs:
        session.put("  " + words("rerun.input", name=name))
    for name in answer.changed_settings:
        session.put("  " + words("rerun.setting", name=name))


def show_diff(answer: RunDiff, session: Session) -> None:
    """What went in differently, then what came out differently."""
    words = session.words
    session.put(words("diff.title", one=answer.one, two=answer.two))
    if not answer.inputs and not answer.targets:
        session.put(words("diff.none"))
        return
    for title, rows in (
        ("diff.inputs", [(change.key, change.one, change.two) for change in answer.inputs]),
        ("diff.targets", [(_name(c.scenario, c.id, c.field), c.one, c.two) for c in answer.targets]),
    ):
        session.put("\n" + words(title, count=len(rows)))
        for name, one, two in rows[:SHOWN]:
            for line in wrapped(f"{name}: {_value(one)} -> {_value(two)}", session.width - 2):
                session.put("  " + line)
        if len(rows) > SHOWN:
            session.put("  " + words("diff.more", count=len(rows) - SHOWN))


def _name(scenario: str, id: str, field: str) -> str:
    return ".".join(part for part in (scenario, id, field) if part)


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    text = MISSING if value is None else str(value)
    return f"{text[:HASH_SHOWN]}.." if len(text) == HASH_LENGTH and text.isalnum() else text
