"""The published JSON: names, nulls and schemas."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from midterm_cases import example

from evaluation.json_schema import FOLDER, KINDS, schema_of, schema_text
from evaluation.results import (
    Check,
    CheckResult,
    Closures,
    CompareResult,
    Difference,
    Envelope,
    Joint,
    JointEntry,
    Locator,
    RunResult,
    TargetResult,
    schema_name,
    to_json,
)
from evaluation.run_diff import InputChange, RunDiff
from evaluation.why import WhyResult

TARGET = TargetResult(
    id="gdp_level", name_zh="地区生产总值", name_en="GDP", unit="yi_CNY", price_basis="constant_2020",
    nature="expected", mode="simulated", mode_reason_zh="", mode_reason_en="",
    relation="at_least", base=590.0, base_year=2020,
    target=929.0, target_low=None, year=2025, printed_digits=0, stated_growth=9.5, median=800.0, q05=700.0,
    q10=720.0, q90=900.0, q95=930.0, probability=0.05, probability_strict=0.05, mc_error=0.003,
    required_growth=9.5, simulated_growth=6.3, closures=Closures(0.05, 0.3), verdict="unlikely",
    locator=Locator(chapter=2, box=2, row=1, line=100),
)  # fmt: skip
ENTRY = JointEntry(0.05, 0.003, ("gdp_level",), ())
EMPTY = JointEntry(None, None, (), ("forest_cover",))
RUN = RunResult(
    scenario="baseline", title_zh="基准", title_en="Baseline", question_zh="", question_en="", as_of=2020,
    closure="demand_led", targets=(TARGET,), joint=Joint(EMPTY, ENTRY, ENTRY), misses=(), conflicts=(),
    growth_accounting=(), series=(),
)  # fmt: skip
ANSWERS = {
    "run": RUN,
    "compare": CompareResult(
        (RUN,), (Difference("opening", "baseline", "gdp_level", 1.0, 0.5, 2.0, 0.1, 0.01),)
    ),
    "why": WhyResult("forest_cover", None, (), (), None, (), (), 0),
    "evaluate": example(),
    "runs_diff": RunDiff("baseline-0", "opening-1", (InputChange("seed", 0, None),), ()),
    "model_check": CheckResult((Check("ledger", "accounts", True, 0.0, 1e-9, "every stock"),)),
}
PROMISED = {
    *(
        "id",
        "name_zh",
        "name_en",
        "unit",
        "price_basis",
        "nature",
        "mode",
        "relation",
        "base",
        "target",
        "year",
    ),
    *("median", "q05", "q10", "q90", "q95", "probability", "probability_strict", "mc_error"),
    *("required_growth", "simulated_growth", "closures", "verdict", "locator"),
}


def envelope(kind: str) -> dict[str, Any]:
    answer = ANSWERS[kind]
    return to_json(
        Envelope(schema_name(kind), "planreach", "0.1.0", 0, 4096, {"a.toml": "0" * 64}, (), answer)
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_published_schema_is_the_generated_one(kind: str) -> None:
    path = FOLDER / f"{schema_name(kind)}.json"
    assert path.read_text(encoding="utf-8") == schema_text(kind)


def test_no_schema_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.glob("*")} == {f"{schema_name(kind)}.json" for kind in KINDS}


def test_every_kind_of_answer_is_tested() -> None:
    assert set(ANSWERS) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_answers_satisfy_their_schema(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    answer = json.loads(json.dumps(envelope(kind), allow_nan=False))
    assert not list(Draft202012Validator(schema).iter_errors(answer))


def test_a_schema_refuses_a_missing_name_and_a_wrong_word() -> None:
    validator = Draft202012Validator(schema_of("run"))
    answer = envelope("run")
    answer["result"]["targets"][0]["verdict"] = "surely"
    del answer["result"]["joint"]
    assert len(list(validator.iter_errors(answer))) == 2


def test_every_promised_name_of_a_target_is_there() -> None:
    assert set(to_json(TARGET)) >= PROMISED
    assert list(to_json(TARGET)["closures"]) == ["demand_led", "supply_led"]
    assert {"chapter", "box", "row", "line"} <= set(to_json(TARGET)["locator"])


def test_an_empty_joint_has_null_numbers() -> None:
    assert to_json(EMPTY) == {"probability": None, "mc_error": None, "ids": [], "excluded": ["forest_cover"]}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), np.float64("nan")])
def test_a_number_that_is_not_finite_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        to_json(replace(TARGET, median=bad))


def test_numpy_numbers_become_plain_ones() -> None:
    assert (
        json.dumps(to_json({"a": np.float64(0.5), "b": np.int64(3), "c": np.bool_(True)}))
        == '{"a": 0.5, "b": 3, "c": true}'
    )
