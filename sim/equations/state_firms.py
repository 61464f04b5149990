"""State firms: assets = debt + equity, and a cap on leverage that leaves less room as it comes near.

All at current prices. Every source of funds enters cash; investment turns cash into fixed assets.
Depreciation is inside the return. Left out: single firms, guarantees, hidden debt.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import maximum

state_firm_cash = Stock(
    unit="yi_CNY",
    initial="state_firm_cash_at_start",
    inflows=("state_firm_borrowing", "capital_injections", "state_firm_profit", "state_firm_asset_sales"),
    outflows=("state_firm_repayments", "state_firm_outlays"),
    double_entry=("state_firm_borrowing", "capital_injections", "state_firm_profit", "state_firm_repayments"),
    about="Cash and other liquid assets of the district's state firms.",
)
state_firm_fixed_assets = Stock(
    unit="yi_CNY",
    initial="state_firm_fixed_assets_at_start",
    inflows=("state_firm_outlays",),
    outflows=("state_firm_asset_sales",),
    about="Fixed and other long-term assets of state firms, at book value.",
)
state_firm_debt = Stock(
    unit="yi_CNY",
    initial="state_firm_debt_at_start",
    inflows=("state_firm_borrowing",),
    outflows=("state_firm_repayments",),
    double_entry=("state_firm_borrowing", "state_firm_repayments"),
    about="Liabilities of state firms.",
)
state_firm_equity = Stock(
    unit="yi_CNY",
    initial="state_firm_equity_at_start",
    inflows=("capital_injections", "state_firm_profit"),
    double_entry=("capital_injections", "state_firm_profit"),
    about="Net assets of state firms.",
)


@equation(unit="yi_CNY")
def state_firm_cash_at_start(state_firm_debt_at_start, state_firm_equity_at_start, state_firm_cash_share):
    """Liquid assets when the run begins."""
    return (state_firm_debt_at_start + state_firm_equity_at_start) * state_firm_cash_share


@equation(unit="yi_CNY")
def state_firm_fixed_assets_at_start(
    state_firm_debt_at_start, state_firm_equity_at_start, state_firm_cash_share
):
    """Long-term assets when the run begins."""
    return (state_firm_debt_at_start + state_firm_equity_at_start) * (1 - state_firm_cash_share)


@equation(unit="yi_CNY")
def state_firm_assets(state_firm_cash, state_firm_fixed_assets):
    """All assets of state firms."""
    return state_firm_cash + state_firm_fixed_assets


@equation(unit="1")
def state_firm_debt_ratio(state_firm_debt, state_firm_assets):
    """Liabilities over assets."""
    return state_firm_debt / state_firm_assets


@equation(unit="1")
def leverage_room(state_firm_debt_ratio, leverage_cap, leverage_margin, capacity_sharpness):
    """Room under the leverage cap: 1 when far from it, 0 at it."""
    distance = maximum(leverage_cap - state_firm_debt_ratio, 0) / leverage_margin
    return distance / (1 + distance**capacity_sharpness) ** (1 / capacity_sharpness)


@equation(unit="1")
def liquidity(
    state_firm_cash, state_firm_assets, state_firm_cash_share, capacity_ceiling, capacity_sharpness
):
    """How far cash covers projects: 1 when normal, 0 when there is none."""
    cover = state_firm_cash / (state_firm_assets * state_firm_cash_share) * capacity_ceiling
    return cover / (1 + cover**capacity_sharpness) ** (1 / capacity_sharpness)


@equation(unit="yi_CNY/year")
def state_firm_investment_nominal(
    state_firm_work, capital_formation_per_reported_investment, investment_price
):
    """Reported investment of state firms at current prices."""
    return state_firm_work / capital_formation_per_reported_investment * investment_price


@equation(unit="yi_CNY/year")
def state_firm_outlays(state_firm_investment_nominal, other_outlays_per_investment):
    """Investment and other long-term assets bought with it (land, shares, loans)."""
    return state_firm_investment_nominal * (1 + other_outlays_per_investment)


@equation(unit="yi_CNY/year")
def state_firm_asset_sales(state_firm_fixed_assets, liquidity, asset_sale_rate):
    """Land and other assets turned into cash, the faster the shorter cash is."""
    return state_firm_fixed_assets * (1 - liquidity) * asset_sale_rate


@equation(unit="yi_CNY/year")
def state_firm_repayments(state_firm_debt, principal_due_rate):
    """Debt that falls due in a year."""
    return state_firm_debt * principal_due_rate


@equation(unit="yi_CNY/year")
def state_firm_profit(
    state_firm_assets,
    return_on_assets,
    state_firm_debt,
    state_firm_interest_rate,
    state_firm_interest_at_base,
):
    """Profit after interest: the return on assets, less interest above the usual rate."""
    return state_firm_assets * return_on_assets - state_firm_debt * (
        state_firm_interest_rate - state_firm_interest_at_base
    )


@equation(unit="yi_CNY/year")
def state_firm_arrears(state_firm_profit, liquidity):
    """Losses that cash cannot cover; they are added to debt, whatever room there is."""
    return maximum(-state_firm_profit, 0) * (1 - liquidity)


@equation(unit="yi_CNY/year")
def state_firm_borrowing(
    state_firm_repayments,
    state_firm_outlays,
    capital_injections,
    state_firm_profit,
    state_firm_cash,
    state_firm_assets,
    state_firm_cash_share,
    cash_correction_time,
    leverage_room,
    state_firm_arrears,
):
    """Gross borrowing: what falls due is refinanced, new debt covers the need as far as there is room."""
    gap = state_firm_assets * state_firm_cash_share - state_firm_cash
    need = maximum(
        state_firm_outlays - capital_injections - state_firm_profit + gap / cash_correction_time, 0
    )
    return state_firm_repayments + need * leverage_room + state_firm_arrears


@equation(unit="yi_CNY/year")
def state_firm_financing_nominal(state_firm_borrowing, capital_injections):
    """Funds raised by state firms, refinancing included."""
    return state_firm_borrowing + capital_injections
