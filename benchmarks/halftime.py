"""Coverage and calibration of the outlook at half time, over simulated districts.

python -m benchmarks.halftime [DISTRICTS [DRAWS [FILE]]]     every district reports everything; half an hour
python -m benchmarks.halftime left-out [DRAWS [FILE]]        every draw reports one figure; half a minute

Prints how often the end lies in the 80 % band, with its 95 % interval (districts are independent, targets of
one are not), the Brier score beside that of the rule "met if and only if on the straight line now", and the
reliability of the probabilities; FILE keeps them as JSON for docs/halftime.py.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.districts import REPORTED, Case, cases, left_out_cases, trial
from benchmarks.measure import table
from scenarios.packs import load_pack

SEED = 20231231
DISTRICTS, DRAWS, AS_OF, LEFT_OUT = 1000, 256, 2023, 2048
BINS = 10
NORMAL_95 = 1.96


@dataclass(frozen=True)
class Estimate:
    """A mean over districts and its 95 % interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.4f} ({self.low:.4f} to {self.high:.4f})"


def estimate(found: Sequence[Case], value: Callable[[Case], float]) -> Estimate:
    """The mean of `value`; the interval from the spread of the means of districts."""
    sums: dict[int, list[float]] = {}
    for case in found:
        sums.setdefault(case.district, []).append(value(case))
    means = np.array([np.mean(row) for row in sums.values()])
    half = NORMAL_95 * means.std(ddof=1) / np.sqrt(len(means))
    return Estimate(float(means.mean()), float(means.mean() - half), float(means.mean() + half))


def coverage(found: Sequence[Case]) -> Estimate:
    """How often the end lies in the band."""
    return estimate(found, lambda case: float(case.inside))


def brier(found: Sequence[Case]) -> Estimate:
    """The mean squared error of the probabilities."""
    return estimate(found, lambda case: (case.probability - case.met) ** 2)


def schedule_brier(found: Sequence[Case]) -> Estimate:
    """The same of the rule that goes by the straight line."""
    return estimate(found, lambda case: float(case.on_schedule != case.met))


def reliability(found: Sequence[Case]) -> list[tuple[float, float, int]]:
    """By tenths of the probability said: its mean, how often the target was met, and the number of cases."""
    said = np.array([case.probability for case in found])
    came = np.array([case.met for case in found], dtype=np.float64)
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    return [
        (float(said[bins == at].mean()), float(came[bins == at].mean()), int((bins == at).sum()))
        for at in range(BINS)
        if (bins == at).any()
    ]


def report(found: Sequence[Case]) -> str:
    """All of it as Markdown."""
    rows = [
        (
            id,
            f"{np.mean([c.inside for c in own]):.3f}",
            f"{np.mean([c.met for c in own]):.3f}",
            f"{np.mean([(c.probability - c.met) ** 2 for c in own]):.4f}",
            f"{np.mean([c.on_schedule != c.met for c in own]):.4f}",
        )
        for id in dict.fromkeys(case.id for case in found)
        for own in [[case for case in found if case.id == id]]
    ]
    lines = [
        f"districts {len({case.district for case in found})}, cases {len(found)}, seed {SEED}, "
        f"methods {dict(Counter(case.method for case in found))}",
        f"80 % bands hold the end: {coverage(found)}",
        f"Brier score: {brier(found)}; of the straight line: {schedule_brier(found)}",
        "",
        table(("Target", "In the band", "Met", "Brier", "Straight line"), rows),
        table(
            ("Said", "Came", "Cases"), [(f"{a:.3f}", f"{b:.3f}", count) for a, b, count in reliability(found)]
        ),
    ]
    return "\n".join(lines)


def main(districts: int = DISTRICTS, draws: int = DRAWS, file: str | None = None) -> None:
    """Judge the districts, print, and keep the numbers where a file is named."""
    given = trial(districts, draws, SEED, AS_OF)
    found: list[Case] = []
    start = time.monotonic()
    for number in range(districts):
        found += cases(given, [number], SEED)
        if (number + 1) % max(districts // 10, 1) == 0:
            print(f"{number + 1} districts, {time.monotonic() - start:.0f} s", file=sys.stderr)
    print(report(found))
    _keep(found, draws, file)


def left_out(draws: int = LEFT_OUT, file: str | None = None) -> None:
    """The same by weights: every draw is a district that reports one target, judged by all the others."""
    targets = [t.id for t in load_pack().main_targets if t.table == "box2" and t.transform in REPORTED]
    found = list(left_out_cases(draws, targets, SEED, AS_OF))
    print(report(found))
    _keep(found, draws - 1, file)


def _keep(found: Sequence[Case], draws: int, file: str | None) -> None:
    if file is None:
        return
    kept = {
        "districts": len({case.district for case in found}),
        "draws": draws,
        "seed": SEED,
        "as_of": AS_OF,
        "coverage": vars(coverage(found)),
        "brier": vars(brier(found)),
        "schedule_brier": vars(schedule_brier(found)),
        "reliability": reliability(found),
    }
    Path(file).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["left-out"]:
        left_out(int((sys.argv[2:3] or [LEFT_OUT])[0]), *sys.argv[3:4])
    else:
        given = [*sys.argv[1:4], *([""] * 3)]
        main(int(given[0] or DISTRICTS), int(given[1] or DRAWS), given[2] or None)
