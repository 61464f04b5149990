"""When projects are signed, and what each one brings along: size, times, risks.

Projects of a stream are signed at random at a rate that follows the wished volume. Before the plan the
rate runs ahead of the estimated starts by the usual time to a start; what was signed in the last year
before the plan knows nothing of the plan.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.chance import Chance
from sim.projects.setup import PLAN_START, QUARTERS, NamedProject, Setup, Stream
from sim.projects.volumes import Volume

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Project:
    """One project: sizes in 1e8 CNY, times in years, risks as uniform numbers."""

    stream: Stream
    number: int
    signed_at: float
    size: float
    scale: float
    reserve_time: float
    approval_time: float
    finance_time: float
    patience: float
    building_time: float
    first_risk: float
    second_risk: float
    name: str = ""


@dataclass(frozen=True)
class Calendar:
    """Quarters that are simulated: from 1 January of `first`, shape of arrays (quarter,)."""

    first: int
    last: int

    @property
    def quarters(self) -> int:
        """Number of quarters."""
        return (self.last - self.first + 1) * QUARTERS

    def edges(self) -> Array:
        """Their bounds, shape (quarter + 1,)."""
        return self.first + np.arange(self.quarters + 1) / QUARTERS

    def at(self, time: float) -> int:
        """The quarter of a moment; the last one takes what comes at the very end."""
        return min(int((time - self.first) * QUARTERS + 1e-9), self.quarters - 1)


def intensity(setup: Setup, calendar: Calendar, lead: float, demand: Sequence[float]) -> Array:
    """Wished volume by quarter, relative to the average of 2016-2020; `demand` by year from 2021 on."""
    middle = (calendar.edges()[:-1] + calendar.edges()[1:]) / 2
    past = [setup.wished_at(time + lead) for time in middle]
    ahead = [demand[min(max(int(time) - PLAN_START, 0), len(demand) - 1)] for time in middle]
    return np.where(middle < PLAN_START, past, ahead)


def projects_of(
    setup: Setup,
    stream: Stream,
    volume: Volume,
    values: Mapping[str, float],
    chance: Chance,
    calendar: Calendar,
    relative: Array,
) -> list[Project]:
    """All projects of a stream."""
    named = [row for row in setup.named if row.stream == stream.name]
    rate = volume.signed / stream.mean_size * relative / QUARTERS
    if stream.attracted:
        starts = calendar.edges()[:-1]
        rate = rate * np.array([setup.lever("project_attraction", time) for time in starts])
    rate = np.maximum(rate - _taken_by(named, stream, calendar), 0.0)
    passed = np.concatenate([[0.0], np.cumsum(rate)])
    count = int(passed[-1] + 6 * math.sqrt(passed[-1] + 1)) + 8
    due = np.cumsum(chance.exponential(f"{stream.name} gap", count, 1.0))
    times = np.interp(due[due < passed[-1]], passed, calendar.edges())
    columns = _columns(stream, values, chance, len(times), stream.name)
    found = [_project(stream, volume, at, float(time), columns) for at, time in enumerate(times)]
    found += [one for row in named if (one := _named(row, stream, volume, values, chance)) is not None]
    return found


def _taken_by(named: Sequence[NamedProject], stream: Stream, calendar: Calendar) -> Array:
    """Projects a quarter that are expected by name and so not drawn again."""
    taken = np.zeros(calendar.quarters)
    starts = calendar.edges()[:-1]
    for row in named:
        window = (starts >= math.floor(row.earliest)) & (starts < math.ceil(row.latest))
        worth = 1.0 if row.size is None else row.size / stream.mean_size
        taken[window] += row.probability * worth / max(int(window.sum()), 1)
    return taken


def _columns(
    stream: Stream, values: Mapping[str, float], chance: Chance, count: int, name: str
) -> dict[str, Array]:
    """Size, times and risks of `count` projects, drawn under a name; shapes (project,)."""
    building = (
        values["structure_time"] if stream.kind in ("services", "infrastructure") else values["plant_time"]
    )
    return {
        "size": chance.positive(f"{name} size", count, stream.mean_size, stream.size_variation),
        "own": chance.positive(f"{name} own", count, 1.0, values["own_variation"]),
        "reserve_time": chance.exponential(f"{name} reserve", count, values["reserve_time"]),
        "approval_time": chance.exponential(f"{name} approval", count, values["approval_time"]),
        "finance_time": chance.exponential(f"{name} finance", count, values["finance_time"]),
        "patience": chance.exponential(f"{name} patience", count, values["patience"]),
        "building_time": chance.positive(f"{name} building", count, building, values["building_variation"]),
        "first_risk": chance.uniforms(f"{name} first risk", count),
        "second_risk": chance.uniforms(f"{name} second risk", count),
    }


def _project(
    stream: Stream, volume: Volume, at: int, time: float, columns: Mapping[str, Array], name: str = ""
) -> Project:
    cell = {key: float(column[at]) for key, column in columns.items()}
    scale = volume.scale * cell.pop("own")
    return Project(stream=stream, number=at, signed_at=time, scale=scale, name=name, **cell)


def _named(
    row: NamedProject, stream: Stream, volume: Volume, values: Mapping[str, float], chance: Chance
) -> Project | None:
    """A project known by name, the same whatever else is signed; None where it does not come about."""
    label = f"named {row.name}"
    when, happens = chance.uniforms(label, 2)
    if happens >= row.probability:
        return None
    columns = _columns(stream, values, chance, 1, label)
    if row.size is not None:
        columns["size"] = np.array([row.size])
    time = row.earliest + float(when) * (row.latest - row.earliest)
    return _project(stream, volume, 0, time, columns, row.name)
