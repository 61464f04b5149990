"""The answers of a run as frozen, typed objects, and their conversion to plain JSON.

The names of the fields are the names in the JSON files; programs rely on them, so fields are added and
never renamed. Growth and shares are in %, probabilities lie between 0 and 1, and `None` (JSON null) means
"there is no such number", never zero. The schemas in `evaluation/schemas` are generated from these classes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Generic, Literal, TypeVar, cast

from evaluation.loops.answers import LoopEffects

Knowledge = Literal["posterior", "fit", "priors"]
"""Where parameters are drawn from: the posterior, the priors around the fit, or the priors alone."""

Mode = Literal["simulated", "derived", "tracked"]
Nature = Literal["binding", "expected", "none"]
Relation = Literal[
    "at_least",
    "above",
    "at_most",
    "below",
    "equals",
    "between",
    "maintain",
    "sum_at_least",
    "ratio_to_base",
    "per_year_at_least",
    "external_benchmark",
]
Verdict = Literal["likely", "with_effort", "difficult", "unlikely"]


@dataclass(frozen=True)
class Locator:
    """Where the plan prints something; `line` counts from 1 in the plan text."""

    chapter: int | None = None
    box: int | None = None
    row: int | None = None
    line: int | None = None
    section: int | str | None = None
    paragraph: int | None = None


@dataclass(frozen=True)
class Alternative:
    """The same target measured from another printed base value."""

    base: float
    locator: Locator
    median: float | None
    q10: float | None
    q90: float | None
    probability: float | None
    probability_strict: float | None
    mc_error: float | None
    required_growth: float | None


@dataclass(frozen=True)
class Closures:
    """Probability of the target under each way of closing the economy; null where it was not run."""

    demand_led: float | None = None
    supply_led: float | None = None


@dataclass(frozen=True)
class TargetResult:
    """Is one target reached? Bands are in the printed `unit`; all numbers are null where `mode` is tracked.

    `probability` counts a draw as met when its value, rounded to the printed digits, satisfies the
    relation; `probability_strict` does not round. `mc_error` is one standard error of `probability`.
    `event_share` is the part of the variance that comes from the timing of projects and trains alone.
    """

    id: str
    name_zh: str
    name_en: str
    unit: str
    price_basis: str
    nature: Nature
    mode: Mode
    mode_reason_zh: str
    mode_reason_en: str
    relation: Relation
    base: float | None
    base_year: int | None
    target: float | None
    target_low: float | None
    year: int
    printed_digits: int
    stated_growth: float | None
    median: float | None
    q05: float | None
    q10: float | None
    q90: float | None
    q95: float | None
    probability: float | None
    probability_strict: float | None
    mc_error: float | None
    required_growth: float | None
    simulated_growth: float | None
    closures: Closures
    verdict: Verdict | None
    locator: Locator
    alternatives: tuple[Alternative, ...] = ()
    variable: str | None = None
    transform: str | None = None
    table: str | None = None
    box2: bool = False
    department: str | None = None
    threshold_source: str = "plan"
    note: str = ""
    event_share: float | None = None


@dataclass(frozen=True)
class JointEntry:
    """Probability that all targets `ids` are met together; null where `ids` is empty."""

    probability: float | None
    mc_error: float | None
    ids: tuple[str, ...]
    excluded: tuple[str, ...]


@dataclass(frozen=True)
class Joint:
    """Box 2: its binding rows, its economic rows 1 to 7, and every row that is simulated or derived."""

    binding: JointEntry
    economic: JointEntry
    all: JointEntry


@dataclass(frozen=True)
class MissSet:
    """A set of targets missed together while all others of Box 2 are met, and its share of the draws."""

    ids: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class Conflict:
    """Two targets that stand in each other's way; `reason` names the rule that found the pair."""

    a: str
    b: str
    rank_correlation: float | None
    p_both: float
    p_if_independent: float
    reason: Literal["negative_correlation", "joint_below_independence", "both"]


@dataclass(frozen=True)
class Contribution:
    """One item of the growth of GDP between two years.

    `points` (percentage points of average annual growth) and `level` (yi_CNY) are means over the draws,
    so the items of `kind` factor, output and timing add up exactly to the item of `kind` total. The
    median and the band are those of the points of the item itself and need not add up.
    """

    sector: str
    factor: str
    kind: Literal["factor", "output", "timing", "total"]
    points: float
    level: float
    median: float
    q10: float
    q90: float
    central_points: float | None
    central_level: float | None
    unit: str
    first_year: int
    last_year: int


