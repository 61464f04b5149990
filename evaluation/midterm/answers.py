"""The answers of an evaluation as frozen objects: what each indicator reached, and what is still needed.

The names of the fields are the names in the JSON files. Progress, growth and shares are in %, probabilities
lie between 0 and 1, levels in the printed unit; None means "there is no such number", never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evaluation.explain.answers import Gap
from evaluation.midterm.need_answers import Need
from evaluation.midterm.observed import Kind
from evaluation.results import Closures, Joint, Locator, Mode, Nature, Relation, Verdict

Grade = Literal["achieved_early", "ahead", "on_track", "behind", "reversed", "not_evaluable"]
FinalGrade = Literal["exceeded", "met", "nearly_met", "missed"]
Proposal = Literal["keep", "keep_stretch", "revise", "raise", "correct_base", "rebase", "redefine"]
Effort = Literal["within_plan", "more", "hard", "out_of_reach"]
PartialGrade = Literal["on_track", "behind", "reversed"]
PaceUnit = Literal["percent_a_year", "points_a_year", "units_a_year"]
FinalRule = Literal["increment", "limit", "total"]
Bound = Literal["exactly", "at_most", "at_least"]


@dataclass(frozen=True)
class ObservedValue:
    """One figure as it came; `counted` says whether progress may rest on it, `why_not` why not."""

    year: int
    month: int | None
    value: float
    unit: str
    kind: Kind
    price_basis: str
    vintage: str
    where: str
    counted: bool
    why_not: str | None = None
    scope: str = ""
    source: str = ""


@dataclass(frozen=True)
class Rarity:
    """How often growth like the required one occurred: `reached` of `windows` windows of `years` years.

    `scope` is the district's own record or that of comparable regions; `source` says where it stands. Of
    comparable regions it is known how many grew by `rate`: as many grew by the required growth (`exactly`),
    no more (`at_most`) or no fewer (`at_least`).
    """

    scope: Literal["own", "comparable"]
    years: int
    windows: int
    reached: int
    best: float | None
    first_year: int
    last_year: int
    source: str
    bound: Bound = "exactly"
    rate: float | None = None
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Milestone:
    """What a year should show: on the linear path, the compound path, and the model's median path."""

    year: int
    linear: float | None
    compound: float | None
    model: float | None = None


@dataclass(frozen=True)
class YearGrowth:
    """Growth of one observed year, in %, beside the growth that the plan asks for on average."""

    year: int
    growth: float
    planned: float | None


