"""Households: income, consumption, and the retail sales of residents and of shoppers from outside.

Left out: deposits, household debt, distribution within town and country.
"""

from __future__ import annotations

from sim.declare import Smooth, Stock, equation
from sim.operations import maximum

perceived_income_per_head = Smooth(
    of="income_per_head",
    time="income_lag",
    initial="income_per_head_at_start",
    about="Income per resident that spending has adjusted to.",
)
retail_capture = Stock(
    unit="1",
    initial="retail_capture_at_start",
    inflows=("retail_capture_change",),
    about="Share of the outside retail market that shops in the district.",
)
outside_retail_market = Stock(
    unit="yi_CNY/year",
    initial="outside_retail_market_at_start",
    inflows=("outside_retail_market_growth",),
    about="Retail sales of the city around, constant 2020 prices, without epidemic years.",
)


@equation(unit="yi_CNY/year")
def wage_bill(all_employed, real_wage, wage_at_start):
    """Wages of all employed, constant 2020 prices."""
    return all_employed * real_wage * wage_at_start


@equation(unit="yi_CNY/year")
def wage_bill_at_start(all_employed_at_start, wage_at_start):
    """Wages when the run begins."""
    return all_employed_at_start * wage_at_start


@equation(unit="yi_CNY/year")
def operating_surplus(gdp, wage_bill):
    """What output leaves after wages."""
    return gdp - wage_bill


@equation(unit="yi_CNY/year")
def transfers_to_households(budget_revenue, consumer_price, transfer_share_of_revenue):
    """Transfers from public budgets, constant 2020 prices."""
    return budget_revenue / consumer_price * transfer_share_of_revenue


@equation(unit="yi_CNY/year")
def disposable_income(wage_bill, operating_surplus, household_share_of_surplus, transfers_to_households):
    """Disposable income of residents, constant 2020 prices."""
    return wage_bill + operating_surplus * household_share_of_surplus + transfers_to_households


@equation(unit="yi_CNY/year/wan_person")
def income_per_head(disposable_income, population):
    """Disposable income per resident, constant 2020 prices."""
    return disposable_income / population


@equation(unit="yi_CNY/year/wan_person")
def income_per_head_at_start(disposable_income_at_start, population_at_start):
    """Disposable income per resident when the run begins."""
    return disposable_income_at_start / population_at_start


@equation(unit="yi_CNY/year")
def disposable_income_at_start(
    wage_bill_at_start,
    gdp_at_start,
    household_share_of_surplus,
    budget_revenue_at_start,
    consumer_price_at_start,
    transfer_share_of_revenue,
):
    """Disposable income when the run begins."""
    surplus = gdp_at_start - wage_bill_at_start
    transfers = budget_revenue_at_start / consumer_price_at_start * transfer_share_of_revenue
    return wage_bill_at_start + surplus * household_share_of_surplus + transfers


@equation(unit="yi_CNY/year", source="page-saving")
def consumption(
    population,
    perceived_income_per_head,
    income_per_head_at_start,
    saving_rate_at_start,
    propensity_to_consume,
    epidemic_effect_on_services,
):
    """Consumption of residents: what they spent at the start, and part of every increase in income."""
    base = income_per_head_at_start * (1 - saving_rate_at_start)
    habit = base + propensity_to_consume * (perceived_income_per_head - income_per_head_at_start)
    return population * habit * epidemic_effect_on_services


@equation(unit="yi_CNY/year")
def resident_retail_sales(consumption, retail_share_of_consumption):
    """Retail sales to residents, constant 2020 prices."""
    return consumption * retail_share_of_consumption


@equation(unit="yi_CNY/year/year")
def outside_retail_market_growth(outside_retail_market, regional_growth, retail_income_elasticity):
    """The outside retail market grows with the region's income."""
    return outside_retail_market * regional_growth * retail_income_elasticity


@equation(unit="1")
def retail_capture_goal(
    retail_capture_at_start, retail_capture_after_opening, retail_space_opened, retail_space_expansion
):
    """Share of the outside market that the shopping space of the day can draw."""
    opening = retail_space_opened * (retail_capture_after_opening - retail_capture_at_start)
    return (retail_capture_at_start + opening) * retail_space_expansion


@equation(unit="1/year")
def retail_capture_change(retail_capture, retail_capture_goal, retail_capture_time):
    """Shops and malls draw outside shoppers until the goal of the present stock of space is reached."""
    return (retail_capture_goal - retail_capture) / retail_capture_time


@equation(unit="yi_CNY/year")
def outside_retail_sales(
    outside_retail_market, retail_capture, epidemic, epidemic_loss, epidemic_exposure_of_retail
):
    """Retail sales to shoppers from outside, constant 2020 prices."""
    visits = maximum(1 - epidemic * epidemic_loss * epidemic_exposure_of_retail, 0)
    return outside_retail_market * retail_capture * visits


@equation(unit="yi_CNY/year")
def retail_sales(resident_retail_sales, outside_retail_sales, consumer_price):
    """Retail sales at current prices."""
    return (resident_retail_sales + outside_retail_sales) * consumer_price


@equation(unit="CNY/year")
def urban_income_per_head(
    urban_income_at_start, income_per_head, income_per_head_at_start, consumer_price, consumer_price_at_start
):
    """Disposable income per urban resident at current prices."""
    return (
        urban_income_at_start
        * (income_per_head / income_per_head_at_start)
        * (consumer_price / consumer_price_at_start)
    )


@equation(unit="CNY/year")
def rural_income_per_head(
    rural_income_at_start,
    income_per_head,
    income_per_head_at_start,
    rural_income_elasticity,
    consumer_price,
    consumer_price_at_start,
):
    """Disposable income per rural resident at current prices; it follows with some catching up."""
    real = (income_per_head / income_per_head_at_start) ** rural_income_elasticity
    return rural_income_at_start * real * (consumer_price / consumer_price_at_start)
