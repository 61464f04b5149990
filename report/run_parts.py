"""From the flags of a run to its options, its manifest, its folder and back to its answer."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from report.version import TOOL, version

if TYPE_CHECKING:
    from evaluation.calibration_answer import CalibrationAnswer
    from evaluation.manifest import Manifest
    from evaluation.midterm.answers import EvaluationResult
    from evaluation.results import CompareResult, Envelope, RunResult
    from evaluation.simulation import Economy, Ensemble, Options
    from report.session import Session
    from scenarios.schema import PlanPack, Scenario

NUMERICAL = ("numpy", "scipy")
ENGINE = "numpy"


@dataclass(frozen=True)
class Flags:
    """What the command line says of a simulation; None where it says nothing."""

    as_of: int | None = None
    closure: str | None = None
    end: int | None = None
    steps_per_year: int | None = None
    method: str | None = None
    layers: tuple[str, ...] | None = None
    knowledge: str | None = None


def flags_of(
    as_of: int | None,
    closure: str | None,
    end: int | None,
    step: int | None,
    method: str | None,
    layers: str | None,
    priors: bool = False,
) -> Flags:
    """What a command line says; `layers` is a list with commas, or `none`."""
    named = None if layers is None else tuple(layer for layer in layers.split(",") if layer != "none")
    return Flags(as_of, closure, end, step, method, named, "priors" if priors else None)


def options_of(session: Session, flags: Flags, pack: PlanPack) -> Options:
    """The options of a simulation. Raises a usage error for years the plan does not allow."""
    from evaluation.simulation import Options

    about, words = pack.about, session.words
    if flags.as_of is not None and flags.as_of < about.as_of:
        raise typer.BadParameter(words("usage.as-of", found=flags.as_of, low=about.as_of))
    if flags.end is not None and flags.end < about.end_year:
        raise typer.BadParameter(words("usage.end", found=flags.end, low=about.end_year))
    settings = session.settings
    named = {name: value for name, value in vars(flags).items() if value is not None}
    return Options(seed=settings.seed, draws=settings.draws, jobs=settings.jobs, **named)


def manifest_of(kind: str, economy: Economy, scenarios: list[Scenario], options: Options) -> Manifest:
    """Everything that decides the numbers of a run."""
    from evaluation.manifest import Manifest
    from evaluation.simulation import ensemble_of
    from sim.model import structure_hash

    pack = economy.pack
    ensembles = [ensemble_of(economy, scenario, options) for scenario in scenarios]
    resolved = {
        scenario.name: {"levers": dict(ensemble.paths), "closure": ensemble.closure}
        for scenario, ensemble in zip(scenarios, ensembles, strict=True)
    }
    return Manifest(
        kind=kind,
        scenario="-".join(scenario.name for scenario in scenarios),
        plan=pack.id,
        seed=options.seed,
        draws=options.draws,
        settings={
            "as_of": pack.about.as_of if options.as_of is None else options.as_of,
            "closure": options.closure,
            "end": options.end or pack.about.end_year,
            "steps_per_year": options.steps_per_year,
            "method": options.method,
            "layers": options.layers,
            "knowledge": options.knowledge,
            "engine": ENGINE,
        },
        resolved=resolved,
        inputs=inputs_of(pack, scenarios) | _event_files(ensembles),
        structure=structure_hash(economy.model),
        versions=versions(),
    )


def inputs_of(pack: PlanPack, scenarios: list[Scenario]) -> dict[str, str]:
    """SHA-256 of every file read, by relative path."""
    found = dict(pack.inputs)
    for scenario in scenarios:
        found |= scenario.inputs
    return found


def _event_files(ensembles: list[Ensemble]) -> dict[str, str]:
    """SHA-256 of the event streams that the scenarios read."""
    return {name: digest for one in ensembles if one.timing is not None for name, digest in one.timing.files}


def versions() -> dict[str, str]:
    """The versions that decide the last digits."""
    from importlib.metadata import version as installed

    return {"python": platform.python_version(), TOOL: version()} | {
        name: installed(name) for name in NUMERICAL
    }


def envelope_of(
    kind: str, manifest: Manifest, result: object, warnings: tuple[str, ...] = ()
) -> Envelope[Any]:
    """The answer in its envelope."""
    from evaluation.results import Envelope, schema_name

    return Envelope(
        schema_name(kind), TOOL, version(), manifest.seed, manifest.draws, manifest.inputs, warnings, result
    )


def read_answer(
    data: Mapping[str, Any],
) -> Envelope[RunResult] | Envelope[CompareResult] | Envelope[EvaluationResult] | Envelope[CalibrationAnswer]:
    """The answer of a run, a comparison, an evaluation or a calibration back from its JSON."""
    from pydantic import TypeAdapter

    from evaluation.calibration_answer import CalibrationAnswer
    from evaluation.midterm.answers import EvaluationResult
    from evaluation.results import CompareResult, Envelope, RunResult

    kinds = {"scenarios": CompareResult, "indicators": EvaluationResult, "sampler": CalibrationAnswer}
    kind = next((made for field, made in kinds.items() if field in data["result"]), RunResult)
    result: Any = TypeAdapter(kind).validate_python(data["result"])
    held: dict[str, Any] = {**data, "warnings": tuple(data["warnings"]), "result": result}
    return Envelope(**held)


def runs_folder(session: Session) -> Path:
    """Where run folders are kept."""
    return Path(session.settings.runs)
