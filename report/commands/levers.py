"""`planreach levers`: what can be decided, and the scenarios that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.session import Session

if TYPE_CHECKING:
    from report.answers import LeverEntry, LeversAnswer, ScenarioEntry
    from scenarios.schema import Lever, PlanPack, Scenario


def levers_command(session: Session) -> None:
    """List the levers of the plan and the scenarios of the library."""
    from evaluation.results import to_json
    from report.answers import wrapped_answer

    pack = session.pack()
    answer, inputs = _answer(pack)
    if session.json:
        session.put_json(to_json(wrapped_answer("levers", answer, inputs)))
        return
    _show(answer, session)


def _answer(pack: PlanPack) -> tuple[LeversAnswer, dict[str, str]]:
    from report.answers import LeversAnswer
    from scenarios.library import load_scenario, scenario_names

    scenarios = [load_scenario(name, pack) for name in scenario_names()]
    inputs = dict(pack.inputs)
    for scenario in scenarios:
        inputs |= scenario.inputs
    levers = tuple(_lever(lever) for lever in pack.levers)
    return LeversAnswer(levers, tuple(_scenario(scenario) for scenario in scenarios)), inputs


def _lever(lever: Lever) -> LeverEntry:
    from report.answers import LeverEntry
    from report.places import place_of

    return LeverEntry(
        name=lever.name,
        title_zh=lever.title.zh,
        title_en=lever.title.en,
        unit=lever.unit,
        kind=lever.kind,
        group=lever.group,
        baseline=lever.baseline,
        low=lever.low,
        high=lever.high,
        cost=lever.cost,
        gdp_end=lever.gdp_end,
        effort_zh=lever.effort.zh,
        effort_en=lever.effort.en,
        about_zh=lever.about.zh,
        about_en=lever.about.en,
        locator=place_of(lever.plan_reference),
        evidence=lever.evidence,
    )


def _scenario(scenario: Scenario) -> ScenarioEntry:
    from report.answers import ScenarioEntry

    return ScenarioEntry(
        name=scenario.name,
        title_zh=scenario.title.zh,
        title_en=scenario.title.en,
        question_zh=scenario.question.zh,
        question_en=scenario.question.en,
        extends=scenario.extends,
        levers=tuple(scenario.levers),
        world=tuple(scenario.world),
    )


def _show(answer: LeversAnswer, session: Session) -> None:
    from report.terms import place_words, unit_of
    from report.text_table import Column, table

    words = session.words
    columns = [
        Column(words("levers.title"), flexible=True, least=24),
        Column(words("levers.name")),
        Column(words("levers.unit"), give_up=1),
        Column(words("levers.baseline"), right=True),
        Column(words("levers.limits"), right=True),
        Column(words("levers.place"), give_up=2),
    ]
    rows = [
        [
            words.choose(lever.title_zh, lever.title_en),
            lever.name,
            unit_of(lever.unit, words),
            f"{lever.baseline:.6g}",
            f"{lever.low:.6g}..{lever.high:.6g}",
            place_words(lever.locator, words, short=True),
        ]
        for lever in answer.levers
    ]
    session.put(words("levers.heading", count=len(rows)))
    session.put(table(columns, rows, session.width, session.paint))
    session.put()
    session.put(words("levers.scenarios"))
    for scenario in answer.scenarios:
        _show_scenario(scenario, session)
    session.put()
    session.put(words("levers.next"))


def _show_scenario(scenario: ScenarioEntry, session: Session) -> None:
    from report.text_width import wrapped

    words = session.words
    title = words.choose(scenario.title_zh, scenario.title_en)
    session.put(f"  {session.paint(scenario.name, 'bold')}  {title}")
    for line in wrapped(words.choose(scenario.question_zh, scenario.question_en), session.width - 6):
        session.put(f"      {line}")
    told = [words("levers.moves", levers=words.listed(list(scenario.levers)))] if scenario.levers else []
    if scenario.world:
        told.append(words("levers.assumes", series=words.listed(list(scenario.world))))
    for line in (line for text in told for line in wrapped(text, session.width - 6)):
        session.put(f"      {line}")
