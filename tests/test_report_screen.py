"""The screen of a run: complete, within the width, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from cli_runner import LANGUAGES
from report_fixture import ANSWER, GROWTH, IDS, PARTS, RUN

from evaluation.results import MissSet
from report.growth_text import growth_matrix, growth_rows
from report.joint_text import common_misses
from report.run_screen import show_run
from report.session import Session
from report.settings import Settings
from report.text_width import cells
from report.wording import load_words


def screen(lang, width, monkeypatch, capsys, answer=ANSWER):
    monkeypatch.setenv("COLUMNS", str(width))
    show_run(answer, Session(load_words(lang), Settings()))
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_screen_fits_its_width(lang, width, monkeypatch, capsys):
    lines = screen(lang, width, monkeypatch, capsys).splitlines()
    assert max(cells(line) for line in lines) <= width + 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_there_at_100_columns(lang, monkeypatch, capsys):
    words = load_words(lang)
    told = re.sub(r"\s", "", screen(lang, 100, monkeypatch, capsys))
    for name in ("indicator", "base", "target", "median", "band", "verdict"):
        assert words(f"table.{name}") in told.replace("80%band", "80 % band")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_target_is_named_judged_or_tracked_with_its_reason(lang, monkeypatch, capsys):
    told = re.sub(r"\s", "", screen(lang, 120, monkeypatch, capsys))
    for target in RUN.targets:
        name = target.name_zh if lang == "zh" else target.name_en
        assert re.sub(r"\s", "", name[:12]) in told
        if target.mode == "tracked":
            reason = target.mode_reason_zh if lang == "zh" else target.mode_reason_en
            assert re.sub(r"\s", "", reason) in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_says_under_what_it_holds(lang, monkeypatch, capsys):
    first = screen(lang, 120, monkeypatch, capsys).split("\n")[0]
    assert "2020" in first
    assert (RUN.title_zh if lang == "zh" else RUN.title_en) in first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screen_can_be_shown_on_a_gbk_console(lang, monkeypatch, capsys):
    screen(lang, 100, monkeypatch, capsys).encode("gbk")


def test_printed_growth_adds_up_to_the_last_digit():
    rows = growth_rows(GROWTH, load_words("en"))
    assert sum(round(100 * float(row.points)) for row in rows[:-1]) == round(100 * float(rows[-1].points))
    assert sum(round(10 * float(row.level)) for row in rows[:-1]) == round(10 * float(rows[-1].level))


def test_rows_and_columns_of_the_growth_table_add_up():
    matrix = growth_matrix(GROWTH, load_words("en"))
    numbers = [[0 if cell == "-" else round(100 * float(cell)) for cell in row[1:]] for row in matrix.rows]
    assert all(sum(row[:-1]) == row[-1] for row in numbers)
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert numbers[-1][-1] == round(100 * sum(value for _, _, value in PARTS))


def test_what_is_missed_in_every_set_is_told_once():
    core, rests = common_misses((MissSet(IDS[:3], 0.4), MissSet((*IDS[:2], IDS[4]), 0.2)))
    assert core == IDS[:2]
    assert rests == [(IDS[2],), (IDS[4],)]
    assert common_misses((MissSet(IDS[:3], 0.4),)) == ((), [IDS[:3]])


def test_a_run_without_joint_conflicts_and_growth_is_shown_too(monkeypatch, capsys):
    bare = replace(RUN, misses=(), conflicts=(), growth_accounting=(), targets=RUN.targets[-2:])
    assert screen("en", 100, monkeypatch, capsys, replace(ANSWER, result=bare))


def test_warnings_are_shown(monkeypatch, capsys):
    assert "look out" in screen("en", 100, monkeypatch, capsys, replace(ANSWER, warnings=("look out",)))
