"""Loops on the command line: worth over draws, and what goes through each in a comparison."""

from __future__ import annotations

import pytest
from cli_runner import LANGUAGES, answer, call
from jsonschema import Draft202012Validator

from evaluation.checks import feedback_loops
from evaluation.json_schema import schema_of
from report.exits import USAGE
from report.schemas import answer_schema

WORTH = ["model", "loops", "--worth", "--draws", "8"]
COMPARE = ["compare", "baseline", "opening", "--draws", "16", "--loops"]


@pytest.fixture(scope="module", autouse=True)
def stored(tmp_path_factory):
    """A comparison with two of the loops, stored in the folder all stand in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feedback_loops, "REQUIRED", feedback_loops.REQUIRED[:2])
        patch.setattr(feedback_loops, "OTHERS", ())
        patch.chdir(tmp_path_factory.mktemp("loops"))
        yield answer(*COMPARE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_worth_is_one_table(lang):
    result = call(*WORTH, lang=lang)
    assert result.exit_code == 0
    names = [loop.name for loop in feedback_loops.REQUIRED]
    assert [sum(name in line for line in result.stdout.splitlines()) for name in names] == [1, 1]


def test_the_json_of_worth_adds_to_that_of_loops():
    data = answer(*WORTH)
    assert list(Draft202012Validator(answer_schema("model_loops")).iter_errors(data)) == []
    assert (data["seed"], data["draws"], data["result"]["closure"]) == (2021, 8, "demand_led")
    for loop in data["result"]["loops"]:
        assert set(loop["growth_worth"]) == {"median", "q10", "q90"}
    plain = answer("model", "loops")
    assert all(loop["growth_worth"] is None for loop in plain["result"]["loops"])
    assert (plain["draws"], plain["result"]["scenario"]) == (None, None)


@pytest.mark.parametrize("words", [["--draws", "8"], ["--seed", "0"], ["gdp", "--worth"]])
def test_options_of_worth_without_it_are_refused(words):
    result = call("model", "loops", *words)
    assert result.exit_code == USAGE
    assert "--worth" in result.output


def test_a_comparison_tells_of_loops_when_asked(stored):
    assert list(Draft202012Validator(schema_of("compare")).iter_errors(stored)) == []
    (told,) = stored["result"]["loops"]
    assert (told["scenario"], told["reference"], told["draws"]) == ("opening", "baseline", 16)
    growth = next(item for item in stored["result"]["differences"] if item["id"] == "gdp_growth")
    assert told["growth"]["median"] == pytest.approx(growth["median"])


def test_a_comparison_with_loops_is_repeated_to_the_last_byte(stored):
    assert answer("runs", "rerun")["result"]["identical"]
    assert answer("runs", "show") == stored


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comparison_shows_what_goes_through_a_loop(lang):
    assert "growth_investment_capital" in call(*COMPARE, lang=lang).stdout


def test_without_the_option_a_comparison_is_the_same_without_loops(stored):
    assert answer(*COMPARE[:-1])["result"] == {**stored["result"], "loops": []}
    assert "growth_investment_capital" not in call(*COMPARE[:-1]).stdout
