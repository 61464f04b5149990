"""Event streams of a scenario: shipped with the plan, kept from an earlier time, or made now.

A stream file is named by the hash of everything it was made from: the facts of the plan's events, the
project levers of the scenario, the seed of the events and the number of replications. Scenarios with the
same project levers share a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from calibration.timing import Array, Timing
from scenarios.levers import value_at
from scenarios.packs import PLANS, plan_names
from scenarios.readers import sha256

if TYPE_CHECKING:
    from scenarios.levers import Path as LeverPath
    from scenarios.schema import PlanPack
    from sim.hub.replicating import HubStreams
    from sim.hub.setup import Setup as HubSetup
    from sim.projects.replicating import ProjectStreams
    from sim.projects.setup import NamedProject, Setup

SEED = 2021
REPLICATIONS = 256
FOLDER = "events"
DIGITS = 12
MIDDLE = 0.5
SHARPNESS = "capacity_sharpness"
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Wanted:
    """The files of a scenario's streams and which of them have to be made."""

    projects: str
    hub: str | None
    missing: tuple[str, ...]


def timing_of(
    pack: PlanPack, paths: Mapping[str, LeverPath], jobs: int = 1, progress: Progress | None = None
) -> Timing | None:
    """What the events of a scenario report, made now where no file has it; None for a plan without events.

    `progress` hears of replications made. Raises `InputError` for a stream file that is broken.
    """
    if pack.projects is None:
        return None
    projects = _projects(project_setup(pack, paths), pack.id, jobs, progress)
    return _read(projects, _hub(pack, jobs, progress), _sharpness(pack))


def wanted_streams(pack: PlanPack, paths: Mapping[str, LeverPath]) -> Wanted | None:
    """The files a scenario needs; None for a plan without events."""
    if pack.projects is None:
        return None
    names = [project_file(project_setup(pack, paths)), hub_file(pack)]
    missing = tuple(name for name in names if name is not None and found_file(pack.id, name) is None)
    return Wanted(names[0] or "", names[1], missing)


def project_setup(
    pack: PlanPack, paths: Mapping[str, LeverPath], own: tuple[NamedProject, ...] = ()
) -> Setup:
    """The pipeline of a plan under the project levers of a scenario; `own` are a planner's projects."""
    from sim.projects.reading import setup_of
    from sim.projects.replicating import LAST_YEAR

    if pack.projects is None:
        raise ValueError(f"{pack.id} has no project pipeline")
    first = pack.about.levers_act_from
    levers: dict[str, tuple[float, ...]] = {}
    for lever in pack.levers_of("projects"):
        path = tuple(
            value_at(paths[lever.name], year + MIDDLE) / lever.baseline
            for year in range(first, LAST_YEAR + 1)
        )
        if any(value != 1 for value in path):
            levers[lever.name] = path
    return setup_of(pack.projects, levers, own)


def project_file(setup: Setup) -> str:
    """Name of the file of a pipeline's streams."""
    from sim.projects.replicating import Grid, inputs_hash

    return f"projects-{inputs_hash(setup, SEED, REPLICATIONS, Grid())[:DIGITS]}.streams"


def hub_file(pack: PlanPack) -> str | None:
    """Name of the file of the hub's streams; None for a plan without a hub."""
    from sim.hub.replicating import Grid, inputs_hash

    setup = hub_setup(pack)
    return None if setup is None else f"hub-{inputs_hash(setup, SEED, REPLICATIONS, Grid())[:DIGITS]}.streams"


def hub_setup(pack: PlanPack) -> HubSetup | None:
    """The hub as it stood in the base year; what is added later is capacity, which the equations hold."""
    from sim.hub.reading import setup_of
    from sim.hub.setup import standing_at

    base = pack.about.base_year
    return standing_at(setup_of(pack.hub, pack.about.as_of), base) if pack.hub else None


def found_file(plan: str, name: str) -> Path | None:
    """Where a stream file lies: with the built-in plan, or in the cache of the user."""
    places = [PLANS / plan / FOLDER] if plan in plan_names() else []
    for folder in (*places, cache_folder()):
        if (folder / name).is_file():
            return folder / name
    return None


def cache_folder() -> Path:
    """Where streams that were made are kept for the next time."""
    from platformdirs import user_cache_path

    return user_cache_path("planreach") / FOLDER


def timing_from(projects: ProjectStreams, hub: HubStreams | None, sharpness: float) -> Timing:
    """The reports in the order of the inputs; without a hub its service and cost are 1."""
    from sim.projects.setup import PLAN_START

    count, quarters = projects.replications, projects.grid.quarters
    starts = np.moveaxis(projects.start_realisation, 0, -1).reshape(quarters, -1, count)
    pace = np.moveaxis(projects.construction_pace, 0, -1).reshape(quarters, -1, count)
    rail = _rail(hub, sharpness, count, quarters)
    return Timing(PLAN_START, np.concatenate([starts, pace, *rail], axis=1))


def _rail(hub: HubStreams | None, sharpness: float, count: int, quarters: int) -> tuple[Array, Array]:
    """Service and cost by load, shapes (quarter, load, replication)."""
    from calibration.timing import LOADS

    if hub is None:
        ones = np.ones((quarters, len(LOADS), count))
        return ones, ones
    loads = np.array(hub.grid.loads)
    smooth = loads / (1 + loads**sharpness) ** (1 / sharpness)
    service = hub.hub_throughput / smooth
    at = hub.grid.loads.index(hub.grid.reference_load)
    service = service / np.nanmean(service[..., at])
    chosen = np.arange(count) % hub.replications
    parts = (np.nan_to_num(part, nan=1.0)[chosen] for part in (service, hub.logistics_cost))
    first, second = (np.moveaxis(part, 0, -1)[:quarters] for part in parts)
    return first, second


def _projects(setup: Setup, plan: str, jobs: int, progress: Progress | None) -> Path:
    from sim.projects.replicating import replicate
    from sim.projects.stream_file import write_streams

    name = project_file(setup)
    path = found_file(plan, name)
    if path is None:
        path = _kept(name)
        write_streams(replicate(setup, SEED, REPLICATIONS, None, jobs, progress), path)
    return path


def _hub(pack: PlanPack, jobs: int, progress: Progress | None) -> Path | None:
    from sim.hub.replicating import replicate
    from sim.hub.stream_file import write_streams

    name, setup = hub_file(pack), hub_setup(pack)
    if name is None or setup is None:
        return None
    path = found_file(pack.id, name)
    if path is None:
        path = _kept(name)
        write_streams(replicate(setup, SEED, REPLICATIONS, jobs=jobs, progress=progress), path)
    return path


def _kept(name: str) -> Path:
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


@lru_cache(maxsize=4)
def _read(projects: Path, hub: Path | None, sharpness: float) -> Timing:
    from sim.hub.stream_file import read_streams as read_hub
    from sim.projects.stream_file import read_streams as read_projects

    timing = timing_from(read_projects(projects), read_hub(hub) if hub else None, sharpness)
    files = tuple((f"{FOLDER}/{path.name}", sha256(path.read_bytes())) for path in (projects, hub) if path)
    return replace(timing, files=files)


def _sharpness(pack: PlanPack) -> float:
    return next(row.central for row in pack.parameters if row.name == SHARPNESS)
