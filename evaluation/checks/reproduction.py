"""The history: what the plan prints of the years before beside the central run, and the fitted parameters.

The limits are those set before the first fit. Few figures a series are printed, so that no statistic of fit
over time can be given: Theil's needs at least five points of one series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from calibration.fit import compare_central, stored_parameters
from calibration.history import Compared
from evaluation.checks.laboratory import Laboratory
from evaluation.confidence import within
from evaluation.results import Check

PERCENT_LIMITS = {
    "gdp_2020": 2.0,
    "state_firm_assets_2020": 3.0,
    "state_firm_debt_2020": 3.0,
    "state_firm_equity_2020": 3.0,
    "gdp_sum": 5.0,
    "investment_sum": 5.0,
    "trade_sum": 10.0,
    "retail_sales_sum": 10.0,
}
POINT_LIMITS = {"primary_share_2020": 2.0, "secondary_share_2020": 2.0, "tertiary_share_2020": 2.0}
"""Observations by id, with the difference allowed in % and in points."""
POINTS_FOR_THEIL = 5
FAR = 2.0
"""Standard deviations beyond which a residual is named."""
RULE_LIMIT = 10.0
PERCENT = 100.0


def printed_history(laboratory: Laboratory) -> Iterator[Check]:
    """The figures that had to be met, each within its limit."""
    for item in _compared(laboratory):
        name = item.observation.id
        told = f"{item.observation.value:g} printed, {item.simulated:.4g} simulated"
        if name in PERCENT_LIMITS and item.percent is not None:
            yield within(f"history_{name}", item.percent, PERCENT_LIMITS[name], f"{told}, difference in %")
        elif name in POINT_LIMITS:
            yield within(
                f"history_{name}", item.difference, POINT_LIMITS[name], f"{told}, difference in points"
            )


def behaviour_reproduction(laboratory: Laboratory) -> Iterator[Check]:
    """How many observations there are, which lie far off, and that no statistic of fit over time applies."""
    compared = [item for item in _compared(laboratory) if item.observation.default]
    points = Counter(
        item.observation.variable for item in compared if item.observation.kind in ("level", "share")
    )
    most = max(points.values())
    far = sorted(
        (item for item in compared if abs(item.deviation) > FAR), key=lambda item: -abs(item.deviation)
    )
    told = "; ".join(f"{item.observation.id} {item.deviation:+.1f} s.d." for item in far) or "none"
    scatter = float(np.sqrt(np.mean([item.deviation**2 for item in compared])))
    evidence = (
        f"root mean square of {len(compared)} residuals in s.d., {len(points)} variables; {_theil(most)}; "
        f"beyond {FAR:g} s.d.: {told}. {len(laboratory.pack.ranges)} parameters were fitted to them"
    )
    yield within("behaviour_reproduction", scatter, FAR, evidence)


def fitted_parameters(laboratory: Laboratory) -> Iterator[Check]:
    """Every fitted parameter lies inside the range that stood before the fit, and not at its edge."""
    fitted = stored_parameters(laboratory.pack, laboratory.pack.about.as_of)
    edge = [item.name for item in fitted if item.at_bound]
    place = {
        item.name: min(item.value - item.low, item.high - item.value) / (item.high - item.low)
        for item in fitted
    }
    nearest = min(place, key=lambda name: place[name])
    evidence = (
        ", ".join(edge)
        or f"{len(fitted)} parameters; nearest: {nearest}, {place[nearest]:.1%} of its range away"
    )
    yield within("fitted_at_bound", len(edge), 0, evidence)


def rule_beside_history(laboratory: Laboratory) -> Iterator[Check]:
    """The investment rules, run beside the estimated history of starts, sum up to it."""
    names = ("all_starts_rule", "all_starts")
    run = laboratory.central(names)
    base = laboratory.first_year - 1
    rule, history = (run.over(name, laboratory.pack.about.start_year + 1, base).sum() for name in names)
    last = run.at(names[0], base)[0] / run.at(names[1], base)[0] - 1
    evidence = (
        f"sum of starts by the rules over the estimated history, difference in %; {last:+.0%} in {base}, "
        f"so that starts step up when the rules take over"
    )
    yield within("rules_beside_history", PERCENT * (rule / history - 1), RULE_LIMIT, evidence)


def _compared(laboratory: Laboratory) -> tuple[Compared, ...]:
    return compare_central(laboratory.pack, laboratory.pack.about.as_of)


def _theil(most: int) -> str:
    if most < POINTS_FOR_THEIL:
        return f"Theil statistics not applicable: n < {POINTS_FOR_THEIL} per series (at most {most})"
    return f"up to {most} points a series"
