"""Digital economy: capital for data, networks and software, and the value added that rests on it.

It lies across the sectors: its capital is part of that of services and infrastructure, its value added part
of theirs, and nothing is added to output. Left out: an effect on productivity, for want of evidence.
"""

from __future__ import annotations

from sim.declare import Delay, Stock, equation

digital_capital = Stock(
    unit="yi_CNY",
    initial="digital_capital_at_start",
    inflows=("digital_completions",),
    outflows=("digital_retirements",),
    about="Capital for data, networks and software, constant 2020 prices.",
)
digital_completions = Delay(
    of="digital_starts",
    time="plant_completion_time",
    order=3,
    initial="digital_starts_before",
    about="Digital capital commissioned in a year.",
)


@equation(unit="yi_CNY/year")
def digital_starts(starts__services, starts__infrastructure, digital_project_share):
    """Digital projects begun: a share of those in services and infrastructure."""
    return (starts__services + starts__infrastructure) * digital_project_share


@equation(unit="yi_CNY/year")
def digital_starts_before(
    starts_at_beginning__services, starts_at_beginning__infrastructure, digital_project_share
):
    """Digital projects begun in the years before the run."""
    return (starts_at_beginning__services + starts_at_beginning__infrastructure) * digital_project_share


@equation(unit="yi_CNY")
def digital_capital_at_start(digital_starts_before, digital_retirement_rate, demand_trend_at_start):
    """The stock that past projects have left if they grew at the trend of the years before."""
    return digital_starts_before / (digital_retirement_rate + demand_trend_at_start)


@equation(unit="yi_CNY/year")
def digital_retirements(digital_capital, digital_retirement_rate):
    """Digital capital that is out of date."""
    return digital_capital * digital_retirement_rate


digital_capital_before = Stock(
    unit="yi_CNY",
    initial="digital_capital_at_start",
    about="Digital capital when the run began; it has no flows and keeps its value.",
)


@equation(unit="1")
def digital_depth(digital_capital, digital_capital_before, gdp, gdp_at_start):
    """Digital capital per output, relative to the start."""
    return digital_capital / digital_capital_before / (gdp / gdp_at_start)


@equation(unit="yi_CNY/year")
def digital_value_added(gdp, digital_share_at_start, digital_depth, digital_elasticity):
    """Value added of the digital economy within the sectors, constant 2020 prices."""
    return gdp * digital_share_at_start * digital_depth**digital_elasticity


@equation(unit="1")
def digital_economy_share(digital_value_added, gdp):
    """Digital economy in output."""
    return digital_value_added / gdp
