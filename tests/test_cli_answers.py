"""Every command answers in both languages, and its JSON keeps to the published schema."""

from __future__ import annotations

import json

import pytest
from cli_runner import LANGUAGES, SMALL, answer, call
from forecast_panels import made_up, split, write_histories, write_required
from jsonschema import Draft202012Validator

from calibration.inference import Effort
from evaluation import calibrating, model_check
from evaluation.checks import laboratory
from evaluation.json_schema import KINDS as MAIN_KINDS
from evaluation.json_schema import schema_of
from evaluation.midterm import lever_effort, need
from evaluation.results import Check
from evaluation.sensitivity import robustness
from report import calibrating as making_calibrations
from report import evaluating, hub, projects, sensitivity
from report.answers import KINDS
from report.application import CATALOGUE
from report.schemas import answer_schema
from scenarios.outlook_settings import outlook_settings

BRIEF = Effort(
    chains=16, outer=4, burn=0, inner=2, trial_chains=16, tempering_steps=2, trial_rounds=1, trial_steps=2
)
HISTORIES = ["--history", "history.csv", "--required", "required.csv"]
COMMANDS = {
    "run": ["run", *SMALL],
    "compare": ["compare", "baseline", "everything", *SMALL],
    "calibrate": ["calibrate"],
    "why": ["why", "gdp_growth"],
    "sensitivity": ["sensitivity", "--draws", "64", "--morris", "2"],
    "audit": ["audit"],
    "levers": ["levers"],
    "plan show": ["plan", "show"],
    "plan check": ["plan", "check"],
    "explain": ["explain", "--draws", "4", "--target", "gdp_growth"],
    "seek": ["seek", "--target", "private_investment_share"],
    "plan coverage": ["plan", "coverage"],
    "plan new": ["plan", "new", "NEW"],
    "plan export": ["plan", "export", "-o", "plan.xlsx"],
    "model check": ["model", "check"],
    "model equations": ["model", "equations", "gdp"],
    "model loops": ["model", "loops"],
    "model graph": ["model", "graph", "gdp"],
    "model parameters": ["model", "parameters"],
    "model fit": ["model", "fit"],
    "model document": ["model", "document", "-o", "model.html"],
    "model step": ["model", "step"],
    "model export": ["model", "export", "-o", "model.xmile"],
    "runs list": ["runs", "list"],
    "runs show": ["runs", "show"],
    "runs rerun": ["runs", "rerun"],
    "runs diff": ["runs", "diff", "ONE", "TWO"],
    "doctor": ["doctor"],
    "evaluate": ["evaluate", "--example"],
    "observed template": ["evaluate", "--template", "observed.xlsx"],
    "ledger": ["ledger", "-o", "ledger.xlsx", *SMALL],
    "report": ["report", "-o", "report.xlsx"],
    "hub": ["hub", "--replications", "2"],
    "projects": ["projects", "--replications", "2"],
    "backtest forecast": ["backtest", "forecast", *HISTORIES, "-o", "forecasts.csv"],
    "backtest score": ["backtest", "score", "scored.csv", "--truth", "truth.csv"],
}


def once(function):
    """The same answer for the same request; languages differ in words alone."""
    kept = {}

    def held(session, pack, asked):
        if repr(asked) not in kept:
            kept[repr(asked)] = function(session, pack, asked)
        return kept[repr(asked)]

    return held


