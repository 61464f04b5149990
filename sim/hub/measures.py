"""What trains cost and how long they wait, from the sums of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.hub.record import AT, Record
from sim.hub.setup import QUARTER, QUARTERS, YEAR, Setup

Array = NDArray[np.float64]
COST_PARTS = ("line_haul", "assembly", "waiting", "standing")


@dataclass(frozen=True, eq=False)
class Quarterly:
    """Series of one record, each of shape (quarter,).

    `throughput` is trains run over nominal trains, `dwell` days in the yard, `costs` wan_CNY for the lots of
    a full train by part. NaN where nothing left.
    """

    throughput: Array
    dwell: Array
    costs: Mapping[str, Array]

    @property
    def cost(self) -> Array:
        """All parts of the cost together, wan_CNY for the lots of a full train."""
        return np.sum([self.costs[part] for part in COST_PARTS], axis=0)


def quarterly(record: Record, setup: Setup, values: Mapping[str, float]) -> Quarterly:
    """The measures of a record made with `setup` and `values`."""
    nominal = nominal_trains(setup, record.first_year, len(record.sums))
    costs = costs_of(record.sums, nominal, values)
    trains, departed = record.sums[:, AT["trains"]], record.sums[:, AT["departed"]]
    with np.errstate(invalid="ignore", divide="ignore"):
        return Quarterly(trains / nominal, record.sums[:, AT["dwell"]] / departed, costs)


def costs_of(sums: Array, nominal: Array, values: Mapping[str, float]) -> dict[str, Array]:
    """Cost by part, wan_CNY for the lots of a full train, of rows of sums; shape (row,).

    `nominal` is what each row could have handled, in trains. NaN where nothing left.
    """
    full = round(values["lots_per_train"])
    departed = sums[:, AT["departed"]] / full
    held = (sums[:, AT["dwell"]] + sums[:, AT["border_days"]]) / full
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "line_haul": values["line_haul_cost"] * sums[:, AT["trains"]] / departed,
            "assembly": np.where(departed > 0, values["assembly_cost"], np.nan),
            "waiting": values["holding_cost"] * held / departed,
            "standing": values["standing_cost"] * nominal / departed,
        }


def nominal_trains(setup: Setup, first_year: int, quarters: int) -> Array:
    """Trains the nominal capacity stands for, by quarter from 1 January of `first_year` on."""
    begins = first_year + np.arange(quarters) / QUARTERS
    parts = [
        phase.capacity * np.clip((begins + 1 / QUARTERS - phase.opens) * QUARTERS, 0, 1)
        for phase in setup.phases
    ]
    return np.sum(parts, axis=0) * QUARTER / YEAR