@dataclass(frozen=True)
class SeriesPoint:
    """Bands of one variable in one year; `central` is the run with all parameters at central values."""

    variable: str
    unit: str
    year: int
    q05: float | None
    q10: float | None
    q25: float | None
    q50: float | None
    q75: float | None
    q90: float | None
    q95: float | None
    observed: float | None
    central: float | None = None


@dataclass(frozen=True)
class VisionPoint:
    """One direction beyond the plan in one year, as an index (the base year of the plan = 100).

    `holds` is the share of draws in which the index lies on the side of 100 that the plan asks for, and
    `mc_error` one standard error of it.
    """

    id: str
    name_zh: str
    name_en: str
    direction: Literal["rise", "fall"]
    variable: str
    divisor: str | None
    base_year: int
    year: int
    median: float
    q05: float
    q10: float
    q90: float
    q95: float
    holds: float
    mc_error: float
    note_zh: str
    note_en: str
    locator: Locator


@dataclass(frozen=True)
class VisionOmitted:
    """A direction beyond the plan for which no variable of the model can speak, with the reason."""

    id: str
    name_zh: str
    name_en: str
    reason_zh: str
    reason_en: str
    locator: Locator


@dataclass(frozen=True)
class BaseRate:
    """How often a reference class did what a target asks for: the view from outside the model.

    `rate` is in % a year over `years` years; `frequency` is `met` over `windows`, `low` and `high` its 90 %
    interval from resampled regions. The preferred class was named before its numbers were looked at.
    """

    id: str
    target: str
    preferred: bool
    name_zh: str
    name_en: str
    rate: float
    years: int
    first_start: int
    last_start: int
    regions: int
    windows: int
    met: int
    frequency: float
    low: float
    high: float


@dataclass(frozen=True)
class RunResult:
    """What `run` answers for one scenario; `vision` only where it reaches beyond the plan.

    `knowledge` is where parameters were drawn from: the posterior, the priors around the fit, priors alone.
    """

    scenario: str
    title_zh: str
    title_en: str
    question_zh: str
    question_en: str
    as_of: int
    closure: str
    targets: tuple[TargetResult, ...]
    joint: Joint
    misses: tuple[MissSet, ...]
    conflicts: tuple[Conflict, ...]
    growth_accounting: tuple[Contribution, ...]
    series: tuple[SeriesPoint, ...]
    vision: tuple[VisionPoint, ...] = ()
    vision_omitted: tuple[VisionOmitted, ...] = ()
    base_rates: tuple[BaseRate, ...] = ()
    knowledge: Knowledge = "posterior"


@dataclass(frozen=True)
class Difference:
    """One target, scenario minus reference, draw by draw on the same draws.

    `probability_change` is null where the target has no probability; `mc_error` is its paired error.
    """

    scenario: str
    reference: str
    id: str
    median: float | None
    q10: float | None
    q90: float | None
    probability_change: float | None
    mc_error: float | None


@dataclass(frozen=True)
class CompareResult:
    """Several scenarios on the same draws; differences are against the first.

    `loops` says through which feedback loop each scenario moves growth; empty unless asked for.
    """

    scenarios: tuple[RunResult, ...]
    differences: tuple[Difference, ...]
    loops: tuple[LoopEffects, ...] = ()


@dataclass(frozen=True)
class Check:
    """One test of confidence: `value` was found, `limit` is allowed, `evidence` says on what ground."""

    name: str
    group: str
    passed: bool
    value: float | None
    limit: float | None
    evidence: str


@dataclass(frozen=True)
class CheckResult:
    """What `model check` answers."""

    checks: tuple[Check, ...]


Result = TypeVar("Result")


@dataclass(frozen=True)
class Envelope(Generic[Result]):
    """What every `--json` answer is wrapped in; `inputs` maps relative paths to SHA-256 in hexadecimal."""

    schema: str
    tool: str
    version: str
    seed: int | None
    draws: int | None
    inputs: Mapping[str, str]
    warnings: tuple[str, ...]
    result: Result


RunEnvelope = Envelope[RunResult]
CompareEnvelope = Envelope[CompareResult]
CheckEnvelope = Envelope[CheckResult]
SCHEMA_VERSION = 1


def schema_name(kind: str) -> str:
    """The `schema` of an envelope, for example `planreach.run.1`; also the stem of the schema file."""
    return f"planreach.{kind}.{SCHEMA_VERSION}"


def to_json(value: object) -> Any:
    """Plain dictionaries, lists, numbers, strings and None, ready for `json.dumps(..., allow_nan=False)`.

    Raises ValueError on a number that is not finite: a missing number is None, never NaN.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in cast("tuple[object, ...]", value)]
    if type(value).__module__ == "numpy":
        return to_json(cast("Any", value).item())
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"not a finite number: {value}")
    return value
