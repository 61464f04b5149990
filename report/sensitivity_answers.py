"""The JSON answer of `planreach sensitivity`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SplitEntry:
    """The variance of a target and the share of each layer of uncertainty; the shares sum to 1."""

    id: str
    variance: float
    shares: Mapping[str, float]


@dataclass(frozen=True)
class EffectEntry:
    """Elementary effects of a parameter on a target, from the 5 % to the 95 % quantile of the parameter.

    `size` is the mean size (mu_star) with its 95 % half-width `error`, in the unit of the target.
    """

    id: str
    parameter: str
    size: float
    error: float
    direction: float
    spread: float


@dataclass(frozen=True)
class ShareEntry:
    """Sobol indices of a parameter for a target: first order and total, with 95 % half-widths."""

    id: str
    parameter: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True)
class PriorEntry:
    """P and median of a target under a set of priors and a closure; `set` as_shipped is the plan's own."""

    id: str
    set: str
    name_zh: str
    name_en: str
    closure: str
    probability: float | None
    median: float


@dataclass(frozen=True)
class FlipEntry:
    """Two scenarios that change places: `first` is ahead by median output, except under `setting`."""

    setting: str
    first: str
    second: str


@dataclass(frozen=True)
class SensitivityAnswer:
    """Which assumptions matter. `order` ranks the policies by median output of the last year."""

    scenario: str
    draws: int
    seed: int
    trajectories: int
    samples: int
    targets: tuple[str, ...]
    layers: tuple[SplitEntry, ...]
    effects: tuple[EffectEntry, ...]
    shares: tuple[ShareEntry, ...]
    priors: tuple[PriorEntry, ...]
    order: tuple[str, ...]
    flips: tuple[FlipEntry, ...]
