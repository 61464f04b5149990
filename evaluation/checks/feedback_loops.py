"""Which feedback loops the economy has, where each is cut, and what sets it going.

A loop is cut where what it feeds back enters a decision: one equation goes on reading what it read when
the levers begin to act, so that the years before stay those of every run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["reinforcing", "balancing"]
SECTORS = ("traditional", "emerging", "services")
EMPLOYERS = (*SECTORS, "construction")
KINDS = (*SECTORS, "infrastructure")


@dataclass(frozen=True)
class Impulse:
    """Something that happens from the first lever year on: inputs of the world, levers times a factor."""

    about: str
    world: Mapping[str, float] = field(default_factory=dict[str, float])
    levers: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True)
class Feedback:
    """One loop: names it passes in order, links that cut it, an impulse, and the variable that answers."""

    name: str
    kind: Kind
    chain: tuple[str, ...]
    cuts: tuple[tuple[str, str], ...]
    impulse: Impulse
    response: str
    about: str
    years_after_plan: int = 0
    """When the response is read, beyond the last year of the plan."""
    under: Mapping[str, float] = field(default_factory=dict[str, float])
    """Levers under which the loop is at work, where that is not so in the baseline."""


DEMAND = Impulse("5 % more outside demand", world={"outside_demand_shock": 0.05})
TRADE = Impulse("10 % more trade", world={"trade_shock": 0.1})
SUPPORT = Impulse("10 % more private starts", levers={"private_investment_support": 1.1})
PROGRAMME = Impulse("10 % more state-firm projects", levers={"state_firm_programme": 1.1})
CAPPED = {"coal_cap": 0.9}

REQUIRED = (
    Feedback(
        "profit_investment_capital",
        "reinforcing",
        (
            "gdp",
            "operating_surplus",
            "profitability",
            "private_starts",
            "capital__services",
            "potential_output__services",
        ),
        (("profitability", "operating_surplus"),),
        DEMAND,
        "gdp",
        "Output brings profit, profit brings private investment, investment brings capital and output.",
    ),
    Feedback(
        "growth_investment_capital",
        "reinforcing",
        ("gdp", "expected_growth", "private_starts", "capital__services", "potential_output__services"),
        (("desired_investment_rate", "expected_growth"),),
        DEMAND,
        "gdp",
        "Growth makes investors expect growth (the accelerator).",
    ),
    Feedback(
        "revenue_infrastructure_productivity",
        "reinforcing",
        (
            "gdp_nominal",
            "budget_revenue",
            "government_starts",
            "capital__infrastructure",
            "infrastructure_contribution",
            "output__services",
        ),
        (("budget_revenue", "gdp_nominal"),),
        DEMAND,
        "gdp",
        "Output brings revenue, revenue brings public investment, infrastructure raises productivity.",
    ),
    Feedback(
        "research_productivity",
        "reinforcing",
        (
            "output__services",
            "rd_spending",
            "knowledge",
            "knowledge_contribution",
            "potential_output__services",
        ),
        (
            ("rd_spending_of_sectors", "output__traditional"),
            ("rd_spending_of_sectors", "output__emerging"),
            ("rd_spending_of_sectors", "output__services"),
        ),
        DEMAND,
        "gdp",
        "Output brings research, research brings productivity and output.",
    ),
    Feedback(
        "hub_trade_hub",
        "reinforcing",
        (
            "foreign_trade",
            "train_demand",
            "hub_starts",
            "hub_capacity",
            "trains",
            "logistics_effect",
            "exports",
        ),
        (("train_demand", "perceived_trade"),),
        TRADE,
        "foreign_trade",
        "Trade fills trains, trains bring hub investment, capacity brings trade.",
        years_after_plan=10,
    ),
    Feedback(
        "jobs_migration_consumption",
        "reinforcing",
        (
            "net_job_growth",
            "net_migration",
            "population",
            "consumption",
            "orders__services",
            "hires__services",
        ),
        (("net_migration", "perceived_job_growth"),),
        DEMAND,
        "gdp",
        "Jobs bring people, people consume, demand brings jobs.",
    ),
    Feedback(
        "wear_of_capital",
        "balancing",
        ("capital__services", "retirements__services"),
        tuple((f"retirements__{kind}", f"capital__{kind}") for kind in KINDS),
        SUPPORT,
        "capital__services",
        "More capital wears out faster.",
    ),
    Feedback(
        "capital_profitability_investment",
        "balancing",
        ("productive_capital", "profitability", "private_starts", "capital__services"),
        (("profitability", "productive_capital"),),
        SUPPORT,
        "private_starts",
        "More capital earns less per unit (diminishing returns, idle capacity), and investment falls.",
    ),
    Feedback(
        "leverage_room_investment",
        "balancing",
        (
            "state_firm_debt",
            "state_firm_debt_ratio",
            "leverage_room",
            "state_firm_starts",
            "state_firm_outlays",
            "state_firm_borrowing",
        ),
        (("state_firm_starts_rule", "leverage_room"), ("state_firm_borrowing", "leverage_room")),
        PROGRAMME,
        "state_firm_investment_nominal",
        "Borrowing raises leverage, the cap leaves less room for projects and for new debt.",
    ),
    Feedback(
        "private_debt_interest_investment",
        "balancing",
        (
            "private_debt",
            "private_interest",
            "private_finance_effect",
            "private_starts",
            "private_investment_nominal",
            "project_loans",
            "private_borrowing",
        ),
        (("private_interest", "private_debt"),),
        SUPPORT,
        "private_starts",
        "Private projects are partly borrowed for, and interest leaves less for later ones.",
    ),
    Feedback(
        "scarcity_wages_competitiveness",
        "balancing",
        (
            "unemployment_rate",
            "real_wage",
            "relative_labour_cost",
            "market_share__services",
            "orders__services",
            "hires__services",
            "unemployed",
        ),
        (("real_wage_change", "unemployment_rate"),),
        DEMAND,
        "gdp",
        "Scarce labour raises wages, labour cost loses market share and jobs.",
    ),
    Feedback(
        "prospects_participation",
        "balancing",
        ("unemployed", "unemployment_rate", "people_to_draw_in", "participation_change"),
        (("people_to_draw_in", "unemployment_rate"),),
        DEMAND,
        "real_wage",
        "Fewer unemployed draw people into the labour force, who look for work and hold wages down.",
    ),
    Feedback(
        "coal_cap_industry",
        "balancing",
        (
            "coal_need__traditional",
            "output_allowed_by_coal",
            "output__traditional",
            "operating_surplus",
            "profitability",
            "private_starts",
            "energy_need_added__traditional",
        ),
        (("output_allowed_by_coal", "coal_need__traditional"),),
        SUPPORT,
        "output__traditional",
        "Plant burns coal, a cap (here nine tenths of use before the plan) leaves it idle, less is built.",
        under=CAPPED,
    ),
    Feedback(
        "capacity_utilisation_investment",
        "balancing",
        (
            "potential_output__services",
            "demand_pressure__services",
            "utilisation__services",
            "output__services",
            "operating_surplus",
            "profitability",
            "private_starts",
            "capital__services",
        ),
        tuple((f"demand_pressure__{sector}", f"potential_output__{sector}") for sector in SECTORS),
        SUPPORT,
        "gdp",
        "Capacity beyond orders stands idle, earns less and holds investment back.",
    ),
)
"""Loops that the model has to have."""

OTHERS = (
    Feedback(
        "capacity_market_share",
        "reinforcing",
        (
            "potential_output__services",
            "market_share__services",
            "orders__services",
            "output__services",
            "operating_surplus",
            "private_starts",
            "capital__services",
        ),
        tuple((f"indicated_market_share__{sector}", f"potential_output__{sector}") for sector in SECTORS),
        DEMAND,
        "gdp",
        "Capacity brings market share, orders bring capacity.",
    ),
    Feedback(
        "local_investment_demand",
        "reinforcing",
        (
            "gross_capital_formation",
            "orders__services",
            "output__services",
            "operating_surplus",
            "private_starts",
            "projects_under_way__services",
        ),
        tuple((f"local_orders__{sector}", "gross_capital_formation") for sector in SECTORS),
        DEMAND,
        "gdp",
        "Investment buys in the district.",
    ),
    Feedback(
        "income_consumption",
        "reinforcing",
        ("gdp", "disposable_income", "consumption", "orders__services", "output__services"),
        tuple((f"local_orders__{sector}", "consumption") for sector in SECTORS),
        DEMAND,
        "gdp",
        "Income is spent in the district.",
    ),
    Feedback(
        "hiring",
        "reinforcing",
        (
            "orders__services",
            "hires__services",
            "employed__services",
            "potential_output__services",
            "output__services",
            "disposable_income",
            "consumption",
        ),
        tuple((f"hiring_pressure__{employer}", f"work_called_for__{employer}") for employer in EMPLOYERS),
        DEMAND,
        "gdp",
        "Orders bring jobs, jobs bring capacity and income.",
    ),
    Feedback(
        "land_income_investment",
        "reinforcing",
        ("starts__services", "land_income", "government_starts", "all_starts"),
        (("land_income", "starts__services"),),
        SUPPORT,
        "gdp",
        "Property starts bring land income, which pays for projects.",
    ),
)
"""Further loops, for their size."""
