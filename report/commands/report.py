"""`planreach report`: a run as a document for the table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from report import arguments
from report.arguments import one_of
from report.session import Session

FORMATS = ("docx", "html", "xlsx")
Run = Annotated[str | None, typer.Argument(metavar="[RUN]")]
Form = Annotated[str | None, typer.Option("--format", metavar="|".join(FORMATS), parser=one_of(FORMATS))]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE")]
Brief = Annotated[bool, typer.Option("--brief")]


def report_command(
    session: Session,
    output: Output,
    run: Run = None,
    format: Form = None,
    brief: Brief = False,
    runs: arguments.Runs = None,
) -> None:
    """Write the report of a stored run."""
    from evaluation.results import to_json
    from report.answers import ReportAnswer, wrapped_answer
    from report.reporting import Order, check_parts, chosen_run, report_bytes
    from report.run_parts import runs_folder

    path, words = Path(output), session.words
    form = _form(path, format, session)
    check_parts(form)
    stored = chosen_run(runs_folder(session), run)
    if brief and stored.manifest.kind != "evaluate":
        raise typer.BadParameter(words("report.no-brief", run=stored.name))
    made = report_bytes(Order(session, stored, form, brief))
    _write(path, made.data)
    if made.lacking:
        session.say(words("report.lacking", letters=made.lacking))
    if session.json:
        answer = ReportAnswer(output, form, words.language, stored.name, stored.manifest.kind, made.lacking)
        session.put_json(to_json(wrapped_answer("report", answer, stored.manifest.inputs)))
    else:
        session.put(words("report.written", file=output))
        session.put(words("report.from-run", run=stored.name))


def _form(path: Path, named: str | None, session: Session) -> str:
    """The format, which is that of the ending; a usage error where the two differ."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ((named,) if named else FORMATS):
        wanted = f".{named}" if named else ", ".join(f".{form}" for form in FORMATS)
        raise typer.BadParameter(session.words("usage.ending", found=path.name, wanted=wanted))
    return ending


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    from scenarios.errors import Fault, InputError

    if not path.parent.is_dir():
        raise InputError([Fault("missing-folder", path.name, {"found": str(path.parent)})])
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise InputError([Fault("cannot-write", path.name, {"reason": reason})]) from None
