"""Deliveries: how orders are served, from inventories in industry, as they come in services.

What cannot be served is bought elsewhere. Left out: stocks of materials, prices that ration.
"""

from __future__ import annotations

from sim.declare import Stock, equation
from sim.operations import maximum, minimum

inventories = Stock(
    unit="yi_CNY",
    initial="inventories_at_start",
    inflows=("production_for_stock",),
    outflows=("deliveries_from_stock",),
    over="industry",
    about="Finished goods of the two industries, constant 2020 prices.",
)


@equation(unit="yi_CNY", over="industry")
def inventories_at_start(orders, inventory_coverage):
    """Inventories that cover orders for the normal time."""
    return orders * inventory_coverage


@equation(unit="1", over="industry")
def inventory_adequacy(inventories, perceived_orders, inventory_coverage):
    """Inventories relative to what the perceived orders call for."""
    return inventories / (perceived_orders * inventory_coverage)


@equation(unit="yi_CNY/year", over="industry", source="sterman-2000")
def output_for_orders_and_stock(perceived_orders, inventories, inventory_coverage, inventory_correction_time):
    """Output called for in industry: perceived orders, and the gap in the inventories."""
    gap = perceived_orders * inventory_coverage - inventories
    return maximum(perceived_orders + gap / inventory_correction_time, 0)


@equation(unit="yi_CNY/year")
def desired_output__traditional(output_for_orders_and_stock__traditional, output_allowed_by_coal):
    """Output called for in traditional industry, as far as a cap on coal allows it."""
    return minimum(output_for_orders_and_stock__traditional, output_allowed_by_coal)


@equation(unit="yi_CNY/year")
def desired_output__emerging(output_for_orders_and_stock__emerging):
    """Output called for in emerging industry."""
    return output_for_orders_and_stock__emerging


@equation(unit="yi_CNY/year")
def desired_output__services(orders__services):
    """Output called for in services: the orders of the day."""
    return orders__services


@equation(unit="1", over="industry")
def fulfilment_from_stock(inventory_adequacy, demand_pressure_at_start, capacity_ceiling, capacity_sharpness):
    """Share of orders delivered from inventories: falls away as they run short."""
    shortage = demand_pressure_at_start / (capacity_ceiling * inventory_adequacy)
    return 1 / (1 + shortage**capacity_sharpness) ** (1 / capacity_sharpness)


@equation(unit="1")
def fulfilment__traditional(fulfilment_from_stock__traditional):
    """Share of orders that traditional industry delivers."""
    return fulfilment_from_stock__traditional


@equation(unit="1")
def fulfilment__emerging(fulfilment_from_stock__emerging):
    """Share of orders that emerging industry delivers."""
    return fulfilment_from_stock__emerging


@equation(unit="1")
def fulfilment__services(demand_pressure__services, utilisation__services):
    """Share of orders that services deliver."""
    return utilisation__services / demand_pressure__services


@equation(unit="yi_CNY/year", over="sector")
def deliveries(orders, fulfilment):
    """What a sector delivers in a year."""
    return orders * fulfilment


@equation(unit="yi_CNY/year", over="industry")
def production_for_stock(output):
    """Industrial output enters the inventories."""
    return output


@equation(unit="yi_CNY/year", over="industry")
def deliveries_from_stock(deliveries):
    """Industrial deliveries leave the inventories."""
    return deliveries
