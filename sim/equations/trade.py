"""Foreign trade: partners' income, prices, the rail hub's capacity and a free-trade zone.

Reported trade is the customs value of firms registered here; only a part of it is value added here
(`demand.py`). Left out: single trains and yards, which are discrete events (`hub_service.py`).
"""

from __future__ import annotations

from sim.declare import Delay, Smooth, Stock, equation
from sim.operations import maximum

partner_income = Stock(
    unit="1",
    initial="one",
    inflows=("partner_income_growth",),
    about="Income of the trading partners, 1 at the start.",
)
rail_adoption = Stock(
    unit="1",
    initial="rail_adoption_at_start",
    inflows=("rail_adoption_growth",),
    about="How far shippers have taken to the trains, 1 when saturated.",
)
hub_capacity = Stock(
    unit="train/year",
    initial="hub_capacity_at_start",
    inflows=("hub_completions",),
    outflows=("hub_retirements",),
    about="Trains the hub can handle in a year.",
)
perceived_trade = Smooth(
    of="foreign_trade",
    time="perception_time",
    initial="trade_at_normal_logistics",
    about="Foreign trade as shippers have come to see it.",
)
hub_completions = Delay(
    of="hub_starts",
    time="structure_completion_time",
    order=3,
    contents="hub_capacity_under_construction",
    initial="hub_retirements",
    about="Hub capacity commissioned in a year.",
)
trade_zone_effect = Smooth(
    of="trade_zone_open",
    time="trade_zone_time",
    about="How far a free-trade zone has come into effect.",
)


@equation(unit="1/year")
def partner_income_growth(partner_income, partner_growth):
    """Growth of the partners' income, given from outside."""
    return partner_income * partner_growth


@equation(unit="1/year")
def rail_adoption_growth(rail_adoption, rail_adoption_rate):
    """Shippers take to the trains as others do, until all who can have."""
    return rail_adoption * (1 - rail_adoption) * rail_adoption_rate


@equation(unit="train/year")
def train_demand(
    train_demand_when_adopted,
    rail_adoption,
    perceived_trade,
    trade_at_normal_logistics,
    train_response_to_trade,
):
    """Trains that shippers would fill in a year: they follow trade."""
    trade = (perceived_trade / trade_at_normal_logistics) ** train_response_to_trade
    return train_demand_when_adopted * rail_adoption * trade


@equation(unit="train/year")
def trains(train_demand, hub_load, capacity_sharpness, hub_service):
    """Trains run in a year: demand, bending over to the hub's capacity, as well as the hub serves it."""
    return train_demand * hub_service / (1 + hub_load**capacity_sharpness) ** (1 / capacity_sharpness)


@equation(unit="train/year/year")
def hub_retirements(hub_capacity, retirement_rate):
    """Hub capacity that wears out."""
    return hub_capacity * retirement_rate


@equation(unit="train/year/year")
def hub_starts(
    hub_retirements,
    hub_capacity,
    hub_capacity_under_construction,
    structure_completion_time,
    hub_capacity_goal,
    train_demand,
    hub_planning_reserve,
    hub_planning_time,
):
    """Hub projects begun: wear is replaced, and capacity follows the programme or demand."""
    wanted = maximum(hub_capacity_goal, train_demand * hub_planning_reserve)
    pipeline_for_wear = hub_retirements * structure_completion_time
    gap = wanted - hub_capacity + pipeline_for_wear - hub_capacity_under_construction
    return maximum(hub_retirements + gap / hub_planning_time, 0)


@equation(unit="1")
def logistics_effect(trains, other_logistics_capacity, logistics_capacity_at_base, logistics_elasticity):
    """Effect of transport capacity on trade, relative to the base year."""
    return ((other_logistics_capacity + trains) / logistics_capacity_at_base) ** logistics_elasticity


@equation(unit="train/year")
def logistics_capacity_at_base(other_logistics_capacity, trains_in_base_year):
    """Transport capacity in the base year, in train equivalents."""
    return other_logistics_capacity + trains_in_base_year


@equation(unit="1")
def trade_zone_factor(trade_zone_effect, trade_effect_of_zone):
    """Effect of a free-trade zone on trade."""
    return 1 + trade_zone_effect * trade_effect_of_zone


@equation(unit="yi_CNY/year")
def exports_at_normal_logistics(trade_at_normal_logistics, export_share_at_start):
    """Exports in early 2015 had the logistics of the base year been there."""
    return trade_at_normal_logistics * export_share_at_start


@equation(unit="yi_CNY/year")
def imports_at_normal_logistics(trade_at_normal_logistics, export_share_at_start):
    """Imports in early 2015 had the logistics of the base year been there."""
    return trade_at_normal_logistics * (1 - export_share_at_start)


@equation(unit="yi_CNY/year", source="page-export-elasticities")
def exports_called_for(
    exports_at_normal_logistics,
    partner_income,
    export_income_elasticity,
    perceived_labour_cost,
    labour_cost_share,
    export_price_elasticity,
    logistics_effect,
    rail_cost_effect,
    trade_zone_factor,
    trade_shock,
):
    """Exports at customs value and the channels of 2020, constant 2020 prices."""
    return (
        exports_at_normal_logistics
        * partner_income**export_income_elasticity
        * perceived_labour_cost ** (labour_cost_share * export_price_elasticity)
        * logistics_effect
        * rail_cost_effect
        * trade_zone_factor
        * (1 + trade_shock)
    )


@equation(unit="yi_CNY/year", source="page-import-elasticities")
def imports_called_for(
    imports_at_normal_logistics,
    perceived_output,
    gdp_at_start,
    import_income_elasticity,
    logistics_effect,
    rail_cost_effect,
    trade_zone_factor,
    trade_shock,
):
    """Imports through customs at the channels of 2020, constant 2020 prices."""
    return (
        imports_at_normal_logistics
        * (perceived_output / gdp_at_start) ** import_income_elasticity
        * logistics_effect
        * rail_cost_effect
        * trade_zone_factor
        * (1 + trade_shock)
    )


@equation(unit="yi_CNY/year")
def exports(exports_called_for, channel_factor):
    """Exports at customs value, constant 2020 prices."""
    return exports_called_for * channel_factor


@equation(unit="yi_CNY/year")
def imports(imports_called_for, channel_factor):
    """Imports through customs, constant 2020 prices."""
    return imports_called_for * channel_factor


@equation(unit="yi_CNY/year")
def foreign_trade(exports, imports):
    """Exports and imports, constant 2020 prices."""
    return exports + imports


@equation(unit="yi_CNY/year")
def trade_total(foreign_trade, trade_price):
    """Exports and imports at current prices."""
    return foreign_trade * trade_price
