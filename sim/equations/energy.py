"""Energy: capital carries the energy and the coal it was built to need, so both change with renewal.

A cap on coal leaves traditional industry what the other sectors do not burn, and that limits its output.
Left out: prices of energy, refitting of plant that stands, households' own use.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import maximum, total

energy_need = Stock(
    unit="tce/year",
    initial="energy_need_at_start",
    inflows=("energy_need_added",),
    outflows=("energy_need_retired", "energy_need_relocated"),
    over="sector",
    about="Energy the capital in use needs at full use.",
)
coal_need = Stock(
    unit="tce/year",
    initial="coal_need_at_start",
    inflows=("coal_need_added",),
    outflows=("coal_need_retired", "coal_need_relocated"),
    over="sector",
    about="Coal the capital in use needs at full use.",
)
coal_use_before_plan = Stock(
    unit="tce/year",
    initial="coal_use_at_start",
    inflows=("coal_reference_change",),
    about="Coal use as it was before the plan, from which a cap is counted; in the plan period it stays.",
)


@equation(unit="tce/year", over="sector")
def energy_need_at_start(capital_at_start, energy_per_capital_at_start):
    """Energy need of the capital that stands when the run begins."""
    return capital_at_start * energy_per_capital_at_start


@equation(unit="tce/year/year", over="sector")
def energy_need_added(completions, energy_per_capital_at_start, energy_ratio_of_new_capital):
    """Energy need of new capital, more efficient than the old."""
    return completions * energy_per_capital_at_start * energy_ratio_of_new_capital


@equation(unit="tce/year/year", over="sector")
def energy_need_retired(energy_need, retirement_rate):
    """Energy need that goes with worn-out capital."""
    return energy_need * retirement_rate


@equation(unit="tce/year", over="sector")
def energy_use_of_sector(energy_need, utilisation, energy_use_when_idle):
    """Energy used: a base load, the rest with output."""
    return energy_need * (energy_use_when_idle + (1 - energy_use_when_idle) * utilisation)


@equation(unit="tce/year")
def energy_use(energy_use_of_sector):
    """Energy used by the producing sectors."""
    return total(energy_use_of_sector)


@equation(unit="tce/yi_CNY")
def energy_intensity(energy_use, gdp):
    """Energy per unit of output."""
    return energy_use / gdp


@equation(unit="tce/year", over="sector")
def coal_need_at_start(energy_need_at_start, coal_share_at_start):
    """Coal need of the capital that stands when the run begins."""
    return energy_need_at_start * coal_share_at_start


@equation(unit="tce/year")
def coal_use_at_start(coal_need_at_start, energy_use_when_idle, utilisation_at_start):
    """Coal burnt when the run begins."""
    return total(coal_need_at_start) * (
        energy_use_when_idle + (1 - energy_use_when_idle) * utilisation_at_start
    )


@equation(unit="tce/year/year", over="sector")
def coal_need_added(energy_need_added, coal_share_at_start, coal_ratio_of_new_capital):
    """Coal need of new capital, which burns a smaller part of its energy as coal."""
    return energy_need_added * coal_share_at_start * coal_ratio_of_new_capital


@equation(unit="tce/year/year", over="sector")
def coal_need_retired(coal_need, retirement_rate):
    """Coal need that goes with worn-out capital."""
    return coal_need * retirement_rate


@equation(unit="tce/year", over="sector")
def coal_use_of_sector(coal_need, utilisation, energy_use_when_idle):
    """Coal burnt: a base load, the rest with output."""
    return coal_need * (energy_use_when_idle + (1 - energy_use_when_idle) * utilisation)


@equation(unit="tce/year")
def coal_use(coal_use_of_sector):
    """Coal burnt by the producing sectors."""
    return total(coal_use_of_sector)


@equation(unit="tce/year/year")
def coal_reference_change(coal_use, coal_use_before_plan, coal_reference_time, plan_period):
    """The reference follows coal use until the plan begins."""
    return (1 - plan_period) * (coal_use - coal_use_before_plan) / coal_reference_time


@equation(unit="tce/year")
def coal_left_for_traditional(
    coal_cap, coal_use_before_plan, coal_use_of_sector__emerging, coal_use_of_sector__services
):
    """Coal that the cap leaves to traditional industry; heating and the other sectors come first."""
    return maximum(
        coal_cap * coal_use_before_plan - coal_use_of_sector__emerging - coal_use_of_sector__services, 0
    )


@equation(unit="yi_CNY/year")
def output_allowed_by_coal(
    potential_output__traditional, coal_left_for_traditional, coal_need__traditional, energy_use_when_idle
):
    """Most that traditional industry can make with the coal that is left to it."""
    load = coal_left_for_traditional / coal_need__traditional
    use = maximum(load - energy_use_when_idle, 0) / (1 - energy_use_when_idle)
    return potential_output__traditional * use


@equation(unit="tonne_CO2/year")
def co2_emissions(coal_use, energy_use, coal_emission_factor, other_emission_factor):
    """CO2 from coal and from all other energy used by the producing sectors."""
    return coal_use * coal_emission_factor + (energy_use - coal_use) * other_emission_factor


@equation(unit="tonne_CO2/yi_CNY")
def co2_intensity(co2_emissions, gdp):
    """CO2 per unit of output."""
    return co2_emissions / gdp
