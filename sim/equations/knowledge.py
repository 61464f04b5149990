"""Knowledge: R&D spending builds a stock that ages; patents follow it.

Firms' readiness to spend moves towards a goal that rises with public support. Left out: basic research
outside the district, imported technology.
"""

from __future__ import annotations

from sim.declare import Stock, equation

knowledge = Stock(
    unit="yi_CNY",
    initial="knowledge_at_start",
    inflows=("rd_spending",),
    outflows=("knowledge_obsolescence",),
    about="Stock of R&D, constant 2020 prices.",
)
patents = Stock(
    unit="patent",
    initial="patents_at_start",
    inflows=("patent_grants",),
    outflows=("patent_expiries",),
    about="Valid invention patents.",
)
rd_readiness = Stock(
    unit="1", initial="one", inflows=("rd_readiness_change",), about="Firms' R&D per output, 1 at the start."
)


@equation(unit="1/year")
def rd_readiness_change(rd_readiness, rd_readiness_goal, rd_support, rd_readiness_time):
    """Readiness moves towards its goal; support raises the goal."""
    return (rd_readiness_goal * rd_support - rd_readiness) / rd_readiness_time


@equation(unit="yi_CNY/year")
def rd_spending_of_sectors(
    output__traditional,
    output__emerging,
    output__services,
    rd_share_of_industry,
    rd_share_of_emerging,
    rd_share_of_services,
):
    """R&D spending at the readiness of the start."""
    return (
        output__traditional * rd_share_of_industry
        + output__emerging * rd_share_of_emerging
        + output__services * rd_share_of_services
    )


@equation(unit="yi_CNY/year")
def rd_spending(rd_spending_of_sectors, rd_readiness):
    """Spending on research and development, constant 2020 prices."""
    return rd_spending_of_sectors * rd_readiness


@equation(unit="1")
def rd_intensity(rd_spending, gdp):
    """R&D spending over output."""
    return rd_spending / gdp


@equation(unit="yi_CNY/year", source="griliches-1979")
def knowledge_obsolescence(knowledge, knowledge_obsolescence_rate):
    """Knowledge that loses its use."""
    return knowledge * knowledge_obsolescence_rate


@equation(unit="yi_CNY")
def knowledge_at_start(
    rd_share_of_industry,
    rd_share_of_emerging,
    rd_share_of_services,
    output_at_start__traditional,
    output_at_start__emerging,
    output_at_start__services,
    knowledge_obsolescence_rate,
    demand_trend_at_start,
):
    """The stock that past spending has left if it grew at the trend of the years before."""
    spending = (
        output_at_start__traditional * rd_share_of_industry
        + output_at_start__emerging * rd_share_of_emerging
        + output_at_start__services * rd_share_of_services
    )
    return spending / (knowledge_obsolescence_rate + demand_trend_at_start)


@equation(unit="patent/year", source="page-patents")
def patent_grants(patent_grants_at_start, knowledge, knowledge_at_start, patent_elasticity):
    """Patents granted: they follow the stock of knowledge."""
    return patent_grants_at_start * (knowledge / knowledge_at_start) ** patent_elasticity


@equation(unit="patent/year")
def patent_expiries(patents, patent_expiry_rate):
    """Patents that lapse."""
    return patents * patent_expiry_rate


@equation(unit="patent")
def patents_at_start(patents_per_10k_at_start, population_at_start):
    """Valid patents when the run begins."""
    return patents_per_10k_at_start * population_at_start


@equation(unit="patent/wan_person")
def patents_per_10k(patents, population):
    """Valid invention patents per ten thousand residents."""
    return patents / population
