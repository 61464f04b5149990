"""Repeating a stored run from its manifest, and comparing the answers byte by byte."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from report.answers import RerunAnswer
from report.run_parts import envelope_of, manifest_of
from scenarios.errors import Fault, InputError

if TYPE_CHECKING:
    from evaluation.manifest import Manifest
    from evaluation.simulation import Economy, Options
    from evaluation.store import StoredRun
    from report.session import Session
    from scenarios.schema import Scenario

COMPARED = ("plan", "settings", "resolved", "structure", "versions")


def rerun(session: Session, stored: StoredRun) -> RerunAnswer:
    """Simulate again with the manifest's seed, draws and settings, on the files as they are now.

    Raises `InputError` where the plan or a scenario file is gone.
    """
    from evaluation.manifest import changed_inputs
    from evaluation.results import to_json
    from report.comparing import loop_draws, with_loops

    log, old = read_log(stored), stored.manifest
    if old.kind == "evaluate":
        return _evaluated_again(session, stored, log)
    session = replace(session, settings=replace(session.settings, plan=session.settings.plan or log["plan"]))
    if old.kind == "calibrate":
        return _calibrated_again(session, stored)
    economy, scenarios, options = stored_parts(session, stored)
    new = with_loops(manifest_of(old.kind, economy, scenarios, options), loop_draws(old))
    begun = time.monotonic()
    answer = to_json(
        envelope_of(old.kind, new, _result(session, economy, scenarios, options, loop_draws(old)))
    )
    before = stored.result()
    return RerunAnswer(
        run=stored.name,
        identical=answer == before,
        seconds=round(time.monotonic() - begun, 2),
        changed_inputs=changed_inputs(old, new.inputs),
        changed_settings=_changed(old, new),
        different_numbers=_different(before["result"], answer["result"]),
    )


def stored_parts(session: Session, stored: StoredRun) -> tuple[Economy, list[Scenario], Options]:
    """Economy, scenarios and options of a stored run, from the plan of the session as it is now.

    Raises `InputError` where the plan or a scenario file is gone.
    """
    from evaluation.simulation import economy_of
    from scenarios.library import load_scenario

    pack = session.pack()
    scenarios = [load_scenario(name, pack) for name in read_log(stored)["scenarios"]]
    options = _options(session, stored.manifest)
    return economy_of(pack, options.as_of, knowledge=options.knowledge), scenarios, options


def _evaluated_again(session: Session, stored: StoredRun, log: Mapping[str, Any]) -> RerunAnswer:
    """An evaluation from its observed files as they are now."""
    from evaluation.manifest import changed_inputs
    from evaluation.results import to_json
    from report.evaluating import answer_of, order_again

    begun = time.monotonic()
    order = order_again(session, stored.manifest, log)
    answer, before = to_json(answer_of(order)[0]), stored.result()
    return RerunAnswer(
        run=stored.name,
        identical=answer == before,
        seconds=round(time.monotonic() - begun, 2),
        changed_inputs=changed_inputs(stored.manifest, order.manifest.inputs),
        changed_settings=_changed(stored.manifest, order.manifest),
        different_numbers=_different(before["result"], answer["result"]),
    )


def _calibrated_again(session: Session, stored: StoredRun) -> RerunAnswer:
    """A calibration sampled again; its posterior counts as well as its answer."""
    from evaluation.manifest import changed_inputs
    from evaluation.results import to_json
    from report.calibrating import sampled_again

    begun = time.monotonic()
    found = sampled_again(session, stored.manifest)
    answer, before = to_json(found.answer), stored.result()
    same = all((stored.path / name).read_bytes() == data for name, data in found.files.items())
    return RerunAnswer(
        run=stored.name,
        identical=same and answer == before,
        seconds=round(time.monotonic() - begun, 2),
        changed_inputs=changed_inputs(stored.manifest, found.manifest.inputs),
        changed_settings=_changed(stored.manifest, found.manifest),
        different_numbers=_different(before["result"], answer["result"]),
    )


def read_log(stored: StoredRun) -> Mapping[str, Any]:
    """Clock, host and command line of a run. Raises `InputError` where the file is gone or damaged."""
    from evaluation.store import LOG

    where = f"{stored.name}/{LOG}"
    try:
        log = json.loads((stored.path / LOG).read_bytes())
        return {"scenarios": list(log["scenarios"]), "plan": log["plan"], **log}
    except OSError:
        raise InputError([Fault("missing-file", where, {"found": LOG})]) from None
    except (ValueError, KeyError, TypeError):
        raise InputError([Fault("inconsistent", where, {"found": LOG, "expected": "JSON"})]) from None


def _options(session: Session, manifest: Manifest) -> Options:
    from evaluation.simulation import Options

    held: dict[str, Any] = dict(manifest.settings)
    return Options(
        seed=manifest.seed,
        draws=manifest.draws,
        jobs=session.settings.jobs,
        as_of=held["as_of"],
        closure=held["closure"],
        end=held["end"],
        steps_per_year=held["steps_per_year"],
        method=held["method"],
        layers=tuple(held["layers"]),
        knowledge=held["knowledge"],
    )


def _result(
    session: Session, economy: Economy, scenarios: list[Scenario], options: Options, through: int
) -> object:
    from report.comparing import compared
    from report.making import simulated

    if len(scenarios) == 1:
        return simulated(session, economy, scenarios[0], options)[0]
    return compared(session, economy, scenarios, options, through).result


def _changed(old: Manifest, new: Manifest) -> tuple[str, ...]:
    from evaluation.results import to_json

    first, second = to_json(old), to_json(new)
    return tuple(name for name in COMPARED if first[name] != second[name])


def _different(one: Any, two: Any) -> int:
    first, second = dict(_leaves(one, "")), dict(_leaves(two, ""))
    return sum(first.get(key) != second.get(key) for key in {*first, *second})


def _leaves(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in cast("dict[str, Any]", value).items():
            yield from _leaves(item, f"{key}.{name}")
    elif isinstance(value, list):
        for at, item in enumerate(cast("list[Any]", value)):
            yield from _leaves(item, f"{key}.{at}")
    else:
        yield key, value
