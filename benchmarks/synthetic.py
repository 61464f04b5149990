"""A made-up economy of any size: the same equations for each sector of a dimension.

Per sector projects become capital after a building delay, capital and workers make output, and sales
follow expected demand. It has the mix of operations of the shipped model (powers, exponentials, tables
of nothing) and no meaning; it serves to let the number of equations grow.
"""

from __future__ import annotations

from sim.declare import Delay, Smooth, Stock, equation
from sim.operations import exp, maximum, minimum, ratio, total, where

capital = Stock(
    unit="yi_CNY",
    initial="capital_at_start",
    inflows=("completions",),
    outflows=("retirements",),
    over="sector",
)
workers = Stock(
    unit="wan_person", initial="workers_at_start", inflows=("hires",), outflows=("departures",), over="sector"
)
completions = Delay(of="starts", time="building_time", order=3, over="sector")
expected_orders = Smooth(of="orders", time="expectation_time", over="sector")


@equation(unit="1", over="sector")
def technology(technology_growth, surroundings):
    """Productivity relative to the start."""
    return exp(technology_growth * surroundings)


@equation(unit="yi_CNY/year", over="sector")
def potential_output(
    output_at_start, technology, capital, capital_at_start, workers, workers_at_start, capital_elasticity
):
    """Output at normal utilisation."""
    from_capital = (capital / capital_at_start) ** capital_elasticity
    from_workers = (workers / workers_at_start) ** (1 - capital_elasticity)
    return output_at_start * technology * from_capital * from_workers


@equation(unit="yi_CNY/year", over="sector")
def orders(output_at_start, all_output, all_output_at_start, demand_elasticity):
    """Orders grow with output of all sectors."""
    return output_at_start * (all_output / all_output_at_start) ** demand_elasticity


@equation(unit="1", over="sector")
def utilisation(expected_orders, potential_output, capacity_sharpness):
    """A smooth minimum of demand and one."""
    pressure = expected_orders / potential_output
    return pressure / (1 + pressure**capacity_sharpness) ** (1 / capacity_sharpness)


@equation(unit="yi_CNY/year", over="sector")
def output(potential_output, utilisation):
    """What is made."""
    return potential_output * utilisation


@equation(unit="yi_CNY/year")
def all_output(capital, output_at_start, capital_at_start):
    """Output of all sectors as capital alone would have it."""
    return total(output_at_start * capital / capital_at_start)


@equation(unit="yi_CNY/year")
def all_output_at_start(output_at_start):
    """The same when the run begins."""
    return total(output_at_start)


@equation(unit="yi_CNY/year", over="sector")
def starts(output, investment_share, utilisation, utilisation_wanted):
    """Projects begun: more where little capacity is idle."""
    return output * investment_share * maximum(1 + utilisation - utilisation_wanted, 0)


@equation(unit="yi_CNY/year", over="sector")
def retirements(capital, retirement_rate):
    """Capital that wears out."""
    return capital * retirement_rate


@equation(unit="wan_person", over="sector")
def workers_wanted(output, workers_at_start, output_at_start, technology):
    """Workers that the output needs."""
    return workers_at_start * ratio(output, output_at_start * technology, 1)


@equation(unit="wan_person/year", over="sector")
def hires(workers_wanted, workers, hiring_time):
    """People taken on."""
    return maximum(workers_wanted - workers, 0) / hiring_time


@equation(unit="wan_person/year", over="sector")
def departures(workers, workers_wanted, hiring_time, departure_rate):
    """People who leave, more when too many are employed."""
    surplus = where(workers > workers_wanted, workers - workers_wanted, 0)
    return minimum(surplus / hiring_time + workers * departure_rate, workers)
