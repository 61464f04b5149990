"""What makes a history unfit for calibration: too few observations, wrong signs, years that say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scenarios.errors import Fault, refuse

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from scenarios.tables import Observation

FEWEST = 3
"""With fewer observed quantities nothing can be told apart from the priors."""
POSITIVE = ("level", "sum")


def refuse_history(pack: PlanPack, outputs: Sequence[str], as_of: int) -> None:
    """Raise `InputError` with every fault of the observations that a calibration would use."""
    usable = [row for row in pack.observations if row.variable in outputs and row.known_from <= as_of]
    faults = [fault for row in usable for fault in _row_faults(row, pack)]
    count = len({row.group or row.id for row in usable if row.year_from >= pack.about.start_year})
    if count < FEWEST:
        faults.append(Fault("too-few-observations", "observations.csv", {"found": count, "limit": FEWEST}))
    refuse(faults)


def _row_faults(row: Observation, pack: PlanPack) -> Iterator[Fault]:
    where = f"observations.csv: {row.id}"
    if row.value <= 0 and (row.kind in POSITIVE or row.sd_kind == "relative"):
        yield Fault("not-positive", f"{where}: value", {"found": row.value})
    about = pack.about
    if row.year_from > row.year_to or row.year_to > about.base_year:
        fields = {"found": f"{row.year_from}-{row.year_to}", "low": about.start_year, "high": about.base_year}
        yield Fault("out-of-bounds", f"{where}: year_to", fields)
    if row.kind == "growth_average" and row.year_from == row.year_to:
        fields = {"found": f"{row.year_from}-{row.year_to}", "expected": "two years"}
        yield Fault("inconsistent", f"{where}: year_from", fields)
