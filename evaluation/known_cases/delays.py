"""A constant flow that sets in at the start and comes out of a first- and a third-order delay.

Known: what comes out follows the Erlang distributions of order 1 and 3. Left out: everything else.
"""

from __future__ import annotations

from sim.declare import Delay, equation
from sim.operations import Value

first_departures = Delay(
    of="arrivals", time="delay_time", order=1, initial="arrivals_before", about="Order 1."
)
third_departures = Delay(
    of="arrivals", time="delay_time", order=3, initial="arrivals_before", about="Order 3."
)


@equation(unit="yi_CNY/year")
def arrivals(arrivals_a_year: Value) -> Value:
    """What enters, the same every year."""
    return arrivals_a_year
