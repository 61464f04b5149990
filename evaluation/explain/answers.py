"""What a gap is made of, as frozen objects; the names of the fields are the names in the JSON files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["base", "outside", "levers", "shocks", "behaviour"]
GROUPS: tuple[Group, ...] = ("base", "outside", "levers", "shocks", "behaviour")
UNEXPLAINED = "unexplained"
PARTS = (*GROUPS, UNEXPLAINED)


@dataclass(frozen=True)
class Part:
    """One part of a gap in the unit of the target: mean over the draws, its standard error, 80 % band.

    `group` is base, outside, levers, shocks, behaviour or unexplained.
    """

    group: str
    mean: float
    mc_error: float
    q10: float
    q90: float


@dataclass(frozen=True)
class Gap:
    """One target: the number of the plan, the mean of the outlook, and the parts, which sum to the gap.

    `as_planned` is what the model gives when every group stands as the plan has it; `observed` says that
    the outlook is the value that was observed.
    """

    id: str
    unit: str
    year: int
    target: float
    as_planned: float
    outlook: float
    median: float
    gap: float
    parts: tuple[Part, ...]
    observed: bool = False
