"""`planreach explain`: what the gap between the plan's number and the outlook is made of."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.session import Session

if TYPE_CHECKING:
    from evaluation.explain.gap import Gap
    from evaluation.simulation import Options
    from report.explain_answers import ExplainAnswer, GapEntry
    from scenarios.schema import PlanPack, Target

DRAWS = 256
AS_WRITTEN, BASELINE = "plan_as_written", "baseline"
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
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    closure: arguments.Closure = None,
    output: PageOutput = None,
) -> None:
    """Split the gap between a target and its outlook into what it is made of."""
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
    answer = explanation(session, pack, scenario, against, tuple(target or ()), options)
    if session.json:
        envelope = wrapped_answer("explain", answer, pack.inputs)
        session.put_json(to_json(replace(envelope, seed=options.seed, draws=options.draws)))
    else:
        show_explanation(answer, session)
    if output is not None:
        write_page(answer, output, session)
        session.say(session.words("explain.saved", path=output))


def explanation(
    session: Session,
    pack: PlanPack,
    scenario: str,
    against: str | None,
    names: tuple[str, ...],
    options: Options,
) -> ExplainAnswer:
    """The whole answer. Raises `InputError` for an unknown scenario or target."""
    from evaluation.explain.gap import explain
    from evaluation.simulation import economy_of, ensemble_of
    from report.explain_answers import ExplainAnswer
    from report.progress import Progress
    from scenarios.library import load_scenario

    targets = _targets(pack, names)
    plan = against or _plan_scenario(pack)
    economy = economy_of(pack)
    actual = ensemble_of(economy, load_scenario(scenario, pack), options)
    planned = ensemble_of(economy, load_scenario(plan, pack), options)
    with Progress(session, options.draws, 1, "explain.splitting") as progress:
        gaps = explain(actual, planned, targets, options, progress=progress)
    entries = tuple(_entry(gap, pack) for gap in gaps)
    closure = str(options.closure)
    return ExplainAnswer(scenario, plan, closure, options.draws, options.seed, None, "none", entries)


def _targets(pack: PlanPack, names: tuple[str, ...]) -> tuple[Target, ...]:
    """The named targets, else those of Box 2, that are computed and have a number."""
    from report.sensitivity import screened_targets

    if names:
        return screened_targets(pack, names)
    main = [target for target in pack.main_targets if target.mode != "tracked" and target.target is not None]
    return tuple(target for target in main if target.table == "box2") or tuple(main)


def _plan_scenario(pack: PlanPack) -> str:
    """The plan as written, where its levers are those of this plan; else the baseline."""
    from scenarios.errors import InputError
    from scenarios.library import load_scenario

    try:
        load_scenario(AS_WRITTEN, pack)
    except InputError:
        return BASELINE
    return AS_WRITTEN


def _entry(gap: Gap, pack: PlanPack) -> GapEntry:
    from report.explain_answers import GapEntry, PartEntry

    target = pack.target(gap.id)
    return GapEntry(
        id=gap.id,
        name_zh=target.name_zh,
        name_en=target.name_en,
        unit=gap.unit,
        year=gap.year,
        target=gap.target,
        as_planned=gap.as_planned,
        outlook=gap.outlook,
        median=gap.median,
        gap=gap.gap,
        parts=tuple(PartEntry(**asdict(part)) for part in gap.parts),
    )
