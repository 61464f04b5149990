"""Capital with a constant saving share and constant labour; output has diminishing returns (Solow 1956).

Known: the path to the steady state, since (capital / scale) ** (1 - share) follows a first-order lag.
Left out: growth of labour and productivity.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import Value

capital = Stock(
    unit="yi_CNY",
    initial="capital_at_start",
    inflows=("investment",),
    outflows=("retirements",),
    about="Capital in use.",
)


@equation(unit="yi_CNY/year")
def output(output_scale: Value, capital: Value, capital_scale: Value, capital_share: Value) -> Value:
    """Output with diminishing returns to capital."""
    return output_scale * (capital / capital_scale) ** capital_share


@equation(unit="yi_CNY/year")
def investment(output: Value, saving_share: Value) -> Value:
    """What is saved of output becomes capital."""
    return output * saving_share


@equation(unit="yi_CNY/year")
def retirements(capital: Value, retirement_rate: Value) -> Value:
    """Capital that wears out in a year."""
    return capital * retirement_rate
