"""Demand: local use, buyers outside, the market share they give, and the orders that result.

Orders for a sector = what local consumption, government and investment buy from it + what buyers
outside order. Outside demand follows the income of the region, not the district's own. How orders are
served is in `deliveries.py`.
Left out: intermediate deliveries between the sectors.
"""

from __future__ import annotations

from sim.declare import Smooth, Stock, equation
from sim.operations import maximum

regional_income = Stock(
    unit="1",
    initial="one",
    inflows=("regional_income_growth",),
    about="Income of the buyers outside the district, 1 at the start, without epidemic years.",
)

outside_market_size = Stock(
    unit="1",
    initial="one",
    inflows=("outside_market_growth",),
    over="sector",
    about="Size of a sector's outside market without epidemics and yearly deviations, 1 at the start.",
)

market_share = Stock(
    unit="1",
    initial="one",
    inflows=("market_share_change",),
    over="sector",
    about="The district's share of its outside market, relative to the start.",
)

outside_order_base = Stock(
    unit="yi_CNY/year",
    initial="outside_orders_at_start",
    over="sector",
    about="Orders from outside when the run began; it has no flows and keeps its value.",
)

perceived_orders = Smooth(
    of="orders", time="perception_time", over="sector", about="Orders as producers have come to see them."
)
perceived_output = Smooth(
    of="gdp",
    time="perception_time",
    initial="gdp_at_start",
    about="Output of the district as investors have come to see it.",
)
earlier_output = Smooth(
    of="perceived_output",
    time="trend_time",
    initial="earlier_output_at_start",
    about="Output as it was perceived some years ago.",
)


@equation(unit="1/year")
def regional_income_growth(regional_income, regional_growth):
    """Growth of the region's income, given from outside."""
    return regional_income * regional_growth


@equation(unit="yi_CNY/year")
def earlier_output_at_start(gdp_at_start, demand_trend_at_start, trend_time):
    """The earlier output that makes expected growth start at the trend of the years before."""
    return gdp_at_start / (1 + demand_trend_at_start * trend_time)


@equation(unit="1/year", source="sterman-2000")
def expected_growth(perceived_output, earlier_output, trend_time):
    """Growth that investors expect: the trend of the output they perceive."""
    return (perceived_output - earlier_output) / (earlier_output * trend_time)


@equation(unit="1")
def epidemic_effect_on_services(epidemic, epidemic_loss, epidemic_exposure_of_services):
    """Demand for services that is left in an epidemic."""
    return maximum(1 - epidemic * epidemic_loss * epidemic_exposure_of_services, 0)


@equation(unit="1")
def epidemic_effect_on_industry(epidemic, epidemic_loss, epidemic_exposure_of_industry):
    """Demand for goods that is left in an epidemic."""
    return maximum(1 - epidemic * epidemic_loss * epidemic_exposure_of_industry, 0)


@equation(unit="1")
def epidemic_effect__traditional(epidemic_effect_on_industry):
    """Demand left in an epidemic, traditional industry."""
    return epidemic_effect_on_industry


@equation(unit="1")
def epidemic_effect__emerging(epidemic_effect_on_industry):
    """Demand left in an epidemic, emerging industry."""
    return epidemic_effect_on_industry


@equation(unit="1")
def epidemic_effect__services(epidemic_effect_on_services):
    """Demand left in an epidemic, services."""
    return epidemic_effect_on_services


@equation(unit="1", over="sector")
def outside_income_elasticity(past_income_elasticity, persistence_of_past_elasticity, plan_period):
    """Response of outside demand to regional income: the past one, of which a part persists, else 1."""
    later = 1 + persistence_of_past_elasticity * (past_income_elasticity - 1)
    return (1 - plan_period) * past_income_elasticity + plan_period * later


@equation(unit="1/year", over="sector")
def outside_market_growth(outside_market_size, regional_growth, outside_income_elasticity):
    """The outside market grows with the region's income."""
    return outside_market_size * regional_growth * outside_income_elasticity


@equation(unit="1", over="sector")
def outside_market(outside_market_size, epidemic_effect, outside_demand_shock):
    """Size of the outside market in the year, relative to the start."""
    return outside_market_size * epidemic_effect * (1 + outside_demand_shock)


@equation(unit="yi_CNY/year", over="sector")
def local_orders(
    consumption,
    government_consumption,
    gross_capital_formation,
    local_content_of_consumption,
    local_content_of_government,
    local_content_of_investment,
):
    """What local users order from a sector of the district."""
    return (
        consumption * local_content_of_consumption
        + government_consumption * local_content_of_government
        + gross_capital_formation * local_content_of_investment
    )


@equation(unit="yi_CNY/year", over="sector")
def outside_orders_at_start(
    output_at_start, utilisation_at_start, demand_pressure_at_start, local_orders, linked_orders
):
    """Orders from outside when the run begins: what output then served beside the other orders."""
    return output_at_start / utilisation_at_start * demand_pressure_at_start - local_orders - linked_orders


@equation(unit="yi_CNY/year")
def linked_orders__traditional(exports, export_content_of_traditional):
    """Orders that come with foreign trade, traditional industry."""
    return exports * export_content_of_traditional


@equation(unit="yi_CNY/year")
def linked_orders__emerging(exports, export_content_of_emerging):
    """Orders that come with foreign trade, emerging industry."""
    return exports * export_content_of_emerging


@equation(unit="yi_CNY/year")
def linked_orders__services(exports, imports, outside_retail_sales, logistics_margin, retail_margin):
    """Services that come with foreign trade (logistics) and with shoppers from outside (retail margin)."""
    return (exports + imports) * logistics_margin + outside_retail_sales * retail_margin


@equation(unit="yi_CNY/year", over="sector")
def outside_orders_by_demand(outside_order_base, outside_market, market_share):
    """Orders from outside as the market and the district's share of it give them."""
    return outside_order_base * outside_market * market_share


@equation(unit="yi_CNY/year", over="sector")
def outside_orders_by_supply(potential_output, local_orders, linked_orders):
    """Orders from outside if buyers take whatever capacity can make at normal use."""
    return maximum(potential_output - local_orders - linked_orders, 0)


@equation(unit="yi_CNY/year", over="sector")
def outside_orders(outside_orders_by_demand, outside_orders_by_supply, supply_led_weight, market_kept):
    """Orders from outside: led by demand, by supply, or between; less what may not be made."""
    by_closure = (
        1 - supply_led_weight
    ) * outside_orders_by_demand + supply_led_weight * outside_orders_by_supply
    return by_closure * market_kept


@equation(unit="yi_CNY/year", over="sector")
def orders(local_orders, outside_orders, linked_orders):
    """All orders a sector of the district receives."""
    return local_orders + outside_orders + linked_orders


@equation(unit="1/year", over="sector", source="forrester-1968")
def market_share_change(market_share, indicated_market_share, market_share_time):
    """The market share moves towards what capacity and cost indicate."""
    return (indicated_market_share - market_share) / market_share_time


@equation(unit="1", over="sector")
def indicated_market_share(
    potential_output,
    potential_output_at_start,
    regional_income,
    share_follows_capacity,
    relative_labour_cost,
    price_elasticity_of_outside_sales,
    labour_cost_share,
):
    """Capacity that outgrows the region wins share; labour cost above productivity loses it."""
    capacity = potential_output / potential_output_at_start / regional_income
    cost = relative_labour_cost ** (labour_cost_share * price_elasticity_of_outside_sales)
    return capacity**share_follows_capacity * cost
