"""The files of a plan pack, each with its schema; faults of all files are gathered, none is raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict, TypeVar, cast

from pydantic import BaseModel

from scenarios.assumptions import Lever
from scenarios.audit_facts import AUDIT_TABLES, AuditFacts, audit_file
from scenarios.base_rate_rows import BaseRateRow
from scenarios.errors import Fault, InputError
from scenarios.hub_facts import HubFile
from scenarios.posterior_file import POSTERIOR_FILE, StoredPosterior, read_posterior
from scenarios.project_facts import ProjectsFile
from scenarios.readers import read_bytes, read_csv, read_toml, safe_path, sha256
from scenarios.schema import TARGET_FILES, PackFile, PlanPack
from scenarios.tables import (
    Correlation,
    Covered,
    Driver,
    Evidence,
    Fitted,
    Judgement,
    Observation,
    Parameter,
    PriorSet,
    Process,
    Range,
    SharedError,
    Source,
    Variable,
    VisionRow,
)
from scenarios.targets import HistoryRow, Target
from scenarios.toml_lines import key_lines
from scenarios.validation import Place, validated, validated_row

Model = TypeVar("Model", bound=BaseModel)
Faults = tuple[Fault, ...]
FILES_KEPT = 64
HISTORY_FILE = "targets/box1.toml"
SOURCES_FILE = "sources.toml"
PROJECTS_FILE = "projects.toml"
HUB_FILE = "hub.toml"
BASE_RATES_FILE = "base_rates.csv"
VARIABLES_FILE = "variables.csv"
SHARED_ERRORS_FILE = "shared_errors.csv"
OPTIONAL_FILES = (PROJECTS_FILE, HUB_FILE, BASE_RATES_FILE, SHARED_ERRORS_FILE, POSTERIOR_FILE)
"""Files that a plan may have or not."""
TABLES: Mapping[str, type[BaseModel]] = {
    "observations.csv": Observation,
    "evidence.csv": Evidence,
    "judgements.csv": Judgement,
    "parameters.csv": Parameter,
    "processes.csv": Process,
    "drivers.csv": Driver,
    "ranges.csv": Range,
    "fitted.csv": Fitted,
    "prior_sets.csv": PriorSet,
    "correlations.csv": Correlation,
    "vision.csv": VisionRow,
}
"""The tables that every pack has, with the model of their rows."""


class Reader:
    """Reads the files of one folder and keeps their hashes and faults."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.inputs: dict[str, str] = {}
        self.faults: list[Fault] = []

    def table(self, name: str, model: type[Model]) -> tuple[Model, ...]:
        """The rows of a CSV file."""
        return self._made(_table, name, model)

    def array(self, name: str, key: str, model: type[Model]) -> tuple[Model, ...]:
        """The tables `[[key]]` of a TOML file."""
        return self._made(_array, name, key, model)

    def keyed(self, name: str, model: type[Model]) -> dict[str, Model]:
        """The tables `[name]` of a TOML file, by name."""
        return dict(self._made(_keyed, name, model))

    def one(self, model: type[Model], data: object, place: Place) -> Model | None:
        """One model, its faults kept."""
        made, faults = validated(model, data, place)
        self.faults += faults
        return made

    def toml(self, name: str) -> tuple[dict[str, Any], Place]:
        """The table of a TOML file and the lines of its keys; empty when it cannot be read."""
        try:
            return _toml(self._bytes(name), name)
        except InputError as error:
            self.faults += error.faults
            return {}, Place(name, {})

    def _made(self, make: Callable[..., tuple[tuple[Any, ...], Faults]], name: str, *how: object) -> Any:
        try:
            made, faults = make(self._bytes(name), name, *how)
        except InputError as error:
            made, faults = (), error.faults
        self.faults += faults
        return made

    def content(self, name: str) -> bytes | None:
        """The bytes of a file; None, and a fault, when it cannot be read."""
        try:
            return self._bytes(name)
        except InputError as error:
            self.faults += error.faults
            return None

    def _bytes(self, name: str) -> bytes:
        data = read_bytes(safe_path(self._folder, name, name), name)
        self.inputs[name] = sha256(data)
        return data


@lru_cache(maxsize=FILES_KEPT)
def _table(data: bytes, name: str, model: type[Model]) -> tuple[tuple[Model, ...], Faults]:
    """The rows of a CSV file and their faults; the same bytes are made into rows once a process."""
    rows = read_csv(data, name, list(model.model_fields))
    return _kept(validated_row(model, row, name) for row in rows)


@lru_cache(maxsize=FILES_KEPT)
def _array(data: bytes, name: str, key: str, model: type[Model]) -> tuple[tuple[Model, ...], Faults]:
    tables, place = _toml(data, name)
    rows = tables.pop(key, None)
    unknown = tuple(_unknown_keys(tables, (key,), place))
    if not isinstance(rows, list):
        return (), (*unknown, Fault("missing-key", place.at(), {"key": f"[[{key}]]"}))
    listed = cast("list[object]", rows)
    kept, faults = _kept(validated(model, row, place.below(key, at)) for at, row in enumerate(listed))
    return kept, (*unknown, *faults)


@lru_cache(maxsize=FILES_KEPT)
def _keyed(data: bytes, name: str, model: type[Model]) -> tuple[tuple[tuple[str, Model], ...], Faults]:
    tables, place = _toml(data, name)
    made = {key: validated(model, value, place.below(key)) for key, value in tables.items()}
    faults = tuple(fault for _, wrong in made.values() for fault in wrong)
    return tuple((key, one) for key, (one, _) in made.items() if one is not None), faults


