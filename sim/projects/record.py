"""What a replication leaves behind: volumes by stream and quarter, waiting by resource, one row a project."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.projects.arrivals import Calendar
from sim.projects.setup import RESOURCES

Array = NDArray[np.float64]


@dataclass(slots=True)
class Passage:
    """The dates of one project; None where it has not come so far. Sizes in 1e8 CNY."""

    name: str
    stream: str
    signed_at: float
    size: float
    built_size: float = 0.0
    started_at: float | None = None
    done_at: float | None = None
    withdrawn_at: float | None = None
    stage: str = "reserve"


@dataclass(eq=False)
class Record:
    """One replication. Arrays by stream have the shape (quarter,)."""

    calendar: Calendar
    streams: tuple[str, ...]
    signed: dict[str, Array] = field(init=False)
    signed_count: dict[str, Array] = field(init=False)
    started: dict[str, Array] = field(init=False)
    withdrawn: dict[str, Array] = field(init=False)
    cut: dict[str, Array] = field(init=False)
    commissioned: dict[str, Array] = field(init=False)
    waiting: dict[str, Array] = field(init=False)
    served: dict[str, Array] = field(init=False)
    passages: list[Passage] = field(default_factory=list[Passage])
    work: dict[str, Array] = field(default_factory=dict[str, Array])
    pace: Array = field(init=False)
    use: dict[str, Array] = field(default_factory=dict[str, Array])

    def __post_init__(self) -> None:
        for name in ("signed", "signed_count", "started", "withdrawn", "cut", "commissioned"):
            setattr(self, name, {stream: np.zeros(self.calendar.quarters) for stream in self.streams})
        for name in ("waiting", "served"):
            setattr(self, name, {resource: np.zeros(self.calendar.quarters) for resource in RESOURCES})
        self.pace = np.ones(self.calendar.quarters)

    def at(self, time: float) -> int:
        """The quarter of a moment."""
        return self.calendar.at(time)

    def waited(self, resource: str, since: float, now: float) -> None:
        """A project was served by a resource after waiting since a moment."""
        self.waiting[resource][self.at(now)] += now - since
        self.served[resource][self.at(now)] += 1
