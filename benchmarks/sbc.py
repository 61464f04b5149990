"""Is the inference right? Simulation-based calibration and recovery, on the equations of a small region.

`python -m benchmarks.sbc [REPLICATIONS [FILE]]` draws parameters from their priors, prints what would then be
observed, infers the parameters back, and ranks the truth among the draws. Right inference gives flat ranks
(Talts, Betancourt, Simpson, Vehtari and Gelman 2018) and intervals that cover as often as they say. FILE
keeps the result as JSON (`docs/sbc.json`). Seeds are consecutive from `FIRST_SEED`, used for nothing else.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.small_region import region
from calibration.inference import Effort, infer
from calibration.measurement import Measurement, Quantity, spread

Array = NDArray[np.float64]
REPLICATIONS, FIRST_SEED = 200, 26_112_600
BINS = 8
RANKED = 63
NOMINAL = 0.9
NORMAL_95 = 1.96
ELSEWHERE = 3.0
"""A reading that is wrong lies anywhere between 0 and so many times the largest reading of the plan."""
SMALL = Effort(
    chains=128,
    outer=12,
    burn=4,
    inner=20,
    trial_chains=128,
    tempering_steps=12,
    trial_rounds=1,
    trial_steps=20,
)


@dataclass(frozen=True, eq=False)
class Study:
    """Ranks of the truth and whether the interval holds it, each of shape (replication, name)."""

    names: tuple[str, ...]
    ranks: Array
    hits: Array

    def histogram(self) -> NDArray[np.int64]:
        """Counts by name and bin, shape (name, bin)."""
        bins = (self.ranks * BINS // (RANKED + 1)).astype(int)
        return np.stack([np.bincount(column, minlength=BINS) for column in bins.T]).astype(np.int64)

    def flatness(self) -> Array:
        """p-value of the chi-squared test that the ranks of each name are uniform, shape (name,)."""
        from scipy.stats import chi2

        expected = len(self.ranks) / BINS
        return np.asarray(chi2.sf(((self.histogram() - expected) ** 2 / expected).sum(axis=1), BINS - 1))

    def agreement(self) -> Array:
        """p-value of the binomial test that the interval of each name covers as it says, shape (name,)."""
        from scipy.stats import binomtest

        count = len(self.hits)
        return np.array([binomtest(int(hit), count, NOMINAL).pvalue for hit in self.hits.sum(axis=0)])

    def coverage(self) -> tuple[float, float, float]:
        """Pooled coverage with its 95 % interval, in which a replication counts as one."""
        each = self.hits.mean(axis=1)
        half = NORMAL_95 * each.std(ddof=1) / np.sqrt(len(each))
        return float(each.mean()), float(each.mean() - half), float(each.mean() + half)

    def corrected(self) -> tuple[float, float]:
        """The smallest p of ranks and of coverage, each times the number of names (Bonferroni)."""
        count = len(self.names)
        return min(1.0, count * self.flatness().min()), min(1.0, count * self.agreement().min())


def synthetic(measurement: Measurement, truth: Array, rng: np.random.Generator) -> Measurement:
    """What would be observed where `truth` (quantity,) holds; one right reading each, limits as they fall."""
    made = [_drawn(row, float(value), rng) for row, value in zip(measurement.quantities, truth, strict=True)]
    return replace(measurement, quantities=tuple(made))


def _drawn(row: Quantity, value: float, rng: np.random.Generator) -> Quantity:
    """The readings; a limit is stated as it was, or turned round where it does not hold."""
    first, noise = row.first, float(rng.standard_normal())
    if row.is_limit:
        holds = (first.value - value + spread(first) * noise >= 0) == (first.kind == "below")
        turned = {"above": "below", "below": "above"}[first.kind]
        return replace(row, readings=(first if holds else first.model_copy(update={"kind": turned}),))
    count, sd = len(row.readings), float(row.sds()[row.readings.index(first)])
    values = rng.uniform(0, ELSEWHERE * row.values().max(), count) if count > 1 else np.zeros(1)
    values[rng.integers(count)] = value + sd * noise
    changes: list[Mapping[str, Any]] = [
        {"value": float(one), "sd": sd, "sd_kind": "absolute"} for one in values
    ]
    pairs = zip(row.readings, changes, strict=True)
    return replace(row, readings=tuple(one.model_copy(update=change) for one, change in pairs))


def replicate(asked: Any, seed: int, effort: Effort) -> tuple[Array, Array]:
    """Rank of the truth among `RANKED` draws and whether the 90 % interval holds it, each (name,)."""
    rng = np.random.Generator(np.random.PCG64((seed, len(asked.names))))
    truth = rng.standard_normal((1, len(asked.names)))
    measured = synthetic(asked.measurement, asked.predicted(truth)[0], rng)
    draws = infer(replace(asked, measurement=measured), seed, effort).draws
    chosen = draws[np.linspace(0, len(draws) - 1, RANKED).round().astype(int)]
    low, high = np.quantile(draws, [(1 - NOMINAL) / 2, (1 + NOMINAL) / 2], axis=0)
    return (chosen < truth).sum(axis=0), (low <= truth[0]) & (truth[0] <= high)


def study(asked: Any, replications: int, effort: Effort = SMALL, first_seed: int = FIRST_SEED) -> Study:
    """All replications, their seeds consecutive from `first_seed`."""
    found = [replicate(asked, first_seed + at, effort) for at in range(replications)]
    return Study(asked.names, np.array([ranks for ranks, _ in found]), np.array([hits for _, hits in found]))


def printed(found: Study) -> str:
    """The result as Markdown."""
    count = len(found.ranks)
    lines = [
        f"{count} replications; ranks in {BINS} bins, {count / BINS:g} expected in each\n",
        "| Quantity | Ranks | p (uniform) | 90 % interval covers | p (90 %) |",
        "|---|---|---|---|---|",
    ]
    shares = found.hits.mean(axis=0)
    columns = (found.names, found.histogram(), found.flatness(), shares, found.agreement())
    for name, counts, flat, share, agrees in zip(*columns, strict=True):
        lines.append(
            f"| `{name}` | {' '.join(map(str, counts))} | {flat:.3f} | {100 * share:.1f} % | {agrees:.3f} |"
        )
    mean, low, high = (100 * value for value in found.coverage())
    ranks, covers = found.corrected()
    lines.append(f"\nPooled coverage of 90 %: {mean:.1f} % ({low:.1f} to {high:.1f} %).")
    lines.append(
        f"Smallest p, times {len(found.names)} quantities: ranks {ranks:.3f}, coverage {covers:.3f}."
    )
    return "\n".join(lines)


def kept(found: Study) -> dict[str, Any]:
    """The result as JSON."""
    mean, low, high = found.coverage()
    ranks, covers = found.corrected()
    columns = (found.names, found.histogram(), found.flatness(), found.hits.mean(axis=0), found.agreement())
    return {
        "command": "python -m benchmarks.sbc",
        "replications": len(found.ranks),
        "first_seed": FIRST_SEED,
        "coverage": {"mean": round(mean, 4), "low": round(low, 4), "high": round(high, 4)},
        "corrected_p": {"ranks": round(ranks, 4), "coverage": round(covers, 4)},
        "quantities": {
            name: {
                "ranks": [int(one) for one in counts],
                "p_uniform": round(float(flat), 4),
                "covers": round(float(share), 4),
                "p_covers": round(float(agrees), 4),
            }
            for name, counts, flat, share, agrees in zip(*columns, strict=True)
        },
    }


def main(replications: int, file: Path | None = None) -> None:
    """Print the table and keep the result."""
    begun = time.process_time()
    found = study(region(), replications)
    print(printed(found))
    print(f"{time.process_time() - begun:.0f} s of one processor", file=sys.stderr)
    if file is not None:
        file.write_text(json.dumps(kept(found), indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATIONS,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
