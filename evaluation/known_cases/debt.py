"""Debt that nobody repays, at a fixed rate of interest.

Known: it grows as the exponential of rate times time. Left out: repayment and new borrowing.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import Value

debt = Stock(unit="yi_CNY", initial="debt_at_start", inflows=("interest",), about="What is owed.")


@equation(unit="yi_CNY/year")
def interest(debt: Value, interest_rate: Value) -> Value:
    """Interest added to the debt."""
    return debt * interest_rate
