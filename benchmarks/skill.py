"""The skill of forecasts on real panels, beside all stored rivals: `python -m benchmarks.skill`.

Reads `../shared/data/backtest` (another place: --data). Every task is written by its `task.py` with names,
years and scales masked; what came back is unmasked with its key and scored by `planreach backtest score`
and, with --check, by its own `score.py` too. --save writes the card that the report shows.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from calibration.forecast_settings import load_settings
from calibration.regional_forecast import forecast
from evaluation.forecast_table import forecast_text
from evaluation.skill import Scored, card
from evaluation.skill_card import Card
from evaluation.skill_files import OWN, Files, score_files
from scenarios.history_files import read_task
from scenarios.readers import sha256

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "backtest"
CARD = Path(__file__).resolve().parents[1] / "scenarios" / "core" / "skill.toml"
ORIGINS = {
    "pwt": range(1980, 2015),
    "us_states": range(1979, 1982),
    "china_provinces": range(2008, 2015),
}
UNCONDITIONAL = ("rwd", "rwd_eb", "ensemble", "solow_unc", "unc2")
RIVALS = {
    "uncond": UNCONDITIONAL,
    "condI": (*UNCONDITIONAL, "condI_solow", "condI_reg2"),
    "cond": (*UNCONDITIONAL, "cond_solow", "cond_reg2"),
}
REFERENCE, SALT, SEED, RESAMPLES = "rwd_eb", "planreach", 2021, 1000


@dataclass(frozen=True)
class Result:
    """The cards of one panel and mode, and the ratio of ours to the best rival with its interval."""

    panel: str
    mode: str
    cards: tuple[Card, ...]
    best: str
    against_best: Card


def main() -> None:
    """Forecast, score, print, and save where asked."""
    asked = _arguments()
    if not (asked.data / "task.py").is_file():
        sys.exit(f"no panels in {asked.data}: name their folder with --data")
    begun, results = time.monotonic(), []
    for panel in asked.panel or ORIGINS:
        for mode in RIVALS:
            result = measured(asked.data, panel, mode, asked.check)
            print(_printed(result), flush=True)
            results.append(result)
    print(f"{time.monotonic() - begun:.0f} s in all", file=sys.stderr)
    if asked.save:
        CARD.write_text(_saved(results, asked.data), encoding="utf-8", newline="\n")


def measured(data: Path, panel: str, mode: str, check: bool = False) -> Result:
    """Forecasts of all origins of a panel, scored beside its rivals."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "forecasts.csv"
        pd.concat(_forecasts(data, panel, mode, folder)).to_csv(path, index=False)
        files = Files(path, data / "data" / f"{panel}_open.csv", _rivals(data, panel), RIVALS[mode])
        scores, _ = score_files(files)
        if check:
            scorer = [
                sys.executable,
                "score.py",
                str(path),
                "--panel",
                panel,
                "--split",
                "open",
                "--boot",
                "0",
            ]
            subprocess.run(scorer, cwd=data, check=True)
    return _result(panel, mode, scores)


def _forecasts(data: Path, panel: str, mode: str, folder: Path) -> Iterator[Any]:
    """Forecasts origin by origin, unmasked."""
    settings = load_settings()
    limits = int(settings.least_history), int(settings.longest_horizon)
    for origin in ORIGINS[panel]:
        task = folder / str(origin)
        line = ["task.py", "--panel", panel, "--origin", str(origin), "--mode", mode, "--mask", SALT]
        subprocess.run(
            [sys.executable, *line, "--out", str(task)], cwd=data, check=True, stdout=subprocess.DEVNULL
        )
        later = None if mode == "uncond" else task / "future.csv"
        histories, known, wanted = read_task(task / "history.csv", task / "required.csv", later, *limits)
        made = forecast(histories, known, wanted.longest, SEED, settings)
        out = folder / "masked.csv"
        out.write_text(forecast_text(histories, wanted, made), encoding="utf-8")
        yield _unmasked(pd.read_csv(out), pd.read_csv(f"{task}.key.csv"))


def _unmasked(table: Any, key: Any) -> Any:
    joined = table.merge(key.rename(columns={"region": "real", "code": "region"}), on="region")
    joined["region"], joined["origin"] = joined["real"], joined["origin"] + joined["shift"]
    joined["value"] = joined["value"] / joined["factor"]
    return joined[["region", "origin", "horizon", "quantile", "value"]]


def _rivals(data: Path, panel: str) -> Path:
    return data / "results" / f"fc_{panel}.csv.gz"


def _result(panel: str, mode: str, scores: dict[str, Scored]) -> Result:
    cards = tuple(card(name, found, scores[REFERENCE], RESAMPLES, SEED) for name, found in scores.items())
    best = min((item for item in cards if item.model != OWN), key=lambda item: item.crps).model
    return Result(panel, mode, cards, best, card(OWN, scores[OWN], scores[best], RESAMPLES, SEED))


def _printed(result: Result) -> str:
    lines = [
        f"\n### {result.panel}, {result.mode}\n",
        "| Model | CRPS | Ratio to `rwd_eb` (90 %) | In 80 % band (90 %) | In 90 % band | PIT mean |",
        "|---|---|---|---|---|---|",
    ]
    for item in sorted(result.cards, key=lambda item: item.crps):
        lines.append(
            f"| `{item.model}` | {item.crps:.3f}"
            f" | {item.ratio:.3f} ({item.ratio_low:.3f} to {item.ratio_high:.3f})"
            f" | {item.coverage80:.3f} ({item.coverage80_low:.2f} to {item.coverage80_high:.2f})"
            f" | {item.coverage90:.3f} | {item.pit_mean:.3f} |"
        )
    ours = result.against_best
    interval = f"{ours.ratio:.3f} ({ours.ratio_low:.3f} to {ours.ratio_high:.3f})"
    return "\n".join([*lines, f"\nTo the best rival, `{result.best}`: {interval}"])


def _saved(results: list[Result], data: Path) -> str:
    """The card as TOML, with the hash of every file it rests on."""
    lines = ["# Written by python -m benchmarks.skill --save; nothing here is written by hand.", ""]
    lines += ['command = "python -m benchmarks.skill --save"', f"seed = {SEED}", f'reference = "{REFERENCE}"']
    lines += ["", "[files]"]
    for panel in dict.fromkeys(result.panel for result in results):
        for path in (data / "data" / f"{panel}_open.csv", _rivals(data, panel)):
            lines.append(f'"{path.name}" = "{sha256(path.read_bytes())}"')
    for result in results:
        for item in sorted(result.cards, key=lambda item: item.crps):
            lines += _row(result, item)
        lines += _row(result, result.against_best, result.best)
    return "\n".join(lines) + "\n"


def _row(result: Result, item: Card, against: str = REFERENCE) -> list[str]:
    numbers = {name: value for name, value in vars(item).items() if isinstance(value, float)}
    head = ["", "[[card]]", f'panel = "{result.panel}"', f'mode = "{result.mode}"', f'model = "{item.model}"']
    head += [f'against = "{against}"', f"targets = {item.targets}"]
    return head + [f"{name} = {value:.6f}" for name, value in numbers.items()]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--panel", action="append", choices=list(ORIGINS))
    parser.add_argument("--check", action="store_true", help="let score.py of the panels score too")
    parser.add_argument("--save", action="store_true", help="write the card that the report shows")
    return parser.parse_args()


if __name__ == "__main__":
    main()
