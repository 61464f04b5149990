"""The regional economy: which equation modules make it up, and what its results keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sim.declare import Dimension
from sim.equations import (
    accounts,
    capital,
    deliveries,
    demand,
    digital,
    dimensions,
    energy,
    finance,
    flow_of_funds,
    government,
    households,
    hub_service,
    investment,
    knowledge,
    labour,
    people,
    prices,
    production,
    programmes,
    project_timing,
    state_firms,
    steel,
    trade,
    trade_channels,
    upper_levels,
)
from sim.given import Given
from sim.graph import build_model
from sim.model import Cut, Model

MODULES = (
    capital,
    investment,
    project_timing,
    production,
    demand,
    deliveries,
    accounts,
    labour,
    people,
    households,
    trade,
    hub_service,
    trade_channels,
    government,
    upper_levels,
    state_firms,
    finance,
    flow_of_funds,
    knowledge,
    digital,
    energy,
    steel,
    programmes,
    prices,
)

DIMENSIONS: Mapping[str, Dimension] = {
    name: value for name, value in vars(dimensions).items() if isinstance(value, Dimension)
}

SECTORS = dimensions.sector.elements
"""Sectors with capital and potential output of their own."""

INDICATORS = (
    "gdp",
    "gdp_nominal",
    "industrial_value_added",
    "industrial_value_added_nominal",
    "construction_value_added",
    "primary_share",
    "tertiary_share",
    "industry_share",
    "secondary_share",
    "reported_investment_nominal",
    "industrial_investment_nominal",
    "infrastructure_investment_nominal",
    "private_investment_share",
    "retail_sales",
    "trade_total",
    "trains",
    "budget_revenue",
    "local_fiscal_revenue",
    "state_firm_assets",
    "state_firm_debt",
    "state_firm_equity",
    "state_firm_debt_ratio",
    "state_firm_investment_nominal",
    "state_firm_financing_nominal",
    "rd_intensity",
    "patents_per_10k",
    "digital_economy_share",
    "urban_income_per_head",
    "rural_income_per_head",
    "consumer_price",
    "new_urban_jobs",
    "registered_unemployment_rate",
    "surveyed_unemployment_rate",
    "energy_intensity",
    "coal_use",
    "co2_intensity",
    "population",
    "forest_cover",
    "licensed_doctors",
    "nursing_bed_share",
    "accident_death_rate",
)
"""What targets and observations are read from."""

RESIDUALS = (
    "residual_of_gdp",
    "residual_of_state_firms",
    "residual_of_private_firms",
    "residual_of_starts",
    "residual_of_finance",
    "residual_of_population",
    "residual_of_trade",
)
"""What has to be zero at all times."""

FACTORS = (
    "capital_contribution",
    "labour_contribution",
    "productivity_contribution",
    "infrastructure_contribution",
    "knowledge_contribution",
    "utilisation_contribution",
)
"""The contributions, in logarithms, whose sum is the logarithm of a sector's output."""

ACCOUNTING = ("output", "agriculture_output", "log_output", *FACTORS)
"""What growth accounting needs."""

READINGS = (
    "all_starts_rule",
    "all_starts",
    "finance_condition",
    "demand_condition",
    "hub_load",
    "utilisation",
    "all_employed",
    "gross_capital_formation",
    "gdp_from_expenditure",
    "digital_economy_share",
)
"""Further variables that a reader asks for; all of them may be kept."""


def build_economy(given: Mapping[str, Given], cuts: Sequence[Cut] = ()) -> Model:
    """The model of the regional economy over these parameters and inputs.

    Built once a process for the same names and cuts. Raises ModelError when the equations and the
    given names do not fit.
    """
    return _built(tuple(given.items()), tuple(cuts))


@lru_cache(maxsize=8)
def _built(given: tuple[tuple[str, Given], ...], cuts: tuple[Cut, ...]) -> Model:
    outputs = (*INDICATORS, *RESIDUALS, *ACCOUNTING, *READINGS)
    return build_model(MODULES, dict(given), DIMENSIONS, cuts=cuts, outputs=outputs)
