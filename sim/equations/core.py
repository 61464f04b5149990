"""The core: how capital, labour and utilisation move where a region has few series of its own.

Joined with equations of production, capital and labour it makes a model of capital, labour, productivity,
utilisation and investment (`sim.core`). A step is a year: flows run through it, output is read with the
stocks at its end. Where investment and labour of a year are known, utilisation reads demand from them.
Left out: sectors, finance, trade.
"""

from __future__ import annotations

from sim.declare import equation


@equation(unit="1", over="sector", source="sterman-2000")
def demand_pressure(
    investment_index,
    investment_index_before,
    investment_response,
    late_investment_response,
    employed,
    employed_at_start,
    employment_index_before,
    hiring_response,
    late_hiring_response,
):
    """Demand over potential as orders of capital goods and hires of this year and the last tell it."""
    orders = investment_index**investment_response * investment_index_before**late_investment_response
    hires = (employed / employed_at_start) ** hiring_response * employment_index_before**late_hiring_response
    return orders * hires


@equation(unit="yi_CNY/year", over="capital_kind", source="solow-1957")
def completions(output, investment_share, known_investment):
    """New capital in a year: what is known of it, else a share of output."""
    return known_investment + investment_share * output


@equation(unit="wan_person/year", over="employer")
def hires(employed, employment_growth, separation_rate, departure_rate):
    """People hired in a year: those who left are replaced, and employment grows or shrinks."""
    return employed * (employment_growth + separation_rate + departure_rate)
