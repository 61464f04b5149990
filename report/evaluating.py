"""Making an evaluation: figures read, progress and outlook computed, all kept in a run folder."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.making import log_of
from report.run_parts import Flags, envelope_of, manifest_of, options_of, read_answer, runs_folder

if TYPE_CHECKING:
    from evaluation.manifest import Manifest
    from evaluation.midterm.answers import EvaluationResult
    from evaluation.midterm.evaluating import Updating
    from evaluation.midterm.observed import AsOf
    from evaluation.midterm.reading import Read
    from evaluation.results import Envelope, SeriesPoint
    from evaluation.simulation import Economy, Options
    from evaluation.store import StoredRun
    from report.session import Session
    from scenarios.schema import Scenario

KIND = "evaluate"
FIGURES = "observed.csv"
"""The figures as they were understood, kept in the run folder; it can be read again."""


@dataclass(frozen=True)
class Asked:
    """What the command line asks for; `as_of` is the latest observed period where it says nothing."""

    files: tuple[Path, ...]
    as_of: AsOf | None
    scenario: str
    rebase: bool
    changed: Mapping[str, float]


@dataclass(frozen=True)
class EvaluationOrder:
    """Everything an evaluation is made from; `earlier` are the runs whose words are held against the end."""

    session: Session
    asked: Asked
    read: Read
    as_of: AsOf
    economy: Economy
    scenario: Scenario
    options: Options
    earlier: tuple[StoredRun, ...]
    manifest: Manifest


@dataclass(frozen=True)
class EvaluationMade:
    """An evaluation: its answer and its folder; `reused` says that the folder was there already."""

    answer: Envelope[EvaluationResult]
    run: StoredRun
    reused: bool


def make_evaluation(session: Session, asked: Asked) -> EvaluationMade:
    """The evaluation, found or made. Raises `InputError` with every fault of the observed files."""
    from evaluation.results import to_json
    from evaluation.store import Contents, find, keep
    from report.observed_table import write_figures
    from report.target_paths import write_points

    begun = time.time()
    order = order_of(session, asked)
    stored = find(runs_folder(session), order.manifest)
    if stored is not None:
        held: Any = read_answer(stored.result())
        return EvaluationMade(held, stored, reused=True)
    answer, points = answer_of(order)
    log = log_of(session, [asked.scenario], begun, order.options) | {
        "observed": [str(path) for path in asked.files]
    }

    def figures(folder: Path) -> None:
        write_figures(folder / FIGURES, order.read, session.pack())
        if points:
            write_points(folder, points)

    contents = Contents(envelope=to_json(answer), series={}, write_report=figures, log=log)
    kept = keep(runs_folder(session), order.manifest, contents)
    return EvaluationMade(answer, kept.run, kept.reused)


def order_of(session: Session, asked: Asked) -> EvaluationOrder:
    """Read figures, plan and scenario, and name the run."""
    from evaluation.midterm.reading import read_observed
    from evaluation.midterm.skill import earlier_runs
    from evaluation.simulation import economy_of
    from evaluation.store import list_runs
    from scenarios.library import load_scenario

    pack = session.pack()
    read = read_observed(asked.files, pack)
    as_of = asked.as_of or latest(read)
    scenario = load_scenario(asked.scenario, pack)
    options = options_of(session, Flags(), pack)
    economy = economy_of(pack, options.as_of)
    over = as_of.last_whole_year >= pack.about.plan_years[-1]
    stored = list_runs(runs_folder(session)) if over else ()
    earlier = earlier_runs(stored, pack.id, scenario.name, as_of.year)
    manifest = manifest_of(KIND, economy, [scenario], options)
    held = {
        **manifest.settings,
        "evaluated": as_of_text(as_of),
        "rebase": asked.rebase,
        "earlier": tuple(run.name for run in earlier),
        **{f"threshold_{name}": value for name, value in asked.changed.items()},
    }
    manifest = replace(manifest, settings=held, inputs={**manifest.inputs, **read.inputs})
    return EvaluationOrder(session, asked, read, as_of, economy, scenario, options, earlier, manifest)


def order_again(session: Session, manifest: Manifest, log: Mapping[str, Any]) -> EvaluationOrder:
    """The order behind a stored evaluation, with its files as they are now."""
    held: dict[str, Any] = dict(manifest.settings)
    settings = replace(
        session.settings,
        seed=manifest.seed,
        draws=manifest.draws,
        plan=session.settings.plan or log["plan"],
    )
    asked = Asked(
        files=tuple(Path(name) for name in log["observed"]),
        as_of=as_of_from(str(held["evaluated"])),
        scenario=log["scenarios"][0],
        rebase=held["rebase"],
        changed={
            name.removeprefix("threshold_"): value
            for name, value in held.items()
            if name.startswith("threshold_")
        },
    )
    return order_of(replace(session, settings=settings), asked)


def answer_of(order: EvaluationOrder) -> tuple[Envelope[EvaluationResult], tuple[SeriesPoint, ...]]:
    """The answer in its envelope, and the yearly bands of the targets after the observed years.

    Warnings say what was passed over and what must not be overlooked.
    """
    from evaluation.midterm.evaluating import evaluate, thresholds_of, with_forecasts
    from evaluation.midterm.skill import forecasts
    from report.evaluate_warnings import warnings_of
    from report.wording import load_words

    pack = order.economy.pack
    found = evaluate(
        pack,
        order.read,
        order.as_of,
        thresholds_of(pack, order.asked.changed),
        order.scenario.name,
        order.asked.rebase,
        updating_of(order),
    )
    result = with_forecasts(found.result, forecasts(order.earlier, found.result.indicators))
    english = (*warnings_of(result, load_words("en")), *found.warnings)
    chinese = (*warnings_of(result, load_words("zh")), *result.outlook_warnings_zh)
    answer = envelope_of(KIND, order.manifest, replace(result, warnings_zh=chinese), english)
    return answer, found.points


def updating_of(order: EvaluationOrder) -> Updating | None:
    """How the observed years change the outlook; None where nothing of the plan is ahead or known yet."""
    from report.updating import updating

    first, year = order.economy.pack.about.plan_years[0], order.as_of.last_whole_year
    if year < first:
        return None
    return updating(order.session, order.economy, order.scenario, order.options, order.as_of)


def latest(read: Read) -> AsOf:
    """The latest period that was observed."""
    from evaluation.midterm.observed import MONTHS, AsOf

    year, month = max((item.year, item.month or MONTHS) for item in read.observations)
    return AsOf(year, None if month == MONTHS else month)


def as_of_text(as_of: AsOf) -> str:
    """`2023` or `2023-06`."""
    return str(as_of.year) if as_of.month is None else f"{as_of.year}-{as_of.month:02d}"


def as_of_from(text: str) -> AsOf:
    """The date that `as_of_text` wrote."""
    from evaluation.midterm.observed import AsOf

    year, _, month = text.partition("-")
    return AsOf(int(year), int(month) if month else None)


def example_files(session: Session) -> Sequence[Path]:
    """The observed files that come with a plan, in their order. Raises `InputError` where there are none."""
    from scenarios.errors import Fault, InputError
    from scenarios.packs import plan_folder

    found = sorted((plan_folder(session.settings.plan) / "examples").glob("observed_*.csv"))
    if not found:
        raise InputError([Fault("missing-file", "examples", {"found": "examples/observed_*.csv"})])
    return found
