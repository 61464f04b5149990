"""The whole evaluation: every target that has figures or that a run answers for, counted by grade."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from evaluation.midterm.answers import (
    EarlierForecast,
    EvaluationResult,
    GradeCounts,
    GradeThresholds,
    IndicatorResult,
    JointChange,
    Proposal,
    Revision,
)
from evaluation.midterm.figures_of import base_in_force
from evaluation.midterm.need_answers import Need
from evaluation.midterm.observed import AsOf, Observation
from evaluation.midterm.progress import Question, indicator
from evaluation.midterm.reading import Read, is_base
from evaluation.results import Closures, Verdict

if TYPE_CHECKING:
    from evaluation.explain.answers import Gap
    from evaluation.results import SeriesPoint
    from scenarios.schema import PlanPack

GRADES = ("achieved_early", "ahead", "on_track", "behind", "reversed", "not_evaluable")
IN_TIME = ("achieved_early", "ahead", "on_track")
FINALLY_MET = ("exceeded", "met")


@dataclass(frozen=True)
class TargetOutlook:
    """The outlook of one target after the observed years."""

    probability_before: float | None
    probability_after: float | None
    median: float | None
    q10: float | None
    q90: float | None
    outlook: Verdict | None
    proposal: Proposal | None
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
class UpdatedOutlook:
    """The outlook of all targets, the joints before and after, and how the observed years were taken in.

    `points` are the yearly bands of the targets, `gaps` what separates them from the outlook.
    """

    targets: Mapping[str, TargetOutlook]
    joint: JointChange | None
    method: Literal["none", "weights", "smoother", "recalibration"]
    reason_zh: str
    reason_en: str
    warnings: tuple[str, ...] = ()
    warnings_zh: tuple[str, ...] = ()
    points: tuple[SeriesPoint, ...] = ()
    gaps: tuple[Gap, ...] = ()


Updating = Callable[[Sequence[Observation]], UpdatedOutlook]
"""From the figures in force, revised bases in them, to the outlook."""


@dataclass(frozen=True)
class Evaluated:
    """The answer, the figures it rests on (bases attached), warnings and yearly bands of the outlook."""

    result: EvaluationResult
    observations: tuple[Observation, ...]
    warnings: tuple[str, ...]
    points: tuple[SeriesPoint, ...] = ()


def evaluate(
    pack: PlanPack,
    read: Read,
    as_of: AsOf,
    thresholds: GradeThresholds,
    scenario: str,
    rebase: bool = False,
    updating: Updating | None = None,
) -> Evaluated:
    """Progress, grades and needed growth of every target; with `updating` the outlook as well."""
    observations = with_bases(read.observations, pack, rebase)
    question = Question(pack, observations, read.superseded, as_of, thresholds, rebase)
    seen = {item.id for item in observations}
    chosen = [target for target in pack.targets if target.main or target.id in seen]
    indicators = tuple(indicator(target, question) for target in chosen)
    found = updating(observations) if updating is not None else None
    if found is not None:
        indicators = tuple(with_outlook(one, found.targets.get(one.id)) for one in indicators)
    return Evaluated(
        EvaluationResult(
            scenario=scenario,
            plan=pack.id,
            as_of=as_of.year,
            as_of_month=as_of.month,
            base_year=pack.about.base_year,
            end_year=pack.about.plan_years[-1],
            final=any(one.final_grade is not None for one in indicators),
            rebased=rebase,
            vintages=read.vintages,
            thresholds=thresholds,
            indicators=indicators,
            counts=counts(indicators),
            revisions=(*read.revisions, *base_revisions(observations, pack)),
            joint=found.joint if found else None,
            method=found.method if found else None,
            method_reason_zh=found.reason_zh if found else "",
            method_reason_en=found.reason_en if found else "",
            outlook_warnings_en=found.warnings if found else (),
            outlook_warnings_zh=found.warnings_zh if found else (),
            passed_columns=read.passed,
            gaps=found.gaps if found else (),
        ),
        observations,
        found.warnings if found else (),
        found.points if found else (),
    )


def thresholds_of(pack: PlanPack, changed: Mapping[str, float] | None = None) -> GradeThresholds:
    """The settings of the plan file, some of them changed for this evaluation."""
    grading, verdicts = pack.about.grading, pack.about.verdicts
    held = {**grading.model_dump(), **verdicts.model_dump(), **(changed or {})}
    return GradeThresholds(**{name: float(held[name]) for name in GradeThresholds.__annotations__})


def with_bases(observations: Sequence[Observation], pack: PlanPack, rebase: bool) -> tuple[Observation, ...]:
    """The figures, levels with the base value that was observed where the printed one does not count."""
    bases: dict[str, float] = {}
    for id in dict.fromkeys(item.id for item in observations):
        target = pack.target(id)
        own = [item for item in observations if item.id == id]
        base, revised = base_in_force(target, own, rebase)
        if base is not None and (revised or target.base is None):
            bases[id] = base
    return tuple(
        replace(item, base=bases[item.id]) if item.kind == "level" and item.id in bases else item
        for item in observations
    )


def base_revisions(observations: Sequence[Observation], pack: PlanPack) -> tuple[Revision, ...]:
    """Base values of the plan that a figure gives differently."""
    found: list[Revision] = []
    for item in observations:
        printed = pack.target(item.id).base
        if is_base(item, pack) and printed is not None and printed != item.value:
            found.append(
                Revision(
                    id=item.id,
                    year=item.year,
                    month=None,
                    kind=item.kind,
                    earlier=printed,
                    later=item.value,
                    unit=item.unit,
                    earlier_vintage=pack.id,
                    later_vintage=item.vintage,
                    is_base=True,
                )
            )
    return tuple(found)


def with_outlook(one: IndicatorResult, found: TargetOutlook | None) -> IndicatorResult:
    """The result of an indicator with its outlook."""
    if found is None:
        return one
    over = one.final_grade is not None
    return replace(one, **vars(without_proposal(found) if over else found))


def without_proposal(found: TargetOutlook) -> TargetOutlook:
    """The outlook alone: nothing is proposed for a target whose years are over."""
    return replace(
        found, proposal=None, proposal_rule=None, proposal_value=None, proposal_zh=None, proposal_en=None
    )


def counts(indicators: Sequence[IndicatorResult]) -> tuple[GradeCounts, ...]:
    """Grades counted, of all, of binding and of expected indicators.

    `met` counts those in time, at the end of the plan those that reached their target.
    """
    natures: tuple[Literal["all", "binding", "expected"], ...] = ("all", "binding", "expected")
    return tuple(
        _counted(nature, [one for one in indicators if nature in ("all", one.nature)]) for nature in natures
    )


def _counted(nature: Literal["all", "binding", "expected"], chosen: Sequence[IndicatorResult]) -> GradeCounts:
    grades = {grade: sum(one.grade == grade for one in chosen) for grade in GRADES}
    final = [one for one in chosen if one.final_grade is not None]
    met = sum(one.final_grade in FINALLY_MET for one in final)
    in_time = sum(one.grade in IN_TIME for one in chosen if one.final_grade is None)
    return GradeCounts(nature, grades, len(chosen) - grades["not_evaluable"], met + in_time)


def with_forecasts(result: EvaluationResult, forecasts: Sequence[EarlierForecast]) -> EvaluationResult:
    """The answer with what was said earlier."""
    return replace(result, forecasts=tuple(forecasts))
