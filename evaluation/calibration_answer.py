"""The answer of a calibration as frozen, typed objects: parameters, observations, paths, diagnostics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PrintedAt:
    """Where the plan prints something; `line` counts from 1 in the plan text."""

    chapter: int
    section: int | None
    paragraph: int | None
    box: int | None
    row: int | None
    line: int


@dataclass(frozen=True)
class Spread:
    """Quantiles of a distribution, in the unit of what it is of."""

    q05: float
    q50: float
    q95: float


@dataclass(frozen=True)
class ParameterEntry:
    """One uncertain quantity before and after; `shrinkage` is 1 less posterior over prior variance.

    `ess` is the smaller of bulk and tail. `at_bound`: most of the posterior lies in the last 2.5 % of the
    prior on one side. `prior_dominated`: the data say next to nothing about it.
    """

    name: str
    unit: str
    about: str
    evidence: str
    prior: Spread
    posterior: Spread
    shrinkage: float
    r_hat: float
    ess: float
    ess_bulk: float
    ess_tail: float
    at_bound: bool
    prior_dominated: bool


@dataclass(frozen=True)
class ReadingEntry:
    """A printed value, the standard deviation it is given with its rounding, and its place."""

    id: str
    value: float
    sd: float
    locator: PrintedAt
    note: str


@dataclass(frozen=True)
class ObservationEntry:
    """One observed quantity beside what would be printed before and after, error of measurement included.

    `observed` is null for limits and where readings differ. `used` is false for what only follows from
    other printed numbers. `tail` is the part of the posterior predictions at or below `observed`.
    """

    id: str
    variable: str
    name_zh: str
    name_en: str
    kind: str
    year_from: int
    year_to: int
    unit: str
    observed: float | None
    sd: float
    q05: float
    q50: float
    q95: float
    prior: Spread
    tail: float | None
    used: bool
    readings: tuple[ReadingEntry, ...]


@dataclass(frozen=True)
class PairEntry:
    """Two quantities whose posterior correlation is beyond 0.7."""

    first: str
    second: str
    correlation: float


@dataclass(frozen=True)
class PathEntry:
    """A variable in a year of the baseline, from priors alone and from the posterior."""

    variable: str
    name_zh: str
    name_en: str
    unit: str
    year: int
    prior: Spread
    posterior: Spread
    observed: float | None


@dataclass(frozen=True)
class ChanceEntry:
    """The probability of a target in the baseline: priors alone, priors around the fit, posterior."""

    id: str
    name_zh: str
    name_en: str
    closure: str
    priors: float | None
    fit: float | None
    posterior: float | None


@dataclass(frozen=True)
class SamplerEntry:
    """How the posterior was sampled. `steps_a_year` is that of the cheap model of the first opinion."""

    chains: int
    ensembles: int
    draws: int
    steps_a_year: int
    inner_acceptance: float
    outer_acceptance: float
    evaluations: int
    cheap_evaluations: int
    worst_r_hat: float
    least_ess: float
    converged: bool


@dataclass(frozen=True)
class CalibrationAnswer:
    """What the history says about the parameters, and how far it can be relied on.

    `left_out` are observations that the model of the plan does not compute; `outside_priors` are those that
    no draw of the priors reaches.
    """

    plan: str
    as_of: int
    sampler: SamplerEntry
    parameters: tuple[ParameterEntry, ...]
    observations: tuple[ObservationEntry, ...]
    pairs: tuple[PairEntry, ...]
    prior_dominated: tuple[str, ...]
    paths: tuple[PathEntry, ...]
    chances: tuple[ChanceEntry, ...]
    left_out: tuple[str, ...] = ()
    outside_priors: tuple[str, ...] = ()
