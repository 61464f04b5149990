"""What panels teach about shocks: `python -m benchmarks.shocks`, numbers for `scenarios/core/shocks.toml`.

Of every panel: spread, memory and tails of growth of output around the trend of its region, the part that
all regions share, the same of productivity (output less capital and labour at the elasticity of the core),
and how often a year of deep recession comes: output falls by 3 % or more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.skill import DATA, ORIGINS
from calibration.capital_series import filled
from calibration.forecast_settings import load_settings
from scenarios.histories import Histories
from scenarios.history_files import read_panel
from scenarios.readers import sha256

Array = NDArray[np.float64]
PLACE = Path(__file__).resolve().parents[1] / "scenarios" / "core" / "shocks.toml"
DEEP = -0.03
COMMAND = "python -m benchmarks.shocks --save"
ABOUT = {
    "sd": "spread around a straight line through the region, a year",
    "memory": "first autocorrelation",
    "tail": "degrees of freedom of a Student-t with the same kurtosis, 99 where it is not above normal",
    "common_share": "part of the variance that all regions share in a year",
}


def main() -> None:
    """Measure, print, and save where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args()
    if not (asked.data / "data").is_dir():
        sys.exit(f"no panels in {asked.data}: name their folder with --data")
    text = _text(asked.data)
    print(text)
    if asked.save:
        PLACE.write_text(text, encoding="utf-8", newline="\n")


def _text(data: Path) -> str:
    lines = [f"# Written by {COMMAND}; nothing here is written by hand.", "", f'command = "{COMMAND}"']
    lines += ["", "[about]", *(f'{name} = "{text}"' for name, text in ABOUT.items())]
    lines += [
        f'deep_recessions = "share of years in which output fell by {-DEEP:.0%} or more"',
        "",
        "[files]",
    ]
    files = {name: data / "data" / f"{name}_open.csv" for name in ORIGINS}
    lines += [f'"{path.name}" = "{sha256(path.read_bytes())}"' for path in files.values()]
    for name, path in files.items():
        panel = read_panel(path)
        growth, productivity = _growth(panel)
        lines += ["", f"[{name}]", f"deep_recessions = {float((growth <= DEEP).mean()):.4f}"]
        lines += [f"output_{key} = {value:.4f}" for key, value in moments(growth).items()]
        lines += [f"productivity_{key} = {value:.4f}" for key, value in moments(productivity).items()]
    return "\n".join(lines) + "\n"


def _growth(panel: Histories) -> tuple[Array, Array]:
    """Growth of output and of productivity, shape (year, region)."""
    share = load_settings().capital_elasticity
    if panel.capital is None or panel.labour is None:
        raise ValueError("a panel needs capital and labour")
    output, capital, labour = (
        np.diff(filled(np.log(values)), axis=0) for values in (panel.output, panel.capital, panel.labour)
    )
    return output, output - share * capital - (1 - share) * labour


def moments(values: Array) -> Mapping[str, float]:
    """Spread, memory, tail and common share of values (year, region) around a line through each region.

    Spread and memory are medians over regions, so that a few wild ones do not decide.
    """
    years = np.arange(len(values)) - (len(values) - 1) / 2
    slope = years @ values / (years @ years)
    around = values - values.mean(axis=0) - years[:, None] * slope
    variance = (around**2).mean(axis=0)
    memory = (around[1:] * around[:-1]).mean(axis=0) / variance
    kurtosis = float(np.median((around**4).mean(axis=0) / variance**2))
    return {
        "sd": float(np.median(np.sqrt(variance))),
        "memory": float(np.median(memory)),
        "tail": 4 + 6 / (kurtosis - 3) if kurtosis > 3 else 99.0,
        "common_share": float((around.mean(axis=1) ** 2).mean() / variance.mean()),
    }


if __name__ == "__main__":
    main()
