"""The steelworks within traditional industry: its output held down, or the works moved out of the district.

Both are zero unless a scenario assumes them. Left out: the works as a firm, what is built on its land, who
pays for a move.
"""

from __future__ import annotations

from sim.declare import equation


@equation(unit="1")
def market_kept__traditional(steel_output_cut, steel_share_of_traditional):
    """Part of its outside orders that traditional industry may serve when steel output is held down."""
    return 1 - steel_output_cut * steel_share_of_traditional


@equation(unit="1")
def market_kept__emerging(one):
    """Emerging industry makes no steel and keeps its orders."""
    return one


@equation(unit="1")
def market_kept__services(one):
    """Services keep their orders."""
    return one


@equation(unit="1/year")
def relocation_rate__traditional(steelworks_relocation, steel_share_of_traditional):
    """Part of the capital of traditional industry that leaves in a year."""
    return steelworks_relocation * steel_share_of_traditional


@equation(unit="1/year")
def relocation_rate__emerging(steelworks_relocation):
    """None of the capital of emerging industry is steelworks."""
    return 0 * steelworks_relocation


@equation(unit="1/year")
def relocation_rate__services(steelworks_relocation):
    """None of the capital of services is steelworks."""
    return 0 * steelworks_relocation


@equation(unit="1/year")
def relocation_rate__infrastructure(steelworks_relocation):
    """None of the infrastructure is steelworks."""
    return 0 * steelworks_relocation


@equation(unit="yi_CNY/year", over="capital_kind")
def relocations(capital, relocation_rate):
    """Capital that leaves the district with the steelworks."""
    return capital * relocation_rate


@equation(unit="tce/year/year", over="sector")
def energy_need_relocated(energy_need, relocation_rate):
    """Energy need that leaves with it."""
    return energy_need * relocation_rate


@equation(unit="tce/year/year", over="sector")
def coal_need_relocated(coal_need, relocation_rate):
    """Coal need that leaves with it."""
    return coal_need * relocation_rate
