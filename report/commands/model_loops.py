"""`planreach model loops`: the feedback loops, their sizes, and what each is worth over draws."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.session import Session

if TYPE_CHECKING:
    from evaluation.loops.answers import Band
    from evaluation.simulation import Options
    from scenarios.schema import PlanPack

DRAWS = 256
Names = Annotated[list[str] | None, typer.Argument(metavar="NAME")]
Most = Annotated[int, typer.Option("--most", metavar="N", parser=arguments.whole(1, 1000))]
Sizes = Annotated[bool, typer.Option("--sizes")]
Worth = Annotated[bool, typer.Option("--worth")]


def loops_command(
    session: Session,
    names: Names = None,
    most: Most = 10,
    sizes: Sizes = False,
    worth: Worth = False,
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    closure: arguments.Closure = None,
) -> None:
    """List feedback loops."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.commands.model import build
    from report.loop_tables import worth_part
    from report.loop_views import declared_loops, loops_through_names, show_loops

    over_draws = (draws, seed, closure) != (None, None, None)
    if (worth and names) or (over_draws and not worth):
        raise typer.BadParameter(session.words("usage.loops-worth"))
    model, pack = build(session), session.pack()
    options = _options(session, draws, seed, closure)
    if names:
        answer = loops_through_names(model, names, most)
    else:
        worths = _worths(session, pack, options) if worth else {}
        answer = declared_loops(pack, model, sizes, worths, options.closure if worth else None)
    if session.json:
        envelope = wrapped_answer("model_loops", answer, pack.inputs)
        drawn = replace(envelope, seed=options.seed, draws=options.draws) if worth else envelope
        session.put_json(to_json(drawn))
        return
    if worth:
        session.put(worth_part(answer, options.draws, options.seed, session))
    if sizes or not worth:
        show_loops(answer, session)


def _options(session: Session, draws: int | None, seed: int | None, closure: str | None) -> Options:
    from evaluation.simulation import DEFAULT_CLOSURE, Options

    return Options(
        seed=session.settings.seed if seed is None else seed,
        draws=DRAWS if draws is None else draws,
        closure=closure or DEFAULT_CLOSURE,
    )


def _worths(session: Session, pack: PlanPack, options: Options) -> dict[str, Band]:
    from evaluation.checks.feedback_loops import OTHERS, REQUIRED
    from evaluation.checks.laboratory import BASELINE
    from evaluation.loops.worth import loop_worths
    from evaluation.simulation import economy_of, ensemble_of
    from report.progress import Progress
    from scenarios.library import load_scenario

    loops = REQUIRED + OTHERS
    ensemble = ensemble_of(economy_of(pack), load_scenario(BASELINE, pack), options)
    with Progress(session, len(loops), 1, "progress.loops") as progress:
        return loop_worths(ensemble, loops, options, progress)
