"""Who starts projects and in what: private firms, state firms, the district's government, upper levels.

Until the plan period the starts are an estimated history; from then on each owner follows a rule whose
scale is fixed at the start of the run. The rule runs beside the history, so the gap can be read. What is
wished becomes starts as far as approval, land and finance let it (`project_timing.py`).
"""

from __future__ import annotations

from sim.declare import Smooth, equation
from sim.operations import maximum, total


@equation(unit="yi_CNY/year")
def historical_reported_starts(
    reported_starts_at_start, start_hump, start_hump_profile, start_change, start_ramp_profile
):
    """Estimated volume of project starts, 2015-2020: one hump on a straight line."""
    return reported_starts_at_start * (
        1 + start_hump * start_hump_profile + start_change * start_ramp_profile
    )


@equation(unit="yi_CNY/year")
def average_historical_starts(
    reported_starts_at_start, start_hump, mean_hump_profile, start_change, mean_ramp_profile
):
    """Mean volume of project starts, 2016-2020."""
    return reported_starts_at_start * (1 + start_hump * mean_hump_profile + start_change * mean_ramp_profile)


@equation(unit="yi_CNY/year")
def historical_starts(historical_reported_starts, capital_formation_per_reported_investment):
    """Estimated project starts of all owners before the plan period, in capital-formation terms."""
    return historical_reported_starts * capital_formation_per_reported_investment


@equation(unit="yi_CNY/year")
def starts_at_start(reported_starts_at_start, capital_formation_per_reported_investment):
    """Project starts of all owners when the run begins."""
    return reported_starts_at_start * capital_formation_per_reported_investment


@equation(unit="1")
def private_share_of_starts_before(
    state_firm_share_before, government_share_before, upper_level_share_before
):
    """Private share of starts before the plan period: what the public owners leave."""
    return 1 - state_firm_share_before - government_share_before - upper_level_share_before


@equation(unit="yi_CNY")
def productive_capital(capital__traditional, capital__emerging, capital__services):
    """Capital in use of the producing sectors."""
    return capital__traditional + capital__emerging + capital__services


@equation(unit="yi_CNY")
def productive_capital_at_start(
    capital_at_start__traditional, capital_at_start__emerging, capital_at_start__services
):
    """Capital in use of the producing sectors when the run begins."""
    return capital_at_start__traditional + capital_at_start__emerging + capital_at_start__services


@equation(unit="1/year", source="jorgenson-1963")
def desired_investment_rate(retirement_rate, accelerator, expected_growth):
    """Investment per unit of capital: replacement, and expansion with the output that is expected."""
    return maximum(retirement_rate + accelerator * expected_growth, 0)


@equation(unit="1/year")
def desired_investment_rate_at_start(retirement_rate, accelerator, demand_trend_at_start):
    """The same rate with the expectations held when the run begins."""
    return retirement_rate + accelerator * demand_trend_at_start


@equation(unit="1")
def profitability(operating_surplus, productive_capital, surplus_per_capital_at_start):
    """Operating surplus per unit of capital, relative to the start."""
    return operating_surplus / productive_capital / surplus_per_capital_at_start


@equation(unit="1/year")
def surplus_per_capital_at_start(gdp_at_start, wage_bill_at_start, productive_capital_at_start):
    """Operating surplus per unit of capital when the run begins."""
    return (gdp_at_start - wage_bill_at_start) / productive_capital_at_start


@equation(unit="1", source="page-crowding-in")
def crowding_in(
    capital__infrastructure,
    capital_at_start__infrastructure,
    productive_capital,
    productive_capital_at_start,
    public_capital_effect_on_private,
):
    """Effect on private investment of public capital in use, as much as there is beside that of producers."""
    public = capital__infrastructure / capital_at_start__infrastructure
    return (public / (productive_capital / productive_capital_at_start)) ** public_capital_effect_on_private


@equation(unit="yi_CNY/year", source="jorgenson-1963")
def private_starts_rule(
    starts_at_start,
    private_share_of_starts_before,
    productive_capital,
    productive_capital_at_start,
    desired_investment_rate,
    desired_investment_rate_at_start,
    profitability,
    profit_response,
    crowding_in,
    private_finance_effect,
    private_investment_support,
):
    """Private starts: capital x investment rate, better with profit, finance, public capital, support."""
    size = productive_capital / productive_capital_at_start
    urge = desired_investment_rate / desired_investment_rate_at_start
    return (
        starts_at_start
        * private_share_of_starts_before
        * size
        * urge
        * maximum(profitability, 0) ** profit_response
        * crowding_in
        * private_finance_effect
        * private_investment_support
    )


@equation(unit="yi_CNY/year")
def state_firm_starts_rule(
    state_firm_programme, capital_formation_per_reported_investment, leverage_room, liquidity
):
    """State-firm starts: the programme, as far as leverage and cash allow."""
    return state_firm_programme * capital_formation_per_reported_investment * leverage_room * liquidity