def _toml(data: bytes, name: str) -> tuple[dict[str, Any], Place]:
    tables, text = read_toml(data, name)
    return tables, Place(name, key_lines(text))


def _kept(made: Iterable[tuple[Model | None, list[Fault]]]) -> tuple[tuple[Model, ...], Faults]:
    pairs = tuple(made)
    kept = tuple(row for row, _ in pairs if row is not None)
    return kept, tuple(fault for _, faults in pairs for fault in faults)


def _unknown_keys(tables: Mapping[str, Any], known: tuple[str, ...], place: Place) -> Iterator[Fault]:
    for key in tables:
        fields = {"found": key, "known": ", ".join(known), "more": 0, "hint": ""}
        yield Fault("unknown-key", place.at(key), fields)


def read_pack(folder: Path, room: Path) -> tuple[PlanPack | None, list[Fault]]:
    """The pack in `folder`, with the sources and variables of `room`, and the faults of all files.

    The pack is None when `pack.toml` itself cannot be used. References are not checked here.
    """
    reader, common = Reader(folder), Reader(room)
    data, place = reader.toml("pack.toml")
    about = reader.one(PackFile, data, place) if data else None
    files = about.target_files if about else TARGET_FILES
    contents = _Contents(
        targets=tuple(row for name in files for row in reader.array(name, "target", Target)),
        history=reader.array(HISTORY_FILE, "row", HistoryRow),
        observations=reader.table("observations.csv", Observation),
        evidence=reader.table("evidence.csv", Evidence),
        judgements=reader.table("judgements.csv", Judgement),
        parameters=reader.table("parameters.csv", Parameter),
        processes=reader.table("processes.csv", Process),
        drivers=reader.table("drivers.csv", Driver),
        levers=reader.array("levers.toml", "lever", Lever),
        ranges=reader.table("ranges.csv", Range),
        fitted=reader.table("fitted.csv", Fitted),
        prior_sets=reader.table("prior_sets.csv", PriorSet),
        correlations=reader.table("correlations.csv", Correlation),
        vision=reader.table("vision.csv", VisionRow),
        base_rates=_base_rates(folder, reader),
        sources=common.keyed(SOURCES_FILE, Source) | _own_sources(folder, reader),
        variables=common.table(VARIABLES_FILE, Variable),
        covered=reader.table(about.coverage, Covered) if about and about.coverage else (),
        audit=_audit_facts(about, reader),
        projects=_optional(folder, PROJECTS_FILE, ProjectsFile, reader),
        hub=_optional(folder, HUB_FILE, HubFile, reader),
        shared_errors=_shared_errors(folder, reader),
        posterior=read_posterior(folder, reader),
        inputs=reader.inputs,
    )
    faults = reader.faults + common.faults
    return (PlanPack(about=about, **contents) if about else None), faults


class _Contents(TypedDict):
    targets: tuple[Target, ...]
    history: tuple[HistoryRow, ...]
    observations: tuple[Observation, ...]
    evidence: tuple[Evidence, ...]
    judgements: tuple[Judgement, ...]
    parameters: tuple[Parameter, ...]
    processes: tuple[Process, ...]
    drivers: tuple[Driver, ...]
    levers: tuple[Lever, ...]
    ranges: tuple[Range, ...]
    fitted: tuple[Fitted, ...]
    prior_sets: tuple[PriorSet, ...]
    correlations: tuple[Correlation, ...]
    vision: tuple[VisionRow, ...]
    base_rates: tuple[BaseRateRow, ...]
    sources: dict[str, Source]
    variables: tuple[Variable, ...]
    covered: tuple[Covered, ...]
    audit: AuditFacts
    projects: ProjectsFile | None
    hub: HubFile | None
    shared_errors: tuple[SharedError, ...]
    posterior: StoredPosterior | None
    inputs: dict[str, str]


def _own_sources(folder: Path, reader: Reader) -> dict[str, Source]:
    """Sources that a plan adds to the common ones, where it has a file of them."""
    return reader.keyed(SOURCES_FILE, Source) if (folder / SOURCES_FILE).is_file() else {}


def _shared_errors(folder: Path, reader: Reader) -> tuple[SharedError, ...]:
    """Errors that observations share, where the pack has a table of them."""
    if not (folder / SHARED_ERRORS_FILE).is_file():
        return ()
    return reader.table(SHARED_ERRORS_FILE, SharedError)


def _optional(folder: Path, name: str, model: type[Model], reader: Reader) -> Model | None:
    """A TOML file that a plan may have."""
    if not (folder / name).is_file():
        return None
    before = len(reader.faults)
    data, place = reader.toml(name)
    return None if len(reader.faults) > before else reader.one(model, data, place)


def _base_rates(folder: Path, reader: Reader) -> tuple[BaseRateRow, ...]:
    """Base rates, where a plan has a file of them."""
    return reader.table(BASE_RATES_FILE, BaseRateRow) if (folder / BASE_RATES_FILE).is_file() else ()


def _audit_facts(about: PackFile | None, reader: Reader) -> AuditFacts:
    """The tables of the audit that the pack has."""
    names = about.audit if about else ()
    tables = {table: reader.table(audit_file(table), AUDIT_TABLES[table]) for table in names}
    return AuditFacts.model_validate(tables)
