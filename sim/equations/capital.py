"""Capital: starts become work, work becomes capital in use, capital wears out.

A start is the whole volume of a project at the moment it begins. It passes three stages of building;
a third of its work is done as it leaves each. Reported investment follows the work by a conversion.
Left out: trade in used assets, damage.
"""

from __future__ import annotations

from sim.declare import Delay, Stock, equation
from sim.operations import total

completions = Delay(
    of="starts",
    time="completion_time",
    order=3,
    contents="projects_under_way",
    initial="starts_at_beginning",
    over="capital_kind",
    about="Projects commissioned in a year, at their whole volume.",
)

capital = Stock(
    unit="yi_CNY",
    initial="capital_at_start",
    inflows=("completions",),
    outflows=("retirements", "relocations"),
    over="capital_kind",
    about="Capital in use, constant 2020 prices.",
)

capital_under_construction = Stock(
    unit="yi_CNY",
    initial="capital_under_construction_at_start",
    inflows=("capital_formation",),
    outflows=("completions",),
    over="capital_kind",
    double_entry=("completions",),
    about="Work done on projects that are not yet commissioned, constant 2020 prices.",
)


@equation(unit="1")
def capital_share_at_start__services(
    capital_share_at_start__traditional,
    capital_share_at_start__emerging,
    capital_share_at_start__infrastructure,
):
    """Share of services and property in capital at the start: what the other kinds leave."""
    return (
        1
        - capital_share_at_start__traditional
        - capital_share_at_start__emerging
        - capital_share_at_start__infrastructure
    )


@equation(unit="yi_CNY", over="capital_kind")
def capital_at_start(gdp_at_start, capital_output_ratio_at_start, capital_share_at_start):
    """Capital in use when the run begins."""
    return gdp_at_start * capital_output_ratio_at_start * capital_share_at_start


@equation(unit="yi_CNY", over="capital_kind", source="sterman-2000")
def capital_under_construction_at_start(starts_at_beginning, completion_time, early_stages_share):
    """Work done so far in a pipeline that has been fed evenly."""
    return starts_at_beginning * completion_time * early_stages_share


@equation(unit="year")
def completion_time__traditional(plant_completion_time, construction_pace):
    """Mean time from start to commissioning, traditional industry."""
    return plant_completion_time / construction_pace


@equation(unit="year")
def completion_time__emerging(plant_completion_time, construction_pace):
    """Mean time from start to commissioning, emerging industry."""
    return plant_completion_time / construction_pace


@equation(unit="year")
def completion_time__services(structure_completion_time, construction_pace):
    """Mean time from start to commissioning, services and property."""
    return structure_completion_time / construction_pace


@equation(unit="year")
def completion_time__infrastructure(structure_completion_time, construction_pace):
    """Mean time from start to commissioning, infrastructure."""
    return structure_completion_time / construction_pace


@equation(unit="yi_CNY/year", over="capital_kind", source="sterman-2000")
def capital_formation(projects_under_way, completion_time):
    """Work put in place in a year: every project under way advances evenly over its building time."""
    return projects_under_way / completion_time


@equation(unit="yi_CNY/year", over="capital_kind", source="zhang-2004")
def retirements(capital, retirement_rate):
    """Capital that wears out in a year, in proportion to what stands."""
    return capital * retirement_rate


@equation(unit="yi_CNY/year")
def gross_capital_formation(capital_formation):
    """Gross fixed capital formation of all kinds, constant 2020 prices."""
    return total(capital_formation)


@equation(unit="yi_CNY/year")
def reported_investment(gross_capital_formation, capital_formation_per_reported_investment):
    """Investment as the statistics report it: more than becomes capital (land, fees, used assets)."""
    return gross_capital_formation / capital_formation_per_reported_investment


@equation(unit="yi_CNY/year")
def reported_investment_nominal(reported_investment, investment_price):
    """Reported investment at current prices."""
    return reported_investment * investment_price


@equation(unit="yi_CNY/year")
def industrial_investment_nominal(
    capital_formation__traditional,
    capital_formation__emerging,
    capital_formation_per_reported_investment,
    investment_price,
):
    """Reported investment in the two industries at current prices."""
    work = capital_formation__traditional + capital_formation__emerging
    return work / capital_formation_per_reported_investment * investment_price


@equation(unit="yi_CNY/year")
def infrastructure_investment_nominal(
    capital_formation__infrastructure, capital_formation_per_reported_investment, investment_price
):
    """Reported investment in infrastructure at current prices."""
    return capital_formation__infrastructure / capital_formation_per_reported_investment * investment_price
