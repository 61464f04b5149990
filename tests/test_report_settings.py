"""Settings and language: flags, environment, settings file here, the user's own, the locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import simulation
from report.language import chosen_language
from report.settings import DEFAULT_DRAWS, DEFAULT_SEED, Settings, load_settings, user_folder
from scenarios.errors import InputError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write(text: str, own: bool = False) -> None:
    place = user_folder() if own else Path()
    place.mkdir(parents=True, exist_ok=True)
    (place / "planreach.toml").write_text(text, encoding="utf-8")


def codes(flags=None) -> set[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        load_settings(flags or {})
    return {(fault.code, fault.where) for fault in error.value.faults}


def test_without_anything_the_defaults_hold():
    assert load_settings({}) == Settings()


def test_the_defaults_are_those_of_the_simulation():
    assert (DEFAULT_SEED, DEFAULT_DRAWS) == (simulation.DEFAULT_SEED, simulation.DEFAULT_DRAWS)


def test_the_nearest_setting_counts(monkeypatch):
    write("draws = 1\nseed = 1\njobs = 1\nruns = 'one'", own=True)
    write("draws = 2\nseed = 2\njobs = 2")
    monkeypatch.setenv("PLANREACH_DRAWS", "3")
    monkeypatch.setenv("PLANREACH_SEED", "3")
    found = load_settings({"draws": 4, "seed": None})
    assert (found.draws, found.seed, found.jobs, found.runs) == (4, 3, 2, "one")


def test_seed_zero_is_a_seed():
    write("seed = 5")
    assert load_settings({"seed": 0}).seed == 0


def test_all_faults_of_all_places_are_told(monkeypatch):
    write("drawz = 5\nseed = -1\njobs = true\nlang = 'fr'\nplan = ''")
    monkeypatch.setenv("PLANREACH_DRAWS", "many")
    assert codes() == {
        ("unknown-key", "planreach.toml: drawz"),
        ("out-of-bounds", "planreach.toml: seed"),
        ("wrong-type", "planreach.toml: jobs"),
        ("not-in-vocabulary", "planreach.toml: lang"),
        ("wrong-type", "planreach.toml: plan"),
        ("wrong-type", "PLANREACH_DRAWS"),
    }


@pytest.mark.parametrize("text", ["seed = ", "\x00", ""])
def test_a_settings_file_that_cannot_be_read_is_a_fault(text):
    write(text)
    assert {code for code, _ in codes()} <= {"bad-toml", "not-text", "empty-file"}


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["run", "--lang", "zh"], "zh"),
        (["--lang=zh", "run"], "zh"),
        (["run", "--lang", "zh", "--lang", "en"], "en"),
        (["run", "--lang", "klingon"], "en"),
        (["run", "--lang"], "en"),
        (["run", "--", "--lang", "zh"], "en"),
        ([], "en"),
    ],
)
def test_the_flag_is_found_anywhere(arguments, lang):
    assert chosen_language(arguments) == lang


def test_the_language_comes_from_flag_environment_file_and_locale_in_this_order(monkeypatch):
    assert chosen_language([]) == "en"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert chosen_language([]) == "zh"
    write("lang = 'en'")
    assert chosen_language([]) == "en"
    monkeypatch.setenv("PLANREACH_LANG", "zh")
    assert chosen_language([]) == "zh"
    assert chosen_language(["--lang", "en"]) == "en"


@pytest.mark.parametrize(
    ("locale", "lang"), [("zh_TW", "zh"), ("zh_CN.GBK", "zh"), ("C", "en"), ("de_DE", "en")]
)
def test_the_locale_decides_where_nobody_does(monkeypatch, locale, lang):
    monkeypatch.setenv("LC_ALL", locale)
    assert chosen_language([]) == lang


def test_a_broken_settings_file_does_not_hinder_help():
    write("lang = [")
    assert chosen_language([]) == "en"
