"""Small plans and draws for the tests of `evaluation`."""

from __future__ import annotations

from typing import Any

import numpy as np

from evaluation.annual import Annual, FloatArray
from scenarios.schema import Target, Verdicts

YEARS = tuple(range(2020, 2026))
VERDICTS = Verdicts(likely=0.80, with_effort=0.50, difficult=0.20)


def place(row: int | None = 1, line: int = 100) -> dict[str, Any]:
    return {"chapter": 2, "section": 3, "box": 2, "row": row, "line": line}


def base(value: float, default: bool = True, **more: Any) -> dict[str, Any]:
    return {"value": value, "default": default, "locator": place(), **more}


def target(id: str = "gdp_level", **changes: Any) -> Target:
    row = changes.pop("row", 1)
    facts: dict[str, Any] = {
        "id": id,
        "name_zh": "指标",
        "name_en": "Indicator",
        "unit": "yi_CNY",
        "price_basis": "constant_2020",
        "price_basis_declared": False,
        "nature": "expected",
        "mode": "simulated",
        "mode_reason": {"zh": "模型直接计算", "en": "The model computes it."},
        "relation": "at_least",
        "base_year": 2020,
        "bases": [base(590.0)],
        "target": 929.0,
        "year": 2025,
        "category": "经济发展",
        "table": "box2",
        "locator": place(row),
        "variable": "gdp",
        "transform": "level",
        "printed_digits": 0,
        "threshold_source": "plan",
        "grading": {"rule": "compound"},
    }
    return Target(**{**facts, **changes})


def tracked(id: str = "forest_cover", **changes: Any) -> Target:
    none: dict[str, Any] = {"mode": "tracked", "variable": None, "transform": None, "bases": []}
    return target(id, **{**none, **changes})


def annual(years: tuple[int, ...] = YEARS, **series: Any) -> Annual:
    """Yearly values: each a list of one value a year (one draw) or an array (year, draw)."""
    arrays = {name: np.asarray(values, dtype=np.float64) for name, values in series.items()}
    return Annual(years, {n: a if a.ndim == 2 else a[:, None] for n, a in arrays.items()})


def growing(start: float, growth: Any) -> FloatArray:
    """Levels that grow from 2020 at `growth` (% a year, one value a draw), shape (year, draw)."""
    factors = 1 + np.atleast_1d(np.asarray(growth, dtype=np.float64)) / 100
    return start * factors[None, :] ** np.arange(len(YEARS))[:, None]


def random_growth(seed: int, draws: int, mean: float = 8.0, sd: float = 2.0) -> FloatArray:
    return np.random.default_rng(seed).normal(mean, sd, draws)
