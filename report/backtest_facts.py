"""What the fitted rules of a forecast say, for all regions together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.backtest_answers import RuleFacts

if TYPE_CHECKING:
    from calibration.regional_forecast import Forecast


def rule_facts(made: Forecast) -> RuleFacts | None:
    """The common slopes, their spread and the shocks; None where the core is not used."""
    import numpy as np

    if made.rules is None:
        return None
    rule, informed = made.rules.output_rule, made.rules.informed
    common = [float(value) for value in rule.common]
    return RuleFacts(
        productivity_trend=100 * common[0],
        trend_spread=100 * float(np.std(rule.slopes[:, 0])),
        shock_sd=100 * float(np.sqrt(np.median(rule.variance))),
        shock_memory=made.rules.memory,
        capital_elasticity=common[1] if informed else None,
        investment_response=common[2] if informed else None,
        labour_elasticity=common[4] if informed and made.rules.labour_known else None,
    )
