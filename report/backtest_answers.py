"""The JSON answers of `planreach backtest`."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.skill_card import Card


@dataclass(frozen=True)
class RuleFacts:
    """What the histories say of the core, for all regions together; null where the core is not used.

    `capital_elasticity` is null where it is believed rather than estimated; responses are elasticities of
    utilisation, null where the future is not known. `trend_spread` tells how far regions differ.
    """

    productivity_trend: float
    trend_spread: float
    shock_sd: float
    shock_memory: float
    capital_elasticity: float | None
    investment_response: float | None
    labour_elasticity: float | None


@dataclass(frozen=True)
class BacktestForecastAnswer:
    """A file of forecasts: regions, years ahead, what of the future was known, and what it rests on.

    `evidence` names the second forecast that counts with `evidence_weight`: statistical, plain or none.
    """

    file: str
    regions: int
    origin: int
    horizon: int
    years: int
    mode: str
    labour: str | None
    members: int
    evidence: str
    evidence_weight: float
    past_origins: int
    rules: RuleFacts | None
    raised_investment: tuple[str, ...]


@dataclass(frozen=True)
class BacktestScoreAnswer:
    """The scorecard of each model; ratios are to `reference` (null where none was named)."""

    models: tuple[Card, ...]
    reference: str | None
    resamples: int
    seed: int
