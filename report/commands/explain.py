"""`planreach explain`: what the gap between the plan's number and the outlook is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.commands.evaluate import Known, Observed, Rebase, read_as_of
from report.explaining import BASELINE, DRAWS
from report.session import Session

if TYPE_CHECKING:
    from evaluation.explain.answers import Gap
    from evaluation.midterm.observed import AsOf
    from evaluation.simulation import Options
    from report.explain_answers import ExplainAnswer, GapEntry
    from scenarios.schema import PlanPack

PASSES = 7
"""Rounds over the draws where observed figures are taken in first."""
Targets = Annotated[list[str] | None, typer.Option("--target", metavar="ID")]
PlanScenario = Annotated[str | None, typer.Option("--against", metavar="SCENARIO")]
PageOutput = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE.html", parser=arguments.ending(".html"))
]


def explain_command(
    session: Session,
    scenario: arguments.ScenarioName = BASELINE,
    target: Targets = None,
    against: PlanScenario = None,
    observed: Observed = None,
    as_of: Known = None,
    rebase: Rebase = False,
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    closure: arguments.Closure = None,
    output: PageOutput = None,
) -> None:
    """Split the gap between a target and its outlook, or what came, into what it is made of."""
    from evaluation.results import to_json
    from evaluation.simulation import DEFAULT_CLOSURE, Options
    from report.answers import wrapped_answer
    from report.explain_screen import show_explanation, write_page

    pack, settings = session.pack(), session.settings
    options = Options(
        seed=settings.seed if seed is None else seed,
        draws=DRAWS if draws is None else draws,
        jobs=settings.jobs if jobs is None else jobs,
        closure=closure or DEFAULT_CLOSURE,
    )
    files = tuple(Path(name) for name in observed or ())
    asked = Question(scenario, against, tuple(target or ()), files, read_as_of(as_of), rebase)
    answer = explanation(session, pack, asked, options)
    if session.json:
        envelope = wrapped_answer("explain", answer, pack.inputs)
        session.put_json(to_json(replace(envelope, seed=options.seed, draws=options.draws)))
    else:
        show_explanation(answer, session)
    if output is not None:
        write_page(answer, output, session)
        session.say(session.words("explain.saved", path=output))


@dataclass(frozen=True)
class Question:
    """What is to be explained; `files` hold observed figures, known up to `as_of`."""

    scenario: str
    against: str | None
    names: tuple[str, ...]
    files: tuple[Path, ...] = ()
    as_of: AsOf | None = None
    rebase: bool = False


def explanation(session: Session, pack: PlanPack, asked: Question, options: Options) -> ExplainAnswer:
    """The whole answer. Raises `InputError` for an unknown scenario or target, or wrong figures."""
    from evaluation.midterm.evaluating import with_bases
    from evaluation.midterm.outlook import known_ensemble
    from evaluation.midterm.reading import read_observed
    from evaluation.simulation import economy_of, ensemble_of
    from report.evaluating import latest
    from report.explain_answers import ExplainAnswer
    from report.explaining import explained_targets, gaps_of, plan_scenario
    from report.progress import Progress
    from report.sensitivity import screened_targets
    from scenarios.library import load_scenario

    targets = screened_targets(pack, asked.names) if asked.names else explained_targets(pack)
    plan, chosen = asked.against or plan_scenario(pack), load_scenario(asked.scenario, pack)
    read = read_observed(asked.files, pack) if asked.files else None
    economy, as_of, method = economy_of(pack), asked.as_of, "none"
    seen = with_bases(read.observations, pack, asked.rebase) if read else ()
    with Progress(session, options.draws, PASSES if read else 1, "explain.splitting") as progress:
        if read is None:
            actual = ensemble_of(economy, chosen, options)
        else:
            as_of = as_of or latest(read)
            known = known_ensemble(economy, chosen, options, seen, as_of, progress)
            actual, method = known.ensemble, known.method
        gaps = gaps_of(actual, targets, plan, options, seen, as_of, progress)
    entries = tuple(_entry(gap, pack) for gap in gaps)
    year = None if as_of is None else as_of.last_whole_year
    return ExplainAnswer(
        asked.scenario, plan, str(options.closure), options.draws, options.seed, year, method, entries
    )


def _entry(gap: Gap, pack: PlanPack) -> GapEntry:
    from report.explain_answers import GapEntry

    target = pack.target(gap.id)
    return GapEntry(**vars(gap), name_zh=target.name_zh, name_en=target.name_en)
