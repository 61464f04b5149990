"""The posterior as a pack carries it: `posterior.json` (what it was made from) and `posterior.npy` (draws).

Whether it still fits its pack is judged where the model is known; here only the two files are held
against each other.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from scenarios.errors import Fault
from scenarios.facts import Facts, Name, Sha256, Words, Year
from scenarios.readers import sha256
from scenarios.validation import Place

if TYPE_CHECKING:
    from scenarios.pack_files import Reader

POSTERIOR_FILE, DRAWS_FILE = "posterior.json", "posterior.npy"


class StoredPosterior(Facts):
    """What a posterior was made from, and equally weighted draws of all uncertain quantities.

    `names` are the quantities; `made_from` maps each part it rests on to a SHA-256. `data` is the file of
    draws: 16-bit whole numbers of shape (draw, name), standard normal deviations in units of `step`.
    """

    schema_version: Literal[1]
    plan: Name
    as_of: Year
    seed: Annotated[int, Field(ge=0)]
    chains: Annotated[int, Field(ge=1)]
    draws: Annotated[int, Field(ge=1)]
    step: Annotated[float, Field(gt=0)]
    names: Annotated[tuple[Words, ...], Field(strict=False, min_length=1)]
    worst_r_hat: float
    least_ess: float
    made_from: dict[str, Sha256]
    data_sha256: Sha256
    data: bytes = b""


def read_posterior(folder: Path, reader: Reader) -> StoredPosterior | None:
    """The posterior of a pack, None where it has none; faults are kept by the reader."""
    if not (folder / POSTERIOR_FILE).is_file():
        return None
    text, draws = reader.content(POSTERIOR_FILE), reader.content(DRAWS_FILE)
    if text is None or draws is None:
        return None
    try:
        data = json.loads(text)
    except ValueError as error:
        reader.faults.append(Fault("cannot-read", POSTERIOR_FILE, {"reason": str(error)}))
        return None
    found = reader.one(StoredPosterior, data, Place(POSTERIOR_FILE, {}))
    if found is None:
        return None
    if sha256(draws) != found.data_sha256:
        fields = {"found": sha256(draws), "expected": found.data_sha256}
        reader.faults.append(Fault("inconsistent", DRAWS_FILE, fields))
        return None
    return found.model_copy(update={"data": draws})
