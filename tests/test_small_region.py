"""A plan with few series, as docs/small_regions.md makes it: calibrated, run, refused where it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from cli_runner import answer, call
from house import ROOT

from calibration.beliefs import beliefs
from calibration.economy import model_of, refuse_core
from calibration.inference import Effort
from calibration.problem import problem_of
from evaluation.calibrating import calibrate
from evaluation.running import run_scenario
from evaluation.simulation import Options, economy_of
from scenarios.errors import InputError
from scenarios.library import load_scenario
from scenarios.new_pack import new_pack
from scenarios.packs import load_pack
from scenarios.schema import PlanPack
from sim.core import COUNTED, TOLD

AS_OF = 2020
EFFORT = Effort(chains=64, outer=8, burn=2, inner=10, trial_chains=64, trial_steps=10)
PAGE = (ROOT / "docs" / "small_regions.md").read_text("utf-8")
FILES = dict(re.findall(r"`([a-z0-9_/]+\.[a-z]+)`:[^\n]*\n\n```[a-z]+\n(.*?)```", PAGE, re.DOTALL))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("region")
    (place / "plan.txt").write_text(FILES["plan.txt"], encoding="utf-8")
    new_pack(place / "plan", text=place / "plan.txt")
    about = place / "plan" / "pack.toml"
    text = about.read_text("utf-8").replace('structure       = "regional"', 'structure       = "core"')
    about.write_text(text, encoding="utf-8")
    for name in set(FILES) - {"plan.txt"}:
        (place / "plan" / name).write_text(FILES[name], encoding="utf-8")
    return place / "plan"


@pytest.fixture(scope="module")
def plan(folder) -> PlanPack:
    return load_pack(str(folder))


@pytest.fixture(scope="module")
def calibrated(plan):
    return calibrate(plan, AS_OF, 1, EFFORT, load_scenario("baseline", plan))


def changed(plan: PlanPack, id: str, **changes) -> PlanPack:
    rows = tuple(row.model_copy(update=changes) if row.id == id else row for row in plan.observations)
    return plan.model_copy(update={"observations": rows})


def test_the_plan_tells_what_the_core_needs_and_no_more(plan):
    assert {row.name for row in plan.parameters} == set(TOLD)
    assert {row.variable for row in plan.observations} <= set(COUNTED)


def test_a_calibration_moves_what_is_observed_and_leaves_the_rest_at_its_prior(calibrated):
    rows = {row.name: row for row in calibrated.answer.parameters}
    assert rows["output_at_start__whole"].shrinkage > 0.9
    assert rows["investment_share__whole"].shrinkage > 0.9
    assert rows["retirement_rate__whole"].shrinkage < 0.3
    assert calibrated.answer.left_out == ()
    assert {row.closure for row in calibrated.answer.chances} == {"demand_led"}


def test_observations_lie_in_their_bands(calibrated):
    for row in calibrated.answer.observations:
        assert row.observed is not None
        assert row.q05 < row.observed < row.q95


def test_a_run_answers_for_the_target_and_its_growth_adds_up(plan):
    economy = economy_of(plan, knowledge="priors")
    result, _ = run_scenario(economy, load_scenario("baseline", plan), Options(draws=64, knowledge="priors"))
    growth = {(row.sector, row.factor): row.points for row in result.growth_accounting}
    (target,) = result.targets
    assert target.median == pytest.approx(5.2, abs=1.5)
    total = sum(value for (_, factor), value in growth.items() if factor != "total")
    assert total == pytest.approx(growth["gdp", "total"])


def test_a_plan_without_a_posterior_says_so(plan):
    economy = economy_of(plan)
    assert economy.knowledge == "fit"
    result, _ = run_scenario(economy, load_scenario("baseline", plan), Options(draws=8))
    assert result.knowledge == "fit"


def test_the_core_equations_make_history(plan):
    problem = problem_of(plan, AS_OF)
    central = problem.predicted(np.zeros((1, len(problem.names))))[0]
    assert central == pytest.approx([102, 137, 213, 32.5], rel=0.05)


@pytest.mark.parametrize(
    ("id", "changes", "code"),
    [
        ("gdp_2020", {"value": 0.0}, "not-positive"),
        ("gdp_2020", {"unit": "wan_person"}, "inconsistent"),
        ("gdp_2020", {"value": 1_380_000.0}, "far-from-priors"),
        ("gdp_2020", {"year_from": 2022, "year_to": 2022}, "out-of-bounds"),
    ],
)
def test_a_wrong_observation_is_refused_before_anything_is_sampled(plan, id, changes, code):
    with pytest.raises(InputError) as caught:
        calibrate(changed(plan, id, **changes), AS_OF, 1, EFFORT, load_scenario("baseline", plan))
    assert {fault.code for fault in caught.value.faults} == {code}


@pytest.mark.parametrize("name", TOLD)
def test_a_parameter_that_is_missing_is_asked_for_by_name(plan, name):
    rows = tuple(row for row in plan.parameters if row.name != name)
    pack = plan.model_copy(update={"parameters": rows})
    with pytest.raises(InputError, match="missing-parameter") as caught:
        model_of(pack, beliefs(pack, AS_OF))
    assert caught.value.faults[0].fields["found"] == name


def test_what_the_core_does_not_compute_is_named(plan):
    made = calibrate(
        changed(plan, "gdp_2015", variable="retail_sales"), AS_OF, 1, EFFORT, load_scenario("baseline", plan)
    )
    assert made.answer.left_out == ("gdp_2015",)


def test_what_needs_sectors_is_refused(plan):
    with pytest.raises(InputError, match="regional-only"):
        refuse_core(plan)


@pytest.fixture(scope="module")
def stored(folder, tmp_path_factory) -> str:
    runs = str(tmp_path_factory.mktemp("runs"))
    line = ("calibrate", "--plan", str(folder), "--runs", runs, "--chains", "16", "--draws", "64", "-q")
    assert call(*line, lang="en").exit_code == 0
    return runs


def test_a_stored_calibration_is_shown_again(stored):
    told = call("runs", "show", "--runs", stored, "--lang", "en")
    assert told.exit_code == 0
    assert "retirement_rate__whole" in told.stdout


def test_a_stored_calibration_is_repeated_to_the_last_byte(stored, folder):
    told = answer("runs", "rerun", "--runs", stored, "--plan", str(folder), "-q")["result"]
    assert told["identical"]
    assert (told["changed_inputs"], told["changed_settings"]) == ([], [])


def test_a_calibration_differs_in_nothing_from_itself(stored):
    (name,) = (path.name for path in Path(stored).iterdir())
    told = answer("runs", "diff", name, name, "--runs", stored)["result"]
    assert (told["inputs"], told["targets"]) == ([], [])


def test_the_page_bears_the_name_of_the_plan_and_every_reading(stored, plan):
    (page,) = Path(stored).glob("*/calibration.*.html")
    text = page.read_text("utf-8")
    assert f"<h1>Calibration: {plan.about.name.en}</h1>" in text
    assert '"x":[2015,2020],"y":[102.0,138.0]' in text.replace(" ", "")
