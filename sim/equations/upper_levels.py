"""Upper levels: how much the centre, the region and the city do in the district once the plan is over.

During the plan their projects, services and transfers keep the volume of the years before. Held for
fifteen years, that volume would be an ever smaller part of a growing region; after the plan it follows the
region's income in part. Left out: what upper levels decide about this district in particular.
"""

from __future__ import annotations

from sim.declare import Stock, equation

upper_level_volume = Stock(
    unit="1",
    initial="one",
    inflows=("upper_level_growth",),
    about="Volume of projects, services and transfers of upper levels, 1 until the plan ends.",
)


@equation(unit="1/year")
def upper_level_growth(upper_level_volume, regional_growth, upper_level_response, after_plan):
    """What upper levels do in the district follows the region's income, from the end of the plan on."""
    return upper_level_volume * regional_growth * upper_level_response * after_plan


@equation(unit="yi_CNY/year")
def upper_level_starts_rule(
    average_historical_starts,
    capital_formation_per_reported_investment,
    upper_level_share_before,
    upper_level_volume,
):
    """Starts of central, regional and city owners: their average of the years before, at this volume."""
    average = average_historical_starts * capital_formation_per_reported_investment
    return average * upper_level_share_before * upper_level_volume


@equation(unit="yi_CNY/year")
def transfers_from_above(transfers_from_above_at_base, consumer_price, upper_level_volume):
    """Transfers from upper levels; they keep their purchasing power."""
    return transfers_from_above_at_base * consumer_price * upper_level_volume


@equation(unit="yi_CNY/year")
def upper_level_service_spending(upper_level_services, upper_level_volume):
    """Public services of upper levels in the district, constant 2020 prices."""
    return upper_level_services * upper_level_volume