ONCE = {
    (place, name): once(getattr(place, name))
    for place, name in ((sensitivity, "sensitivity_of"), (hub, "hub_answer"), (projects, "projects_answer"))
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which a run and a comparison are stored."""
    place = tmp_path_factory.mktemp("runs of 甲")
    panel = made_up(regions=6, years=24)
    history, _ = split(panel)
    write_histories(place / "truth.csv", panel)
    write_histories(place / "history.csv", history)
    write_required(place / "required.csv", history)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("COLUMNS", "100")
        for name in ("run", "compare"):
            assert call(*COMMANDS[name]).exit_code == 0
        assert call("backtest", "forecast", *HISTORIES, "-o", "scored.csv").exit_code == 0
    return place


@pytest.fixture(autouse=True)
def here(folder, monkeypatch):
    """In that folder; only quick tests of confidence, one other set of priors, two scenarios to rank."""
    few = {name: model_check.GROUPS[name] for name in ("units", "known_answers")}
    monkeypatch.setattr(model_check, "GROUPS", few)
    monkeypatch.setattr(robustness, "set_names", lambda rows: tuple(row.set for row in rows[:1]))
    monkeypatch.setattr(making_calibrations, "effort_of", lambda draws, chains: BRIEF)
    monkeypatch.setattr(calibrating, "LOOKED_AT", 64)
    monkeypatch.setattr(laboratory, "scenario_names", lambda: ("baseline", "everything"))
    fewer = outlook_settings().model_copy(update={"need_draws": 8, "certify_draws": 16, "efforts": 3})
    monkeypatch.setattr(need, "outlook_settings", lambda: fewer)
    monkeypatch.setattr(lever_effort, "SCREENED", 2)
    monkeypatch.setattr(evaluating, "updating_of", lambda order: None)
    for (place, name), held in ONCE.items():
        monkeypatch.setattr(place, name, held)
    monkeypatch.chdir(folder)
    return folder


def words_of(name: str, folder) -> list[str]:
    runs = sorted(path.name for path in (folder / "runs").iterdir())
    names = {"ONE": runs[0], "TWO": runs[1], "NEW": f"own-{len(list(folder.iterdir()))}"}
    return [names.get(word, word) for word in COMMANDS[name]]


def schema(name: str) -> dict[str, object]:
    kind = name.replace(" ", "_")
    return schema_of(kind) if kind in MAIN_KINDS else answer_schema(kind)


def test_every_command_is_tried_here():
    assert set(CATALOGUE) == set(COMMANDS) & set(CATALOGUE)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_command_answers_on_the_screen(name, lang, folder):
    result = call(*words_of(name, folder), lang=lang)
    assert result.exit_code == 0, result.output
    assert len(result.stdout) > 20
    assert "Traceback" not in result.output
    if lang == "zh" and name not in ("model step", "model graph"):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in result.output)


@pytest.mark.parametrize("name", sorted(set(CATALOGUE) - {"runs show"}))
def test_the_json_of_a_command_keeps_to_its_schema(name, folder):
    data = answer(*words_of(name, folder))
    assert list(Draft202012Validator(schema(name)).iter_errors(data)) == []
    assert list(data) == ["schema", "tool", "version", "seed", "draws", "inputs", "warnings", "result"]
    assert not any(path.startswith("/") for path in data["inputs"])


@pytest.mark.parametrize("name", ["run", "compare", "evaluate", "levers", "doctor", "model fit"])
def test_keys_and_numbers_do_not_depend_on_the_language(name, folder):
    one, two = (answer(*words_of(name, folder), lang=lang) for lang in LANGUAGES)
    if name == "doctor":
        one, two = ([check["name"] for check in data["result"]["checks"]] for data in (one, two))
    assert one == two


def test_every_kind_of_answer_belongs_to_a_command():
    kinds = {name.replace(" ", "_") for name in COMMANDS}
    assert set(KINDS) - {"error"} <= kinds
    assert set(MAIN_KINDS) <= kinds


def test_a_run_tells_what_to_try_next_and_all_of_it_works(folder):
    told = call(*COMMANDS["run"]).stdout
    steps = [
        line.split("   ")[0].split() for line in told.split("Next:")[1].splitlines() if "planreach " in line
    ]
    assert len(steps) == 3
    for _, *words in steps:
        small = SMALL if words[0] == "compare" else ()
        assert call(*words, *small).exit_code == 0


def test_the_answer_of_a_stored_run_is_shown_again(folder):
    runs = sorted((folder / "runs").glob("baseline-*"))
    for run in runs:
        assert json.loads(call("runs", "show", run.name, "--json").stdout) == json.loads(
            (run / "result.json").read_text(encoding="utf-8")
        )


def test_quiet_leaves_only_the_answer(folder):
    result = call(*COMMANDS["run"], "--quiet")
    assert result.stderr == ""
    assert "GDP" in result.stdout


def test_talk_goes_to_standard_error_and_json_stands_alone(folder):
    result = call(*COMMANDS["run"], "--json")
    json.loads(result.stdout)
    assert "report" in result.stderr


def test_an_indicator_may_be_named_in_any_language(folder):
    ids = {
        answer("why", name)["result"]["indicator"]
        for name in ("gdp_level", "地区生产总值", "gross domestic product")
    }
    assert ids == {"gdp_level"}


def test_there_is_no_colour_where_there_is_no_terminal(folder):
    assert "\033" not in call(*COMMANDS["run"]).output


def test_a_test_of_confidence_that_fails_is_a_finding_and_with_strict_an_exit_code(folder, monkeypatch):
    monkeypatch.setattr(
        model_check, "GROUPS", {"units": [lambda _: [Check("odd", "", False, 2.0, 1.0, "why not")]]}
    )
    found, strict = (call("model", "check", *more) for more in ((), ("--strict",)))
    assert (found.exit_code, strict.exit_code) == (0, 10)
    assert "!!  odd" in found.stdout
    assert "odd: why not" in found.stdout


def test_every_test_of_confidence_is_shown_with_its_evidence_when_asked(folder):
    told = " ".join(call("model", "check", "-v").stdout.split())
    for check in answer("model", "check")["result"]["checks"]:
        assert check["name"] in told
        assert check["evidence"][:20] in told


def test_loops_are_those_of_the_model_or_those_through_a_name(folder):
    declared = answer("model", "loops")["result"]["loops"]
    assert {loop["kind"] for loop in declared} == {"reinforcing", "balancing"}
    through = answer("model", "loops", "real_wage", "--most", "3")["result"]["loops"]
    assert len(through) == 3
    assert all(loop["path"][0] == loop["path"][-1] and "real_wage" in loop["path"] for loop in through)


@pytest.mark.slow
def test_the_size_of_every_loop_is_measured(folder):
    assert all(loop["amplification"] for loop in answer("model", "loops", "--sizes")["result"]["loops"])
