"""`planreach hub`: fit, targets, phases, bottlenecks and their page, from two replications."""

from __future__ import annotations

import html
import json
import re

import numpy as np
import pytest
from cli_runner import LANGUAGES, call
from hub_cases import HUB, PACK, SETUP, WHOLE
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from calibration.rail_hub import Adoption, fitted, miss
from evaluation.rail_hub.assessment import aims_of, demand_to_target
from evaluation.rail_hub.batch import replicated
from evaluation.rail_hub.bottlenecks import RESOURCES, bottleneck_tasks
from evaluation.rail_hub.estimates import chance, estimate
from evaluation.rail_hub.phases import building_cases
from evaluation.rail_hub.yearly import Task, Yearly
from report.hub_answers import HubAnswer
from report.hub_page import hub_page
from report.hub_tables import hub_tables
from report.schemas import answer_schema
from report.wording import load_words
from scenarios.errors import InputError
from sim.hub.replicating import Grid, inputs_hash
from sim.hub.stream_file import read_streams


@pytest.fixture(scope="module")
def told():
    result = call("hub", "--replications", "2", "--opens", "phase_2=2023", "--json", "-q")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def answer(told):
    return TypeAdapter(HubAnswer).validate_python(told["result"])


def test_the_answer_satisfies_its_schema(told):
    assert list(Draft202012Validator(answer_schema("hub")).iter_errors(told)) == []
    assert told["inputs"]["hub.toml"]


def test_only_counts_known_by_then_are_fitted(answer):
    used = {row.name: row.used for row in answer.assessment.counts}
    assert used == {row.name: row.known_from <= 2020 for row in HUB.count}
    assert not used["trains_2021"]


def test_simulated_counts_lie_near_those_that_were_fitted(answer):
    for row in answer.assessment.counts:
        if row.used and row.relation == "level":
            assert row.simulated.mean == pytest.approx(row.counted, rel=0.15)


def test_phases_come_with_their_dates_and_nothing_brings_nothing(answer):
    phases = {row.case: row for row in answer.assessment.phases}
    assert phases["as_given"].opens == {"phase_2": 2023.0}
    assert phases["year_later"].opens == {"phase_2": 2024.0}
    assert phases["none"].opens == {}
    assert phases["none"].more_trains.mean == 0
    aimed = {row.case: row for row in answer.assessment.phases_at_target}
    assert aimed["as_given"].more_trains.mean > 100


def test_every_resource_is_judged_and_gdp_comes_from_the_coupled_model(answer):
    for rows in (answer.assessment.bottlenecks, answer.assessment.bottlenecks_at_target):
        assert {row.resource for row in rows} == set(RESOURCES)
        assert all(0 < row.used.mean <= 1.001 for row in rows)
        gains = [row.more_trains.mean for row in rows]
        assert gains == sorted(gains, reverse=True)
    for row in answer.assessment.bottlenecks:
        assert np.isfinite([row.gdp.mean, row.gdp.error, row.investment.mean]).all()
    assert all(row.gdp is row.investment is None for row in answer.assessment.bottlenecks_at_target)


def test_throughput_follows_the_load_and_bends_at_capacity(answer):
    rows = answer.assessment.responses
    assert rows[0].throughput.mean == pytest.approx(rows[0].load, rel=0.1)
    assert rows[-1].throughput.mean <= 1.001
    assert rows[-1].dwell.mean > rows[1].dwell.mean


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_and_page_speak_one_language(answer, lang):
    words = load_words(lang)
    page = hub_page(answer, words)
    shown = hub_tables(answer, words)
    assert len(shown) == 7
    for one in shown:
        assert html.escape(one.title) in page
        assert {len(row) for row in one.rows} == {len(one.heads)}
        assert all("{" not in text for text in (one.title, one.note, *one.heads))
        if lang == "zh":
            assert re.search("[\u4e00-\u9fff]", one.title)
        else:
            assert one.title.isascii()
    assert page.count("data-chart=") == 2
    assert "src=" not in page.split("</style>")[1].split("<script>")[0]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--opens", "phase_9=2023"), 3),
        (("--opens", "phase_2"), 2),
        (("--opens", "phase_2=soon"), 2),
        (("--replications", "1"), 2),
        (("-o", "hub.txt"), 2),
        (("--opens", "phase_2=2020"), 3),
        (("--opens", "phase_1=2022"), 3),
        (("--as-of", "2015"), 2),
        (("no_such_scenario",), 3),
    ],
)
def test_wrong_input_is_refused(given, code):
    assert call("hub", *given).exit_code == code


