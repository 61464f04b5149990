"""What a target would take, as a frozen answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal["growth", "points", "amount"]


@dataclass(frozen=True)
class LeverMove:
    """One lever: where it stands, where it has to go, its limit, and what it gains there alone."""

    name: str
    unit: str
    value: float
    wanted: float
    limit: float
    gain: float


@dataclass(frozen=True)
class Need:
    """What the years that are left would need for `aim`, the probability asked for.

    `effort` is the least common effort of the levers (0 to 1) that suffices, null where none does; then the
    other numbers are those of the effort that comes nearest, and `possible` is false. `probability`, its
    error and `median` are certified on fresh draws. `required` and `expected` are a year, in `measure`.
    """

    aim: float
    possible: bool
    effort: float | None
    tried: float
    probability: float
    mc_error: float
    median: float
    measure: Measure | None
    required: float | None
    expected: float | None
    levers: tuple[LeverMove, ...]
