"""A small answer of `planreach evaluate`, made by hand: every field that may be null is null somewhere."""

from __future__ import annotations

from typing import Any

from report_fixture import points

from evaluation.results import SeriesPoint
from report.outline.facts import Evaluation, evaluation_of
from scenarios.packs import load_pack

NASTY = "=1+1<script>alert(1)</script>&\"'"
MADE_UP = "made-up figures for tests"


def seen(year: int, value: float, unit: str, kind: str = "level", month: int | None = None) -> dict[str, Any]:
    return {
        "year": year, "month": month, "value": value, "unit": unit, "kind": kind, "price_basis": "none",
        "vintage": "2024-03", "where": f"D{year - 2015}", "counted": month is None, "why_not": None,
    }  # fmt: skip


def row(id: str, **fields: Any) -> dict[str, Any]:
    blank = dict.fromkeys(
        ("progress", "required_linear", "required_compound", "planned_growth", "realised_growth",
         "required_growth", "effort_ratio", "probability_before", "probability_after", "median", "q10", "q90",
         "outlook", "proposal", "reached", "reached_year", "path", "reason", "final_grade"),
    )  # fmt: skip
    return {"id": id, "observed": [], "grade": "not_evaluable", **blank, **fields}


def envelope(final: bool = False) -> dict[str, Any]:
    rows = [
        row("gdp_level", observed=[seen(2021, 612.4, "yi_CNY"), seen(2022, 618.9, "yi_CNY"),
            seen(2023, 646.7, "yi_CNY")], reached=646.7, reached_year=2023, progress=16.7256, path="compound",
            required_linear=60.0, required_compound=54.4903, grade="behind", planned_growth=9.5,
            realised_growth=3.106, required_growth=19.8554, effort_ratio=2.09, probability_before=0.0042,
            probability_after=0.0005, median=702.3, q10=678.1, q90=731.9, outlook="unlikely",
            proposal="revise"),
        row("budget_revenue", observed=[seen(2023, 101.9, "yi_CNY")], reached=101.9, reached_year=2023,
            progress=61.18, required_linear=60.0, required_compound=55.1, path="compound", grade="ahead",
            planned_growth=8.4, realised_growth=9.27, required_growth=7.15, effort_ratio=0.85,
            probability_before=0.312, probability_after=0.644, median=119.8, q10=104.2, q90=138.0,
            outlook="with_effort", proposal="keep"),
        row("fixed_asset_investment", observed=[seen(2023, 0.0, "percent", "growth")],
            reason="only a growth rate of one year", planned_growth=10.0, probability_before=0.43,
            probability_after=0.07, median=381.0, q10=330.0, q90=440.0, outlook="unlikely", proposal="revise",
            year_growth=[{"year": 2023, "growth": 0.0, "planned": 10.0}], open_years=[2021, 2022, 2024, 2025],
            open_growth=12.6, pace_unit="percent_a_year"),
        row("private_investment_share", observed=[seen(2022, 44.1, "percent"), seen(2023, 6.0, "percent",
            month=6)], reached=44.1, reached_year=2022, progress=-9.0, required_linear=40.0, path="linear",
            grade="reversed", probability_before=0.052, probability_after=0.01, median=45.1, q10=42.6,
            q90=48.0, outlook="unlikely", proposal="keep_stretch"),
        row("energy_intensity_cut", observed=[seen(2023, 6.1, "percent", "cut_total")], reached=6.1,
            reached_year=2023, progress=42.1, required_linear=60.0, required_compound=61.9, path="compound",
            grade="behind", required_growth=None, probability_before=0.6, probability_after=0.31, median=12.2,
            q10=9.0, q90=15.8, outlook="difficult", proposal="keep"),
        row("registered_unemployment", observed=[seen(2021, 3.4, "percent"), seen(2022, 3.9, "percent"),
            seen(2023, 3.2, "percent")], reached=3.9, reached_year=2022, grade="on_track",
            probability_before=0.91, probability_after=0.97, median=3.2, q10=2.8, q90=3.7, outlook="likely",
            proposal="keep"),
        row("urbanisation_rate", name_en=NASTY),
        row("co2_intensity_cut"),
    ]  # fmt: skip
    if final:
        for one, grade in zip(
            rows, ("missed", "exceeded", None, "missed", "nearly_met", "met"), strict=False
        ):
            one["final_grade"] = grade
    earlier = [
        {"run": "baseline-1", "kind": "run", "as_of": 2020, "id": "gdp_level", "median": 760.0, "q10": 700.0,
         "q90": 820.0, "probability": 0.004, "outcome": 690.0, "met": False},
        {"run": "evaluate-1", "kind": "evaluate", "as_of": 2023, "id": "gdp_level", "median": 702.3,
         "q10": 678.1, "q90": 731.9, "probability": 0.0005, "outcome": 690.0, "met": False},
        {"run": "baseline-1", "kind": "run", "as_of": 2020, "id": "budget_revenue", "median": 105.0,
         "q10": 92.0, "q90": 120.0, "probability": 0.31, "outcome": 118.0, "met": True},
    ]  # fmt: skip
    before = {
        "probability": 0.0021,
        "mc_error": 0.0007,
        "ids": ["gdp_level", "budget_revenue"],
        "excluded": [],
    }
    after = {**before, "probability": 0.0}
    empty = {"probability": None, "mc_error": None, "ids": [], "excluded": ["co2_intensity_cut"]}
    return {
        "schema": "planreach.evaluate.1", "tool": "planreach", "version": "0.1.0", "seed": 2021,
        "draws": 4096, "inputs": {"observed.csv": "ab" * 32}, "warnings": [MADE_UP],
        "result": {
            "as_of": 2025 if final else 2023,
            "indicators": rows,
            "joint": {"before": {"binding": empty, "all": before}, "after": {"binding": empty, "all": after}},
            "method": "weights",
            "forecasts": earlier if final else [],
        },
    }  # fmt: skip


BANDS: tuple[SeriesPoint, ...] = tuple(points("gdp_level", "yi_CNY", 430.0, 0.045))


def evaluation(final: bool = False) -> Evaluation:
    return evaluation_of(envelope(final), load_pack(), "evaluate-0123456789", BANDS)
