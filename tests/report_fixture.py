"""A small answer of a run, made by hand, for tests of what people read."""

from __future__ import annotations

from typing import Any

from evaluation.quantiles import LEVELS
from evaluation.results import (
    Alternative,
    Closures,
    Conflict,
    Contribution,
    Envelope,
    Joint,
    JointEntry,
    Locator,
    MissSet,
    RunResult,
    SeriesPoint,
    TargetResult,
    schema_name,
)
from evaluation.series import series_point

SIMULATED = (
    # id, zh, en, unit, basis, relation, base, target, digits, required, median, q10, q90, p, verdict,
    # variable, transform
    ("gdp_level", "地区生产总值", "Gross domestic product", "yi_CNY", "constant_2020", "at_least",
     590.0, 929.0, 0, 9.5, 801.3, 752.4, 850.2, 0.004, "unlikely", "gdp", "level"),
    ("gdp_growth", "地区生产总值年均增长", "GDP, average annual growth", "percent", "constant_2020",
     "per_year_at_least", None, 9.5, 1, None, 6.3, 5.0, 7.6, 0.004, "unlikely", "gdp", "growth_average"),
    ("budget_revenue", "一般公共预算收入", "General public budget revenue", "yi_CNY", "current", "at_least",
     78.1, 117.0, 0, 8.4, 112.6, 95.1, 131.9, 0.312, "difficult", "budget_revenue", "level"),
    ("fixed_asset_investment", "全社会固定资产投资", "Fixed-asset investment", "yi_CNY", "current",
     "at_least", 348.0, 560.0, 0, 10.0, 541.0, 430.5, 660.0, 0.431, "difficult",
     "reported_investment_nominal", "level"),
    ("private_investment_share", "民间投资占固定资产投资比重", "Private share of fixed-asset investment",
     "percent", "none", "at_least", 45.0, 55.0, 0, None, 47.1, 43.0, 51.2, 0.052, "unlikely",
     "private_investment_share", "share_difference"),
    ("registered_unemployment", "城镇登记失业率", "Registered urban unemployment rate", "percent", "none",
     "at_most", 4.0, 4.0, 0, None, 3.1, 2.6, 3.9, 0.913, "likely", "registered_unemployment_rate", "maximum"),
    ("new_jobs", "新增城镇就业", "New urban jobs, 2021-2025", "wan_person", "none", "sum_at_least",
     None, 12.0, 0, None, 12.9, 11.0, 14.6, 0.741, "with_effort", "new_urban_jobs", "sum"),
)  # fmt: skip
TRACKED = (
    ("urbanisation_rate", "户籍人口城镇化率", "Urbanisation rate of registered population", "percent", 99.0),
    ("co2_intensity_cut", "单位地区生产总值二氧化碳排放降低", "Cut in CO2 per unit of GDP", "percent", None),
)


def target(row: tuple[Any, ...], number: int) -> TargetResult:
    (id, zh, en, unit, basis, relation, base, aim, digits, required, median, low, high, p, verdict, variable,
     transform) = row  # fmt: skip
    spread = high - low
    other = Alternative(438.0, Locator(1, None, None, 84), 560.0, 450.0, 690.0, 0.5, 0.5, 0.008, 5.0)
    return TargetResult(
        id=id, name_zh=zh, name_en=en, unit=unit, price_basis=basis, nature="expected", mode="simulated",
        mode_reason_zh="模型直接计算", mode_reason_en="The model computes it.", relation=relation, base=base,
        base_year=2020, target=aim, target_low=None, year=2025, printed_digits=digits, stated_growth=required,
        median=median, q05=low - spread / 8, q10=low, q90=high, q95=high + spread / 8, probability=p,
        probability_strict=p, mc_error=0.004, required_growth=required,
        simulated_growth=6.3 if required else None,
        closures=Closures(p * 0.8, min(1.0, p * 1.2)), verdict=verdict,
        locator=Locator(2, 2, number, 173 + number, 3), variable=variable, transform=transform, table="box2",
        box2=True, alternatives=(other,) if id == "fixed_asset_investment" else (),
    )  # fmt: skip


