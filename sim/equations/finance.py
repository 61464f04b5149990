"""Finance of investment: where the money of each owner comes from and goes to, at current prices.

Private firms put in own funds and borrow the rest; interest takes from what they can put in later. State
firms and the government have modules of their own; upper levels pay what they build. Every term of
sources and uses has an equation of its own. Left out: credit limits of banks, issues of shares, tax credits.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import maximum

private_funds = Stock(
    unit="yi_CNY",
    initial="private_funds_at_start",
    inflows=("private_own_funds", "private_borrowing"),
    outflows=("private_investment_nominal", "private_repayments", "private_withdrawals"),
    double_entry=(
        "private_own_funds",
        "private_borrowing",
        "private_investment_nominal",
        "private_repayments",
        "private_withdrawals",
    ),
    about="Money of private firms set aside for projects.",
)
private_fixed_assets = Stock(
    unit="yi_CNY",
    initial="private_fixed_assets_at_start",
    inflows=("private_investment_nominal",),
    outflows=("private_wear",),
    double_entry=("private_investment_nominal", "private_wear"),
    about="Projects of private firms at book value.",
)
private_debt = Stock(
    unit="yi_CNY",
    initial="private_debt_at_start",
    inflows=("private_borrowing",),
    outflows=("private_repayments",),
    double_entry=("private_borrowing", "private_repayments"),
    about="Bank loans of private firms for projects.",
)
private_equity = Stock(
    unit="yi_CNY",
    initial="private_equity_at_start",
    inflows=("private_own_funds",),
    outflows=("private_withdrawals", "private_wear"),
    double_entry=("private_own_funds", "private_withdrawals", "private_wear"),
    about="Own funds that private firms have in projects.",
)
interest_burden_before_plan = Stock(
    unit="1",
    initial="interest_burden_at_start",
    inflows=("interest_reference_change",),
    about="Interest over surplus as it was before the plan; in the plan period it stays.",
)


@equation(unit="yi_CNY/year")
def private_surplus(operating_surplus, gdp_nominal, gdp, private_share_of_surplus):
    """Operating surplus of private firms."""
    return operating_surplus * (gdp_nominal / gdp) * private_share_of_surplus


@equation(unit="yi_CNY/year")
def private_surplus_at_start(
    gdp_at_start, wage_bill_at_start, gdp_nominal_at_start, private_share_of_surplus
):
    """Operating surplus of private firms when the run begins."""
    surplus = gdp_at_start - wage_bill_at_start
    return surplus * (gdp_nominal_at_start / gdp_at_start) * private_share_of_surplus


@equation(unit="yi_CNY/year")
def private_investment_nominal(private_work, capital_formation_per_reported_investment, investment_price):
    """Reported investment of private firms."""
    return private_work / capital_formation_per_reported_investment * investment_price


@equation(unit="yi_CNY/year")
def private_investment_at_start(
    private_starts_at_beginning, capital_formation_per_reported_investment, investment_price_at_start
):
    """Reported investment of private firms when the run begins."""
    work = private_starts_at_beginning / capital_formation_per_reported_investment
    return work * investment_price_at_start


@equation(unit="yi_CNY")
def private_funds_at_start(private_investment_at_start, private_funds_cover):
    """Money set aside when the run begins, for the normal time of investment."""
    return private_investment_at_start * private_funds_cover


@equation(unit="yi_CNY")
def private_fixed_assets_at_start(private_investment_at_start, retirement_rate, demand_trend_at_start):
    """Book value that past projects have left if they grew at the trend of the years before."""
    return private_investment_at_start / (retirement_rate + demand_trend_at_start)


@equation(unit="yi_CNY")
def private_debt_at_start(
    private_investment_at_start, loan_share_of_finance, loan_repayment_rate, demand_trend_at_start
):
    """Loans that past projects have left if they grew at the trend of the years before."""
    return private_investment_at_start * loan_share_of_finance / (loan_repayment_rate + demand_trend_at_start)


@equation(unit="yi_CNY")
def private_equity_at_start(private_funds_at_start, private_fixed_assets_at_start, private_debt_at_start):
    """Own funds in projects when the run begins."""
    return private_funds_at_start + private_fixed_assets_at_start - private_debt_at_start


@equation(unit="yi_CNY/year")
def private_interest(private_debt, private_interest_rate):
    """Interest on private firms' loans."""
    return private_debt * private_interest_rate


