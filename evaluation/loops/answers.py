"""What is answered about feedback loops, in percentage points of average growth a year over the plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """The middle of a difference taken draw by draw, and its 80 % band."""

    median: float
    q10: float
    q90: float


@dataclass(frozen=True)
class LoopEffect:
    """One loop: `growth` is the effect of the scenario with all loops less its effect with this one cut."""

    name: str
    kind: str
    about: str
    growth: Band


@dataclass(frozen=True)
class LoopEffects:
    """What a scenario does to average growth, and through which loop, the largest first.

    `growth` is the whole effect, scenario less reference; `direct` what is left of it with all these loops
    cut at once, null where the model has no values so. Loops share links, so their effects do not add up.
    """

    scenario: str
    reference: str
    closure: str
    draws: int
    first_year: int
    last_year: int
    growth: Band
    direct: Band | None
    loops: tuple[LoopEffect, ...]
