"""Single equations called with plain numbers, against answers worked out by hand."""

from __future__ import annotations

import math

import pytest

from sim.equations import (
    accounts,
    capital,
    deliveries,
    demand,
    energy,
    government,
    households,
    investment,
    knowledge,
    labour,
    people,
    prices,
    production,
    state_firms,
    trade,
)

ANSWERS = [
    (capital.retirements(200, 0.1), 20),
    (capital.capital_formation(60, 3), 20),
    (capital.reported_investment(70, 0.7), 100),
    (capital.gross_capital_formation([1, 2, 3, 4]), 10),
    (capital.capital_at_start(400, 2.5, 0.2), 200),
    (capital.capital_under_construction_at_start(90, 3, 1 / 3), 90),
    (investment.desired_investment_rate(0.1, 1.2, 0.05), 0.16),
    (investment.desired_investment_rate(0.1, 1.2, -0.5), 0),
    (investment.profitability(30, 100, 0.3), 1),
    (investment.crowding_in(200, 100, 400, 200, 0.3), 1),
    (investment.crowding_in(200, 100, 200, 200, 1), 2),
    (investment.state_firm_starts_rule(100, 0.7, 0.5, 1), 35),
    (investment.historical_reported_starts(300, 0.5, 1, 0.1, 0.5), 465),
    (investment.allocation__services(0.1, 0.3), 0.6),
    (production.capital_contribution(200, 100, 0.5), 0.5 * math.log(2)),
    (production.labour_contribution(200, 100, 0.5), 0.5 * math.log(2)),
    (production.potential_output(100, math.log(2), 0, 0, 0, 0), 200),
    (production.utilisation(1.0, 1.15, 200), 1),
    (production.utilisation(50.0, 1.15, 12), 1.15),
    (production.output(100, 0.9), 90),
    (production.productivity_gains(2, 0.01, 0.02), 0.06),
    (production.construction_value_added(300, 0.2), 60),
    (production.gdp(500, 60, 6), 566),
    (demand.expected_growth(110, 100, 2), 0.05),
    (demand.epidemic_effect_on_services(1, 0.05, 0.6), 0.97),
    (demand.epidemic_effect_on_services(10, 0.5, 1), 0),
    (demand.outside_income_elasticity(1.8, 0.5, 0), 1.8),
    (demand.outside_income_elasticity(1.8, 0.5, 1), 1.4),
    (demand.local_orders(100, 50, 200, 0.4, 0.8, 0.1), 100),
    (demand.outside_orders(80, 100, 0, 1), 80),
    (demand.outside_orders(80, 100, 1, 0.9), 90),
    (demand.outside_orders_by_supply(100, 90, 20), 0),
    (demand.market_share_change(1, 1.2, 2), 0.1),
    (demand.indicated_market_share(200, 100, 2, 0.5, 1, -0.6, 0.45), 1),
    (deliveries.output_for_orders_and_stock(100, 15, 0.15, 0.5), 100),
    (deliveries.output_for_orders_and_stock(100, 10, 0.15, 0.5), 110),
    (deliveries.deliveries(100, 0.95), 95),
    (accounts.gdp_from_expenditure(100, 50, 200, [3, 2], 300, 155), 500),
    (accounts.unserved_local_orders(100, 0.9), 10),
    (accounts.sales_outside([100, 20, 80], 6), 206),
    (accounts.residual_of_state_firms(900, 600, 300), 0),
    (people.unemployment_rate(5, 95), 0.05),
    (labour.separations(100, 0.15), 15),
    (labour.wanted_hires(100, 15, 1, 0.6, 1), 15),
    (labour.wanted_hires(100, 15, 0, 0.6, 1), 0),
    (labour.labour_supply_limit(0.05, 0.05, [10, 5], [10, 5], 1.5), 1),
    (labour.labour_supply_limit(0.0, 0.05, [10, 5], [30, 5], 1.5), 0),
    (labour.hires(20, 0.8), 16),
    (people.newcomers(-0.3, 0.1), 0),
    (people.departures(-0.3, 0.1), 0.2),
    (people.departures(0.3, 0.1), 0),
    (labour.departures_from_work(50, 0.1), 5),
    (people.net_migration(1, 0.5, 100, 0.05, 0.06, 0.2), 0.3),
    (labour.relative_labour_cost(1.1, 1.1), 1),
    (labour.real_wage_change(1, 1, 0.8, 0.05, 0.05, 0.1, 2), 0),
    (people.registered_unemployment_rate(0.032, 0.061, 0.051, 0.3), 0.035),
    (households.wage_bill(20, 1.5, 4), 120),
    (households.consumption(40, 3, 3, 0.3, 0.6, 1), 84),
    (households.consumption(40, 4, 3, 0.3, 0.6, 1), 108),
    (households.outside_retail_sales(1000, 0.06, 10, 0.5, 3), 0),
    (households.retail_sales(50, 30, 1.1), 88),
    (households.retail_capture_change(0.02, 0.06, 0.8), 0.05),
    (households.urban_income_per_head(30000, 6, 3, 1.1, 1.1), 60000),
    (trade.trains(100, 100 / 1e9, 12, 1), 100),
    (trade.trains(1e9, 1e9 / 1500, 12, 1), 1500),
    (trade.train_demand(945, 1, 200, 100, 1), 1890),
    (trade.rail_adoption_growth(0.5, 2), 0.5),
    (trade.hub_starts(100, 1500, 300, 3, 1500, 500, 1.1, 2), 100),
    (trade.logistics_effect(1000, 2000, 3000, 0.5), 1),
    (trade.trade_zone_factor(0.5, 0.1), 1.05),
    (trade.exports_called_for(100, 2, 1, 1, 0.45, -0.6, 1, 1, 1, 0), 200),
    (trade.imports_called_for(100, 800, 400, 1, 1, 1, 1, -0.5), 100),
    (government.tax_relief(0.1, 0.5, 0.02), 0.07),
    (government.budget_revenue(64, 800, 400, 1, 0.1, 0), 115.2),
    (government.bond_repayments(148, 14.8), 10),
    (government.budget_cover(20, 100, 0.2, 200), 1),
    (government.budget_cover(0, 100, 0.2, 12), 0),
    (government.government_investment_spending(100, 60, 20, 20, 0.2, 1, 1), 20),
    (government.government_investment_spending(100, 90, 20, 20, 0.2, 1, 1), 0),
    (state_firms.state_firm_debt_ratio(65, 100), 0.65),
    (state_firms.leverage_room(0.70, 0.65, 0.015, 12), 0),
    (state_firms.liquidity(0, 100, 0.1, 1.15, 12), 0),
    (state_firms.state_firm_profit(1000, 0.01, 600, 0.05, 0.05), 10),
    (state_firms.state_firm_arrears(10, 0.2), 0),
    (state_firms.state_firm_arrears(-10, 0.2), 8),
    (state_firms.state_firm_borrowing(100, 80, 15, 10, 90, 900, 0.1, 1, 1, 0), 155),
    (state_firms.state_firm_borrowing(100, 80, 15, 10, 90, 900, 0.1, 1, 0, 7), 107),
    (knowledge.rd_intensity(3, 100), 0.03),
    (knowledge.knowledge_obsolescence(60, 0.15), 9),
    (knowledge.patent_grants(95, 200, 100, 1), 190),
    (knowledge.rd_readiness_change(1, 1.2, 1, 5), 0.04),
    (energy.energy_use_of_sector(100, 1, 0.3), 100),
    (energy.energy_use_of_sector(100, 0.5, 0.3), 65),
    (energy.energy_intensity(600, 300), 2),
    (prices.price_of_services_at_start(0.02, 5), math.exp(-0.1)),
    (prices.inflation_of_services(2, 0.01, 0.03, 0), 0.02),
    (prices.inflation_of_services(2, 0.01, 0.03, 1), 0.06),
    (prices.gdp_nominal(100, 2, 50, 1, 200, 10, 1), 460),
]


