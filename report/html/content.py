"""What a report is made of, beside the answer of the run itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.results import Envelope, RunResult, SeriesPoint
    from report.audit_answers import AuditAnswer


@dataclass(frozen=True)
class LeverRow:
    """One lever as this scenario sets it; `path` holds (year, value) pairs, the value of a `date` a year."""

    name: str
    title_zh: str
    title_en: str
    unit: str
    baseline: float
    path: tuple[tuple[int, float], ...]
    changed: bool
    place: str
    why: str = ""
    date: bool = False


@dataclass(frozen=True)
class WorldRow:
    """A series of the outside world as a scenario assumes it; with `relative`, factors of its mean."""

    name: str
    about: str
    unit: str
    relative: bool
    path: tuple[tuple[int, float], ...]
    why: str


@dataclass(frozen=True)
class ParameterRow:
    """One uncertain parameter and what is known about it."""

    name: str
    unit: str
    status: str
    central: float
    low: float | None
    high: float | None
    about: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """Everything a report shows.

    `points` are the bands of the charted targets, `variable` being the id of the target; `reference` is
    the central path of the baseline, (id, year) to value. `audit` says whether the plan agrees with itself.
    """

    answer: Envelope[RunResult]
    plan_name: str
    region: str
    line: str
    points: tuple[SeriesPoint, ...] = ()
    levers: tuple[LeverRow, ...] = ()
    parameters: tuple[ParameterRow, ...] = ()
    reference: Mapping[tuple[str, int], float] = field(default_factory=dict[tuple[str, int], float])
    world: tuple[WorldRow, ...] = ()
    audit: AuditAnswer | None = None
