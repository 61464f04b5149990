"""`planreach plan show`: the plan as data, chapter by chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.arguments import Chapter, Everything, Mode
from report.session import Session

if TYPE_CHECKING:
    from report.plan_answers import PlanObservation, PlanShowAnswer, PlanTarget
    from report.text_table import Row
    from scenarios.schema import PlanPack


def show_command(
    session: Session, chapter: Chapter = None, mode: Mode = None, everything: Everything = False
) -> None:
    """List the targets and observations of a plan: counts by chapter, one chapter, or everything."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer

    pack = session.pack()
    answer = _answer(pack, chapter, mode)
    if session.json:
        session.put_json(to_json(wrapped_answer("plan_show", answer, pack.inputs)))
        return
    session.put(session.words("plan-show.title", name=_name(answer, session), id=answer.plan))
    session.put()
    if chapter is None and mode is None and not everything:
        _show_chapters(answer, session)
    else:
        _show_targets(answer, session)
        _show_observations(answer, session)


def _answer(pack: PlanPack, chapter: int | None, mode: str | None) -> PlanShowAnswer:
    from report.plan_answers import (
        PlanShowAnswer,
        chapters_of,
        history_entry,
        observation_entry,
        target_entry,
    )

    def wanted(own: int) -> bool:
        return chapter is None or own == chapter

    about = pack.about
    return PlanShowAnswer(
        plan=pack.id,
        name_zh=about.name.zh,
        name_en=about.name.en,
        region_zh=about.region.zh,
        region_en=about.region.en,
        plan_years=about.plan_years,
        base_year=about.base_year,
        text_title=about.text.title,
        chapters=chapters_of(pack),
        targets=tuple(
            target_entry(row)
            for row in pack.targets
            if wanted(row.locator.chapter) and mode in (None, row.mode)
        ),
        history=tuple(history_entry(row) for row in pack.history if wanted(row.locator.chapter)),
        observations=tuple(observation_entry(row) for row in pack.observations if wanted(row.chapter)),
    )


def _name(answer: PlanShowAnswer, session: Session) -> str:
    return session.words.choose(answer.name_zh, answer.name_en)


def _show_chapters(answer: PlanShowAnswer, session: Session) -> None:
    from report.next_steps import next_steps
    from report.text_table import Column, table

    words = session.words
    columns = [
        Column(words("plan-show.chapter"), right=True),
        Column(words("plan-show.targets"), right=True),
        *(Column(words(f"mode.{name}"), right=True) for name in ("simulated", "derived", "tracked")),
        Column(words("plan-show.observations"), right=True),
    ]
    rows: list[Row] = [
        [
            str(row.chapter),
            str(row.targets),
            str(row.simulated),
            str(row.derived),
            str(row.tracked),
            str(row.observations),
        ]
        for row in answer.chapters
    ]
    counts = [
        (row.targets, row.simulated, row.derived, row.tracked, row.observations) for row in answer.chapters
    ]
    rows.append([words("plan-show.sum"), *(str(sum(column)) for column in zip(*counts, strict=True))])
    session.put(table(columns, rows, session.width, session.paint))
    session.put()
    first = next((row.chapter for row in answer.chapters if row.targets), 1)
    steps = {
        f"planreach plan show --chapter {first}": "plan-show.next-chapter",
        "planreach plan show --all": "plan-show.next-all",
        "planreach plan export -o plan.xlsx": "plan-show.next-export",
    }
    session.put(next_steps(steps, words))


def _show_targets(answer: PlanShowAnswer, session: Session) -> None:
    from report.text_table import Column, table

    words = session.words
    columns = [
        Column(words("plan.target"), flexible=True, least=20),
        Column(words("plan.id"), give_up=2),
        Column(words("plan.unit"), give_up=1),
        Column(words("plan.base"), right=True),
        Column(words("plan.aim"), right=True),
        Column(words("plan-show.stated"), give_up=3),
        Column(words("plan.mode")),
        Column(words("plan.line"), right=True),
    ]
    session.put(words("plan-show.targets-count", count=len(answer.targets)))
    session.put(
        table(columns, [_target(row, session) for row in answer.targets], session.width, session.paint)
    )


def _target(row: PlanTarget, session: Session) -> Row:
    from report.numbers import MISSING, printed
    from report.terms import target_sign, unit_of

    words = session.words
    base = next((reading.value for reading in row.bases if reading.default), None)
    aim = MISSING if row.target is None else target_sign(row.relation, row.target, row.target_low)
    stated = f"direction.{row.direction}" if row.direction else f"stated.{row.stated}"
    return [
        words.choose(row.name_zh, row.name_en),
        row.id,
        unit_of(row.unit, words),
        printed(base),
        aim,
        words(stated),
        words(f"mode.{row.mode}"),
        str(row.locator.line),
    ]


def _show_observations(answer: PlanShowAnswer, session: Session) -> None:
    from report.text_table import Column, table

    words = session.words
    columns = [
        Column(words("plan-show.observation"), flexible=True, least=20),
        Column(words("plan.id"), give_up=2),
        Column(words("plan-show.years")),
        Column(words("plan-show.value"), right=True),
        Column(words("plan.unit"), give_up=1),
        Column(words("plan.line"), right=True),
    ]
    session.put()
    session.put(words("plan-show.observations-count", count=len(answer.observations)))
    rows = [_observation(row, session) for row in answer.observations]
    session.put(table(columns, rows, session.width, session.paint))


def _observation(row: PlanObservation, session: Session) -> Row:
    from report.numbers import printed
    from report.terms import unit_of

    words = session.words
    years = str(row.year_to) if row.year_from == row.year_to else f"{row.year_from}-{row.year_to}"
    sign = {"above": "> ", "below": "<= ", "about": "~ "}.get(row.kind, "")
    return [
        words.choose(row.name_zh, row.name_en),
        row.id,
        years,
        f"{sign}{printed(row.value)}",
        unit_of(row.unit, words),
        str(row.locator.line),
    ]
