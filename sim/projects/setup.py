"""What a replication of the project pipeline starts from, as plain frozen data.

Time is counted in years (2021.25 is 1 April 2021), volumes in 1e8 CNY of reported investment at 2020
prices. A volume that is wished is one that investors mean to start; what is signed is more, since projects
are withdrawn and cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scenarios.wished_path import wished_at
from sim.chance import Uncertain

LAYER = "projects"
"""Names the random numbers of these events."""
PLAN_START = 2021
QUARTERS = 4
HISTORY = (2016, 2020)
KINDS = ("traditional", "emerging", "services", "infrastructure")
LEVERS = ("approval_capacity", "land_quota", "project_attraction", "project_conversion")
RESOURCES = ("approval", "land", "finance", "construction")


@dataclass(frozen=True)
class Stream:
    """Projects of one sort: what they become, who pays, and whether they are attracted and need land."""

    name: str
    kind: str
    attracted: bool
    public: bool
    needs_land: bool
    mean_size: float
    size_variation: float


@dataclass(frozen=True)
class NamedProject:
    """A project known by name: its stream, its signed size (None: drawn), and when it may be signed."""

    name: str
    stream: str
    size: float | None
    earliest: float
    latest: float
    probability: float = 1.0


@dataclass(frozen=True)
class Facts:
    """What was counted in 2016-2020: signed by attracted projects, and invested in all and by sort.

    `desks` is the number of approval desks; `start_spread` are the parts of a start that count in the
    quarters around it, its own in the middle.
    """

    attracted_projects: int
    attracted_signed: float
    invested: float
    invested_industry: float
    invested_infrastructure: float
    invested_renewal: float
    emerging_share: float
    desks: int
    start_spread: tuple[float, ...]


@dataclass(frozen=True)
class Setup:
    """One district: uncertain numbers by name, streams, named projects, facts, history, levers.

    `wished` is the volume wished by year before the plan, relative to the average of 2016-2020. A lever is
    a multiplier by year from 2021 on; `extra` adds whole units to resources.
    """

    values: Mapping[str, Uncertain]
    streams: tuple[Stream, ...]
    named: tuple[NamedProject, ...]
    facts: Facts
    wished: Mapping[int, float]
    levers: Mapping[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])
    extra: Mapping[str, float] = field(default_factory=dict[str, float])

    def wished_at(self, time: float) -> float:
        """The volume wished at a moment before the plan, relative to the average of 2016-2020."""
        return wished_at(self.wished, time)

    def lever(self, name: str, time: float) -> float:
        """The multiplier of a lever at a moment; 1 before the plan and where it is not named."""
        path = self.levers.get(name, ())
        if time < PLAN_START or not path:
            return 1.0
        return path[min(int(time) - PLAN_START, len(path) - 1)]


def with_extra(setup: Setup, resource: str, units: float) -> Setup:
    """The same district with more of one resource from the plan on. Raises `KeyError`."""
    if resource not in RESOURCES:
        raise KeyError(resource)
    return replace(setup, extra={**setup.extra, resource: units})