@equation(unit="yi_CNY/year")
def government_starts_rule(
    government_investment_spending, investment_price, capital_formation_per_reported_investment
):
    """Starts paid from the district's budget and funds, constant 2020 prices."""
    return government_investment_spending / investment_price * capital_formation_per_reported_investment


@equation(unit="yi_CNY/year")
def private_starts(
    historical_starts, private_share_of_starts_before, private_starts_rule, average_realisation, plan_period
):
    """Projects begun by private firms in a year."""
    before = historical_starts * private_share_of_starts_before
    return (1 - plan_period) * before + plan_period * private_starts_rule * average_realisation


@equation(unit="yi_CNY/year")
def state_firm_starts(
    historical_starts, state_firm_share_before, state_firm_starts_rule, average_realisation, plan_period
):
    """Projects begun by the district's state firms in a year."""
    before = historical_starts * state_firm_share_before
    return (1 - plan_period) * before + plan_period * state_firm_starts_rule * average_realisation


@equation(unit="yi_CNY/year")
def government_starts(
    historical_starts, government_share_before, government_starts_rule, average_realisation, plan_period
):
    """Projects begun by the district's government in a year."""
    before = historical_starts * government_share_before
    return (1 - plan_period) * before + plan_period * government_starts_rule * average_realisation


@equation(unit="yi_CNY/year")
def upper_level_starts(
    historical_starts, upper_level_share_before, upper_level_starts_rule, average_realisation, plan_period
):
    """Projects begun by central, regional and city owners in a year."""
    before = historical_starts * upper_level_share_before
    return (1 - plan_period) * before + plan_period * upper_level_starts_rule * average_realisation


@equation(unit="yi_CNY/year")
def all_starts(private_starts, state_firm_starts, government_starts, upper_level_starts):
    """Projects begun by all owners in a year."""
    return private_starts + state_firm_starts + government_starts + upper_level_starts


@equation(unit="yi_CNY/year")
def all_starts_rule(
    private_starts_rule, state_firm_starts_rule, government_starts_rule, upper_level_starts_rule
):
    """What the rules alone would start; before the plan period it is read beside the history."""
    return private_starts_rule + state_firm_starts_rule + government_starts_rule + upper_level_starts_rule


@equation(unit="1")
def allocation__traditional(industrial_investment_share, emerging_investment_share):
    """Share of starts that goes to traditional industry."""
    return industrial_investment_share * (1 - emerging_investment_share)


@equation(unit="1")
def allocation__emerging(industrial_investment_share, emerging_investment_share):
    """Share of starts that goes to strategic emerging industry."""
    return industrial_investment_share * emerging_investment_share


@equation(unit="1")
def allocation__services(industrial_investment_share, infrastructure_investment_share):
    """Share of starts that goes to services and property: what industry and infrastructure leave."""
    return 1 - industrial_investment_share - infrastructure_investment_share


@equation(unit="1")
def allocation__infrastructure(infrastructure_investment_share):
    """Share of starts that goes to infrastructure."""
    return infrastructure_investment_share


@equation(unit="yi_CNY/year", over="capital_kind")
def starts(all_starts, realised_allocation, average_realisation):
    """Projects begun in a year, by what they become."""
    return all_starts * realised_allocation / average_realisation


@equation(unit="yi_CNY/year", over="capital_kind")
def starts_at_beginning(starts_at_start, allocation):
    """Projects begun in the years before the run, by what they become."""
    return starts_at_start * allocation


@equation(unit="yi_CNY/year")
def private_starts_at_beginning(starts_at_start, private_share_of_starts_before):
    """Projects begun by private firms in the years before the run."""
    return starts_at_start * private_share_of_starts_before


@equation(unit="yi_CNY/year")
def state_firm_starts_at_beginning(starts_at_start, state_firm_share_before):
    """Projects begun by state firms in the years before the run."""
    return starts_at_start * state_firm_share_before


private_work = Smooth(
    of="private_starts",
    time="work_lag",
    initial="private_starts_at_beginning",
    about="Private starts as they turn into work.",
)
all_work = Smooth(
    of="all_starts", time="work_lag", initial="starts_at_start", about="All starts as they turn into work."
)
state_firm_work = Smooth(
    of="state_firm_starts",
    time="work_lag",
    initial="state_firm_starts_at_beginning",
    about="State-firm starts as they turn into work.",
)


@equation(unit="1")
def private_investment_share(private_work, all_work):
    """Private share of investment."""
    return private_work / all_work


@equation(unit="yi_CNY/year")
def all_starts_total_of_kinds(starts):
    """Sum of starts over what they become; equals the sum over owners."""
    return total(starts)
