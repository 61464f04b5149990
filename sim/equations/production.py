"""Production: potential output of capital and labour, and how much of it demand calls for.

Every term of potential output is a contribution in logarithms, so that growth can be accounted for
without a remainder. Construction follows the work done, agriculture is given.
Left out: intermediate inputs (output is value added), single firms.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import exp, log, total

total_factor_productivity = Stock(
    unit="1",
    initial="one",
    inflows=("productivity_gains",),
    outflows=("productivity_losses",),
    about="Total factor productivity, 1 at the start.",
)


@equation(unit="1")
def one():
    """The value 1 of an index at its base."""
    return 1


@equation(unit="1/year")
def productivity_gains(total_factor_productivity, productivity_trend, productivity_shock):
    """Growth of productivity: a sourced trend and a random part."""
    return total_factor_productivity * (productivity_trend + productivity_shock)


@equation(unit="1/year")
def productivity_losses(
    total_factor_productivity,
    epidemic,
    epidemic_loss,
    epidemic_exposure_of_services,
    scarring_share,
    epidemic_duration,
):
    """The part of an epidemic's loss of output that stays."""
    loss = epidemic * epidemic_loss * epidemic_exposure_of_services
    return total_factor_productivity * loss * scarring_share / epidemic_duration


@equation(unit="1")
def capital_elasticity__traditional(industrial_capital_elasticity):
    """Output elasticity of capital, traditional industry."""
    return industrial_capital_elasticity


@equation(unit="1")
def capital_elasticity__emerging(industrial_capital_elasticity):
    """Output elasticity of capital, emerging industry."""
    return industrial_capital_elasticity


@equation(unit="1")
def capital_elasticity__services(service_capital_elasticity):
    """Output elasticity of capital, services."""
    return service_capital_elasticity


@equation(unit="1", over="sector", source="solow-1957")
def capital_contribution(capital, capital_at_start, capital_elasticity):
    """What capital adds to the logarithm of potential output."""
    return capital_elasticity * log(capital / capital_at_start)


@equation(unit="1", over="sector", source="solow-1957")
def labour_contribution(employed, employed_at_start, capital_elasticity):
    """What labour adds to the logarithm of potential output (constant returns)."""
    return (1 - capital_elasticity) * log(employed / employed_at_start)


@equation(unit="1", source="solow-1957")
def productivity_contribution(total_factor_productivity):
    """What productivity adds to the logarithm of potential output."""
    return log(total_factor_productivity)


@equation(unit="1", source="bom-ligthart-2014")
def infrastructure_contribution(
    capital__infrastructure, capital_at_start__infrastructure, infrastructure_elasticity
):
    """What infrastructure adds to the logarithm of potential output."""
    return infrastructure_elasticity * log(capital__infrastructure / capital_at_start__infrastructure)


@equation(unit="1", source="hall-mairesse-mohnen-2010")
def knowledge_contribution(knowledge, knowledge_at_start, knowledge_elasticity):
    """What the stock of R&D adds to the logarithm of potential output."""
    return knowledge_elasticity * log(knowledge / knowledge_at_start)


@equation(unit="yi_CNY/year", over="sector", source="solow-1957")
def potential_output(
    potential_output_at_start,
    capital_contribution,
    labour_contribution,
    productivity_contribution,
    infrastructure_contribution,
    knowledge_contribution,
):
    """Value added at normal use of capital and labour."""
    return potential_output_at_start * exp(
        capital_contribution
        + labour_contribution
        + productivity_contribution
        + infrastructure_contribution
        + knowledge_contribution
    )


@equation(unit="1")
def utilisation_at_start(demand_pressure_at_start, capacity_ceiling, capacity_sharpness):
    """Utilisation when the run begins."""
    bend = (1 + (demand_pressure_at_start / capacity_ceiling) ** capacity_sharpness) ** (
        1 / capacity_sharpness
    )
    return demand_pressure_at_start / bend


@equation(unit="yi_CNY/year", over="sector")
def potential_output_at_start(output_at_start, utilisation_at_start):
    """Potential output when the run begins."""
    return output_at_start / utilisation_at_start


@equation(unit="1", over="sector")
def demand_pressure(desired_output, potential_output):
    """Output that is called for, relative to potential."""
    return desired_output / potential_output


@equation(unit="1", over="sector")
def utilisation(demand_pressure, capacity_ceiling, capacity_sharpness):
    """Actual over potential output: follows demand, and bends over to a ceiling."""
    bend = (1 + (demand_pressure / capacity_ceiling) ** capacity_sharpness) ** (1 / capacity_sharpness)
    return demand_pressure / bend


@equation(unit="yi_CNY/year", over="sector")
def output(potential_output, utilisation):
    """Value added of a sector, constant 2020 prices."""
    return potential_output * utilisation


@equation(unit="1", over="sector")
def utilisation_contribution(utilisation, utilisation_at_start):
    """What utilisation adds to the logarithm of output."""
    return log(utilisation / utilisation_at_start)


@equation(unit="1", over="sector")
def log_output(
    capital_contribution,
    labour_contribution,
    productivity_contribution,
    infrastructure_contribution,
    knowledge_contribution,
    utilisation_contribution,
):
    """Logarithm of output relative to the start, as the sum of its contributions."""
    return (
        capital_contribution
        + labour_contribution
        + productivity_contribution
        + infrastructure_contribution
        + knowledge_contribution
        + utilisation_contribution
    )


@equation(unit="yi_CNY/year")
def construction_value_added(gross_capital_formation, construction_value_added_share):
    """Value added of construction: a share of the work put in place."""
    return gross_capital_formation * construction_value_added_share


@equation(unit="yi_CNY/year")
def output_of_sectors(output):
    """Value added of the sectors with capital of their own."""
    return total(output)


@equation(unit="yi_CNY/year")
def output_of_sectors_at_start(output_at_start):
    """The same when the run begins."""
    return total(output_at_start)


@equation(unit="yi_CNY/year")
def industrial_value_added(output__traditional, output__emerging):
    """Value added of industry, constant 2020 prices."""
    return output__traditional + output__emerging


@equation(unit="yi_CNY/year")
def construction_value_added_at_start(starts_at_start, construction_value_added_share):
    """Value added of construction when the run begins and the pipeline is in balance."""
    return starts_at_start * construction_value_added_share


@equation(unit="yi_CNY/year")
def gdp_at_start(output_of_sectors_at_start, construction_value_added_at_start, agriculture_output):
    """Gross domestic product when the run begins."""
    return output_of_sectors_at_start + construction_value_added_at_start + agriculture_output


@equation(unit="yi_CNY/year")
def gdp(output_of_sectors, construction_value_added, agriculture_output):
    """Gross domestic product from production, constant 2020 prices."""
    return output_of_sectors + construction_value_added + agriculture_output
