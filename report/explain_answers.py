"""The JSON answers of `planreach explain` and `planreach seek`."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.explain.answers import Gap


@dataclass(frozen=True, kw_only=True)
class GapEntry(Gap):
    """One target with its names: `gap` is the mean outlook less the target; the parts sum to it.

    `as_planned` is what the model gives when every assumption stands as the plan has it; `observed` says
    that the outlook is the value that was observed in the year of the target.
    """

    name_zh: str
    name_en: str


@dataclass(frozen=True)
class ExplainAnswer:
    """What gaps are made of; it explains the model, not history.

    `plan` is the scenario whose levers count as the plan's, `as_of` the last observed year, if any, and
    `method` how the observed years were taken in.
    """

    scenario: str
    plan: str
    closure: str
    draws: int
    seed: int
    as_of: int | None
    method: str
    gaps: tuple[GapEntry, ...]


@dataclass(frozen=True)
class LeverEntry:
    """A lever: where it stands, where it would have to go, its limit, what it gains at the limit alone."""

    name: str
    unit: str
    value: float
    wanted: float
    limit: float
    gain: float


@dataclass(frozen=True)
class SeekAnswer:
    """The least common effort of the levers (0 to 1) that brings a target to a probability.

    Where `possible` is false no effort does: `effort` is null, and `probability` and `median` are those
    of the effort `tried`, which comes nearest. `certified` is the number of fresh draws behind them.
    """

    scenario: str
    closure: str
    seed: int
    target: str
    aim: float
    possible: bool
    effort: float | None
    tried: float
    probability: float
    mc_error: float
    median: float
    certified: int
    levers: tuple[LeverEntry, ...]
