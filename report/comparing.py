"""Making a comparison: scenarios on the same draws, kept in one folder."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from report.making import CLOSURES_RUN, log_of
from report.progress import Progress
from report.run_parts import Flags, envelope_of, manifest_of, options_of, read_answer, runs_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.annual import Annual
    from evaluation.loops.answers import LoopEffects
    from evaluation.manifest import Manifest
    from evaluation.results import CompareResult, Envelope, RunResult
    from evaluation.simulation import Economy, Options
    from evaluation.store import StoredRun
    from report.session import Session
    from scenarios.schema import Scenario

LOOP_DRAWS = 256
"""Loops are told of on the first draws of a comparison: every loop is one more model to run."""
LOOPS = "loops"
"""The setting in the manifest that holds the number of those draws."""


@dataclass(frozen=True)
class Compared:
    """A comparison: its answer and its folder; `reused` says that the folder was there already."""

    answer: Envelope[CompareResult]
    run: StoredRun
    reused: bool


@dataclass(frozen=True)
class Found:
    """What a comparison gives; `complete` is False where differences rest on the first draws only."""

    result: CompareResult
    complete: bool


def make_comparison(session: Session, names: Sequence[str], flags: Flags, loops: bool = False) -> Compared:
    """The comparison, found or made; the first scenario is the reference. Raises `InputError`.

    `loops`: with what goes through each feedback loop, on the first draws.
    """
    from evaluation.simulation import economy_of
    from evaluation.store import find
    from scenarios.library import load_scenario

    pack = session.pack()
    scenarios = [load_scenario(name, pack) for name in names]
    options = options_of(session, flags, pack)
    economy = economy_of(pack, options.as_of, knowledge=options.knowledge)
    through = min(options.draws, LOOP_DRAWS) if loops else 0
    manifest = with_loops(manifest_of("compare", economy, scenarios, options), through)
    stored = find(runs_folder(session), manifest)
    if stored is not None:
        answer: Any = read_answer(stored.result())
        return Compared(answer, stored, reused=True)
    return _simulate(session, economy, scenarios, options, manifest, list(names))


def _simulate(
    session: Session,
    economy: Economy,
    scenarios: list[Scenario],
    options: Options,
    manifest: Manifest,
    names: list[str],
) -> Compared:
    from evaluation.results import to_json
    from evaluation.store import Contents, keep

    begun = time.time()
    found = compared(session, economy, scenarios, options, loop_draws(manifest))
    warnings = () if found.complete else (session.words("compare.first-draws"),)
    answer = envelope_of("compare", manifest, found.result, warnings)
    contents = Contents(
        envelope=to_json(answer),
        series={result.scenario: result.series for result in found.result.scenarios},
        log=log_of(session, names, begun, options),
    )
    kept = keep(runs_folder(session), manifest, contents)
    return Compared(answer, kept.run, kept.reused)


def with_loops(manifest: Manifest, draws: int) -> Manifest:
    """The manifest of a comparison that tells of loops on so many draws; 0 leaves it as it is."""
    return replace(manifest, settings={**manifest.settings, LOOPS: draws}) if draws else manifest


def loop_draws(manifest: Manifest) -> int:
    """On how many draws a comparison tells of loops; 0 where it does not."""
    draws = manifest.settings.get(LOOPS)
    return draws if isinstance(draws, int) else 0


def compared(
    session: Session, economy: Economy, scenarios: list[Scenario], options: Options, through: int = 0
) -> Found:
    """Simulate the scenarios on the same draws; the first is the reference.

    `through`: on how many draws to tell what goes through each loop; 0 for none.
    """
    from evaluation.compare import differences
    from evaluation.results import CompareResult
    from evaluation.running import run_scenario

    answers: list[RunResult] = []
    draws: dict[str, Annual] = {}
    complete = True
    with Progress(session, options.draws, CLOSURES_RUN * len(scenarios)) as progress:
        for scenario in scenarios:
            result, simulated = run_scenario(economy, scenario, options, progress)
            answers.append(result)
            draws[scenario.name] = simulated.annual
            complete = complete and simulated.complete
    changes = differences(economy.pack.main_targets, draws, scenarios[0].name)
    effects = _loops(session, economy, scenarios, replace(options, draws=through)) if through else ()
    return Found(CompareResult(tuple(answers), changes, effects), complete)


def _loops(
    session: Session, economy: Economy, scenarios: list[Scenario], options: Options
) -> tuple[LoopEffects, ...]:
    from evaluation.checks.feedback_loops import OTHERS, REQUIRED
    from evaluation.loops.effects import loop_effects, models_run
    from evaluation.simulation import ensemble_of

    loops = REQUIRED + OTHERS
    first, *others = [(scenario.name, ensemble_of(economy, scenario, options)) for scenario in scenarios]
    with Progress(session, models_run(loops), 1, "progress.loops") as progress:
        return loop_effects(first, others, loops, options, progress)
