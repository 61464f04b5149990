"""`planreach backtest forecast`: output of many regions some years ahead, from bare histories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.arguments import ending
from report.session import Session

if TYPE_CHECKING:
    from calibration.regional_forecast import Forecast
    from report.backtest_answers import BacktestForecastAnswer
    from scenarios.histories import Histories, Known, Task

History = Annotated[str, typer.Option("--history", metavar="FILE.csv")]
Required = Annotated[str, typer.Option("--required", metavar="FILE.csv")]
Future = Annotated[str | None, typer.Option("--future", metavar="FILE.csv")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE.csv", parser=ending(".csv"))]


def forecast_command(
    session: Session,
    history: History,
    required: Required,
    output: Output,
    future: Future = None,
    seed: arguments.Seed = None,
) -> None:
    """Forecast output of every region in a file, as quantiles."""
    from calibration.forecast_settings import load_settings
    from calibration.regional_forecast import forecast
    from evaluation.forecast_table import forecast_text
    from evaluation.results import to_json
    from report.answers import wrapped_answer
    from report.backtest_screen import show_forecast
    from report.files import write_whole
    from report.progress import Progress
    from scenarios.history_files import read_task

    settings = load_settings()
    limits = int(settings.least_history), int(settings.longest_horizon)
    paths = Path(history), Path(required), None if future is None else Path(future)
    histories, known, task = read_task(*paths, *limits)
    chosen = session.settings.seed if seed is None else seed
    with Progress(session, int(settings.past_origins) + 1, 1, "backtest.progress") as progress:
        made = forecast(histories, known, task.longest, chosen, settings, lambda done, _: progress(done))
    write_whole(Path(output), forecast_text(histories, task, made))
    answer = _answer(output, histories, known, task, made, int(settings.members))
    if session.json:
        session.put_json(to_json(wrapped_answer("backtest_forecast", answer, task.inputs)))
    else:
        show_forecast(answer, session)


def _answer(
    output: str, histories: Histories, known: Known, task: Task, made: Forecast, members: int
) -> BacktestForecastAnswer:
    from report.backtest_answers import BacktestForecastAnswer
    from report.backtest_facts import rule_facts

    return BacktestForecastAnswer(
        file=output,
        regions=len(task.horizons),
        origin=task.origin,
        horizon=task.longest,
        years=len(histories.years),
        mode=known.mode,
        labour=histories.labour_name or None,
        members=members,
        evidence=made.evidence,
        evidence_weight=made.evidence_weight,
        past_origins=made.past_origins,
        rules=rule_facts(made),
        raised_investment=histories.warnings,
    )
