"""`planreach projects`: fit, bottlenecks, named projects and their page, from two replications."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import numpy as np
import pytest
from cli_runner import LANGUAGES, call
from jsonschema import Draft202012Validator
from project_cases import CALENDAR, FILE, PACK, WHOLE, certain, pipeline
from pydantic import TypeAdapter

from calibration.timing import NAMES
from evaluation.event_gains import GDP, outcomes_of, smooth_ensemble
from evaluation.project_pipeline.answers import PipelineAnswer
from evaluation.project_pipeline.bottlenecks import EXTRA
from evaluation.project_pipeline.fit import span_of
from evaluation.project_pipeline.gains import (
    CONDITIONS,
    OUTPUTS,
    central_conditions,
    one_state_timing,
)
from evaluation.project_pipeline.replications import Conditions, building_delay, replicated
from evaluation.simulation import Options, all_draws
from report.projects_page import figure, projects_page
from report.projects_tables import projects_tables
from report.schemas import answer_schema
from report.wording import load_words
from scenarios.library import load_scenario
from sim.projects.arrivals import Calendar
from sim.projects.replicating import Grid, replicate
from sim.projects.setup import RESOURCES, with_extra

GRID = Grid((1.0,), (1.0,), 2025)
SHORT = Calendar(2010, 2021)
BEFORE = (2021 - 2010) * 4


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    path = tmp_path_factory.mktemp("list") / "mine.csv"
    path.write_text("name,sector,earliest start\n<b>Park</b>,services,2022\n", encoding="utf-8")
    result = call("projects", "--replications", "2", "--list", str(path), "--json", "-q")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def answer(told):
    return TypeAdapter(PipelineAnswer).validate_python(told["result"])


@pytest.fixture(scope="module")
def runs():
    return replicated({"plain": WHOLE}, GRID, Conditions(), 5, 2)


def test_the_answer_satisfies_its_schema_and_the_contract(told):
    assert list(Draft202012Validator(answer_schema("projects")).iter_errors(told)) == []
    assert told["inputs"]["mine.csv"]
    assert {"signed", "invested", "withdrawn"} <= set(told["result"]["totals"])
    for row in told["result"]["bottlenecks"]:
        assert {"resource", "stage", "utilisation", "waiting", "gain_gdp", "gain_investment"} <= set(row)


def test_sums_stand_beside_what_the_plan_prints(answer):
    rows = {row.id: row for row in answer.fit}
    facts = FILE.facts
    assert rows["attracted_projects"].observed == facts.attracted_projects
    assert rows["invested"].observed == facts.invested
    assert {row.id: row.locator.line for row in answer.fit if row.locator} == {
        "attracted_projects": 84,
        "attracted_signed": 84,
        "invested": 84,
        "invested_industry": 84,
        "invested_infrastructure": 88,
        "invested_renewal": 88,
    }
    assert rows["invested_infrastructure"].relation == "above"
    assert rows["invested"].simulated.median == answer.totals.invested
    assert 0.5 * facts.invested < answer.totals.invested < 1.5 * facts.invested


def test_every_resource_is_judged_in_the_order_of_waiting(answer):
    rows = answer.bottlenecks
    assert {row.resource for row in rows} == set(RESOURCES)
    assert [row.waiting for row in rows] == sorted((row.waiting for row in rows), reverse=True)
    assert all(0 < row.utilisation < 1.2 and row.waiting >= 0 for row in rows)
    assert {row.resource: (row.extra, row.unit) for row in rows} == dict(EXTRA)
    assert {row.gain_year for row in rows} == {2025}


def test_named_projects_are_signed_before_they_start_and_start_before_they_are_in_use(answer):
    assert len(answer.named) == len(FILE.named) + 1
    assert answer.named[0].own
    for row in answer.named:
        dates = [span.median for span in (row.signed, row.started, row.commissioned)]
        known = [date for date in dates if date is not None]
        assert known == sorted(known)
        assert (row.locator is None) == row.own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_and_page_speak_one_language_and_nothing_in_them_is_markup(answer, lang):
    words = load_words(lang)
    page = projects_page(answer, words)
    shown = projects_tables(answer, words)
    assert len(shown) == 3
    for one in shown:
        assert html.escape(one.title) in page
        assert {len(row) for row in one.rows} == {len(one.heads)}
        assert all("{" not in text for text in (one.title, one.note, *one.heads))
        if lang == "zh":
            assert re.search("[\u4e00-\u9fff]", one.title)
        else:
            assert one.title.isascii()
    assert page.count("data-chart=") == 1
    assert "<b>Park" not in page
    assert "src=" not in page.split("</style>")[1].split("<script>")[0]


def test_the_picture_has_a_bar_from_signature_to_start_to_commissioning(answer):
    before, building, *marks = figure(answer, load_words("en"))["data"]
    first = answer.named[0]
    if first.started.median is not None:
        assert before["base"][0] == first.signed.median
        assert before["base"][0] + before["x"][0] == pytest.approx(first.started.median)
    assert [one["mode"] for one in marks] == ["markers"] * 3
    assert all(width >= 0 for one in marks for width in one["error_x"]["array"])
    assert len(building["x"]) <= len(answer.named)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("no_such_scenario",), 3),
        (("--list", "no_such_file.csv"), 3),
        (("--list", "README.md"), 3),
        (("--replications", "1"), 2),
        (("-o", "projects.txt"), 2),
        (("-o", "no_such_folder/projects.html"), 3),
    ],
)
def test_wrong_input_is_refused(given, code):
    assert call("projects", *given).exit_code == code


def test_a_list_with_broken_cells_is_refused_with_all_of_them(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("name,sector,earliest start\nA,shops,2022\nB,services,soon\n", encoding="utf-8")
    result = call("projects", "--list", str(path), "-o", str(tmp_path / "a.html"))
    assert result.exit_code == 3
    assert "mine.csv:2: sector" in result.output
    assert "mine.csv:3: earliest start" in result.output
    assert [one.name for one in tmp_path.iterdir()] == ["mine.csv"]


def test_any_number_of_processes_gives_the_same_numbers(runs):
    other = replicated({"plain": WHOLE}, GRID, Conditions(), 5, 3, jobs=2)
    assert np.array_equal(other.measures["plain"][:2], runs.measures["plain"])
    assert np.array_equal(other.dates[:2], runs.dates, equal_nan=True)


def test_reports_of_one_state_are_those_of_the_grid_at_every_state(runs):
    timing = one_state_timing(runs.rates["plain"], runs.rates["plain"], WHOLE, GRID)
    streams = replicate(WHOLE, 5, 2, GRID)
    for state in ("tight_low", "usual_usual", "ample_high"):
        at = NAMES.index(f"realised_{state}__services")
        np.testing.assert_allclose(timing.values[:, at].T, streams.start_realisation[:, :, 0, 0, 2])
        at = NAMES.index(f"pace_{state}")
        np.testing.assert_allclose(timing.values[:, at].T, streams.construction_pace[:, :, 0, 0])
    assert (timing.values[:, NAMES.index("service_usual")] == 1).all()


def test_more_starts_mean_more_gdp_and_none_more_means_none(runs):
    ensemble = smooth_ensemble(PACK, load_scenario("baseline", PACK), OUTPUTS)
    rates = runs.rates["plain"]
    same, more = (
        outcomes_of(ensemble, one_state_timing(part, rates, WHOLE, GRID), (GDP,), 2025)[0]
        for part in (rates, rates * [1.1, 1.1, 1.1, 1.1, 1.0])
    )
    assert same.shape == (2,)
    assert (more > same).all()
    assert same[0] != same[1]
    timing = one_state_timing(rates[:1], rates, WHOLE, GRID)
    alone = replace(ensemble, timing=timing, layers=("projects",))
    assert all_draws(alone, Options(draws=1)).at("gdp", 2025)[0] == pytest.approx(same[0], rel=1e-12)


def test_the_queues_feel_finance_and_demand_of_the_central_run():
    ensemble = smooth_ensemble(PACK, load_scenario("baseline", PACK), OUTPUTS)
    found, run = central_conditions(ensemble, 2021, 2025), ensemble.central()
    for name, path in zip(CONDITIONS, (found.finance, found.demand), strict=True):
        assert path == tuple(run.at(name, year)[0] for year in range(2021, 2026))
    tight = replicated({"plain": WHOLE}, GRID, Conditions(finance=(0.5,)), 5, 1)
    usual = replicated({"plain": WHOLE}, GRID, Conditions(), 5, 1)
    use = [one.quarters("plain", "use/finance", 2021, 2025).mean() for one in (tight, usual)]
    assert use[0] > use[1]


def test_an_ensemble_without_events_has_no_replications():
    with pytest.raises(ValueError, match="without events"):
        smooth_ensemble(PACK, load_scenario("baseline", PACK), OUTPUTS).by_replication()


@pytest.fixture(scope="module")
def plain():
    return pipeline(calendar=SHORT).run()


@pytest.mark.parametrize("resource", RESOURCES)
def test_one_more_unit_changes_nothing_before_the_plan(plain, resource):
    more = pipeline(with_extra(WHOLE, resource, 3.0), calendar=SHORT).run()
    for stream in plain.streams:
        assert np.array_equal(plain.started[stream][:BEFORE], more.started[stream][:BEFORE])
    assert np.array_equal(plain.pace[:BEFORE], more.pace[:BEFORE])


def test_a_desk_more_shortens_the_line_where_desks_are_short():
    busy = certain(approval_use=0.95)
    plain, more = (pipeline(setup).run() for setup in (busy, with_extra(busy, "approval", 2.0)))
    waits = [one.waiting["approval"][BEFORE:].sum() for one in (plain, more)]
    assert waits[1] < 0.7 * waits[0]


def test_building_is_delayed_by_the_time_in_which_builders_are_short():
    record = pipeline(certain(construction_use=0.99)).run()
    lost, done = building_delay(record)
    assert done.sum() == sum(one.done_at is not None for one in record.passages)
    assert lost.sum() > 0
    record.pace = np.ones(CALENDAR.quarters)
    assert building_delay(record)[0].sum() == pytest.approx(0.0, abs=1e-9)


def test_what_lies_beyond_the_time_simulated_has_no_date():
    assert span_of(np.array([2023.0, 2024.0, 2025.0, np.inf])).q90 is None
    assert span_of(np.array([2023.0, 2024.0, 2025.0, np.inf])).median == 2024.0
    assert span_of(np.array([])).median is None
