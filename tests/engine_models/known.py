"""Models with known answers, as text."""

from __future__ import annotations

DECAY = """
water = Stock(unit="item", initial="water_at_start", outflows=("leak",))

@equation(unit="item/year")
def leak(water, leak_rate):
    return water * leak_rate
"""

DELAY = """
leaving = Delay(of="entering", time="delay_time", order={order}, contents="inside", initial="entering_before")

@equation(unit="item/year")
def entering(entering_before, jump):
    return entering_before + jump
"""

SMOOTH = """
perceived = Smooth(of="actual", time="lag", order={order}, initial="actual_before")

@equation(unit="item")
def actual(actual_before, jump):
    return actual_before + jump
"""

DEBT = """
debt = Stock(unit="CNY", initial="debt_at_start", inflows=("interest",), outflows=("repayments",))

@equation(unit="CNY/year")
def interest(debt, interest_rate):
    return debt * interest_rate

@equation(unit="CNY/year")
def repayments(repayment):
    return repayment
"""

CAPITAL = """
capital = Stock(unit="CNY", initial="capital_at_start", inflows=("investment",), outflows=("retirements",))

@equation(unit="CNY/year")
def investment(investment_wanted):
    return investment_wanted

@equation(unit="CNY/year")
def retirements(capital, retirement_rate):
    return capital * retirement_rate
"""

SOLOW = """
capital_per_head = Stock(unit="1", initial="capital_at_start", inflows=("saving",), outflows=("dilution",))

@equation(unit="1/year")
def saving(capital_per_head, capital_elasticity, saving_rate):
    return saving_rate * capital_per_head ** capital_elasticity

@equation(unit="1/year")
def dilution(capital_per_head, dilution_rate):
    return capital_per_head * dilution_rate
"""

CIRCULATION = """
here = Stock(
    unit="person", initial="here_at_start", inflows=("arrivals", "returns"), outflows=("departures",)
)
there = Stock(unit="person", initial="there_at_start", inflows=("departures",), outflows=("returns",))

@equation(unit="person/year")
def arrivals(arrival_rate, season):
    return arrival_rate * (1 + season)

@equation(unit="person/year")
def departures(here, there, pull):
    return here * pull * ratio(here, here + there, 0)

@equation(unit="person/year")
def returns(there, pull):
    return there * pull
"""
