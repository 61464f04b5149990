"""`planreach backtest score`: how good forecasts were, beside rivals."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from report import arguments
from report.arguments import whole
from report.session import Session

RESAMPLES, MOST_RESAMPLES = 1000, 100_000
Forecasts = Annotated[str, typer.Argument(metavar="FORECASTS.csv")]
Truth = Annotated[str, typer.Option("--truth", metavar="FILE.csv")]
Rivals = Annotated[str | None, typer.Option("--rivals", metavar="FILE.csv")]
Models = Annotated[list[str] | None, typer.Option("--model", metavar="NAME")]
Reference = Annotated[str | None, typer.Option("--reference", metavar="NAME")]
Resamples = Annotated[int, typer.Option("--resamples", metavar="N", parser=whole(10, MOST_RESAMPLES))]


def score_command(
    session: Session,
    forecasts: Forecasts,
    truth: Truth,
    rivals: Rivals = None,
    model: Models = None,
    reference: Reference = None,
    resamples: Resamples = RESAMPLES,
    seed: arguments.Seed = None,
) -> None:
    """Score forecasts against what came true, and compare them with rivals."""
    from evaluation.results import to_json
    from evaluation.skill import card
    from evaluation.skill_files import Files, score_files
    from report.answers import wrapped_answer
    from report.backtest_answers import BacktestScoreAnswer
    from report.backtest_screen import show_score
    from scenarios.errors import InputError, unknown_name

    kept = tuple(model or ()) + ((reference,) if model and reference else ())
    files = Files(Path(forecasts), Path(truth), None if rivals is None else Path(rivals), kept)
    scores, hashes = score_files(files)
    for name in (*kept, *([reference] if reference else [])):
        if name not in scores:
            raise InputError([unknown_name("unknown-model", Path(rivals or forecasts).name, name, scores)])
    chosen = session.settings.seed if seed is None else seed
    against = scores[reference] if reference else None
    cards = tuple(card(name, found, against, resamples, chosen) for name, found in scores.items())
    answer = BacktestScoreAnswer(cards, reference, resamples, chosen)
    if session.json:
        session.put_json(to_json(wrapped_answer("backtest_score", answer, hashes)))
    else:
        show_score(answer, session)
