"""`planreach seek`: the least effort of the levers that brings a target to a probability."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.session import Session

if TYPE_CHECKING:
    from evaluation.simulation import Options
    from report.explain_answers import SeekAnswer
    from scenarios.schema import PlanPack

Target = Annotated[str, typer.Option("--target", metavar="ID")]
Probability = Annotated[
    float | None, typer.Option("--probability", metavar="P", parser=arguments.between(0, 1))
]


def seek_command(
    session: Session,
    target: Target,
    scenario: arguments.ScenarioName = "baseline",
    probability: Probability = None,
    seed: arguments.Seed = None,
    closure: arguments.Closure = None,
) -> None:
    """Look for the least common effort of the levers that makes a target as likely as wanted."""
    from evaluation.results import to_json
    from evaluation.simulation import DEFAULT_CLOSURE, Options
    from report.answers import wrapped_answer
    from report.need_text import need_text

    pack, settings = session.pack(), session.settings
    options = Options(seed=settings.seed if seed is None else seed, closure=closure or DEFAULT_CLOSURE)
    answer = sought(pack, scenario, target, probability, options)
    if session.json:
        envelope = replace(wrapped_answer("seek", answer, pack.inputs), seed=options.seed)
        session.put_json(to_json(replace(envelope, draws=answer.certified)))
        return
    given = session.words("seek.given", scenario=scenario, draws=answer.certified, seed=options.seed)
    session.put(given + "\n" + need_text(answer, pack.target(target), session))


def sought(pack: PlanPack, scenario: str, name: str, aim: float | None, options: Options) -> SeekAnswer:
    """The whole answer. Raises `InputError` for an unknown scenario or target."""
    from evaluation.midterm.need import needs
    from evaluation.simulation import economy_of, ensemble_of
    from report.explain_answers import LeverEntry, SeekAnswer
    from report.sensitivity import screened_targets
    from scenarios.library import load_scenario
    from scenarios.outlook_settings import outlook_settings

    (target,) = screened_targets(pack, (name,))
    count = outlook_settings().certify_draws
    ensemble = ensemble_of(economy_of(pack), load_scenario(scenario, pack), options)
    before = pack.about.levers_act_from - 1
    need = needs(ensemble, [target], before, ensemble(0, count), aim)[name]
    return SeekAnswer(
        scenario=scenario,
        closure=str(options.closure),
        seed=options.seed,
        target=name,
        aim=need.aim,
        possible=need.possible,
        effort=need.effort,
        tried=need.tried,
        probability=need.probability,
        mc_error=need.mc_error,
        median=need.median,
        certified=count,
        levers=tuple(LeverEntry(**asdict(lever)) for lever in need.levers),
    )