@dataclass(frozen=True)
class PartialYear:
    """A part of a year, held against the same months of the year before and against nothing else.

    `grade` compares `growth` with the planned growth of a whole year; None where no plan figure is a growth.
    """

    year: int
    month: int
    growth: float
    planned: float | None
    grade: PartialGrade | None


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator: what was observed, how far it is, what the rest of the way asks for, and the outlook.

    `reached` is what the observed figures give for `reached_year`: a level, a sum, a cut so far, or the
    average growth so far. `progress` and the two required ones are in % of the way from base to target;
    `path` says which of the two the grade is measured on. `headroom` is in % of the limit of a ceiling or
    floor. Where years are missing, `open_growth` is the average growth that all `open_years` together
    (those without a figure, past or to come) would need; it rests on no assumed figure. `pace_unit` is the
    unit of the growth fields. From `probability_before` to `proposal` and from `mc_error_before` on the
    fields are those of the updated outlook, null where the model does not compute the indicator or where no
    outlook was asked for; `proposal_value` is the target proposed, `need` what a lagging target would take.
    """

    id: str
    name_zh: str
    name_en: str
    unit: str
    price_basis: str
    nature: Nature
    mode: Mode
    relation: Relation
    rule: str
    base: float | None
    base_year: int
    base_revised: bool
    target: float | None
    target_low: float | None
    target_in_force: float | None
    year: int
    printed_digits: int
    department: str | None
    locator: Locator
    observed: tuple[ObservedValue, ...]
    reached: float | None
    reached_year: int | None
    progress: float | None
    required_linear: float | None
    required_compound: float | None
    level_linear: float | None
    level_compound: float | None
    path: Literal["linear", "compound"] | None
    grade: Grade
    reason: str | None
    tolerance: float | None
    planned_growth: float | None
    realised_growth: float | None
    required_growth: float | None
    effort_ratio: float | None
    effort: Effort | None
    headroom: float | None = None
    worst_year: int | None = None
    worst_value: float | None = None
    rarity: tuple[Rarity, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    final_grade: FinalGrade | None = None
    completion: float | None = None
    growth_gap: float | None = None
    main: bool = True
    box2: bool = False
    probability_before: float | None = None
    probability_after: float | None = None
    median: float | None = None
    q10: float | None = None
    q90: float | None = None
    outlook: Verdict | None = None
    proposal: Proposal | None = None
    pace_unit: PaceUnit | None = None
    open_years: tuple[int, ...] = ()
    open_growth: float | None = None
    open_ratio: float | None = None
    year_growth: tuple[YearGrowth, ...] = ()
    partial: PartialYear | None = None
    base_printed: float | None = None
    final_rule: FinalRule | None = None
    mc_error_before: float | None = None
    mc_error: float | None = None
    closures_before: Closures | None = None
    closures_after: Closures | None = None
    proposal_rule: str | None = None
    proposal_value: float | None = None
    proposal_zh: str | None = None
    proposal_en: str | None = None
    need: Need | None = None


@dataclass(frozen=True)
class GradeCounts:
    """How many indicators got each grade; `met` of `evaluable` is the completion rate."""

    nature: Literal["all", "binding", "expected"]
    grades: Mapping[str, int]
    evaluable: int
    met: int


@dataclass(frozen=True)
class EarlierForecast:
    """What an earlier run, with what was known up to `as_of`, said of one target, and what came of it."""

    run: str
    kind: Literal["run", "evaluate"]
    as_of: int
    id: str
    median: float | None
    q10: float | None
    q90: float | None
    probability: float | None
    outcome: float | None
    met: bool | None


@dataclass(frozen=True)
class Revision:
    """A figure that a later vintage replaced; both are kept, the later one counts."""

    id: str
    year: int
    month: int | None
    kind: Kind
    earlier: float
    later: float
    unit: str
    earlier_vintage: str
    later_vintage: str
    is_base: bool


@dataclass(frozen=True)
class GradeThresholds:
    """The settings that grades and words rest on, as they were used; from the plan file unless changed."""

    tolerance: float
    hard_effort: float
    unreachable_effort: float
    nearly_met: float
    likely: float
    with_effort: float
    difficult: float


@dataclass(frozen=True)
class JointChange:
    """The joint probabilities before and after the observed years."""

    before: Joint
    after: Joint


@dataclass(frozen=True)
class EvaluationResult:
    """What `evaluate` answers; `joint`, `method` and the outlook are null where no outlook was made.

    `passed_columns` are headings of the observed files that nobody knows; `warnings_zh` are the warnings of
    the envelope in Chinese. `gaps` split what separates targets and outlook; they explain the model.
    """

    scenario: str
    plan: str
    as_of: int
    as_of_month: int | None
    base_year: int
    end_year: int
    final: bool
    rebased: bool
    vintages: tuple[str, ...]
    thresholds: GradeThresholds
    indicators: tuple[IndicatorResult, ...]
    counts: tuple[GradeCounts, ...]
    revisions: tuple[Revision, ...]
    forecasts: tuple[EarlierForecast, ...] = ()
    joint: JointChange | None = None
    method: Literal["none", "weights", "smoother", "recalibration"] | None = None
    method_reason_zh: str = ""
    method_reason_en: str = ""
    passed_columns: tuple[str, ...] = ()
    outlook_warnings_en: tuple[str, ...] = ()
    outlook_warnings_zh: tuple[str, ...] = ()
    warnings_zh: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
