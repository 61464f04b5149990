"""How much of what is wished gets started, and how fast it is built: the reports of the project events.

The queueing model of single projects (`sim.projects`) is run beforehand at three states of finance and
three of demand. Its reports arrive as inputs, one a pair of states; where a draw stands between the states
decides how they mix. All reports are relative to 2016-2020 and 1 until the plan period.
Left out: single projects, which are discrete events; they change no stock.
"""

from __future__ import annotations

from sim.declare import Smooth, equation
from sim.operations import maximum, minimum, total

demand_condition = Smooth(
    of="wished_starts_over_average",
    time="queue_condition_time",
    initial="one",
    about="Projects wished, relative to 2016-2020, as the queues have come to feel it.",
)


@equation(unit="1")
def finance_condition(leverage_room, liquidity):
    """State firms' room for finance, 1 when neither leverage nor cash holds them back."""
    return leverage_room * liquidity


@equation(unit="1")
def wished_starts_over_average(
    all_starts_rule, average_historical_starts, capital_formation_per_reported_investment
):
    """Projects wished by all owners, relative to what was started on average in 2016-2020."""
    return all_starts_rule / (average_historical_starts * capital_formation_per_reported_investment)


@equation(unit="1")
def weight_of_tight_finance(finance_condition, tight_finance, usual_finance):
    """How near finance is to its tight state."""
    return minimum(maximum((usual_finance - finance_condition) / (usual_finance - tight_finance), 0), 1)


@equation(unit="1")
def weight_of_ample_finance(finance_condition, usual_finance, ample_finance):
    """How near finance is to its ample state."""
    return minimum(maximum((finance_condition - usual_finance) / (ample_finance - usual_finance), 0), 1)


@equation(unit="1")
def weight_of_low_demand(demand_condition, low_demand, usual_demand):
    """How near demand for projects is to its low state."""
    return minimum(maximum((usual_demand - demand_condition) / (usual_demand - low_demand), 0), 1)


@equation(unit="1")
def weight_of_high_demand(demand_condition, usual_demand, high_demand):
    """How near demand for projects is to its high state."""
    return minimum(maximum((demand_condition - usual_demand) / (high_demand - usual_demand), 0), 1)


@equation(unit="1", over="capital_kind")
def start_realisation(
    weight_of_tight_finance,
    weight_of_ample_finance,
    weight_of_low_demand,
    weight_of_high_demand,
    realised_tight_low,
    realised_tight_usual,
    realised_tight_high,
    realised_usual_low,
    realised_usual_usual,
    realised_usual_high,
    realised_ample_low,
    realised_ample_usual,
    realised_ample_high,
):
    """Volume of starts over what is wished, by kind, relative to 2016-2020."""
    low = weight_of_low_demand
    high = weight_of_high_demand
    tight = weight_of_tight_finance
    ample = weight_of_ample_finance
    at_tight = low * realised_tight_low + high * realised_tight_high
    at_usual = low * realised_usual_low + high * realised_usual_high
    at_ample = low * realised_ample_low + high * realised_ample_high
    usual_demand = tight * realised_tight_usual + ample * realised_ample_usual
    rest = (1 - low - high) * (usual_demand + (1 - tight - ample) * realised_usual_usual)
    return tight * at_tight + ample * at_ample + (1 - tight - ample) * at_usual + rest


@equation(unit="1")
def construction_pace(
    weight_of_tight_finance,
    weight_of_ample_finance,
    weight_of_low_demand,
    weight_of_high_demand,
    pace_tight_low,
    pace_tight_usual,
    pace_tight_high,
    pace_usual_low,
    pace_usual_usual,
    pace_usual_high,
    pace_ample_low,
    pace_ample_usual,
    pace_ample_high,
):
    """Speed of building, relative to 2016-2020: builders share what they can do among the sites."""
    low = weight_of_low_demand
    high = weight_of_high_demand
    tight = weight_of_tight_finance
    ample = weight_of_ample_finance
    at_tight = low * pace_tight_low + high * pace_tight_high
    at_usual = low * pace_usual_low + high * pace_usual_high
    at_ample = low * pace_ample_low + high * pace_ample_high
    usual_demand = tight * pace_tight_usual + ample * pace_ample_usual
    rest = (1 - low - high) * (usual_demand + (1 - tight - ample) * pace_usual_usual)
    return tight * at_tight + ample * at_ample + (1 - tight - ample) * at_usual + rest


@equation(unit="1", over="capital_kind")
def realised_allocation(allocation, start_realisation):
    """Part of all wished starts that is begun in each kind."""
    return allocation * start_realisation


@equation(unit="1")
def average_realisation(realised_allocation):
    """Volume of starts over what is wished, all kinds."""
    return total(realised_allocation)
