"""What the rail hub makes of its load: the reports of the train events.

The event model of the hub (`sim.hub`) is run beforehand at five loads. Its reports arrive as inputs; where a
draw stands between the loads decides how they mix. All are relative to 2016-2020 and 1 until the plan period.
Left out: single trains and consignments, which are discrete events; they change no stock.
"""

from __future__ import annotations

from sim.declare import equation
from sim.operations import maximum, minimum


@equation(unit="1")
def hub_load(train_demand, hub_capacity):
    """Trains that shippers would fill over trains that the hub can handle."""
    return train_demand / hub_capacity


@equation(unit="1")
def above_light_load(hub_load, light_load, moderate_load):
    """How far the load has passed from light to moderate."""
    return minimum(maximum((hub_load - light_load) / (moderate_load - light_load), 0), 1)


@equation(unit="1")
def above_moderate_load(hub_load, moderate_load, usual_load):
    """How far the load has passed from moderate to usual."""
    return minimum(maximum((hub_load - moderate_load) / (usual_load - moderate_load), 0), 1)


@equation(unit="1")
def above_usual_load(hub_load, usual_load, heavy_load):
    """How far the load has passed from usual to heavy."""
    return minimum(maximum((hub_load - usual_load) / (heavy_load - usual_load), 0), 1)


@equation(unit="1")
def above_heavy_load(hub_load, heavy_load, crowded_load):
    """How far the load has passed from heavy to crowded."""
    return minimum(maximum((hub_load - heavy_load) / (crowded_load - heavy_load), 0), 1)


@equation(unit="1")
def hub_service(
    above_light_load,
    above_moderate_load,
    above_usual_load,
    above_heavy_load,
    service_light,
    service_moderate,
    service_usual,
    service_heavy,
    service_crowded,
):
    """Trains run over what load and capacity alone would give, relative to 2016-2020."""
    up_to_usual = above_light_load * (service_moderate - service_light) + above_moderate_load * (
        service_usual - service_moderate
    )
    beyond = above_usual_load * (service_heavy - service_usual) + above_heavy_load * (
        service_crowded - service_heavy
    )
    return service_light + up_to_usual + beyond


@equation(unit="1")
def hub_cost(
    above_light_load,
    above_moderate_load,
    above_usual_load,
    above_heavy_load,
    hub_cost_light,
    hub_cost_moderate,
    hub_cost_usual,
    hub_cost_heavy,
    hub_cost_crowded,
):
    """Cost of a consignment by rail, time included, relative to 2016-2020."""
    up_to_usual = above_light_load * (hub_cost_moderate - hub_cost_light) + above_moderate_load * (
        hub_cost_usual - hub_cost_moderate
    )
    beyond = above_usual_load * (hub_cost_heavy - hub_cost_usual) + above_heavy_load * (
        hub_cost_crowded - hub_cost_heavy
    )
    return hub_cost_light + up_to_usual + beyond


@equation(unit="1")
def rail_cost_effect(hub_cost, rail_cost_share, export_price_elasticity):
    """Effect of the cost of rail transport on trade: it is a part of the price at the border."""
    return hub_cost ** (rail_cost_share * export_price_elasticity)
