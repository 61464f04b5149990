"""Capital with a constant inflow that wears out in proportion to what stands.

Known: the approach to inflow over retirement rate. Left out: everything else.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import Value

machines = Stock(
    unit="yi_CNY",
    initial="machines_at_start",
    inflows=("purchases",),
    outflows=("scrapping",),
    about="Machines in use.",
)


@equation(unit="yi_CNY/year")
def purchases(purchases_a_year: Value) -> Value:
    """Machines bought, the same every year."""
    return purchases_a_year


@equation(unit="yi_CNY/year")
def scrapping(machines: Value, scrapping_rate: Value) -> Value:
    """Machines that wear out in a year."""
    return machines * scrapping_rate