def test_a_page_that_cannot_be_written_is_refused_first(tmp_path):
    assert call("hub", "-o", str(tmp_path / "no" / "hub.html")).exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_streams_are_written_for_the_phases_of_the_base_year(tmp_path, monkeypatch):
    path = tmp_path / "hub.streams"
    short = Grid((0.5,), 2021, 2021, 0.5, (2020, 2020))
    monkeypatch.setattr("sim.hub.replicating.Grid", lambda loads: short)
    result = call("hub", "--streams", str(path), "--replications", "2", "--seed", "7", "-q")
    assert result.exit_code == 0, result.output
    assert read_streams(path).inputs == inputs_hash(SETUP, 7, 2, short)


def test_a_plan_without_the_targets_says_so():
    without = PACK.model_copy(update={"targets": ()})
    with pytest.raises(InputError, match="unknown-target"):
        aims_of(without)


def test_the_fit_finds_the_curve_that_made_the_counts():
    curve = fitted(HUB, 2020)
    level = [miss(row, curve.trains(row.first, row.last)) for row in HUB.count if row.known_from <= 2020]
    assert max(abs(one) for one in level) < 2.5
    known = Adoption(2016.4, 2017.3, 2.0, 1000.0)
    assert known.trains(2030, 2031) == pytest.approx(1000.0, rel=1e-6)
    assert known.trains(2015, 2016.4) == 0.0
    assert known.trains(2018, 2020) == pytest.approx(known.trains(2018, 2018.5) + known.trains(2018.5, 2020))


def test_a_count_printed_as_over_holds_from_below_only():
    over = next(row for row in HUB.count if row.relation == "above")
    assert miss(over, 5000.0) == 0.0
    assert miss(over, 3800.0) == pytest.approx(-1.0)


def test_more_capacity_brings_more_trains_where_it_is_short():
    demand = np.full((2, 1), 2.0 * SETUP.capacity(2020))
    tasks = bottleneck_tasks(SETUP, demand, 2024, 7)
    found = replicated({name: tasks[name] for name in ("plain", "slots")}, 2)
    plain, more = (Yearly(2024, found[name]).of("trains", 2025) for name in ("plain", "slots"))
    assert (more > plain + 100).all()


def test_replications_together_are_those_alone():
    task = Task(SETUP, SETUP, np.full((1, 3), [[500.0, 900.0, 1300.0]]), 2021, 7)
    together = replicated({"one": task}, 3)["one"]
    assert np.array_equal(together[2], task(2))
    assert together[0, 0, 0] < together[1, 0, 0] < together[2, 0, 0]


def test_demand_to_the_target_ends_there():
    aims = aims_of(PACK)
    demand = demand_to_target(np.full((7, 2), 1000.0), aims)
    assert demand.shape == (7, 1)
    assert demand[1, 0] == 1000.0
    assert demand[-1, 0] == aims.trains_ratio * 1000.0


def test_without_later_phases_there_is_nothing_to_date():
    assert set(building_cases(SETUP, 2020)) == {"none", "as_given"}
    assert len(building_cases(WHOLE, 2020)) == 4


def test_an_estimate_leaves_out_what_is_missing_and_a_chance_is_never_certain():
    assert estimate(np.array([1.0, np.nan, 3.0])).mean == 2.0
    assert estimate(np.array([np.nan])).mean is None
    none = chance(np.zeros(32, dtype=bool))
    assert none.probability == 0.0
    assert 0.03 < none.mc_error < 0.05
