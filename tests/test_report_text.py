"""Text on a screen: Chinese letters take two cells, lines and tables fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.text_table import Cell, Column, table
from report.text_width import cells, padded, shortened, wrapped

MIXED = "中文字和 Latin words、标点。（括号）12.5 % of GDP"


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("中文", 4), ("中a", 3), ("", 0), ("e\u0301", 1)])
def test_chinese_letters_take_two_cells(text, width):
    assert cells(text) == width


@given(st.text(alphabet=MIXED, max_size=80), st.integers(6, 40))
def test_wrapped_lines_fit_but_for_a_closing_stop(text, width):
    for line in wrapped(text, width):
        assert cells(line) <= width + 2


@given(st.text(alphabet="中文字 abc", max_size=60), st.integers(4, 30))
def test_wrapping_loses_no_letter(text, width):
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


def test_a_line_does_not_begin_with_a_stop_nor_end_with_an_opening_bracket():
    for width in range(6, 30):
        lines = wrapped("一二三四五六，七八九（十一）二三四。五六七", width)
        assert not any(line[0] in "，。）" for line in lines)
        assert not any(line.endswith("（") for line in lines)


def test_a_unit_in_brackets_stays_whole():
    assert wrapped("一般公共预算收入 (亿元)", 21) == ["一般公共预算收入", "(亿元)"]


def test_a_number_stays_with_its_percent_sign():
    assert all(
        line != "%" for width in range(8, 30) for line in wrapped("the chance is about 15 % now", width)
    )


def test_padding_counts_cells():
    assert padded("中文", 6) == "中文  "
    assert padded("中文", 6, right=True) == "  中文"


def test_a_shortened_text_says_that_something_is_left_out():
    assert shortened("中文字中文字", 8) == "中文字.."
    assert shortened("short", 8) == "short"


COLUMNS = [
    Column("Name", flexible=True, least=8),
    Column("Often needed", right=True),
    Column("Seldom", right=True, give_up=2),
    Column("Never", right=True, give_up=1),
]
ROWS = [["一个很长很长的指标名称", "1", "22", "333"], ["short", Cell("-4", "bad"), "5", "6"]]


@pytest.mark.parametrize("width", [24, 30, 36, 50, 100])
def test_a_table_fits_its_width(width):
    assert all(cells(line) <= width for line in table(COLUMNS, ROWS, width).splitlines())


def test_columns_fall_away_in_their_order_when_it_is_narrow():
    heads = {width: table(COLUMNS, ROWS, width).splitlines()[0] for width in (100, 34, 24)}
    assert "Seldom" in heads[100]
    assert "Seldom" not in heads[34]
    assert "Never" in heads[34]
    assert "Never" not in heads[24]
    assert "Often needed" in heads[24]


def test_columns_line_up_whatever_the_letters():
    lines = table(COLUMNS, ROWS, 100).splitlines()
    ends = {cells(line) for line in (lines[1], lines[2], lines[3])}
    assert len(ends) == 1


def test_colour_does_not_move_the_columns():
    plain = table(COLUMNS, ROWS, 60)
    marked = table(COLUMNS, ROWS, 60, lambda text, color: f"<{text}>" if color == "bad" else text)
    assert marked.replace("<", "").replace(">", "") == plain
    assert "<" in marked
