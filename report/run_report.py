"""The HTML report of a run: what it shows, gathered from the plan, and written into the run folder."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from report.basis_words import basis_lines
from report.html.content import Content, LeverRow, ParameterRow, WorldRow
from report.places import place_of
from report.terms import place

if TYPE_CHECKING:
    from evaluation.results import Envelope, RunResult, SeriesPoint
    from evaluation.simulation import Economy, Options
    from report.session import Session
    from report.wording import Words
    from scenarios.schema import PlanPack, Scenario

NOT_PINNED = frozenset({"prior", "judgement"})


def report_name(words: Words) -> str:
    """The name of the report in a run folder."""
    return f"report_{words.language}.html"


def write_report(
    folder: Path,
    answer: Envelope[RunResult],
    economy: Economy,
    scenario: Scenario,
    options: Options,
    session: Session,
    line: str,
    points: tuple[SeriesPoint, ...],
) -> None:
    """Write the report of a run into `folder`, under a temporary name first."""
    from report.audit_entries import audit_answer
    from report.html.page import page

    words = session.words
    about = economy.pack.about
    content = Content(
        answer=answer,
        plan_name=words.choose(about.name.zh, about.name.en),
        region=words.choose(about.region.zh, about.region.en),
        line=line,
        points=points,
        levers=lever_rows(economy.pack, scenario, words),
        world=world_rows(economy.pack, scenario),
        parameters=parameter_rows(economy, words),
        reference=reference_path(economy, scenario, options),
        audit=audit_answer(economy.pack),
    )
    path = folder / report_name(words)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(page(content, words), encoding="utf-8", newline="\n")
    partial.replace(path)


def lever_rows(pack: PlanPack, scenario: Scenario, words: Words) -> tuple[LeverRow, ...]:
    """Every lever as the scenario sets it, those that it moves first."""
    from scenarios.levers import resolve

    paths = resolve(scenario, pack)
    rows = [
        LeverRow(
            name=lever.name,
            title_zh=lever.title.zh,
            title_en=lever.title.en,
            unit=lever.unit,
            baseline=lever.baseline,
            path=paths[lever.name],
            changed=any(value != lever.baseline for _, value in paths[lever.name]),
            place=place(place_of(lever.plan_reference), words),
            date=lever.kind == "date",
            why=scenario.levers[lever.name].why if lever.name in scenario.levers else "",
        )
        for lever in pack.levers
    ]
    return tuple(sorted(rows, key=lambda row: not row.changed))


def world_rows(pack: PlanPack, scenario: Scenario) -> tuple[WorldRow, ...]:
    """What the scenario assumes about the outside world."""
    about = {row.name: row.about for row in pack.processes}
    return tuple(
        WorldRow(name, about[name], path.unit, path.relative, tuple(sorted(path.points.items())), path.why)
        for name, path in scenario.world.items()
    )


def parameter_rows(economy: Economy, words: Words) -> tuple[ParameterRow, ...]:
    """Uncertain parameters that no history pins down: what is drawn is their prior."""
    from evaluation.provenance import basis

    rows = [
        row for row in economy.known.rows.values() if row.status in NOT_PINNED and row.distribution != "fixed"
    ]
    return tuple(
        ParameterRow(
            name=row.name,
            unit=row.unit,
            status=row.status,
            central=row.central,
            low=row.bounds[0] if math.isfinite(row.bounds[0]) else None,
            high=row.bounds[1] if math.isfinite(row.bounds[1]) else None,
            about=row.about,
            evidence=tuple(basis_lines(basis(economy.pack, row.evidence), words)),
        )
        for row in rows
    )


def reference_path(economy: Economy, scenario: Scenario, options: Options) -> Mapping[tuple[str, int], float]:
    """The central path of the baseline; empty for the baseline itself."""
    from evaluation.simulation import ensemble_of
    from report.target_paths import as_printed, charted
    from scenarios.library import load_scenario
    from scenarios.schema import Switches

    if not scenario.levers and not scenario.world and scenario.switches == Switches():
        return {}
    pack = economy.pack
    central = ensemble_of(economy, load_scenario("baseline", pack), options).central()
    shown = as_printed(charted(pack.main_targets), central)
    return {
        (name, year): float(values[at, 0])
        for name, values in shown.values.items()
        for at, year in enumerate(shown.years)
    }
