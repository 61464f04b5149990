"""Channels of foreign trade: the bonded zone, cross-border firms, and all other trade.

The three add up to exports and imports. What a channel gains is partly new trade, partly trade that used
another way before. At the facilities and firms of 2020 the channels change nothing.
Left out: which goods pass where, firms that leave with a subsidy.
"""

from __future__ import annotations

from sim.declare import Delay, Stock, equation
from sim.operations import maximum

bonded_facilities = Stock(
    unit="1",
    initial="one",
    inflows=("bonded_completions",),
    outflows=("bonded_retirements",),
    about="Halls, yards and workshops of the bonded zone, 1 as in 2020.",
)
bonded_completions = Delay(
    of="bonded_starts",
    time="structure_completion_time",
    order=3,
    contents="bonded_facilities_under_construction",
    initial="bonded_retirements",
    about="Facilities of the bonded zone commissioned in a year.",
)
cross_border_firms = Stock(
    unit="firm",
    initial="cross_border_firms_at_base",
    inflows=("cross_border_entries",),
    outflows=("cross_border_exits",),
    about="Main firms of cross-border electronic trade.",
)


@equation(unit="1/year")
def bonded_retirements(bonded_facilities, retirement_rate):
    """Facilities that wear out."""
    return bonded_facilities * retirement_rate


@equation(unit="1/year", source="sterman-2000")
def bonded_starts(
    bonded_zone_programme,
    bonded_facilities,
    bonded_facilities_under_construction,
    bonded_retirements,
    structure_completion_time,
    bonded_planning_time,
):
    """Facilities begun: wear is replaced, and the programme is filled."""
    coming = bonded_facilities_under_construction - bonded_retirements * structure_completion_time
    gap = bonded_zone_programme - bonded_facilities - coming
    return maximum(bonded_retirements + gap / bonded_planning_time, 0)


@equation(unit="firm/year")
def cross_border_exits(cross_border_firms, cross_border_exit_rate):
    """Firms that give up."""
    return cross_border_firms * cross_border_exit_rate


@equation(unit="firm/year", source="sterman-2000")
def cross_border_entries(cross_border_exits, cross_border_firm_goal, cross_border_firms, firm_entry_time):
    """Firms that begin: those that gave up are replaced, and the goal is approached."""
    return maximum(cross_border_exits + (cross_border_firm_goal - cross_border_firms) / firm_entry_time, 0)


@equation(unit="yi_CNY/year")
def trade_called_for(exports_called_for, imports_called_for):
    """Exports and imports at the channels of 2020."""
    return exports_called_for + imports_called_for


@equation(unit="1")
def bonded_gain(bonded_facilities, bonded_response, bonded_share_of_trade):
    """What the bonded zone gains over 2020, in the trade called for."""
    return bonded_share_of_trade * (bonded_facilities**bonded_response - 1)


@equation(unit="1")
def cross_border_gain(cross_border_firms, cross_border_firms_at_base, cross_border_share_of_trade):
    """What cross-border firms gain over 2020, in the trade called for."""
    return cross_border_share_of_trade * (cross_border_firms / cross_border_firms_at_base - 1)


@equation(unit="1")
def channel_factor(bonded_gain, cross_border_gain, channel_displacement):
    """Trade relative to that called for: the part of the gains that is new."""
    return 1 + (bonded_gain + cross_border_gain) * (1 - channel_displacement)


@equation(unit="yi_CNY/year")
def bonded_trade(trade_called_for, bonded_share_of_trade, bonded_gain):
    """Trade through the bonded zone, constant 2020 prices."""
    return trade_called_for * (bonded_share_of_trade + bonded_gain)


@equation(unit="yi_CNY/year")
def cross_border_trade(trade_called_for, cross_border_share_of_trade, cross_border_gain):
    """Trade of cross-border firms outside the bonded zone, constant 2020 prices."""
    return trade_called_for * (cross_border_share_of_trade + cross_border_gain)


@equation(unit="yi_CNY/year")
def ordinary_trade(
    trade_called_for,
    bonded_share_of_trade,
    cross_border_share_of_trade,
    bonded_gain,
    cross_border_gain,
    channel_displacement,
):
    """All other trade: what it was, less what the channels have drawn from it."""
    usual = trade_called_for * (1 - bonded_share_of_trade - cross_border_share_of_trade)
    return usual - trade_called_for * (bonded_gain + cross_border_gain) * channel_displacement


@equation(unit="yi_CNY/year")
def residual_of_trade(exports, imports, ordinary_trade, bonded_trade, cross_border_trade):
    """Exports and imports less the three channels; zero at all times."""
    return exports + imports - ordinary_trade - bonded_trade - cross_border_trade
