"""`planreach model export`: the model with the values of a scenario, for other engines to run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from report import arguments
from report.session import Session

if TYPE_CHECKING:
    from report.answers import ModelExportAnswer


def export_command(
    session: Session,
    output: arguments.Xmile,
    scenario: arguments.ScenarioName = "baseline",
    as_of: arguments.AsOf = None,
    closure: arguments.Closure = None,
    end: arguments.End = None,
    step: arguments.Step = None,
    method: arguments.Method = None,
) -> None:
    """Write the central run of a scenario as an XMILE file."""
    from evaluation.model_export import COMMON_METHOD, exported
    from evaluation.results import to_json
    from report.answers import ModelExportAnswer, wrapped_answer
    from report.run_parts import flags_of, options_of
    from report.version import TOOL, version
    from scenarios.library import load_scenario

    pack = session.pack()
    flags = flags_of(as_of, closure, end, step, method or COMMON_METHOD, None)
    options = options_of(session, flags, pack)
    loaded = load_scenario(scenario, pack)
    file = exported(pack, loaded, options, TOOL, version())
    _write(Path(output), file.text)
    start, last = pack.about.start_year, options.end or pack.about.end_year
    found = (loaded.name, options.method, options.steps_per_year, start, last, file.counts)
    answer = ModelExportAnswer(output, *found)
    if session.json:
        session.put_json(to_json(wrapped_answer("model_export", answer, pack.inputs)))
    else:
        _show(answer, session)


def _show(answer: ModelExportAnswer, session: Session) -> None:
    words = session.words
    session.put(words("model-export.written", file=answer.file, scenario=answer.scenario))
    session.put(words("model-export.counts", **answer.counts))
    specs = {"method": answer.method, "steps": answer.steps_per_year}
    session.put(words("model-export.specs", start=answer.start, end=answer.end, **specs))
    session.put(words(f"model-export.{'same' if answer.method == 'euler' else 'jumps'}"))
    session.put(words("model-export.fit"))


def _write(path: Path, text: str) -> None:
    from scenarios.errors import Fault, InputError

    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Fault("cannot-write", path.name, {"reason": reason})]) from None
