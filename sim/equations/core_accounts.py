"""What is counted of a region on the core: output, capital formation, capital and people at work as a whole.

Left out: prices; every value is at the prices of the base year.
"""

from __future__ import annotations

from sim.declare import equation
from sim.operations import total


@equation(unit="yi_CNY/year")
def gdp(output):
    """Output of the region."""
    return total(output)


@equation(unit="yi_CNY/year")
def gross_capital_formation(completions):
    """Capital formed; investment becomes capital without delay."""
    return total(completions)


@equation(unit="yi_CNY")
def capital_in_use(capital):
    """Capital of the region."""
    return total(capital)


@equation(unit="wan_person")
def all_employed(employed):
    """People at work in the region."""
    return total(employed)
