"""What the assessment of the rail hub answers, as frozen objects; the JSON carries the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """Mean with its standard error, median and 80 % band over replications; null where nothing is known."""

    mean: float | None
    error: float | None
    median: float | None
    q10: float | None
    q90: float | None


@dataclass(frozen=True)
class Chance:
    """The share of replications in which something holds, with its Monte-Carlo standard error.

    The error follows Agresti and Coull, so that it is not zero where none or all hold.
    """

    probability: float
    mc_error: float


@dataclass(frozen=True)
class CountFit:
    """One count and the trains simulated in its time; `used` says whether it took part in the fit.

    `deviation` is in standard deviations of the count; 0 above a count printed as "over".
    """

    name: str
    first: float
    last: float
    counted: float
    relation: str
    known_from: int
    used: bool
    basis: str
    simulated: Estimate
    deviation: float


@dataclass(frozen=True)
class Aims:
    """The targets: trains of the last year over those of the base year, and cost saved in percent of it."""

    base_year: int
    year: int
    trains_ratio: float
    cost_saving: float


@dataclass(frozen=True)
class PhaseResult:
    """One way of building, over the replications.

    `opens` are the dates of what is built after the base year. `cost_ratio` is the cost of a consignment over
    that of the base year. `more_trains` and `less_cost` compare with building nothing, by the same chance.
    """

    case: str
    opens: Mapping[str, float]
    trains: Estimate
    trains_ratio: Estimate
    doubled: Chance
    cost_ratio: Estimate
    saved: Chance
    dwell: Estimate
    turned_away: Estimate
    more_trains: Estimate
    less_cost: Estimate


@dataclass(frozen=True)
class Bottleneck:
    """One resource in the last year of the plan.

    `stands` in units, `used` as a share of the time, `wait` in days before it (before the yard: none),
    `turned_away` the share of lots that found no room in the yard. `more_trains` and `less_cost` (wan_CNY for
    the lots of a full train) are what one unit more brings; the unit's own cost is left out. `gdp` and
    `investment`, yi_CNY at prices of the base year, come through the coupled model from a unit that is there
    from the first year of the plan on; null under a demand that is assumed and not computed.
    """

    resource: str
    unit: str
    stands: float
    used: Estimate
    wait: Estimate
    turned_away: Estimate
    more_trains: Estimate
    less_cost: Estimate
    gdp: Estimate | None
    investment: Estimate | None


@dataclass(frozen=True)
class Response:
    """One load (demand over nominal capacity) over a year: trains over nominal ones, days, cost.

    `formula` is the throughput of the smooth curve in the equations of trade.
    """

    load: float
    throughput: Estimate
    formula: float
    dwell: Estimate
    turned_away: Estimate
    cost: Estimate


@dataclass(frozen=True)
class CostPart:
    """One part of the cost of a consignment, wan_CNY for the lots of a full train."""

    part: str
    base_year: Estimate
    last_year: Estimate


@dataclass(frozen=True)
class Curve:
    """The fitted demand before the plan: level / (1 + exp(-speed (date - midpoint))) train/year."""

    opens: float
    midpoint: float
    speed: float
    level: float


@dataclass(frozen=True)
class Assessment:
    """What the events say. `demand` are trains shippers would fill in the last year under the scenario.

    `phases` and `bottlenecks` come under the demand of the scenario, and under a demand that grows to the
    target (`phases_at_target`, `bottlenecks_at_target`).
    """

    aims: Aims
    curve: Curve
    counts: tuple[CountFit, ...]
    demand: Estimate
    demand_base_year: float
    capacity_base_year: float
    phases: tuple[PhaseResult, ...]
    phases_at_target: tuple[PhaseResult, ...]
    costs: tuple[CostPart, ...]
    bottlenecks: tuple[Bottleneck, ...]
    bottlenecks_at_target: tuple[Bottleneck, ...]
    responses: tuple[Response, ...]
