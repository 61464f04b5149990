"""The accounts: GDP from expenditure, each term with an equation of its own, and the residuals.

Left out: taxes on products less subsidies (output is at market prices throughout).
"""

from __future__ import annotations

from sim.declare import equation
from sim.operations import total


@equation(unit="yi_CNY/year", over="sector")
def outside_sales(outside_orders, linked_orders, fulfilment):
    """What buyers outside get from a sector of the district."""
    return (outside_orders + linked_orders) * fulfilment


@equation(unit="yi_CNY/year", over="sector")
def unserved_local_orders(local_orders, fulfilment):
    """Local orders that the sector cannot serve and that are bought outside instead."""
    return local_orders * (1 - fulfilment)


@equation(unit="yi_CNY/year")
def purchases_outside_by_households(consumption, local_content_of_consumption):
    """Consumption that the district does not produce."""
    return consumption * (1 - total(local_content_of_consumption))


@equation(unit="yi_CNY/year")
def purchases_outside_by_government(government_consumption, local_content_of_government):
    """Government consumption that the district does not produce."""
    return government_consumption * (1 - total(local_content_of_government))


@equation(unit="yi_CNY/year")
def purchases_outside_by_investors(
    gross_capital_formation, local_content_of_investment, construction_value_added_share
):
    """Capital formation that the district does not produce."""
    return gross_capital_formation * (1 - total(local_content_of_investment) - construction_value_added_share)


@equation(unit="yi_CNY/year")
def purchases_outside(
    purchases_outside_by_households,
    purchases_outside_by_government,
    purchases_outside_by_investors,
    unserved_local_orders,
):
    """All goods and services the district buys outside."""
    return (
        purchases_outside_by_households
        + purchases_outside_by_government
        + purchases_outside_by_investors
        + total(unserved_local_orders)
    )


@equation(unit="yi_CNY/year")
def sales_outside(outside_sales, agriculture_output):
    """All goods and services the district sells outside; farm products are sold outside."""
    return total(outside_sales) + agriculture_output


@equation(unit="yi_CNY/year", over="industry")
def inventory_change(production_for_stock, deliveries_from_stock):
    """Change in inventories of an industry."""
    return production_for_stock - deliveries_from_stock


@equation(unit="yi_CNY/year", source="lequiller-blades-2014")
def gdp_from_expenditure(
    consumption,
    government_consumption,
    gross_capital_formation,
    inventory_change,
    sales_outside,
    purchases_outside,
):
    """Gross domestic product from expenditure, constant 2020 prices."""
    return (
        consumption
        + government_consumption
        + gross_capital_formation
        + total(inventory_change)
        + sales_outside
        - purchases_outside
    )


@equation(unit="yi_CNY/year")
def residual_of_gdp(gdp, gdp_from_expenditure):
    """Production less expenditure; zero at all times."""
    return gdp - gdp_from_expenditure


@equation(unit="yi_CNY")
def residual_of_state_firms(state_firm_assets, state_firm_debt, state_firm_equity):
    """Assets less debt and equity; zero at all times."""
    return state_firm_assets - state_firm_debt - state_firm_equity


@equation(unit="yi_CNY/year")
def residual_of_starts(all_starts, all_starts_total_of_kinds):
    """Starts by owner less starts by kind; zero at all times."""
    return all_starts - all_starts_total_of_kinds


@equation(unit="wan_person")
def residual_of_population(population, all_employed, unemployed, outside_labour_force):
    """Population less employed, unemployed and those outside the labour force; zero at all times."""
    return population - all_employed - unemployed - outside_labour_force


@equation(unit="yi_CNY/year")
def industrial_value_added_nominal(industrial_value_added, price_of_industry):
    """Value added of industry at current prices."""
    return industrial_value_added * price_of_industry


@equation(unit="1")
def primary_share(agriculture_output, price_of_services, gdp_nominal):
    """Agriculture in GDP at current prices."""
    return agriculture_output * price_of_services / gdp_nominal


@equation(unit="1")
def tertiary_share(output__services, price_of_services, gdp_nominal):
    """Services in GDP at current prices."""
    return output__services * price_of_services / gdp_nominal


@equation(unit="1")
def industry_share(industrial_value_added, price_of_industry, gdp_nominal):
    """Industry in GDP at current prices."""
    return industrial_value_added * price_of_industry / gdp_nominal


@equation(unit="1")
def secondary_share(
    industrial_value_added, price_of_industry, construction_value_added, price_of_construction, gdp_nominal
):
    """Industry and construction in GDP at current prices."""
    return (
        industrial_value_added * price_of_industry + construction_value_added * price_of_construction
    ) / gdp_nominal
