"""What makes a history unfit for calibration: too few observations, wrong signs, units or years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import Fault, refuse

if TYPE_CHECKING:
    from calibration.measurement import Quantity
    from scenarios.schema import PlanPack
    from scenarios.tables import Observation

Array = NDArray[np.float64]
FEWEST = 3
"""With fewer observed quantities nothing can be told apart from the priors."""
POSITIVE = ("level", "sum")
UNIT_OF_GROWTH = "percent/year"
PERCENT_OF = "1"
SLIP = 10.0
"""A level or sum this many times off every draw of the priors is taken for a slip of the unit."""


def refuse_history(pack: PlanPack, outputs: Sequence[str], as_of: int) -> None:
    """Raise `InputError` with every fault of the observations that a calibration would use."""
    usable = [row for row in pack.observations if row.variable in outputs and row.known_from <= as_of]
    units = {row.name: row.unit for row in pack.variables}
    faults = [fault for row in usable for fault in _row_faults(row, pack, units)]
    count = len({row.group or row.id for row in usable if row.year_from >= pack.about.start_year})
    if count < FEWEST:
        faults.append(Fault("too-few-observations", "observations.csv", {"found": count, "limit": FEWEST}))
    refuse(faults)


def left_out(pack: PlanPack, outputs: Sequence[str], as_of: int) -> tuple[str, ...]:
    """Observations of variables that the model of the plan does not compute, or of years before it begins."""
    return tuple(
        row.id
        for row in pack.observations
        if row.variable is not None
        and row.known_from <= as_of
        and (row.variable not in outputs or row.year_from < pack.about.start_year)
    )


def refuse_slips(quantities: Sequence[Quantity], predicted: Array) -> None:
    """Raise `InputError` for printed values far from all that is predicted, shape (draw, quantity)."""
    faults: list[Fault] = []
    for row, draws in zip(quantities, predicted.T, strict=True):
        low, high = np.nanmin(draws), np.nanmax(draws)
        for one in row.readings:
            if one.kind in POSITIVE and not low / SLIP <= one.value <= high * SLIP:
                fields = {"found": one.value, "low": _short(low), "high": _short(high)}
                faults.append(Fault("far-from-priors", f"observations.csv: {one.id}: value", fields))
    refuse(faults)


def _short(value: float) -> float:
    return float(f"{value:.3g}")


def _row_faults(row: Observation, pack: PlanPack, units: Mapping[str, str]) -> Iterator[Fault]:
    where = f"observations.csv: {row.id}"
    unit = units.get(str(row.variable), row.unit)
    known = [unit, "percent"] if unit == PERCENT_OF else [unit]
    known = [UNIT_OF_GROWTH] if row.kind == "growth_average" else known
    if row.unit not in known:
        yield Fault("inconsistent", f"{where}: unit", {"found": row.unit, "expected": " / ".join(known)})
    if row.value <= 0 and (row.kind in POSITIVE or row.sd_kind == "relative"):
        yield Fault("not-positive", f"{where}: value", {"found": row.value})
    about = pack.about
    if row.year_from > row.year_to or row.year_to > about.base_year:
        fields = {"found": f"{row.year_from}-{row.year_to}", "low": about.start_year, "high": about.base_year}
        yield Fault("out-of-bounds", f"{where}: year_to", fields)
    if row.kind == "growth_average" and row.year_from == row.year_to:
        fields = {"found": f"{row.year_from}-{row.year_to}", "expected": "two years"}
        yield Fault("inconsistent", f"{where}: year_from", fields)
