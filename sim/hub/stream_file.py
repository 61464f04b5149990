"""The file of hub streams: one line of JSON, then the three arrays as scaled 16-bit integers.

Bytes depend on the streams alone. A number that is missing is kept as 65535; a number that does not fit is
refused, never cut off.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scenarios.errors import Fault, InputError
from scenarios.facts import Facts, Sha256, Year
from scenarios.readers import read_bytes, sha256
from scenarios.toml_lines import key_lines
from scenarios.validation import Place, validated
from sim.hub.replicating import Grid, HubStreams

Array = NDArray[np.float64]
SCALES = {"hub_throughput": 10_000, "logistics_cost": 10_000, "dwell": 500}
MISSING = 65_535
WIDTH = 2
Load = Annotated[float, Field(ge=0)]


class _Head(Facts):
    """The first line of the file."""

    schema_version: Literal[1]
    inputs: Sha256
    seed: Annotated[int, Field(ge=0)]
    replications: Annotated[int, Field(ge=1)]
    loads: Annotated[tuple[Load, ...], Field(strict=False, min_length=1)]
    first_year: Year
    last_year: Year
    reference_load: Load
    reference_years: Annotated[tuple[Year, Year], Field(strict=False)]
    contents: Sha256

    @property
    def grid(self) -> Grid:
        """The grid of the streams."""
        return Grid(self.loads, self.first_year, self.last_year, self.reference_load, self.reference_years)


def streams_bytes(streams: HubStreams) -> bytes:
    """The file as bytes. Raises ValueError for a number that does not fit."""
    body = b"".join(_scaled(name, getattr(streams, name)) for name in SCALES)
    head = {
        "schema_version": 1,
        "inputs": streams.inputs,
        "seed": streams.seed,
        "replications": streams.replications,
        **asdict(streams.grid),
        "contents": sha256(body),
    }
    return json.dumps(head, sort_keys=True).encode() + b"\n" + body


def write_streams(streams: HubStreams, path: Path) -> None:
    """Write the file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(streams_bytes(streams))
    part.replace(path)


def read_streams(path: Path, inputs: str | None = None) -> HubStreams:
    """The streams in a file; `inputs` is the hash they must have been made with.

    Raises `InputError`: those of `read_bytes`, not-text, missing-key, unknown-key, schema-version,
    wrong-type, inconsistent.
    """
    where = path.name
    line, _, body = read_bytes(path, where).partition(b"\n")
    head = _head(line, where)
    grid = head.grid
    shape = (head.replications, grid.quarters, len(grid.loads))
    size = len(SCALES) * WIDTH * int(np.prod(shape))
    if len(body) != size:
        raise _inconsistent(f"{where}: contents", f"{len(body)} bytes", f"{size} bytes")
    if sha256(body) != head.contents:
        raise _inconsistent(f"{where}: contents", sha256(body), head.contents)
    if inputs is not None and head.inputs != inputs:
        raise _inconsistent(f"{where}: inputs", head.inputs, inputs)
    arrays = np.frombuffer(body, "<u2").reshape(len(SCALES), *shape)
    found = [_unscaled(part, scale) for part, scale in zip(arrays, SCALES.values(), strict=True)]
    return HubStreams(grid, head.seed, found[0], found[1], found[2], head.inputs)


def _head(line: bytes, where: str) -> _Head:
    try:
        data = json.loads(line.decode("utf-8"))
    except ValueError:
        raise InputError([Fault("not-text", f"{where}:1", {"line": 1})]) from None
    head, faults = validated(_Head, data, Place(where, key_lines("")))
    if head is None:
        raise InputError(faults)
    if head.last_year < head.first_year:
        raise _inconsistent(f"{where}: last_year", str(head.last_year), f"{head.first_year} or later")
    return head


def _inconsistent(where: str, found: str, expected: str) -> InputError:
    return InputError([Fault("inconsistent", where, {"found": found, "expected": expected})])


def _scaled(name: str, values: Array) -> bytes:
    whole = np.rint(values * SCALES[name])
    given = whole[~np.isnan(whole)]
    if ((given < 0) | (given >= MISSING)).any():
        raise ValueError(f"{name}: a number does not fit into {WIDTH} bytes")
    return np.where(np.isnan(whole), MISSING, whole).astype("<u2").tobytes()


def _unscaled(whole: NDArray[np.uint16], scale: int) -> Array:
    return np.where(whole == MISSING, np.nan, whole / scale)
