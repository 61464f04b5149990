"""Making a calibration: found again where an identical one is stored, else sampled and kept in a folder."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.making import log_of
from report.progress import Progress
from report.run_parts import envelope_of, read_answer, runs_folder, versions

if TYPE_CHECKING:
    from calibration.inference import Effort
    from evaluation.calibration_answer import CalibrationAnswer
    from evaluation.manifest import Manifest
    from evaluation.results import Envelope, SeriesPoint
    from evaluation.store import StoredRun
    from report.session import Session
    from scenarios.schema import PlanPack

KIND = "calibrate"
BASELINE = "baseline"
METHOD = "tempering, delayed acceptance, walking and preconditioned steps"
PERCENT = 100


@dataclass(frozen=True)
class Sampled:
    """A calibration before it is kept: what it was made from, its answer, the files of its posterior."""

    manifest: Manifest
    answer: Envelope[CalibrationAnswer]
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class MadeCalibration:
    """A calibration: its answer and its folder; `reused` says that the folder was there already."""

    answer: Envelope[CalibrationAnswer]
    run: StoredRun
    reused: bool


def make_calibration(
    session: Session, draws: int | None, chains: int | None, as_of: int | None
) -> MadeCalibration:
    """The calibration of the plan, found or made. Raises `InputError` for a history that is unfit."""
    from evaluation.store import find

    pack, effort = session.pack(), effort_of(draws, chains)
    year = pack.about.as_of if as_of is None else as_of
    manifest = _manifest(session, pack, effort, year)
    stored = find(runs_folder(session), manifest)
    if stored is not None:
        answer: Any = read_answer(stored.result())
        write_page(stored.path, answer, session)
        return MadeCalibration(answer, stored, reused=True)
    return _kept(session, effort, year, manifest)


def effort_of(draws: int | None, chains: int | None) -> Effort:
    """How much is sampled: so many draws in all, from so many chains."""
    from calibration.inference import Effort

    plain = Effort()
    count = plain.chains if chains is None else chains
    wanted = plain.chains * plain.outer if draws is None else draws
    return Effort(chains=count, trial_chains=count, outer=max(-(-wanted // count), 4))


def sampled_again(session: Session, manifest: Manifest) -> Sampled:
    """A stored calibration from its manifest, on the plan of the session as it is now."""
    from calibration.inference import Effort

    held: dict[str, Any] = dict(manifest.settings)
    effort = Effort(**{one.name: held[one.name] for one in fields(Effort)})
    settings = replace(session.settings, seed=manifest.seed)
    session, year = replace(session, settings=settings), held["as_of"]
    return _sampled(session, effort, year, _manifest(session, session.pack(), effort, year))


def save_to_pack(run: StoredRun, folder: Path) -> None:
    """Copy the posterior of a run into a pack; both files or neither. Raises `InputError` (cannot-write)."""
    from scenarios.errors import Fault, InputError
    from scenarios.posterior_file import DRAWS_FILE, POSTERIOR_FILE

    partial = {name: folder / f".{name}.{os.getpid()}.partial" for name in (DRAWS_FILE, POSTERIOR_FILE)}
    try:
        if not (folder / "pack.toml").is_file():
            raise InputError([Fault("missing-file", folder.name, {"found": "pack.toml"})])
        for name, place in partial.items():
            place.write_bytes((run.path / name).read_bytes())
        for name, place in partial.items():
            place.replace(folder / name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Fault("cannot-write", folder.name, {"reason": reason})]) from error
    finally:
        for place in partial.values():
            place.unlink(missing_ok=True)


def write_page(folder: Path, answer: Envelope[CalibrationAnswer], session: Session) -> None:
    """The page of the calibration in the language of the session, where it is not there yet."""
    from report.html.calibration_page import calibration_page

    place = folder / f"calibration.{session.words.language}.html"
    if not place.exists():
        place.write_text(
            calibration_page(answer, session.pack().about.name, session.words),
            encoding="utf-8",
            newline="\n",
        )


def _manifest(session: Session, pack: PlanPack, effort: Effort, year: int) -> Manifest:
    from calibration.beliefs import beliefs
    from calibration.economy import model_of
    from evaluation.manifest import Manifest
    from scenarios.posterior_file import DRAWS_FILE, POSTERIOR_FILE
    from sim.model import structure_hash

    own = (POSTERIOR_FILE, DRAWS_FILE)
    return Manifest(
        kind=KIND,
        scenario=KIND,
        plan=pack.id,
        seed=session.settings.seed,
        draws=effort.chains * effort.outer,
        settings={"as_of": year, "method": METHOD, **vars(effort)},
        resolved={},
        inputs={name: digest for name, digest in pack.inputs.items() if name not in own},
        structure=structure_hash(model_of(pack, beliefs(pack, year))),
        versions=versions(),
    )


def _sampled(session: Session, effort: Effort, year: int, manifest: Manifest) -> Sampled:
    from evaluation.calibrating import calibrate
    from report.calibration_text import warnings_of
    from report.wording import load_words
    from scenarios.library import load_scenario

    pack, seed = session.pack(), session.settings.seed
    with Progress(session, PERCENT, 1, "progress.calibrating") as progress:
        made = calibrate(pack, year, seed, effort, load_scenario(BASELINE, pack), progress)
    warnings = tuple(warnings_of(made.answer, load_words("en")))
    return Sampled(manifest, envelope_of(KIND, manifest, made.answer, warnings), made.files)


def _kept(session: Session, effort: Effort, year: int, manifest: Manifest) -> MadeCalibration:
    from evaluation.results import to_json
    from evaluation.simulation import Options
    from evaluation.store import Contents, keep

    begun = time.time()
    made = _sampled(session, effort, year, manifest)

    def report(folder: Path) -> None:
        for name, content in made.files.items():
            (folder / name).write_bytes(content)
        write_page(folder, made.answer, session)

    contents = Contents(
        envelope=to_json(made.answer),
        series={BASELINE: _series(made.answer.result)},
        write_report=report,
        log=log_of(session, [BASELINE], begun, Options(seed=session.settings.seed)),
    )
    kept = keep(runs_folder(session), made.manifest, contents)
    return MadeCalibration(made.answer, kept.run, kept.reused)


def _series(answer: CalibrationAnswer) -> list[SeriesPoint]:
    """The posterior paths of the baseline as the long table has them."""
    from evaluation.results import SeriesPoint

    return [
        SeriesPoint(
            variable=row.variable,
            unit=row.unit,
            year=row.year,
            q05=row.posterior.q05,
            q10=None,
            q25=None,
            q50=row.posterior.q50,
            q75=None,
            q90=None,
            q95=row.posterior.q95,
            observed=row.observed,
        )
        for row in answer.paths
    ]
