"""`planreach run`: is each target reachable, and how likely is that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import arguments
from report.session import Session

if TYPE_CHECKING:
    from evaluation.results import Envelope, RunResult
    from evaluation.store import StoredRun

OTHER = "everything"


def run_command(
    session: Session,
    scenario: arguments.ScenarioName = "baseline",
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    as_of: arguments.AsOf = None,
    closure: arguments.Closure = None,
    layers: arguments.Layers = None,
    priors: arguments.Priors = False,
    end: arguments.End = None,
    step: arguments.Step = None,
    method: arguments.Method = None,
    runs: arguments.Runs = None,
    fail_under: arguments.FailUnder = None,
) -> None:
    """Simulate a scenario and say of each target how likely it is."""
    from evaluation.results import to_json
    from report.making import make_run
    from report.run_parts import flags_of
    from report.run_screen import show_run

    flags = flags_of(as_of, closure, end, step, method, layers, priors)
    made = make_run(session, scenario, flags)
    if session.json:
        session.put_json(to_json(made.answer))
    else:
        show_run(made.answer, session)
        _show_others(session)
        _show_next(made.answer, session)
    _say_where(made.run, made.reused, session)
    _check_limit(made.answer, fail_under, session)


def _show_others(session: Session) -> None:
    """One line for the targets of the text that a run does not answer for."""
    pack = session.pack()
    count = len(pack.targets) - len(pack.main_targets)
    if count:
        session.put("\n" + session.words("run.others", count=count))


def _show_next(answer: Envelope[RunResult], session: Session) -> None:
    from report.next_steps import next_steps

    words = session.words
    judged = [target.id for target in answer.result.targets if target.verdict is not None]
    scenario = answer.result.scenario
    steps = {f"planreach why {judged[0]}": "next.why"} if judged else {}
    if scenario != OTHER:
        steps[f"planreach compare {scenario} {OTHER}"] = "next.compare"
    steps["planreach levers"] = "next.levers"
    session.put("\n" + next_steps(steps, words))


def _say_where(run: StoredRun, reused: bool, session: Session) -> None:
    from report.run_report import report_name

    words = session.words
    session.say("\n" + words("run.reused" if reused else "run.saved", folder=run.path))
    session.say(words("run.report", path=run.path / report_name(words)))


def _check_limit(answer: Envelope[RunResult], limit: float | None, session: Session) -> None:
    """Exit code 10 where a judged target of Box 2 is less likely than `--fail-under`."""
    from report.exits import BelowLimit
    from report.numbers import probability
    from report.terms import name_of

    if limit is None:
        return
    words = session.words
    below = [
        words(
            "error.below",
            name=name_of(t, words),
            probability=probability(t.probability),
            limit=probability(limit),
        )
        for t in answer.result.targets
        if t.box2 and t.probability is not None and t.probability < limit
    ]
    if below:
        raise BelowLimit("\n".join(below))
