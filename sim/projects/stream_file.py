"""The file of project streams: one line of JSON, then the rates as scaled 16-bit integers, packed.

Bytes depend on the streams alone. A number that does not fit is refused, never cut off.
"""

from __future__ import annotations

import json
import lzma
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
from sim.projects.replicating import Grid, ProjectStreams
from sim.projects.setup import KINDS

Array = NDArray[np.float64]
SCALE = 1000
LARGEST = 65_535
WIDTH = 2
FILTERS = [{"id": lzma.FILTER_DELTA, "dist": WIDTH}, {"id": lzma.FILTER_LZMA2, "preset": 6}]
Multiplier = Annotated[float, Field(ge=0)]
Multipliers = Annotated[tuple[Multiplier, ...], Field(strict=False, min_length=1)]


class _Head(Facts):
    """The first line of the file."""

    schema_version: Literal[1]
    inputs: Sha256
    seed: Annotated[int, Field(ge=0)]
    replications: Annotated[int, Field(ge=1)]
    finance: Multipliers
    demand: Multipliers
    last_year: Year
    contents: Sha256

    @property
    def grid(self) -> Grid:
        """The grid of the streams."""
        return Grid(self.finance, self.demand, self.last_year)


def streams_bytes(streams: ProjectStreams) -> bytes:
    """The file as bytes. Raises ValueError for a number that does not fit."""
    pace = streams.construction_pace[..., None]
    whole = np.rint(np.concatenate([streams.start_realisation, pace], axis=-1) * SCALE)
    if whole.min() < 0 or whole.max() > LARGEST:
        raise ValueError(f"a number does not fit into {WIDTH} bytes")
    body = _packed(whole)
    head = {
        "schema_version": 1,
        "inputs": streams.inputs,
        "seed": streams.seed,
        "replications": streams.replications,
        **asdict(streams.grid),
        "contents": sha256(body),
    }
    return json.dumps(head, sort_keys=True).encode() + b"\n" + body


def write_streams(streams: ProjectStreams, path: Path) -> None:
    """Write the file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(streams_bytes(streams))
    part.replace(path)


def read_streams(path: Path, inputs: str | None = None) -> ProjectStreams:
    """The streams in a file; `inputs` is the hash they must have been made with.

    Raises `InputError`: those of `read_bytes`, not-text, missing-key, unknown-key, schema-version,
    wrong-type, inconsistent.
    """
    where = path.name
    line, _, body = read_bytes(path, where).partition(b"\n")
    head = _head(line, where)
    if sha256(body) != head.contents:
        raise _inconsistent(f"{where}: contents", sha256(body), head.contents)
    if inputs is not None and head.inputs != inputs:
        raise _inconsistent(f"{where}: inputs", head.inputs, inputs)
    grid = head.grid
    states = (len(grid.finance), len(grid.demand), len(KINDS) + 1)
    rates = _unpacked(body, (head.replications, grid.quarters, *states), where)
    return ProjectStreams(grid, head.seed, rates[..., :-1], rates[..., -1], head.inputs)


def _head(line: bytes, where: str) -> _Head:
    try:
        data = json.loads(line.decode("utf-8"))
    except ValueError:
        raise InputError([Fault("not-text", f"{where}:1", {"line": 1})]) from None
    head, faults = validated(_Head, data, Place(where, key_lines("")))
    if head is None:
        raise InputError(faults)
    return head


def _inconsistent(where: str, found: str, expected: str) -> InputError:
    return InputError([Fault("inconsistent", where, {"found": found, "expected": expected})])


def _packed(whole: Array) -> bytes:
    """Integers with the quarter last, so that neighbours are alike."""
    ordered = np.ascontiguousarray(np.moveaxis(whole, 1, -1)).astype("<u2")
    return lzma.compress(ordered.tobytes(), lzma.FORMAT_RAW, filters=FILTERS)


def _unpacked(body: bytes, shape: tuple[int, ...], where: str) -> Array:
    ordered = (shape[0], *shape[2:], shape[1])
    size = WIDTH * int(np.prod(shape))
    try:
        raw = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=FILTERS).decompress(body, size + 1)
    except lzma.LZMAError:
        raise _inconsistent(f"{where}: contents", "not packed rates", "packed rates") from None
    if len(raw) != size:
        raise _inconsistent(f"{where}: contents", f"{len(raw)} bytes", f"{size} bytes")
    return np.moveaxis(np.frombuffer(raw, "<u2").reshape(ordered) / SCALE, -1, 1)
