"""The posterior in a pack: written as small whole numbers, read back, and refused when it is stale.

It is stale when what it was made from is no longer what the pack and the equations say: the stepping
function (names, operations, units), the resolved priors, the parsed observations with their errors, or the
known path of the outside world. Words, comments and the order of rows do not count.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calibration.beliefs import Beliefs, Rows, priors
from calibration.world import past_series
from scenarios.errors import Fault, InputError
from scenarios.posterior_file import DRAWS_FILE, POSTERIOR_FILE, StoredPosterior
from sim.model import structure_hash

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from sim.model import Model

Array = NDArray[np.float64]
EQUATIONS, PRIORS, OBSERVATIONS, WORLD = "equations", "priors", "observations", "world"
PER_UNIT = 4096
"""Whole numbers a standard deviation: far finer than any error of sampling, and 16 bits reach to 8."""
STORED_DRAWS = 4096
OBSERVED = (
    "id", "variable", "kind", "year_from", "year_to", "value", "unit", "sd", "sd_kind", "group", "printed",
    "default",
)  # fmt: skip
"""What of an observation decides the likelihood."""
RENEW = "planreach calibrate --save-to-pack"


@dataclass(frozen=True)
class Made:
    """How a posterior was made: seed, independent chains, and its worst diagnostics."""

    seed: int
    chains: int
    worst_r_hat: float
    least_ess: float


def made_from(pack: PlanPack, as_of: int, model: Model) -> dict[str, str]:
    """SHA-256 of each part that a posterior rests on."""
    known = priors(pack, as_of)
    drawn = set(known.uncertain)
    numbers = ("distribution", "p1", "p2", "p3", "low", "high")
    rows = [
        (row.name, row.unit, *(getattr(row, key) for key in numbers))
        if row.name in drawn
        else (row.name, row.unit, row.central)
        for row in known.rows.values()
    ]
    observed = [
        tuple(getattr(row, key) for key in OBSERVED)
        for row in pack.observations
        if row.variable is not None and row.known_from <= as_of
    ]
    errors = [(row.name, sorted(row.ids), row.sd) for row in pack.shared_errors]
    about = pack.about
    world = [(row.name, sorted(past_series(pack, row.name).items())) for row in pack.processes]
    years = ("years", (about.start_year, about.base_year, about.levers_act_from))
    levers = [(row.name, row.baseline) for row in pack.levers]
    return {
        EQUATIONS: structure_hash(model),
        PRIORS: _digest([*rows, *known.correlations]),
        OBSERVATIONS: _digest([*observed, *errors]),
        WORLD: _digest([*world, *levers, years]),
    }


def encoded(
    pack: PlanPack, as_of: int, model: Model, names: tuple[str, ...], draws: Array, made: Made
) -> dict[str, bytes]:
    """The files of a posterior by name; `draws` (draw, name) are thinned to what a pack carries."""
    chosen = np.linspace(0, len(draws) - 1, min(STORED_DRAWS, len(draws))).round().astype(np.int64)
    limit = np.iinfo(np.int16).max
    whole = np.clip(np.rint(draws[chosen] * PER_UNIT), -limit, limit).astype("<i2")
    buffer = io.BytesIO()
    np.save(buffer, whole, allow_pickle=False)
    data = buffer.getvalue()
    told = {
        "schema_version": 1,
        "plan": pack.id,
        "as_of": as_of,
        "seed": made.seed,
        "chains": made.chains,
        "draws": len(whole),
        "step": 1.0 / PER_UNIT,
        "worst_r_hat": round(made.worst_r_hat, 5),
        "least_ess": round(made.least_ess, 1),
        "made_from": made_from(pack, as_of, model),
        "data_sha256": hashlib.sha256(data).hexdigest(),
        "names": list(names),
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return {POSTERIOR_FILE: text.encode(), DRAWS_FILE: data}


def stale_parts(pack: PlanPack, as_of: int, model: Model) -> tuple[str, ...]:
    """What the stored posterior no longer agrees with, by name; empty where it is fresh or absent."""
    if pack.posterior is None:
        return ()
    now = made_from(pack, as_of, model)
    return tuple(part for part, digest in now.items() if pack.posterior.made_from.get(part) != digest)


def with_posterior(pack: PlanPack, as_of: int, otherwise: Beliefs, model: Model) -> Beliefs:
    """Beliefs with the stored posterior; `otherwise` where the pack has none for that year.

    Raises `InputError` (stale-posterior) where it is stale for the year it was made for.
    """
    stored = pack.posterior
    if stored is None:
        return otherwise
    stale = stale_parts(pack, as_of, model)
    if stale and as_of != stored.as_of:
        return otherwise
    if stale:
        fields = {"found": ", ".join(stale), "hint": RENEW}
        raise InputError([Fault("stale-posterior", POSTERIOR_FILE, fields)])
    return replace(priors(pack, as_of), posterior=rows_of(stored))


def rows_of(stored: StoredPosterior) -> Rows:
    """The draws of a stored posterior. Raises `InputError` when the file does not hold them."""
    try:
        whole = np.load(io.BytesIO(stored.data), allow_pickle=False)
    except ValueError as error:
        raise InputError([Fault("cannot-read", DRAWS_FILE, {"reason": str(error)})]) from None
    if whole.shape != (stored.draws, len(stored.names)):
        fields: Mapping[str, Any] = {
            "found": str(whole.shape),
            "expected": str((stored.draws, len(stored.names))),
        }
        raise InputError([Fault("inconsistent", DRAWS_FILE, fields)])
    return Rows(tuple(stored.names), whole * stored.step)


def _digest(rows: Iterable[tuple[Any, ...]]) -> str:
    """SHA-256 of rows in one spelling and one order."""
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
