"""Observed data from a planner's desk: every form that is taken, and one broken file a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from midterm_cases import HEADER, faults, pack, read, written
from openpyxl import Workbook

from evaluation.midterm.observed import Observation
from evaluation.midterm.periods import Period, period
from evaluation.midterm.reading import read_observed
from scenarios.errors import InputError

ONE = "gdp_level,2023,,700,亿元,constant\n"


def only(found) -> Observation:
    (item,) = found.observations
    return item


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023", Period(2023)),
        ("２０２３年", Period(2023)),
        ("2023.0", Period(2023)),
        ("2023-06", Period(2023, 6)),
        ("2023年6月", Period(2023, 6)),
        ("2023年1-6月", Period(2023, 6)),
        ("2023年上半年", Period(2023, 6)),
        ("2023年前三季度", Period(2023, 9)),
        ("2023年1-12月", Period(2023)),
        ("2023年实际", Period(2023)),
        ("2023年应达", None),
        ("23", None),
        ("2023-13", None),
    ],
)
def test_periods_as_people_write_them(text, found):
    assert period(text) == found


def test_files_of_one_name_are_told_apart_by_their_content(tmp_path):
    paths: list[Path] = []
    for place, value in (("a", 640), ("b", 650)):
        (tmp_path / place).mkdir()
        paths.append(written(tmp_path / place, f"gdp_level,2021,,{value},亿元,constant\n"))
    found = read_observed(paths, pack())
    assert [(item.earlier, item.later) for item in found.revisions] == [(640, 650)]
    assert len(found.inputs) == len(set(found.vintages)) == 2
    assert all(name == f"figures.csv {sha[:8]}" for name, sha in found.inputs.items())


@pytest.mark.parametrize(
    "row",
    [
        "gdp_level,2023,,700,亿元,constant",
        "地区生产总值,2023年,,700,亿元,可比价",
        "Gross domestic product,2023,,700,yi_CNY,constant prices",
        "GDP,2023,,７００．０亿元,,不变价",
        '地区生产总值(亿元),2023,,"7,000,000.0万元",,可比价',
        "地区生产总值（亿元）,2023,12,700,,可比价",
        "地区生产总值,2023,,7000000,万元,2020年价",
        "地区生产总值,2023,全年,700亿元,,可比价格",
    ],
)
def test_the_same_level_in_many_spellings(row, tmp_path):
    text = row.replace('(亿元),2023,,"7,000,000.0万元"', ',2023,,"7,000,000.0万元"')
    item = only(read(tmp_path, text + "\n"))
    assert (item.id, item.year, item.month, item.kind) == ("gdp_level", 2023, None, "level")
    assert (item.value, item.unit, item.price_basis) == (pytest.approx(700), "yi_CNY", "constant_2020")


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("gdp_level,2023,,4.5,%,同比", 4.5),
        ("地区生产总值增速,2023,,4.5%,,", 4.5),
        ("地区生产总值增速,2023,,增长4.5%,,", 4.5),
        ("GDP growth,2023,,4.5,,", 4.5),
        ("gdp_growth,2023,,4.5,%,", 4.5),
        ("gdp_level,2023,,104.5,,指数", 4.5),
        ("gdp_level,2023,,-1.2,%,同比", -1.2),
        ("gdp_level,2023,,下降1.2%,,同比", -1.2),
        ("gdp_level,2023,,−1.2,%,可比价同比", -1.2),
        ("gdp_level,2023,,持平,,同比", 0.0),
        ("gdp_level,2023,,4.5,亿元,同比", 4.5),
    ],
)
def test_the_same_growth_in_many_spellings(row, value, tmp_path):
    item = only(read(tmp_path, row + "\n"))
    assert (item.kind, item.unit, item.price_basis) == ("growth", "percent/year", "constant_2020")
    assert item.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("row", "kind", "value"),
    [
        ("energy_intensity_cut,2022,,3.1,%", "cut_year", 3.1),
        ("energy_intensity_cut,2022,,下降3.1,%", "cut_year", 3.1),
        ("energy_intensity_cut,2022,,上升0.5,%", "cut_year", -0.5),
        ("energy_intensity_cut,2022,,6.1,%,累计", "cut_total", 6.1),
        ("new_jobs_total,2022,,4.9,万人,累计", "total", 4.9),
        ("new_jobs_total,2022,,24000,人,当年", "level", 2.4),
        ("budget_revenue,2022,,88,亿元,累计", "level", 88),
        ("private_investment_share,2022,,0.48,比例", "level", 48),
        ("private_investment_share,2022,,四十八,%", "level", 48),
    ],
)
def test_cuts_sums_and_shares(row, kind, value, tmp_path):
    item = only(read(tmp_path, row + "\n"))
    assert (item.kind, item.value) == (kind, pytest.approx(value))


@pytest.mark.parametrize("blank", ["", "–", "—", "…", "-", "n/a", "未公布", "暂无"])
def test_what_is_missing_is_no_figure(blank, tmp_path):
    assert only(read(tmp_path, ONE + f"budget_revenue,2023,,{blank},亿元\n")).id == "gdp_level"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_of_a_planners_desk(encoding, tmp_path):
    path = tmp_path / "观测 数据.csv"
    path.write_bytes("指标,年份,数值,单位,口径\n地区生产总值,2023,700,亿元,可比价\n".encode(encoding))
    item = only(read_observed([path], pack()))
    assert (item.value, item.where) == (700, "观测 数据.csv!C2")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "2023年主要指标完成情况,,,\n指标名称,单位,口径,2021年,2022年,2023年\n",
            "GDP,亿元,可比价,,650,700\n",
        ),
        ("指标;单位;口径;2022;2023\n", "GDP;亿元;可比价;650;700\n"),
        ("indicator\tbasis\t2022 (亿元)\t2023 (亿元)\n", "gdp_level\tconstant\t650\t700\n"),
    ],
)
def test_years_as_columns_titles_and_other_partings(header, row, tmp_path):
    found = read(tmp_path, row, header)
    assert [(item.year, item.value) for item in found.observations] == [(2022, 650), (2023, 700)]


def test_a_workbook_with_percent_cells_and_months(tmp_path):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数据"
    for row in (
        ("指标", "年份", "月份", "数值"),
        ("地区生产总值增速", 2023, None, 0.045),
        ("贸易", 1, 1, None),
    ):
        sheet.append(row)
    sheet["D2"].number_format = "0.0%"
    sheet.append(("进出口总额增速", 2023, "1-6月", 28))
    book.create_sheet("说明").append(("随便写的",))
    path = tmp_path / "数据.xlsx"
    book.save(path)
    growth, trade = read_observed([path], pack()).observations
    assert (growth.value, growth.where) == (pytest.approx(4.5), "数据.xlsx!数据!D2")
    assert (trade.month, trade.whole_year) == (6, False)


BROKEN = {
    "unknown-target": ("生产总量,2023,,700,亿元,可比价", "A2"),
    "wrong-type": ("gdp_level,2023,,约700,亿元,可比价", "D2"),
    "unknown-unit": ("gdp_level,2023,,700,亿圆,可比价", "D2"),
    "wrong-unit": ("gdp_level,2023,,700,万人,可比价", "D2"),
    "missing-unit": ("gdp_level,2023,,700,,可比价", "D2"),
    "missing-basis": ("gdp_level,2023,,700,亿元,", "F2"),
    "not-in-vocabulary": ("gdp_level,2023,,700,亿元,官价", "F2"),
    "scale-slip": ("gdp_level,2023,,7000000,亿元,可比价", "D2"),
    "year-outside-plan": ("gdp_level,2019,,560,亿元,可比价", "D2"),
    "out-of-bounds": ("gdp_level,2023,13,700,亿元,可比价", "C2"),
    "inconsistent": ("gdp_level,2023,,700亿元,万元,可比价", "D2"),
    "no-indicator": (",2023,,700,亿元,可比价", "D2"),
    "no-observations": ("gdp_level,2023,,,亿元,可比价", ""),
}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_every_fault_is_named_by_its_cell(code, tmp_path):
    row, cell = BROKEN[code]
    (fault,) = faults(tmp_path, row + "\n")
    assert fault.code == code
    assert fault.where.endswith(f"figures.csv!{cell}" if cell else "figures.csv")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("gdp_level,2023,,1045,%,同比", "out-of-bounds"),
        ("gdp_level,2023,,-100,%,同比", "out-of-bounds"),
        ("private_investment_share,2023,,0.48,%", "scale-slip"),
        ("licensed_doctors,2023,,0.16,人", "scale-slip"),
        ("gdp_level,,,700,亿元,可比价", "wrong-type"),
        ("gdp_level,2020,,2,%,同比", "year-outside-plan"),
        ("new_jobs_total,2023,,下降2,万人", "wrong-type"),
    ],
)
def test_other_figures_that_cannot_be(row, code, tmp_path):
    assert [fault.code for fault in faults(tmp_path, row + "\n")] == [code]


def test_headings_are_named_too(tmp_path):
    slip = faults(tmp_path, "gdp_level,2023,6,700,亿元,可比价\n", "指标,年份,月分,数值,单位,口径\n")
    assert [(fault.code, fault.where) for fault in slip] == [("unknown-column", "figures.csv!C1")]
    twice = faults(tmp_path, "gdp_level,2023,700,700,亿元,可比价\n", "指标,年份,数值,值,单位,口径\n")
    assert [(fault.code, fault.where) for fault in twice] == [("duplicate", "figures.csv!D1")]
    none = faults(tmp_path, "700,2023\n", "GDP,year\n")
    assert [fault.code for fault in none] == ["missing-column"]


def test_all_faults_of_all_files_come_at_once(tmp_path):
    first = written(tmp_path, "".join(row + "\n" for row, _ in list(BROKEN.values())[:6]), "one.csv")
    second = written(tmp_path, "生产总量,2023,,700,亿元,可比价\n", "two.csv")
    with pytest.raises(InputError) as caught:
        read_observed([first, second, tmp_path / "three.csv"], pack())
    told = caught.value.faults
    assert len(told) == 8
    assert {fault.where.split("!")[0] for fault in told} == {"one.csv", "two.csv", "three.csv"}


def test_nothing_is_overwritten_silently(tmp_path):
    (fault,) = faults(tmp_path, ONE + "GDP,2023,,701,亿元,可比价\n")
    assert (fault.code, fault.fields["first"]) == ("duplicate", "figures.csv!D2")
    later = written(tmp_path, "GDP,2023,,701,亿元,可比价\n", "later.csv")
    found = read_observed([written(tmp_path, ONE), later], pack())
    assert [item.value for item in found.observations] == [701]
    assert [item.value for item in found.superseded] == [700]
    ((revision),) = found.revisions
    assert (revision.earlier_vintage, revision.later_vintage) == ("figures", "later")
    column = read(tmp_path, ONE.strip() + ",2024年3月\n" + ONE.replace("700", "705").strip() + ",五经普\n")
    assert (column.vintages, only(column).value) == (("2024年3月", "五经普"), 705)


def test_columns_that_nobody_knows_are_told(tmp_path):
    found = read(tmp_path, "gdp_level,2023,700,亿元,可比价,x\n", "指标,年份,数值,单位,口径,全疆排名\n")
    assert found.passed == ("全疆排名",)
    assert Path(tmp_path / "figures.csv").name in found.inputs


def test_the_header_of_the_tests_is_that_of_the_interface():
    assert HEADER.strip().split(",")[:6] == ["indicator", "year", "month", "value", "unit", "basis"]
