"""A planner's own list: both languages and kinds of file, every fault by its cell, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl import Workbook
from project_cases import FILE, PACK, WHOLE

from evaluation.project_pipeline.assessment import setup_for
from evaluation.project_pipeline.own import named_of, without_replaced
from scenarios.errors import InputError
from scenarios.library import load_scenario
from scenarios.project_list import ListedProject, read_project_list

CHINESE = """名称,类别,规模(亿元),最早开工,阶段,概率
示范产业园,新兴产业,２５,2022-07,已审批,80%
燕京汽车,传统产业,-,2023年,,
"""
ENGLISH = """name,sector,size,unit,earliest start,stage,probability
Park,emerging,250000,wan_CNY,2022-07,approved,0.8
"""
PARK = ListedProject("示范产业园", "attracted_emerging", 25.0, 2022.5, "land", 0.8)


def read(tmp_path, text, name="mine.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read_project_list(path, PACK)[0]


def faults(tmp_path, text, name="mine.csv"):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, name)
    return {(fault.where, fault.code) for fault in caught.value.faults}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_chinese_list_is_read(tmp_path, encoding):
    found = read(tmp_path, CHINESE, encoding=encoding)
    assert found[0] == PARK
    assert found[1] == ListedProject("燕京汽车", "attracted_traditional", None, 2023.0, "reserve", 1.0)


def test_an_english_list_with_a_column_of_units_says_the_same(tmp_path):
    assert read(tmp_path, ENGLISH) == (replace(PARK, name="Park"),)


def test_a_workbook_says_the_same_as_a_table(tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "清单"
    for row in (
        ("名称", "类别", "规模(亿元)", "最早开工", "阶段", "概率"),
        ("示范产业园", "新兴产业", 25, "2022-07", "已审批", 0.8),
        (None,) * 6,
        ("坏项目", "新型产业", "多", 2019, "已审批", 2),
    ):
        sheet.append(row)
    path = tmp_path / "mine.xlsx"
    book.save(path)
    with pytest.raises(InputError) as caught:
        read_project_list(path, PACK)
    assert {(fault.where, fault.code) for fault in caught.value.faults} == {
        ("mine.xlsx: 清单!B4: 类别", "not-in-vocabulary"),
        ("mine.xlsx: 清单!C4: 规模(亿元)", "wrong-type"),
        ("mine.xlsx: 清单!D4: 最早开工", "year-outside-plan"),
        ("mine.xlsx: 清单!F4: 概率", "out-of-bounds"),
    }
    sheet.delete_rows(4)
    book.save(path)
    assert read_project_list(path, PACK)[0] == (PARK,)


def test_all_faults_of_the_cells_are_told_at_once(tmp_path):
    text = CHINESE + ",,30000,,在建,1.5\n示范产业园,服务业,1,someday,储备,inf\na,b,c,d,e,f,g\n"
    found = faults(tmp_path, text)
    assert {
        ("mine.csv:4: 名称", "missing-key"),
        ("mine.csv:4: 类别", "missing-key"),
        ("mine.csv:4: 规模(亿元)", "out-of-bounds"),
        ("mine.csv:4: 最早开工", "missing-key"),
        ("mine.csv:4: 阶段", "not-in-vocabulary"),
        ("mine.csv:4: 概率", "out-of-bounds"),
        ("mine.csv:5: 名称", "duplicate"),
        ("mine.csv:5: 最早开工", "wrong-type"),
        ("mine.csv:5: 概率", "not-finite"),
        ("mine.csv:6", "cell-count"),
    } <= found


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("名称,类别\nx,服务业\n", "a.csv", "missing-column"),
        ("名称,类别,最早开工,颜色\nx,服务业,2022,1\n", "a.csv", "unknown-column"),
        ("名称,name,类别,最早开工\nx,y,服务业,2022\n", "a.csv", "duplicate"),
        ("名称,类别,最早开工,规模\nx,服务业,2022,1\n", "a.csv", "missing-column"),
        ("名称,类别,最早开工,规模(吨)\nx,服务业,2022,1\n", "a.csv", "unknown-unit"),
        ("名称,类别,最早开工,规模,单位\nx,服务业,2022,1,\n", "a.csv", "missing-key"),
        ("名称,类别,最早开工,规模,单位\nx,服务业,2022,1,吨\n", "a.csv", "unknown-unit"),
        ("名称,类别,最早开工\n", "a.csv", "empty-file"),
        ("  \n", "a.csv", "empty-file"),
        (CHINESE, "a.txt", "wrong-type"),
        (CHINESE, "a.xlsx", "bad-xlsx"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, text, name, code):
    assert code in {code for _, code in faults(tmp_path, text, name)}


def test_a_stage_shortens_the_way_and_never_beyond_the_earliest_start():
    rows = {row.name: row.central for row in FILE.number}
    way = rows["reserve_time"] + rows["approval_time"] + rows["finance_time"]
    soon = [replace(PARK, earliest_start=2021.0, stage=stage) for stage in ("reserve", "approval", "land")]
    signed = [row.earliest for row in named_of(soon, FILE)]
    behind = [0.0, rows["reserve_time"], rows["reserve_time"] + rows["approval_time"]]
    assert signed == pytest.approx([2021.0 - one for one in behind])
    late = [replace(PARK, earliest_start=2024.0, stage=stage) for stage in ("reserve", "land")]
    assert [row.earliest for row in named_of(late, FILE)] == pytest.approx([2024.0 - way] * 2)


def test_an_own_project_takes_the_place_of_that_of_the_plan():
    own = named_of([PARK, replace(PARK, name=FILE.named[0].title.zh)], FILE)
    setup = setup_for(PACK, load_scenario("baseline", PACK), [PARK])
    assert [row.name for row in setup.named] == [*(row.title.en for row in FILE.named), PARK.name]
    both = without_replaced(replace(WHOLE, named=WHOLE.named + own), own, FILE)
    assert [row.name for row in both.named] == [
        *(row.title.en for row in FILE.named[1:]),
        PARK.name,
        FILE.named[0].title.zh,
    ]
