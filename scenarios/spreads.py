"""How wide a distribution is, and whether a parameter is at least as wide as its evidence asks for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.schema import Evidence, Parameter, PlanPack

CONVERSIONS = {"percent": 100.0, "percentage_point": 100.0, "per_mille": 1000.0}
TOLERANCE = 1e-9


def spread(row: Evidence | Parameter) -> float | None:
    """The standard deviation before truncation, in the unit of the row (of the logarithm for a lognormal).

    None for a fixed value and for one that follows from another.
    """
    p1, p2, p3 = (0.0 if p is None else p for p in (row.p1, row.p2, row.p3))
    if row.distribution in ("truncnorm", "lognormal"):
        return p2
    if row.distribution == "uniform":
        return (p2 - p1) / math.sqrt(12)
    if row.distribution == "triangular":
        return math.sqrt((p1 * p1 + p2 * p2 + p3 * p3 - p1 * p2 - p1 * p3 - p2 * p3) / 18)
    return None


def narrower_than_evidence(pack: PlanPack) -> tuple[str, ...]:
    """Names of drawn parameters whose spread is less than that of their evidence times its widening."""
    evidence = {row.id: row for row in pack.evidence}
    return tuple(
        row.name
        for row in pack.parameters
        if row.evidence in evidence and _is_narrower(row, evidence[row.evidence])
    )


def _is_narrower(parameter: Parameter, evidence: Evidence) -> bool:
    own, wanted = spread(parameter), spread(evidence)
    factor = _factor(evidence.unit, parameter.unit)
    if own is None or wanted is None or factor is None or parameter.distribution != evidence.distribution:
        return False
    scale = 1.0 if parameter.distribution == "lognormal" else factor
    return own < wanted * scale * evidence.widen * (1 - TOLERANCE)


def _factor(found: str, wanted: str) -> float | None:
    """What a number in `found` is multiplied with to stand in `wanted`; None where they differ in kind."""
    for name, size in CONVERSIONS.items():
        if found.replace(name, "1") == wanted:
            return 1 / size
    return 1.0 if found == wanted else None