@pytest.mark.parametrize(("found", "expected"), ANSWERS)
def test_an_equation_gives_the_answer_worked_out_by_hand(found, expected):
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_utilisation_never_passes_its_ceiling():
    for pressure in (0.01, 0.5, 1.0, 1.15, 2.0, 100.0):
        assert 0 < production.utilisation(pressure, 1.15, 12) <= min(pressure, 1.15) * (1 + 1e-12)


def test_room_under_the_cap_shrinks_steadily():
    room = [state_firms.leverage_room(ratio, 0.65, 0.015, 12) for ratio in (0.50, 0.63, 0.64, 0.645, 0.65)]
    assert room == sorted(room, reverse=True)
    assert room[0] == pytest.approx(1, abs=1e-6)


def test_hires_in_all_cannot_outrun_the_seekers():
    normal = labour.labour_supply_limit(0.05, 0.05, [15], [15], 1.5) * 15
    rush = [labour.labour_supply_limit(0.05, 0.05, [15], [wanted], 1.5) * wanted for wanted in (30, 300, 3e6)]
    assert rush == sorted(rush)
    assert rush[-1] < normal * (1 + 1.5) / 1.5


def test_production_has_constant_returns():
    share = 0.52
    both = production.capital_contribution(2, 1, share) + production.labour_contribution(2, 1, share)
    assert production.potential_output(1, both, 0, 0, 0, 0) == pytest.approx(2)
