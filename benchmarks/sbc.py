"""Is the inference right? Simulation-based calibration and recovery, on a small model with a known law.

`python -m benchmarks.sbc [REPLICATIONS]` draws parameters from their priors, prints what would then be
observed, infers the parameters back, and ranks the truth among the draws. Right inference gives flat ranks
(Talts, Betancourt, Simpson, Vehtari and Gelman 2018) and intervals that cover as often as they say.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.inference import FULL, Effort, infer
from calibration.measurement import Measurement, Quantity, spread
from scenarios.tables import Observation

Array = NDArray[np.float64]
REPLICATIONS = 200
BINS = 8
RANKED = 63
NOMINAL = 0.9
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
YEARS = 6


@dataclass
class Core:
    """Capital, labour, productivity and utilisation of one region over six years: output, investment.

    The law is the one of the core equations: output = productivity * capital^a * labour^(1-a), capital
    grows by a share of output and wears out. Six uncertain parameters; two of them hardly tell.
    """

    measurement: Measurement
    names: tuple[str, ...] = ("productivity", "growth", "elasticity", "share", "wear", "capital", "vintage")

    def predicted(self, deviations: Array, steps: int = FULL) -> Array:
        """Observed quantities, shape (draw, quantity)."""
        z = deviations
        level, growth = np.exp(0.25 * z[:, 0]), 0.02 + 0.015 * z[:, 1]
        elasticity, share = 0.45 + 0.08 * np.tanh(z[:, 2]), 0.35 * np.exp(0.2 * z[:, 3])
        wear, capital = 0.07 * np.exp(0.2 * z[:, 4]), 2.5 * np.exp(0.3 * z[:, 5])
        output, spent = np.zeros((2, YEARS, len(z)))
        for year in range(YEARS):
            for step in range(steps):
                time = year + step / steps
                now = level * np.exp(growth * time) * capital**elasticity
                capital = capital + (share * now - wear * capital) / steps
                output[year] += now / steps
                spent[year] += share * now / steps
        values = {"gdp": 100.0 * output, "investment": 100.0 * spent}
        return self.measurement.predicted(values, 2015, z[:, 6:])


def observations() -> tuple[Observation, ...]:
    """Two levels, a sum, an average rate, a limit."""
    kinds = [
        ("level_first", "gdp", "level", 2015, 2015, "yi_CNY", 0.02, "relative"),
        ("level_last", "gdp", "level", 2020, 2020, "yi_CNY", 0.02, "relative"),
        ("sum_output", "gdp", "sum", 2016, 2020, "yi_CNY", 0.015, "relative"),
        ("rate", "gdp", "growth_average", 2015, 2020, "percent/year", 0.5, "absolute"),
        ("sum_investment", "investment", "sum", 2016, 2020, "yi_CNY", 0.05, "relative"),
        ("limit", "investment", "below", 2020, 2020, "yi_CNY", 0.1, "relative"),
    ]
    return tuple(_observation(*row) for row in kinds)


def _observation(
    id: str, variable: str, kind: Any, first: int, last: int, unit: str, sd: float, sd_kind: Any
) -> Observation:
    value = {"growth_average": 3.0, "below": 55.0}.get(kind, 100.0)
    return Observation(
        id=id, variable=variable, name_zh=id, name_en=id, kind=kind, year_from=first, year_to=last,
        value=value, unit=unit, price_basis="current", price_basis_declared=False, sd=sd, sd_kind=sd_kind,
        default=True, group=None, chapter=1, section=None, paragraph=None, box=None, row=None, line=1,
        known_from=2020, printed=True, scope_zh="", scope_en="", scope_declared=False, note="",
    )  # fmt: skip


def core() -> Core:
    """The small model with its observations; the sums share a vintage."""
    rows = observations()
    shared = {"sum_output": 0, "sum_investment": 0}
    quantities = tuple(
        Quantity((row,), shared.get(row.id), 0.02 if row.id in shared else 0.0) for row in rows
    )
    return Core(Measurement(quantities, ("vintage",)))


def synthetic(measurement: Measurement, truth: Array, rng: np.random.Generator) -> Measurement:
    """What would be observed where `truth` (quantity,) holds; one reading each, limits as they fall."""
    made = [_drawn(row, float(value), rng) for row, value in zip(measurement.quantities, truth, strict=True)]
    return replace(measurement, quantities=tuple(made))


def _drawn(row: Quantity, value: float, rng: np.random.Generator) -> Quantity:
    """The reading; a limit is stated as it was, or turned round where it does not hold."""
    first, noise = row.first, float(rng.standard_normal())
    if row.is_limit:
        holds = (first.value - value + spread(first) * noise >= 0) == (first.kind == "below")
        turned = {"above": "below", "below": "above"}[first.kind]
        return replace(row, readings=(first if holds else first.model_copy(update={"kind": turned}),))
    sd = float(row.sds()[row.readings.index(first)])
    changed: Mapping[str, Any] = {"value": value + sd * noise, "sd": sd, "sd_kind": "absolute"}
    return replace(row, readings=(first.model_copy(update=changed),))


def replicate(asked: Any, seed: int, effort: Effort) -> tuple[Array, Array]:
    """Rank of the truth among `RANKED` draws and whether the 90 % interval holds it, each (name,)."""
    rng = np.random.Generator(np.random.PCG64((seed, len(asked.names))))
    truth = rng.standard_normal((1, len(asked.names)))
    measured = synthetic(asked.measurement, asked.predicted(truth)[0], rng)
    found = infer(replace(asked, measurement=measured), seed, effort)
    draws = found.draws
    chosen = draws[np.linspace(0, len(draws) - 1, RANKED).round().astype(int)]
    low, high = np.quantile(draws, [(1 - NOMINAL) / 2, (1 + NOMINAL) / 2], axis=0)
    return (chosen < truth).sum(axis=0), (low <= truth[0]) & (truth[0] <= high)


def study(asked: Any, replications: int, effort: Effort = SMALL) -> tuple[Array, Array]:
    """Ranks and hits of all replications, each of shape (replication, name)."""
    found = [replicate(asked, seed, effort) for seed in range(1, replications + 1)]
    return np.array([ranks for ranks, _ in found]), np.array([hits for _, hits in found])


def flatness(ranks: Array) -> Array:
    """p-value of the chi-squared test that the ranks of each name are uniform, shape (name,)."""
    from scipy.stats import chi2

    counts = histogram(ranks)
    expected = len(ranks) / BINS
    return np.asarray(chi2.sf(((counts - expected) ** 2 / expected).sum(axis=1), BINS - 1))


def histogram(ranks: Array) -> NDArray[np.int64]:
    """Counts by name and bin, shape (name, bin)."""
    bins = (ranks * BINS // (RANKED + 1)).astype(int)
    return np.stack([np.bincount(column, minlength=BINS) for column in bins.T]).astype(np.int64)


def main(replications: int) -> None:
    """Print the table."""
    asked = core()
    ranks, hits = study(asked, replications)
    print(f"{replications} replications; ranks in {BINS} bins, {replications / BINS:g} expected in each\n")
    print("| Parameter | Ranks | p (uniform) | 90 % interval covers |")
    print("|---|---|---|---|")
    for name, counts, p, hit in zip(
        asked.names, histogram(ranks), flatness(ranks), hits.mean(axis=0), strict=True
    ):
        print(f"| {name} | {' '.join(map(str, counts))} | {p:.3f} | {100 * hit:.1f} % |")
    print(f"\nPooled coverage of 90 %: {100 * hits.mean():.1f} %; smallest p {flatness(ranks).min():.3f}")
    print(f"times {len(asked.names)} parameters (Bonferroni).")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATIONS)
