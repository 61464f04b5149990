"""What earlier runs said of the targets, beside what came of them: the start and half time, by target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from evaluation.midterm.answers import EarlierForecast, IndicatorResult

if TYPE_CHECKING:
    from evaluation.store import StoredRun

FINALLY_MET = ("exceeded", "met")


def earlier_runs(runs: Sequence[StoredRun], plan: str, scenario: str, as_of: int) -> tuple[StoredRun, ...]:
    """The newest run of the scenario for this plan, and the newest evaluation that knew less."""
    own = [run for run in runs if run.manifest.plan == plan and run.manifest.scenario == scenario]
    starts = [run for run in own if run.manifest.kind == "run"]
    halves = [run for run in own if run.manifest.kind == "evaluate" and _known(run) < as_of]
    return (*starts[:1], *halves[:1])


def forecasts(
    runs: Sequence[StoredRun], indicators: Sequence[IndicatorResult]
) -> tuple[EarlierForecast, ...]:
    """What each run said of each finished indicator. Raises `InputError` where a run is damaged."""
    finished = {one.id: one for one in indicators if one.final_grade is not None}
    found: list[EarlierForecast] = []
    for run in runs:
        result = run.result()["result"]
        evaluated = "indicators" in result
        for said in result["indicators" if evaluated else "targets"]:
            one = finished.get(said["id"])
            if one is not None:
                found.append(_forecast(run, said, one, "evaluate" if evaluated else "run"))
    return tuple(found)


def _forecast(
    run: StoredRun, said: Any, one: IndicatorResult, kind: Literal["run", "evaluate"]
) -> EarlierForecast:
    return EarlierForecast(
        run=run.name,
        kind=kind,
        as_of=_known(run),
        id=one.id,
        median=said["median"],
        q10=said["q10"],
        q90=said["q90"],
        probability=said["probability" if kind == "run" else "probability_after"],
        outcome=one.reached,
        met=one.final_grade in FINALLY_MET,
    )


def _known(run: StoredRun) -> int:
    """The year up to which a run knew the figures."""
    held = run.manifest.settings.get("evaluated", run.manifest.settings.get("as_of"))
    return int(str(held)[:4])
