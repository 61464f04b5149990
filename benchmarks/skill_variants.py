"""What each part of the method is worth: `python -m benchmarks.skill_variants`, a Markdown table.

Every variant is scored in four parts of the open half: regions at even places in the order of names (A) and
the others (B), origins up to the middle one (early) and after it (late). Choices were made with the whole
open half in view: the parts show how even an effect is. Numbers are ratios of CRPS to the method as shipped.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.skill import DATA, ORIGINS, SEED
from calibration.forecast_settings import ForecastSettings, load_settings
from calibration.proper_score import crps, midpoints
from calibration.regional_forecast import forecast
from scenarios.histories import Histories, Known
from scenarios.history_files import read_panel

Array = NDArray[np.float64]
AHEAD, MEMBERS, LEVELS = 5, 300, 200
QUICK = (1984, 1989, 1994, 1999, 2004, 2009, 2014)
MODES = ("uncond", "condI", "cond")
VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "as shipped": {},
    "structure off: the statistical forecast alone": {"core": False},
    "core alone, no second forecast": {"weighing": False, "evidence_weight": 0.0, "plain_weight": 0.0},
    "weights fixed at what is believed": {"weighing": False},
    "utilisation does not read demand": {"utilisation": False},
    "no capital deepening": {"deepening": False},
    "no pooling of trends and slopes": {"pooling": False, "variance_weight": 0.0},
    "normal shocks": {"tail_fitted": 30.0, "tail_drawn": 30.0},
    "shocks not rescaled": {"shock_scale": 1.0, "known_shock_scale": 1.0},
    "variance of shocks 0.8 where investment is known": {"known_shock_scale": 0.8},
    "variance of shocks 0.6 where investment is known": {"known_shock_scale": 0.6},
    "half-life 8 years": {"half_life": 8.0},
    "half-life 12 years": {"half_life": 12.0},
    "half-life 40 years": {"half_life": 40.0},
    "investment share reverts slowly (0.92)": {"investment_memory": 0.92},
    "investment share reverts less (0.85)": {"investment_memory": 0.85},
    "capital elasticity 0.33": {"capital_elasticity": 0.33},
    "capital elasticity 0.5": {"capital_elasticity": 0.5},
    "responses held near zero": {"response_sd": 0.05},
    "past origins hardly count": {"weight_strength": 12.0},
}


def main() -> None:
    """Print one table a mode."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--mode", action="append", choices=MODES)
    asked = parser.parse_args()
    if not (asked.data / "data").is_dir():
        sys.exit(f"no panels in {asked.data}: name their folder with --data")
    panels = {name: read_panel(asked.data / "data" / f"{name}_open.csv") for name in ORIGINS}
    for mode in asked.mode or MODES:
        print(f"\n### {mode}\n")
        print("| Variant | pwt A early | A late | B early | B late | us_states | china_provinces |")
        print("|---|---|---|---|---|---|---|", flush=True)
        base: list[float] = []
        for name, changed in VARIANTS.items():
            found = list(parts(panels, mode, replace(load_settings(), members=MEMBERS, **changed)))
            base = base or found
            cells = " | ".join(f"{value / first:.3f}" for value, first in zip(found, base, strict=True))
            print(f"| {name} | {cells} |", flush=True)


def parts(panels: Mapping[str, Histories], mode: str, settings: ForecastSettings) -> Iterator[float]:
    """Mean CRPS in the four parts of the countries, then of states and provinces."""
    for name, panel in panels.items():
        origins = list(QUICK if name == "pwt" else ORIGINS[name])
        scores = np.stack([_scores(panel, origin, mode, settings) for origin in origins])
        if name != "pwt":
            yield float(scores.mean())
            continue
        early = np.array(origins) <= np.median(origins)
        for first in (0, 1):
            yield float(scores[early][:, :, first::2].mean())
            yield float(scores[~early][:, :, first::2].mean())


def _scores(panel: Histories, origin: int, mode: str, settings: ForecastSettings) -> Array:
    """CRPS in log points, shape (horizon, region)."""
    count = panel.years.index(origin) + 1
    made = forecast(panel.until(count), _known(panel, count, mode), AHEAD, SEED, settings)
    quantiles = np.moveaxis(np.quantile(made.growth, midpoints(LEVELS), axis=-1), 0, -1)
    truth = np.log(panel.output[count : count + AHEAD] / panel.output[count - 1])
    return 100 * crps(quantiles, truth)


def _known(panel: Histories, count: int, mode: str) -> Known:
    rows = slice(count, count + AHEAD)
    if mode == "uncond":
        return Known()
    invested = None if panel.investment is None else panel.investment[rows]
    capital = None if panel.capital is None else panel.capital[rows]
    labour = panel.labour[rows] if mode == "cond" and panel.labour is not None else None
    return Known(capital, invested, labour)


if __name__ == "__main__":
    main()
