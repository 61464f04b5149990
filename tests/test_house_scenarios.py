"""The page of the scenarios has a section for each, and shows what they give."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys

import pytest
from economy_subject import pack
from house import ROOT

from evaluation.checks.feedback_loops import OTHERS, REQUIRED
from scenarios.library import load_scenario, scenario_names

SCRIPT = ROOT / "docs" / "scenarios.py"
PAGE = (ROOT / "docs" / "scenarios.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## `(\w+)`([^\n]*\n.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def script():
    found = importlib.util.spec_from_file_location("scenarios_page", SCRIPT)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_every_scenario_of_the_library_has_its_section():
    assert tuple(SECTIONS) == scenario_names()


@pytest.mark.parametrize("name", scenario_names())
def test_a_section_opens_with_what_the_scenario_asks_and_assumes(name, script):
    scenario = load_scenario(name, pack())
    assert script.opening(scenario, pack()) in PAGE
    for named in (*scenario.levers, *scenario.world):
        assert f"`{named}`" in SECTIONS[name]
    assert scenario.question.en in SECTIONS[name]


@pytest.mark.parametrize("name", scenario_names()[1:])
def test_a_section_tells_what_moved_and_by_which_declared_loop(name):
    moved, through = re.split(r"^\| By which loop.*\n", SECTIONS[name], flags=re.MULTILINE)
    assert "| What moved |" in moved
    loops = re.findall(r"^\| `(\w+)` \| (\w+) \|", through, re.MULTILINE)
    assert loops
    assert set(loops) <= {(loop.name, loop.kind) for loop in REQUIRED + OTHERS}
    assert "| the whole effect |" in through
    assert "| direct |" in through


def test_the_reference_shows_what_every_loop_is_worth():
    assert all(f"| `{loop.name}` | {loop.kind} |" in SECTIONS["baseline"] for loop in REQUIRED + OTHERS)


def test_the_page_says_that_effects_do_not_add_up():
    assert "do not add up to the whole" in " ".join(PAGE.split())


@pytest.mark.parametrize(
    ("stored", "new", "alike"),
    [
        ("| a | +0.12 | -1 |", "| a | +0.13 | -2 |", True),
        ("| a | +0.12 |", "| a | +0.14 |", False),
        ("| a | +0.12 |", "| b | +0.12 |", False),
        ("13 more in 2021", "14 more in 2021", False),
        ("| a | 1 |", "| a | 1 |\n| b | 1 |", False),
    ],
)
def test_pages_are_compared_within_rounding(stored, new, alike, script):
    assert script.same(stored, new) is alike


@pytest.mark.slow
def test_the_page_shows_what_the_scenarios_give():
    check = [sys.executable, str(SCRIPT), "--check"]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
