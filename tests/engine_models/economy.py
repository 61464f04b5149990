"""A small economy with a building delay, two kinds of capital and smoothed demand."""

from __future__ import annotations

from sim.declare import Delay, Dimension, Smooth, Stock, equation
from sim.operations import maximum, total

kind = Dimension(("plant", "roads"))

completions = Delay(
    of="starts",
    time="building_time",
    order=3,
    contents="under_way",
    over="kind",
    about="Commissioned in a year.",
)
capital = Stock(
    unit="yi_CNY",
    initial="capital_at_start",
    inflows=("completions",),
    outflows=("retirements",),
    over="kind",
    about="Capital in use.",
)
expected_output = Smooth(of="output", time="expectation_time", about="Output as people expect it.")


@equation(unit="yi_CNY/year", over="kind")
def starts(expected_output, share, saving_share, support):
    """Projects begun."""
    return expected_output * share * saving_share * (1 + support)


@equation(unit="1")
def share__plant(plant_share):
    """Share of plant in starts."""
    return plant_share


@equation(unit="1")
def share__roads(plant_share):
    """Share of roads in starts."""
    return 1 - plant_share


@equation(unit="yi_CNY/year", over="kind")
def retirements(capital, retirement_rate):
    """Capital that wears out."""
    return capital * retirement_rate


@equation(unit="yi_CNY/year")
def output(
    output_at_start,
    capital__plant,
    capital__roads,
    capital_at_start__plant,
    capital_at_start__roads,
    plant_elasticity,
    roads_elasticity,
):
    """Output of both kinds of capital, relative to the start."""
    plant = (capital__plant / capital_at_start__plant) ** plant_elasticity
    roads = (capital__roads / capital_at_start__roads) ** roads_elasticity
    return output_at_start * plant * roads


@equation(unit="yi_CNY")
def all_capital(capital):
    """Capital of both kinds."""
    return total(capital)


@equation(unit="1")
def growth_pressure(expected_output, output):
    """How far output is ahead of expectations, never below zero."""
    return maximum(output / expected_output - 1, 0)