def tracked(row: tuple[Any, ...], number: int) -> TargetResult:
    id, zh, en, unit, aim = row
    return TargetResult(
        id=id, name_zh=zh, name_en=en, unit=unit, price_basis="none", nature="binding", mode="tracked",
        mode_reason_zh="规划没有给出可计算的路径", mode_reason_en="The plan gives no path to compute",
        relation="at_least", base=None, base_year=2020, target=aim, target_low=None, year=2025,
        printed_digits=0, stated_growth=None,
        median=None, q05=None, q10=None, q90=None, q95=None, probability=None, probability_strict=None,
        mc_error=None, required_growth=None, simulated_growth=None, closures=Closures(), verdict=None,
        locator=Locator(2, 2, number, 173 + number, 3), table="box2", box2=True,
    )  # fmt: skip


def points(name: str, unit: str, start: float, growth: float) -> list[SeriesPoint]:
    found: list[SeriesPoint] = []
    for year in range(2015, 2026):
        middle = start * (1 + growth) ** (year - 2015)
        spread = 0.01 * (1 + max(0, year - 2020)) * middle
        quantiles = [middle + spread * step for step in (-1.6, -1.3, -0.7, 0, 0.7, 1.3, 1.6)]
        observed = middle * 1.01 if year in (2015, 2020) else None
        bands = dict(zip(LEVELS, quantiles, strict=True))
        found.append(series_point(name, unit, year, bands, observed, middle))
    return found


POINTS = (
    *points("gdp_level", "yi_CNY", 430.0, 0.065),
    *points("budget_revenue", "yi_CNY", 60.0, 0.06),
    *points("fixed_asset_investment", "yi_CNY", 400.0, 0.02),
    *points("private_investment_share", "percent", 42.0, 0.01),
    *points("registered_unemployment", "percent", 3.3, 0.0),
    *points("new_jobs", "wan_person", 2.5, 0.01),
)
SERIES = tuple(points("gdp", "yi_CNY", 430.0, 0.065))
PARTS = (("services", "capital", 2.111), ("services", "labour", 1.444), ("industry", "capital", 0.555),
         ("industry", "productivity", 1.222), ("demand", "utilisation", 0.968))  # fmt: skip


def contribution(sector: str, factor: str, kind: Any, value: float) -> Contribution:
    level = value * 33.0
    return Contribution(sector, factor, kind, value, level, value, value - 0.5, value + 0.5, value, level,
                        "yi_CNY", 2020, 2025)  # fmt: skip


GROWTH = (
    *(contribution(sector, factor, "factor", value) for sector, factor, value in PARTS),
    contribution("gdp", "total", "total", sum(value for _, _, value in PARTS)),
)
TARGETS = (
    *(target(row, number) for number, row in enumerate(SIMULATED, 1)),
    *(tracked(row, number) for number, row in enumerate(TRACKED, 8)),
)
IDS = tuple(row[0] for row in SIMULATED)
RUN = RunResult(
    scenario="baseline", title_zh="基准情景", title_en="Baseline", question_zh="目标能否实现？",
    question_en="Which targets are within reach?", as_of=2020, closure="demand_led", targets=TARGETS,
    joint=Joint(
        JointEntry(None, None, (), ("co2_intensity_cut",)),
        JointEntry(0.002, 0.0007, IDS[:5], ()),
        JointEntry(0.001, 0.0005, IDS, ("urbanisation_rate", "co2_intensity_cut")),
    ),
    misses=(MissSet(IDS[:3], 0.41), MissSet(IDS[:5], 0.22)),
    conflicts=(Conflict("gdp_level", "registered_unemployment", -0.31, 0.001, 0.004, "both"),),
    growth_accounting=GROWTH, series=SERIES,
)  # fmt: skip
ANSWER = Envelope(schema_name("run"), "planreach", "0.1.0", 7, 4096, {"pack.toml": "0" * 64}, (), RUN)
