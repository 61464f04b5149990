"""Flow of funds: all sources of finance of the four owners against all uses, at current prices.

What is borrowed by one owner from another outside the district is a source here. Payments for work may run
ahead of the work, so that they need not be reported investment of the same moment.
Left out: claims of the owners on one another, apart from equity paid into state firms.
"""

from __future__ import annotations

from sim.declare import equation


@equation(unit="yi_CNY/year")
def government_investment_nominal(
    government_starts, capital_formation_per_reported_investment, investment_price
):
    """Projects of the district's government."""
    return government_starts / capital_formation_per_reported_investment * investment_price


@equation(unit="yi_CNY/year")
def finance_outside_budget(
    historical_reported_starts,
    government_share_before,
    investment_price,
    government_investment_spending,
    plan_period,
):
    """What the projects of the past took beyond the rule of the budget (below zero: what they left)."""
    projects = historical_reported_starts * government_share_before * investment_price
    return (1 - plan_period) * (projects - government_investment_spending)


@equation(unit="yi_CNY/year")
def upper_level_investment_nominal(
    upper_level_starts, capital_formation_per_reported_investment, investment_price
):
    """Projects of central, regional and city owners."""
    return upper_level_starts / capital_formation_per_reported_investment * investment_price


@equation(unit="yi_CNY/year")
def upper_level_funds(
    historical_reported_starts,
    average_historical_starts,
    upper_level_share_before,
    investment_price,
    plan_period,
    upper_level_volume,
    average_realisation,
):
    """Money from above for the projects it begins: as in the past, then by the rule of upper levels."""
    before = (1 - plan_period) * historical_reported_starts
    later = plan_period * average_historical_starts * upper_level_volume * average_realisation
    return (before + later) * upper_level_share_before * investment_price


@equation(unit="yi_CNY/year")
def state_firm_cash_addition(
    state_firm_borrowing,
    state_firm_repayments,
    capital_injections,
    state_firm_profit,
    state_firm_outlays,
    state_firm_asset_sales,
):
    """Rise of state firms' cash as their balance sheet has it: debt and equity less long-term assets."""
    claims = state_firm_borrowing - state_firm_repayments + capital_injections + state_firm_profit
    return claims - (state_firm_outlays - state_firm_asset_sales)


@equation(unit="yi_CNY/year")
def fund_balance_addition(public_resources, public_spending):
    """Rise of the balance of budget and funds."""
    return public_resources - public_spending


@equation(unit="yi_CNY/year")
def sources_of_finance(
    private_own_funds,
    private_borrowing,
    state_firm_borrowing,
    capital_injections,
    state_firm_profit,
    state_firm_asset_sales,
    budget_revenue,
    transfers_from_above,
    land_income,
    bond_issues,
    finance_outside_budget,
    upper_level_funds,
):
    """All money that comes in, over the four owners."""
    private = private_own_funds + private_borrowing
    state_firms = state_firm_borrowing + capital_injections + state_firm_profit + state_firm_asset_sales
    government = budget_revenue + transfers_from_above + land_income + bond_issues + finance_outside_budget
    return private + state_firms + government + upper_level_funds


@equation(unit="yi_CNY/year")
def uses_of_finance(
    private_investment_nominal,
    private_repayments,
    private_withdrawals,
    private_funds_addition,
    state_firm_outlays,
    state_firm_repayments,
    state_firm_cash_addition,
    government_investment_nominal,
    government_consumption_nominal,
    obligations,
    fund_balance_addition,
    upper_level_investment_nominal,
):
    """All money that goes out or is kept, over the four owners."""
    private = private_investment_nominal + private_repayments + private_withdrawals + private_funds_addition
    state_firms = state_firm_outlays + state_firm_repayments + state_firm_cash_addition
    government = (
        government_investment_nominal + government_consumption_nominal + obligations + fund_balance_addition
    )
    return private + state_firms + government + upper_level_investment_nominal


@equation(unit="yi_CNY/year")
def residual_of_finance(sources_of_finance, uses_of_finance):
    """Sources less uses; zero at all times."""
    return sources_of_finance - uses_of_finance
