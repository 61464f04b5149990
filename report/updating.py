"""The updated outlook as an evaluation takes it: from observed figures to chances, words and warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from report import numbers
from report.knowledge_text import knowledge_note
from report.terms import name_of
from report.wording import load_words

if TYPE_CHECKING:
    from evaluation.midterm.evaluating import TargetOutlook, UpdatedOutlook, Updating
    from evaluation.midterm.observed import AsOf, Observation
    from evaluation.midterm.outlook import IndicatorOutlook, Odd, Outlook, Updated
    from evaluation.simulation import Economy, Options
    from report.session import Session
    from report.wording import Words
    from scenarios.schema import PlanPack, Scenario

PASSES = 10
"""Rounds over the draws that an update makes at most, for the bar of progress."""


def updating(
    session: Session, economy: Economy, scenario: Scenario, options: Options, as_of: AsOf
) -> Updating:
    """The function that takes observed figures to the updated outlook."""

    def run(observations: Sequence[Observation]) -> UpdatedOutlook:
        from evaluation.midterm.outlook import update
        from evaluation.running import observed_values
        from report.explaining import DRAWS, explained_targets, gaps_of, plan_scenario
        from report.progress import Progress
        from report.target_paths import evaluation_points

        pack = economy.pack
        with Progress(session, options.draws, PASSES, "outlook.updating") as progress:
            found = update(economy, scenario, options, observations, as_of, progress)
        few = replace(options, draws=min(options.draws, DRAWS))
        targets, plan = explained_targets(pack), plan_scenario(pack)
        gaps = gaps_of(found.ensemble, targets, plan, few, observations, as_of) if targets else ()
        points = evaluation_points(pack.main_targets, found.after, observed_values(pack))
        return replace(answer_of(found, as_of), gaps=gaps, points=points)

    return run


def answer_of(found: Updated, as_of: AsOf) -> UpdatedOutlook:
    """The outlook in the words and fields of an evaluation."""
    from evaluation.midterm.evaluating import UpdatedOutlook

    zh, en = load_words("zh"), load_words("en")
    outlook = found.outlook
    return UpdatedOutlook(
        targets={one.id: _target(one) for one in outlook.indicators},
        joint=outlook.joint,
        method=outlook.method,
        reason_zh=method_text(outlook, zh),
        reason_en=method_text(outlook, en),
        warnings=_warnings(found, as_of, en),
        warnings_zh=_warnings(found, as_of, zh),
    )


def method_text(outlook: Outlook, words: Words) -> str:
    """How the observed years were taken in, and why so."""
    return words(
        f"outlook.{outlook.method}",
        effective=f"{outlook.effective:.0f}",
        draws=outlook.draws,
        needed=f"{outlook.needed:.0f}",
    )


def _warnings(found: Updated, as_of: AsOf, words: Words) -> tuple[str, ...]:
    economy = found.ensemble.economy
    known = knowledge_note(economy.knowledge, as_of.last_whole_year, words)
    return (*known, *outlook_warnings(found.outlook, economy.pack, words))


def outlook_warnings(outlook: Outlook, pack: PlanPack, words: Words) -> tuple[str, ...]:
    """What lies outside of what the model thought possible, loudly; nothing where all lies within."""
    told = [_outside(item, pack, words) for item in outlook.figures if item.outside]
    if outlook.together and outlook.joint_tail is not None:
        told.append(words("outlook.together", chance=f"{outlook.joint_tail:.2g}"))
    told += [_unexplained(item, pack, words) for item in outlook.figures if item.unexplained]
    return tuple(told)


def _target(one: IndicatorOutlook) -> TargetOutlook:
    from evaluation.midterm.evaluating import TargetOutlook

    return TargetOutlook(
        probability_before=one.probability_before,
        probability_after=one.probability_after,
        median=one.median,
        q10=one.q10,
        q90=one.q90,
        outlook=one.outlook,
        proposal=one.proposal.proposal,
        mc_error_before=one.probability_before_error,
        mc_error=one.mc_error,
        closures_before=one.closures_before,
        closures_after=one.closures_after,
        proposal_rule=one.proposal.rule,
        proposal_value=one.proposal.value,
        proposal_zh=one.proposal.text_zh,
        proposal_en=one.proposal.text_en,
        need=one.need,
    )


def _outside(item: Odd, pack: PlanPack, words: Words) -> str:
    places = numbers.decimals(1, item.value)
    return words(
        "outlook.outside",
        name=name_of(pack.target(item.id), words),
        year=item.year,
        kind=words(f"figure-kind.{item.kind}"),
        value=numbers.level(item.value, places),
        low=numbers.level(item.q10, places),
        high=numbers.level(item.q90, places),
        tail=f"{item.tail:.2g}",
    )


def _unexplained(item: Odd, pack: PlanPack, words: Words) -> str:
    places = numbers.decimals(1, item.value)
    return words(
        "outlook.unexplained",
        name=name_of(pack.target(item.id), words),
        year=item.year,
        kind=words(f"figure-kind.{item.kind}"),
        value=numbers.level(item.value, places),
        after=numbers.level(item.after, places),
    )
