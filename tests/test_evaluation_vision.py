"""Directions beyond the plan: indices from 100, the share of draws that goes the right way, and the words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from cli_runner import LANGUAGES
from economy_subject import economy
from evaluation_cases import annual
from pydantic import ValidationError
from report_fixture import ANSWER, RUN

from evaluation.results import to_json
from evaluation.running import run_scenario
from evaluation.simulation import Options
from evaluation.vision import vision, vision_omitted
from report.html.content import Content
from report.html.vision_section import vision as vision_section
from report.session import Session
from report.settings import Settings
from report.text_width import cells
from report.vision_text import by_direction, vision_text
from report.wording import load_words
from scenarios.errors import InputError
from scenarios.library import load_scenario
from scenarios.packs import load_pack
from scenarios.tables import VisionRow

PACK = load_pack()
ABOUT = PACK.about
YEARS = tuple(range(2020, 2036))


def row(**changes) -> VisionRow:
    facts: dict[str, Any] = {
        "id": "income", "name_zh": "收入", "name_en": "Income", "variable": "income", "divisor": None,
        "direction": "rise", "chapter": 1, "section": 3, "paragraph": 3, "line": 150, "note_zh": "如此",
        "note_en": "So it is.",
    }  # fmt: skip
    return VisionRow(**{**facts, **changes})


def rising(*steps: float) -> np.ndarray:
    """One draw a step: 50 in 2020, and the step more each year; shape (year, draw)."""
    return 50.0 + np.outer(np.arange(len(YEARS)), steps)


DRAWS = annual(YEARS, income=rising(-1, 1, 2, 5), people=rising(0, 0, 0, 5))
UNSAID = row(id="culture", variable=None, direction=None)


def test_an_index_is_100_times_the_ratio_to_the_base_year():
    points = vision(ABOUT, [row()], annual(YEARS, income=rising(2.5)))
    assert [(point.year, point.median) for point in points] == [(2025, 125.0), (2030, 150.0), (2035, 175.0)]


def test_the_share_of_draws_that_go_the_right_way():
    up, down = row(), row(direction="fall")
    assert [point.holds for point in vision(ABOUT, [up], DRAWS)] == [0.75] * 3
    assert [point.holds for point in vision(ABOUT, [down], DRAWS)] == [0.25] * 3


def test_what_stays_goes_neither_way():
    flat = annual(YEARS, income=rising(0.0))
    for direction in ("rise", "fall"):
        assert {point.holds for point in vision(ABOUT, [row(direction=direction)], flat)} == {0.0}


def test_a_divisor_divides_in_both_years():
    points = vision(ABOUT, [row(divisor="people")], DRAWS)
    assert points[-1].median == pytest.approx(np.median([70, 130, 160, 100]))


def test_bands_are_in_order():
    for point in vision(ABOUT, [row(), row(direction="fall", divisor="people")], DRAWS):
        assert point.q05 <= point.q10 <= point.median <= point.q90 <= point.q95
        assert 0 <= point.holds <= 1
        assert point.mc_error >= 0


@pytest.mark.parametrize(
    ("end", "years"),
    [(2025, []), (2024, []), (2026, [2025, 2026]), (2032, [2025, 2030, 2032]), (2035, [2025, 2030, 2035])],
)
def test_the_years_read(end, years):
    short = annual(tuple(range(2020, end + 1)), income=np.arange(1.0, end - 2018))
    assert [point.year for point in vision(ABOUT, [row()], short)] == years
    assert bool(vision_omitted(ABOUT, [UNSAID], short)) == bool(years)


def test_a_direction_without_a_variable_is_listed_with_its_reason():
    assert vision(ABOUT, [UNSAID], DRAWS) == ()
    (omitted,) = vision_omitted(ABOUT, [row(), UNSAID], DRAWS)
    assert (omitted.id, omitted.reason_en, omitted.locator.line) == ("culture", "So it is.", 150)


def test_a_variable_the_model_does_not_keep_is_refused():
    with pytest.raises(InputError):
        vision(ABOUT, [row(variable="happiness")], DRAWS)


@pytest.mark.parametrize(
    "changes",
    [{"variable": None}, {"direction": None}, {"variable": None, "direction": None, "divisor": "gdp"}],
)
def test_a_variable_and_its_direction_stand_together(changes):
    with pytest.raises(ValidationError):
        row(**changes)


def test_every_direction_of_the_plan_has_a_place_and_both_kinds_are_there():
    assert {line.line for line in PACK.vision} == {150}
    assert {line.variable is None for line in PACK.vision} == {True, False}


def run_to(end):
    options = Options(draws=16, end=end)
    return run_scenario(economy(), load_scenario("baseline", PACK), options)[0]


def test_a_run_beyond_the_plan_answers_for_every_direction():
    found = run_to(2035)
    computed = [line.id for line in PACK.vision if line.variable]
    assert list(dict.fromkeys(point.id for point in found.vision)) == computed
    assert len(found.vision) == 3 * len(computed)
    assert len(found.vision_omitted) == len(PACK.vision) - len(computed)
    assert to_json(found)["vision"][0]["locator"]["line"] == 150


def test_a_run_to_the_end_of_the_plan_says_nothing_of_later_years():
    found = run_to(None)
    assert (found.vision, found.vision_omitted) == ((), ())


BEYOND = replace(
    RUN, vision=vision(ABOUT, [row(), row(id="gap", direction="fall")], DRAWS),
    vision_omitted=vision_omitted(ABOUT, [UNSAID], DRAWS),
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100])
def test_the_screen_shows_directions_within_its_width(lang, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    words = load_words(lang)
    told = vision_text(BEYOND, Session(words, Settings()))
    assert max(cells(line) for line in told.splitlines()) <= width
    flat = re.sub(r"\s", "", told)
    for part in ("2020", "2035", words("vision-way.fall"), "145(88..223)", words.choose("收入", "Income")):
        assert re.sub(r"\s", "", part) in flat


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_shown_of_a_run_that_ends_with_the_plan(lang):
    words = load_words(lang)
    assert vision_text(RUN, Session(words, Settings())) == ""
    assert vision_section(Content(ANSWER, "Plan", "Region", ""), words) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_shows_every_year_and_every_reason(lang):
    words = load_words(lang)
    page = vision_section(Content(replace(ANSWER, result=BEYOND), "Plan", "Region", ""), words)
    assert page.count("<tr>") == 2 + len(BEYOND.vision) + len(BEYOND.vision_omitted)
    assert words.choose("如此", "So it is.") in page
    assert [len(points) for points in by_direction(BEYOND)] == [3, 3]
