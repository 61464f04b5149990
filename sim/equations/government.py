"""Government: revenue, land income, transfers and bonds; consumption, investment and debt service.

All flows at current prices. Left out: the budget by item, arrears.
"""

from __future__ import annotations

from sim.declare import Smooth, Stock, equation
from sim.operations import maximum

fund_balance = Stock(
    unit="yi_CNY",
    initial="fund_balance_at_start",
    inflows=("public_resources",),
    outflows=("public_spending",),
    about="Balance of budget and funds.",
)
government_debt = Stock(
    unit="yi_CNY",
    initial="government_debt_at_start",
    inflows=("bond_issues",),
    outflows=("bond_repayments",),
    about="Government bonds outstanding.",
)
perceived_current_resources = Smooth(
    of="current_resources",
    time="budget_planning_time",
    initial="current_resources_at_start",
    about="Revenue and transfers as the budget plans with them.",
)
perceived_capital_resources = Smooth(
    of="capital_resources",
    time="budget_planning_time",
    initial="capital_resources_at_start",
    about="Land income and bonds as the budget of funds plans with them.",
)


@equation(unit="1")
def tax_relief(tax_relief_reached, tax_relief_profile, extra_tax_relief):
    """Share of revenue forgone: the relief of the years to 2020, and what the scenario adds."""
    return tax_relief_reached * tax_relief_profile + extra_tax_relief


@equation(unit="yi_CNY/year", source="page-revenue-buoyancy")
def budget_revenue(
    budget_revenue_at_start, gdp_nominal, gdp_nominal_at_start, revenue_buoyancy, tax_relief, revenue_shock
):
    """General public budget revenue: follows nominal output by its buoyancy, less tax relief."""
    base = (gdp_nominal / gdp_nominal_at_start) ** revenue_buoyancy
    return budget_revenue_at_start * base * (1 - tax_relief) * (1 + revenue_shock)


@equation(unit="yi_CNY/year")
def land_income(
    starts__services,
    capital_formation_per_reported_investment,
    investment_price,
    land_income_share,
    land_income_loss,
):
    """Income from land use rights: a part of what is invested in services and property."""
    property_investment = starts__services / capital_formation_per_reported_investment * investment_price
    return property_investment * land_income_share * (1 - land_income_loss)


@equation(unit="yi_CNY/year")
def local_fiscal_revenue(budget_revenue, land_income):
    """All local fiscal revenue: general budget and land."""
    return budget_revenue + land_income


@equation(unit="yi_CNY/year")
def bond_repayments(government_debt, bond_maturity):
    """Bonds that fall due in a year."""
    return government_debt / bond_maturity


@equation(unit="yi_CNY/year")
def bond_issues(bond_repayments, special_bond_quota):
    """Bonds issued: what falls due is rolled over, and the quota of special bonds."""
    return bond_repayments + special_bond_quota


@equation(unit="yi_CNY/year")
def government_interest(government_debt, government_interest_rate):
    """Interest on government bonds."""
    return government_debt * government_interest_rate


@equation(unit="yi_CNY/year")
def current_resources(budget_revenue, transfers_from_above):
    """Revenue and transfers."""
    return budget_revenue + transfers_from_above


@equation(unit="yi_CNY/year")
def capital_resources(land_income, bond_issues):
    """Land income and bonds."""
    return land_income + bond_issues


@equation(unit="yi_CNY/year")
def current_resources_at_start(
    budget_revenue_at_start, transfers_from_above_at_base, consumer_price_at_start
):
    """Revenue and transfers when the run begins."""
    return budget_revenue_at_start + transfers_from_above_at_base * consumer_price_at_start


@equation(unit="yi_CNY/year")
def capital_resources_at_start(
    starts_at_beginning__services,
    capital_formation_per_reported_investment,
    investment_price_at_start,
    land_income_share,
    government_debt_at_start,
    bond_maturity,
    special_bond_quota,
):
    """Land income and bonds when the run begins."""
    property_investment = starts_at_beginning__services / capital_formation_per_reported_investment
    land = property_investment * investment_price_at_start * land_income_share
    return land + government_debt_at_start / bond_maturity + special_bond_quota


@equation(unit="yi_CNY/year")
def public_resources(current_resources, capital_resources):
    """All that comes in."""
    return current_resources + capital_resources


@equation(unit="yi_CNY/year")
def planned_resources(perceived_current_resources, perceived_capital_resources):
    """All that budget and funds plan with."""
    return perceived_current_resources + perceived_capital_resources


@equation(unit="1")
def budget_cover(fund_balance, planned_resources, fund_balance_goal, capacity_sharpness):
    """How far the balance allows spending: 1 in normal times, less below half the goal, 0 at nothing."""
    cover = 2 * fund_balance / (planned_resources * fund_balance_goal)
    return cover / (1 + cover**capacity_sharpness) ** (1 / capacity_sharpness)


@equation(unit="yi_CNY/year")
def government_consumption_nominal(perceived_current_resources, government_consumption_share, budget_cover):
    """Spending on services to the public: a part of what the budget plans with."""
    return perceived_current_resources * government_consumption_share * budget_cover


@equation(unit="yi_CNY/year")
def obligations(bond_repayments, government_interest, capital_injections):
    """Debt service and equity paid into state firms."""
    return bond_repayments + government_interest + capital_injections


@equation(unit="yi_CNY/year")
def government_investment_spending(
    planned_resources,
    government_consumption_nominal,
    obligations,
    fund_balance,
    fund_balance_goal,
    fund_balance_time,
    budget_cover,
):
    """Spending on projects: what consumption and obligations leave, and the gap of the balance."""
    gap = fund_balance - planned_resources * fund_balance_goal
    left = planned_resources - government_consumption_nominal - obligations + gap / fund_balance_time
    return maximum(left, 0) * budget_cover


@equation(unit="yi_CNY/year")
def government_consumption(government_consumption_nominal, upper_level_service_spending, price_of_services):
    """Government consumption in the district, own and of upper levels, constant 2020 prices."""
    return government_consumption_nominal / price_of_services + upper_level_service_spending


@equation(unit="yi_CNY/year")
def government_project_payments(government_investment_spending, average_realisation):
    """What is paid for projects: what was set aside, as far as projects were begun."""
    return government_investment_spending * average_realisation


@equation(unit="yi_CNY/year")
def public_spending(government_consumption_nominal, government_project_payments, obligations):
    """All that goes out."""
    return government_consumption_nominal + government_project_payments + obligations


@equation(unit="yi_CNY")
def fund_balance_at_start(current_resources_at_start, capital_resources_at_start, fund_balance_goal):
    """A balance that covers the normal time of resources."""
    return (current_resources_at_start + capital_resources_at_start) * fund_balance_goal
