"""The answers of an evaluation as frozen objects: what each indicator reached, and what is still needed.

The names of the fields are the names in the JSON files. Progress, growth and shares are in %, probabilities
lie between 0 and 1, levels in the printed unit; None means "there is no such number", never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from evaluation.midterm.observed import Kind
    from evaluation.results import Locator, Mode, Nature, Relation, Verdict

Grade = Literal["achieved_early", "ahead", "on_track", "behind", "reversed", "not_evaluable"]
FinalGrade = Literal["exceeded", "met", "nearly_met", "missed"]
Proposal = Literal["keep", "keep_stretch", "revise", "raise", "correct_base", "rebase", "redefine"]
Effort = Literal["within_plan", "more", "hard", "out_of_reach"]


@dataclass(frozen=True)
class ObservedValue:
    """One figure as it came; `counted` says whether progress rests on it, `why_not` gives the reason if not."""

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


@dataclass(frozen=True)
class Rarity:
    """How often growth like the required one occurred: `reached` of `windows` windows of `years` years.

    `scope` is the district's own record or that of comparable regions; `source` says where it stands.
    """

    scope: Literal["own", "comparable"]
    years: int
    windows: int
    reached: int
    best: float | None
    first_year: int
    last_year: int
    source: str


@dataclass(frozen=True)
class Milestone:
    """What a year should show: on the linear path, the compound path, and the model's median path."""

    year: int
    linear: float | None
    compound: float | None
    model: float | None = None


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator: what was observed, how far it is, what the rest of the way asks for, and the outlook.

    `reached` is the value the observed figures give for `reached_year` (a level, the growth index of a
    growth target, a sum, a cut). `progress` and the two required ones are in % of the way from base to
    target. `path` says which of the two the grade is measured on. `headroom` is in % of the limit of a ceiling or
    floor. The fields from `probability_before` on are those of the updated outlook, null where the
    model does not compute the indicator or where no outlook was asked for.
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


@dataclass(frozen=True)
class GradeCounts:
    """How many indicators got each grade; `met` of `evaluable` is the completion rate."""

    nature: Literal["all", "binding", "expected"]
    grades: Mapping[str, int]
    evaluable: int
    met: int


@dataclass(frozen=True)
class EarlierForecast:
    """What the tool said of one target in an earlier run: known up to `as_of`, with its band and probability."""

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
