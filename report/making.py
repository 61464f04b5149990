"""Making a run: found again where an identical one is stored, else simulated and kept."""

from __future__ import annotations

import os
import platform
import shlex
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.event_making import make_streams
from report.milestone_paths import milestone_medians, write_medians
from report.progress import Progress
from report.run_parts import Flags, envelope_of, manifest_of, options_of, read_answer, runs_folder
from report.run_report import report_name, write_report
from report.target_paths import read_points, write_points

if TYPE_CHECKING:
    from evaluation.manifest import Manifest
    from evaluation.results import Envelope, RunResult, SeriesPoint
    from evaluation.running import Simulated
    from evaluation.simulation import Economy, Options
    from evaluation.store import StoredRun
    from report.session import Session
    from scenarios.schema import Scenario

CLOSURES_RUN = 2


@dataclass(frozen=True)
class Made:
    """A run: its answer and its folder; `reused` says that the folder was there already."""

    answer: Envelope[RunResult]
    run: StoredRun
    reused: bool


@dataclass(frozen=True)
class Order:
    """Everything that is needed to make a run. `argument` is the scenario as the user named it."""

    session: Session
    economy: Economy
    scenario: Scenario
    options: Options
    manifest: Manifest
    argument: str


def make_run(session: Session, name: str, flags: Flags) -> Made:
    """The run of one scenario, found or made. Raises `InputError` and `NumericalError`."""
    order = order_of(session, name, flags)
    return find_run(order) or simulate_run(order)


def order_of(session: Session, name: str, flags: Flags) -> Order:
    """Read plan and scenario, build the model, and name the run."""
    from evaluation.simulation import economy_of
    from scenarios.library import load_scenario

    pack = session.pack()
    scenario = load_scenario(name, pack)
    options = options_of(session, flags, pack)
    economy = economy_of(pack, options.as_of, knowledge=options.knowledge)
    make_streams(session, pack, [scenario], options)
    return Order(session, economy, scenario, options, manifest_of("run", economy, [scenario], options), name)


def find_run(order: Order) -> Made | None:
    """The stored run with the same manifest; its report is added where this language has none yet."""
    from evaluation.store import find

    stored = find(runs_folder(order.session), order.manifest)
    if stored is None:
        return None
    answer: Any = read_answer(stored.result())
    if not (stored.path / report_name(order.session.words)).exists():
        _report(stored.path, answer, order, read_points(stored.path))
    return Made(answer, stored, reused=True)


def simulate_run(order: Order) -> Made:
    """Simulate, and keep the answer in a run folder."""
    from evaluation.results import to_json
    from evaluation.running import observed_values
    from evaluation.store import Contents, keep
    from report.target_paths import target_points

    begun, pack = time.time(), order.economy.pack
    result, found = simulated(order.session, order.economy, order.scenario, order.options)
    answer = envelope_of("run", order.manifest, result)
    points = target_points(pack.main_targets, found.annual, found.central, observed_values(pack))
    medians = milestone_medians(pack.main_targets, found.annual)

    def report(folder: Path) -> None:
        write_points(folder, points)
        write_medians(folder, medians)
        _report(folder, answer, order, points)

    contents = Contents(
        envelope=to_json(answer),
        series={result.scenario: result.series},
        write_report=report,
        log=log_of(order.session, [order.argument], begun, order.options),
    )
    kept = keep(runs_folder(order.session), order.manifest, contents)
    return Made(answer, kept.run, kept.reused)


def simulated(
    session: Session, economy: Economy, scenario: Scenario, options: Options
) -> tuple[RunResult, Simulated]:
    """The answer for one scenario, simulated now, with progress on standard error."""
    from evaluation.running import run_scenario

    with Progress(session, options.draws, CLOSURES_RUN) as progress:
        return run_scenario(economy, scenario, options, progress)


def log_of(session: Session, arguments: list[str], begun: float, options: Options) -> dict[str, Any]:
    """Clock, host and duration: what no hash covers."""
    return {
        "line": session.line,
        "scenarios": arguments,
        "plan": session.settings.plan,
        "jobs": options.jobs,
        "begun": datetime.fromtimestamp(begun, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - begun, 3),
        "machine": platform.machine(),
        "system": platform.system(),
        "processors": os.cpu_count(),
    }


def _report(folder: Path, answer: Envelope[RunResult], order: Order, points: tuple[SeriesPoint, ...]) -> None:
    line = repeat_line(order)
    write_report(folder, answer, order.economy, order.scenario, order.options, order.session, line, points)


def repeat_line(order: Order) -> str:
    """The command that gives the same numbers: seed, draws, and every option that is not the default."""
    from evaluation.simulation import Options

    options, plain = order.options, Options()
    words = ["planreach", "run", relative(order.argument), "--seed", options.seed, "--draws", options.draws]
    if order.session.settings.plan:
        words += ["--plan", relative(order.session.settings.plan)]
    for name, (flag, spelt) in FLAGS.items():
        value = getattr(options, name)
        if value != getattr(plain, name):
            words += [flag] if spelt(value) is None else [flag, spelt(value)]
    return shlex.join(str(word) for word in words)


def relative(path: str) -> str:
    """A path as seen from the working folder; a name, or a path that lies elsewhere, by its last part."""
    if not Path(path).is_absolute():
        return path
    here = Path.cwd()
    return Path(path).relative_to(here).as_posix() if Path(path).is_relative_to(here) else Path(path).name


FLAGS: Mapping[str, tuple[str, Callable[[Any], object]]] = {
    "as_of": ("--as-of", str),
    "closure": ("--closure", str),
    "end": ("--end", str),
    "steps_per_year": ("--step", lambda steps: f"1/{steps}"),
    "method": ("--method", str),
    "layers": ("--layers", lambda layers: ",".join(layers) or "none"),
    "knowledge": ("--priors", lambda _: None),
}
