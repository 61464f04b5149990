"""Energy: capital carries the energy need it was built with, so efficiency comes with renewal.

Left out: prices and kinds of energy, fuel switching, households' own use.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import total

energy_need = Stock(
    unit="tce/year",
    initial="energy_need_at_start",
    inflows=("energy_need_added",),
    outflows=("energy_need_retired",),
    over="sector",
    about="Energy the capital in use needs at full use.",
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