@equation(unit="1")
def interest_burden(private_interest, private_surplus):
    """Interest over surplus."""
    return private_interest / private_surplus


@equation(unit="1")
def interest_burden_at_start(private_debt_at_start, private_interest_rate, private_surplus_at_start):
    """Interest over surplus when the run begins."""
    return private_debt_at_start * private_interest_rate / private_surplus_at_start


@equation(unit="1/year")
def interest_reference_change(
    interest_burden, interest_burden_before_plan, interest_reference_time, plan_period
):
    """The reference follows the burden until the plan begins."""
    return (1 - plan_period) * (interest_burden - interest_burden_before_plan) / interest_reference_time


@equation(unit="1", source="jorgenson-1963")
def private_finance_effect(interest_burden, interest_burden_before_plan, finance_response):
    """Effect of interest on private starts: what is left of surplus, relative to the time before the plan."""
    left = maximum(1 - interest_burden, 0) / (1 - interest_burden_before_plan)
    return left**finance_response


@equation(unit="1")
def own_funds_share(
    private_investment_at_start,
    loan_share_of_finance,
    private_surplus_at_start,
    private_debt_at_start,
    private_interest_rate,
    loan_repayment_rate,
):
    """Own funds per surplus after interest, retained here or brought by investors, as at the start."""
    surplus = private_surplus_at_start - private_debt_at_start * private_interest_rate
    own = (
        private_investment_at_start * (1 - loan_share_of_finance)
        + private_debt_at_start * loan_repayment_rate
    )
    return own / surplus


@equation(unit="yi_CNY/year")
def private_own_funds(private_surplus, private_interest, own_funds_share):
    """Own funds put in: a part of surplus after interest."""
    return maximum(private_surplus - private_interest, 0) * own_funds_share


@equation(unit="yi_CNY/year")
def private_funds_addition(
    private_investment_nominal, private_funds_cover, private_funds, private_funds_time
):
    """Money set aside in addition, until it covers the normal time of investment."""
    return (private_investment_nominal * private_funds_cover - private_funds) / private_funds_time


@equation(unit="yi_CNY/year")
def private_repayments(private_debt, loan_repayment_rate):
    """Loans that fall due."""
    return private_debt * loan_repayment_rate


@equation(unit="yi_CNY/year")
def project_loans(private_investment_nominal, loan_share_of_finance):
    """Loans that come with projects: their usual share in what is invested."""
    return private_investment_nominal * loan_share_of_finance


@equation(unit="yi_CNY/year")
def private_borrowing(
    private_investment_nominal,
    private_funds_addition,
    private_repayments,
    private_own_funds,
    project_loans,
):
    """Loans taken: what own funds leave open, at least the loans that come with projects."""
    need = private_investment_nominal + private_funds_addition + private_repayments - private_own_funds
    return maximum(need, project_loans)


@equation(unit="yi_CNY/year")
def private_withdrawals(
    private_investment_nominal,
    private_funds_addition,
    private_repayments,
    private_own_funds,
    project_loans,
):
    """Own funds and project loans beyond the need, which owners take out."""
    need = private_investment_nominal + private_funds_addition + private_repayments - private_own_funds
    return maximum(project_loans - need, 0)


@equation(unit="yi_CNY/year")
def private_wear(private_fixed_assets, retirement_rate):
    """Depreciation of private projects."""
    return private_fixed_assets * retirement_rate


@equation(unit="yi_CNY")
def private_assets(private_funds, private_fixed_assets):
    """Money and projects of private firms."""
    return private_funds + private_fixed_assets


@equation(unit="yi_CNY")
def residual_of_private_firms(private_assets, private_debt, private_equity):
    """Assets less debt and own funds; zero at all times."""
    return private_assets - private_debt - private_equity
