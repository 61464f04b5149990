"""`planreach model ...`: equations, their graph, parameters, fit, document, generated code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.arguments import AsOf, Draws, PageFile, Strict, one_of
from report.session import Session

if TYPE_CHECKING:
    from sim.model import Model

FORMATS = ("mermaid", "dot")
Names = Annotated[list[str] | None, typer.Argument(metavar="NAME")]
Format = Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), parser=one_of(FORMATS))]
Sector = Annotated[str | None, typer.Option("--sector", metavar="NAME")]
Again = Annotated[bool, typer.Option("--again")]


def equations_command(session: Session, names: Names = None, sector: Sector = None) -> None:
    """Print the equations."""
    from report.model_views import chosen_variables, equations_answer, show_equations

    model = build(session)
    variables = chosen_variables(model, names or [], sector)
    if session.json:
        _answer(session, "model_equations", equations_answer(variables))
    else:
        show_equations(variables, session)


def check_command(session: Session, draws: Draws = None, as_of: AsOf = None, strict: Strict = False) -> None:
    """Run the tests of confidence."""
    from evaluation.model_check import DRAWS, TEST_COUNT, check_model
    from report.check_screen import show_checks
    from report.exits import BelowLimit
    from report.progress import Progress

    with Progress(session, TEST_COUNT, 1, "progress.checking") as progress:
        answer = check_model(session.pack(), as_of, DRAWS if draws is None else draws, progress)
    if session.json:
        _answer(session, "model_check", answer)
    else:
        show_checks(answer, session)
    failed = sum(not check.passed for check in answer.checks)
    if strict and failed:
        raise BelowLimit(session.words("check.strict", count=failed))


def graph_command(
    session: Session, names: Names = None, sector: Sector = None, format: Format = "mermaid"
) -> None:
    """Print the causal diagram as text."""
    from report.answers import TextAnswer
    from report.model_views import graph_text

    text = graph_text(build(session), names or [], sector, format)
    if session.json:
        _answer(session, "model_graph", TextAnswer(format, text))
    else:
        session.put(text.rstrip("\n"))
        session.say(session.words(f"model.graph-{format}"))


def parameters_command(session: Session, names: Names = None, as_of: AsOf = None) -> None:
    """List the parameters with status, distribution and evidence."""
    from report.parameter_views import parameters_answer, show_parameters

    pack = session.pack()
    answer = parameters_answer(pack, pack.about.as_of if as_of is None else as_of, names or [])
    if session.json:
        _answer(session, "model_parameters", answer)
    else:
        show_parameters(answer, session)


def fit_command(session: Session, as_of: AsOf = None, again: Again = False) -> None:
    """Print the history beside the central run."""
    from report.fit_views import fit_answer, show_fit

    pack = session.pack()
    if again:
        session.say(session.words("fit.running"))
    answer = fit_answer(pack, pack.about.as_of if as_of is None else as_of, again)
    if session.json:
        _answer(session, "model_fit", answer)
    else:
        show_fit(answer, session)


def step_command(session: Session) -> None:
    """Print the stepping function generated from the equations."""
    from report.answers import TextAnswer
    from sim.generate import compile_model

    source = compile_model(build(session)).source
    if session.json:
        _answer(session, "model_step", TextAnswer("python", source))
    else:
        session.put(source.rstrip("\n"))


def document_command(session: Session, output: PageFile, as_of: AsOf = None) -> None:
    """Write the model as one page: equations, values, sources, experiments."""
    from report.answers import DocumentAnswer
    from report.document.material import material_of
    from report.document.page import counts, page
    from report.document.writing import check_folder, write_page
    from report.text_width import wrapped

    path = Path(output)
    check_folder(path)
    material = material_of(session.pack(), as_of)
    write_page(page(material, session.words), path)
    answer = DocumentAnswer(output, counts(material))
    if session.json:
        _answer(session, "model_document", answer)
        return
    session.put(session.words("model-document.written", file=output))
    counted = [
        session.words("plan.count", name=session.words(f"model-document-item.{name}"), count=count)
        for name, count in answer.counts.items()
    ]
    for line in wrapped(session.words.listed(counted), session.width):
        session.put(line)
    session.say("\n" + session.words("model-document.next", file=output))


def build(session: Session) -> Model:
    """The model of the plan."""
    from calibration.beliefs import beliefs
    from calibration.economy import model_of

    pack = session.pack()
    return model_of(pack, beliefs(pack, pack.about.as_of))


def _answer(session: Session, kind: str, result: object) -> None:
    from evaluation.results import to_json
    from report.answers import wrapped_answer

    session.put_json(to_json(wrapped_answer(kind, result, session.pack().inputs)))
