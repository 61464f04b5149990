"""`planreach evaluate`: how far is each target, from observed figures, and what would the rest take?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.current import words
from report.session import Session

if TYPE_CHECKING:
    from evaluation.midterm.observed import AsOf
    from report.evaluating import EvaluationMade

MOST_POINTS = 100.0


def period(value: object) -> str:
    """A year, or a year and a month. Raises a usage error for another text."""
    text = str(value)
    arguments.year(text)
    return text


Observed = Annotated[list[str] | None, typer.Option("--observed", metavar="FILE")]
Known = Annotated[str | None, typer.Option("--as-of", metavar="YEAR[-MM]", parser=period)]
Template = Annotated[str | None, typer.Option("--template", metavar="FILE.xlsx")]
Example = Annotated[bool, typer.Option("--example")]
Rebase = Annotated[bool, typer.Option("--rebase")]
Tolerance = Annotated[
    float | None, typer.Option("--tolerance", metavar="POINTS", parser=arguments.between(0, MOST_POINTS))
]
Scenario = Annotated[str, typer.Option("--scenario", metavar="NAME|FILE.toml")]


def evaluate_command(
    session: Session,
    observed: Observed = None,
    as_of: Known = None,
    template: Template = None,
    example: Example = False,
    everything: arguments.Everything = False,
    rebase: Rebase = False,
    tolerance: Tolerance = None,
    scenario: Scenario = "baseline",
    draws: arguments.Draws = None,
    seed: arguments.Seed = None,
    jobs: arguments.Jobs = None,
    runs: arguments.Runs = None,
) -> None:
    """Evaluate observed figures, or write the workbook to fill in."""
    chosen = [bool(observed), template is not None, example]
    if sum(chosen) != 1:
        raise typer.BadParameter(words()("usage.evaluate-one"))
    if template is not None:
        _write_template(session, template, everything)
        return
    from report.evaluating import Asked, example_files, make_evaluation

    files = tuple(example_files(session)) if example else tuple(Path(name) for name in observed or ())
    changed = {} if tolerance is None else {"tolerance": tolerance}
    made = make_evaluation(session, Asked(files, read_as_of(as_of), scenario, rebase, changed))
    _show(made, None if example else str(files[-1]), session)


def read_as_of(text: str | None) -> AsOf | None:
    """The date of `--as-of`; a December is a whole year."""
    from evaluation.midterm.observed import MONTHS, AsOf
    from report.evaluating import as_of_from

    if text is None:
        return None
    found = as_of_from(text)
    return AsOf(found.year) if found.month == MONTHS else found


def _show(made: EvaluationMade, file: str | None, session: Session) -> None:
    from evaluation.results import to_json
    from report.evaluate_screen import show_evaluation, show_next
    from report.making import relative

    if session.json:
        session.put_json(to_json(made.answer))
    else:
        show_evaluation(made.answer, session)
        show_next(file and relative(file), session)
    session.say("\n" + session.words("run.reused" if made.reused else "run.saved", folder=made.run.path))


def _write_template(session: Session, name: str, everything: bool) -> None:
    from evaluation.results import to_json
    from report.answers import TemplateAnswer, wrapped_answer
    from report.observed_workbook import write_template
    from scenarios.workbook import refuse_path

    refuse_path(Path(name))
    pack = session.pack()
    targets = pack.targets if everything else pack.main_targets
    count = write_template(Path(name), pack, targets, session.words)
    if session.json:
        session.put_json(
            to_json(wrapped_answer("observed_template", TemplateAnswer(name, count), pack.inputs))
        )
        return
    session.put(session.words("observed.written", file=name, count=count))
    session.put(session.words("observed.then", file=name))
