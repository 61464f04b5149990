"""Prices: each nominal series has a deflator of its own, 1 in the base year.

Inflation is given from outside; the drift of the years before the plan is a parameter of each deflator.
Left out: feedback of local demand on prices.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import exp

price_of_industry = Stock(
    unit="1",
    initial="price_of_industry_at_start",
    inflows=("inflation_of_industry",),
    about="Price of industrial output.",
)
price_of_services = Stock(
    unit="1",
    initial="price_of_services_at_start",
    inflows=("inflation_of_services",),
    about="Price of services.",
)
price_of_construction = Stock(
    unit="1",
    initial="price_of_construction_at_start",
    inflows=("inflation_of_construction",),
    about="Price of construction.",
)
consumer_price = Stock(
    unit="1",
    initial="consumer_price_at_start",
    inflows=("consumer_inflation",),
    about="Consumer price level.",
)
investment_price = Stock(
    unit="1",
    initial="investment_price_at_start",
    inflows=("investment_inflation",),
    about="Price of investment.",
)
trade_price = Stock(
    unit="1",
    initial="trade_price_at_start",
    inflows=("trade_inflation",),
    about="Price of traded goods in CNY.",
)


@equation(unit="1")
def price_of_industry_at_start(industry_price_drift, years_to_price_base):
    """Price that reaches 1 in the base year."""
    return exp(-industry_price_drift * years_to_price_base)


@equation(unit="1")
def price_of_services_at_start(service_price_drift, years_to_price_base):
    """Price that reaches 1 in the base year."""
    return exp(-service_price_drift * years_to_price_base)


@equation(unit="1")
def price_of_construction_at_start(construction_price_drift, years_to_price_base):
    """Price that reaches 1 in the base year."""
    return exp(-construction_price_drift * years_to_price_base)


@equation(unit="1")
def consumer_price_at_start(consumer_price_drift, years_to_price_base):
    """Price that reaches 1 in the base year."""
    return exp(-consumer_price_drift * years_to_price_base)


@equation(unit="1")
def investment_price_at_start(investment_price_drift, years_to_price_base):
    """Price that reaches 1 in the base year."""
    return exp(-investment_price_drift * years_to_price_base)


@equation(unit="1")
def trade_price_at_start(trade_price_drift, years_to_price_base):
    """Price that reaches 1 in the base year."""
    return exp(-trade_price_drift * years_to_price_base)


@equation(unit="1/year")
def inflation_of_industry(price_of_industry, industry_price_drift, producer_inflation_rate, plan_period):
    """Rise of the industrial price: the past drift, then producer-price inflation."""
    return price_of_industry * (
        (1 - plan_period) * industry_price_drift + plan_period * producer_inflation_rate
    )


@equation(unit="1/year")
def inflation_of_services(price_of_services, service_price_drift, service_inflation_rate, plan_period):
    """Rise of the price of services: the past drift, then the general rate."""
    return price_of_services * (
        (1 - plan_period) * service_price_drift + plan_period * service_inflation_rate
    )


@equation(unit="1/year")
def inflation_of_construction(
    price_of_construction, construction_price_drift, investment_inflation_rate, plan_period
):
    """Rise of the price of construction: the past drift, then the rate of investment goods."""
    rate = (1 - plan_period) * construction_price_drift + plan_period * investment_inflation_rate
    return price_of_construction * rate


@equation(unit="1/year")
def consumer_inflation(consumer_price, consumer_price_drift, consumer_inflation_rate, plan_period):
    """Rise of consumer prices: the past drift, then consumer-price inflation."""
    return consumer_price * ((1 - plan_period) * consumer_price_drift + plan_period * consumer_inflation_rate)


@equation(unit="1/year")
def investment_inflation(investment_price, investment_price_drift, investment_inflation_rate, plan_period):
    """Rise of the price of investment: the past drift, then the rate of investment goods."""
    rate = (1 - plan_period) * investment_price_drift + plan_period * investment_inflation_rate
    return investment_price * rate


@equation(unit="1/year")
def trade_inflation(trade_price, trade_price_drift, producer_inflation_rate, plan_period):
    """Rise of the price of traded goods: the past drift, then producer-price inflation."""
    return trade_price * ((1 - plan_period) * trade_price_drift + plan_period * producer_inflation_rate)


@equation(unit="yi_CNY/year")
def gdp_nominal(
    industrial_value_added,
    price_of_industry,
    construction_value_added,
    price_of_construction,
    output__services,
    agriculture_output,
    price_of_services,
):
    """Gross domestic product at current prices; farm products carry the price of services."""
    goods = industrial_value_added * price_of_industry + construction_value_added * price_of_construction
    return goods + (output__services + agriculture_output) * price_of_services


@equation(unit="yi_CNY/year")
def gdp_nominal_at_start(
    output_at_start__traditional,
    output_at_start__emerging,
    price_of_industry_at_start,
    construction_value_added_at_start,
    price_of_construction_at_start,
    output_at_start__services,
    agriculture_output,
    price_of_services_at_start,
):
    """Gross domestic product at current prices when the run begins."""
    industry = (output_at_start__traditional + output_at_start__emerging) * price_of_industry_at_start
    building = construction_value_added_at_start * price_of_construction_at_start
    return industry + building + (output_at_start__services + agriculture_output) * price_of_services_at_start
