"""What a forecaster reaches over all targets, as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """What a model reaches over all targets.

    `ratio` is mean CRPS over that of the reference with a 90 % interval; `wins` the share of regions in
    which it is lower. A PIT mean of 0.5 is unbiased, a PIT spread of 1 right, above it too narrow.
    """

    model: str
    targets: int
    crps: float
    crps_last: float
    log_score: float
    coverage80: float
    coverage80_low: float
    coverage80_high: float
    coverage90: float
    width80: float
    pit_mean: float
    pit_spread: float
    bias_last: float
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    wins: float | None = None
