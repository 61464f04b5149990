"""The file of project streams: the frame of event files around rates as scaled 16-bit integers, packed.

A number that does not fit is refused, never cut off.
"""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scenarios.facts import Year
from sim.event_files import EventHead, framed, inconsistent, unframed, write_whole
from sim.projects.replicating import Grid, ProjectStreams
from sim.projects.setup import KINDS

Array = NDArray[np.float64]
SCALE = 1000
LARGEST = 65_535
WIDTH = 2
FILTERS = [{"id": lzma.FILTER_DELTA, "dist": WIDTH}, {"id": lzma.FILTER_LZMA2, "preset": 6}]
Multiplier = Annotated[float, Field(ge=0)]
Multipliers = Annotated[tuple[Multiplier, ...], Field(strict=False, min_length=1)]


class _Head(EventHead):
    """The first line of the file."""

    finance: Multipliers
    demand: Multipliers
    last_year: Year

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
    return framed(streams, _packed(whole))


def write_streams(streams: ProjectStreams, path: Path) -> None:
    """Write the file, whole or not at all."""
    write_whole(path, streams_bytes(streams))


def read_streams(path: Path, inputs: str | None = None) -> ProjectStreams:
    """The streams in a file; `inputs` is the hash they must have been made with.

    Raises `InputError` as `unframed`.
    """
    head, body = unframed(path, _Head, inputs)
    grid = head.grid
    states = (len(grid.finance), len(grid.demand), len(KINDS) + 1)
    rates = _unpacked(body, (head.replications, grid.quarters, *states), path.name)
    return ProjectStreams(grid, head.seed, rates[..., :-1], rates[..., -1], head.inputs)


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
        raise inconsistent(f"{where}: contents", "not packed rates", "packed rates") from None
    if len(raw) != size:
        raise inconsistent(f"{where}: contents", f"{len(raw)} bytes", f"{size} bytes")
    return np.moveaxis(np.frombuffer(raw, "<u2").reshape(ordered) / SCALE, -1, 1)
