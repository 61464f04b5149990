"""The file of hub streams: the frame of event files around three arrays as scaled 16-bit integers.

A number that is missing is kept as 65535; a number that does not fit is refused, never cut off.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scenarios.facts import Year
from sim.event_files import EventHead, framed, inconsistent, unframed, write_whole
from sim.hub.replicating import Grid, HubStreams

Array = NDArray[np.float64]
SCALES = {"hub_throughput": 10_000, "logistics_cost": 10_000, "dwell": 500}
MISSING = 65_535
WIDTH = 2
Load = Annotated[float, Field(ge=0)]


class _Head(EventHead):
    """The first line of the file."""

    loads: Annotated[tuple[Load, ...], Field(strict=False, min_length=1)]
    first_year: Year
    last_year: Year
    reference_load: Load
    reference_years: Annotated[tuple[Year, Year], Field(strict=False)]

    @property
    def grid(self) -> Grid:
        """The grid of the streams."""
        return Grid(self.loads, self.first_year, self.last_year, self.reference_load, self.reference_years)


def streams_bytes(streams: HubStreams) -> bytes:
    """The file as bytes. Raises ValueError for a number that does not fit."""
    return framed(streams, b"".join(_scaled(name, getattr(streams, name)) for name in SCALES))


def write_streams(streams: HubStreams, path: Path) -> None:
    """Write the file, whole or not at all."""
    write_whole(path, streams_bytes(streams))


def read_streams(path: Path, inputs: str | None = None) -> HubStreams:
    """The streams in a file; `inputs` is the hash they must have been made with.

    Raises `InputError` as `unframed`.
    """
    head, body = unframed(path, _Head, inputs)
    grid = head.grid
    if grid.last_year < grid.first_year:
        raise inconsistent(f"{path.name}: last_year", str(grid.last_year), f"{grid.first_year} or later")
    shape = (head.replications, grid.quarters, len(grid.loads))
    size = len(SCALES) * WIDTH * int(np.prod(shape))
    if len(body) != size:
        raise inconsistent(f"{path.name}: contents", f"{len(body)} bytes", f"{size} bytes")
    arrays = np.frombuffer(body, "<u2").reshape(len(SCALES), *shape)
    found = [_unscaled(part, scale) for part, scale in zip(arrays, SCALES.values(), strict=True)]
    return HubStreams(grid, head.seed, found[0], found[1], found[2], head.inputs)


def _scaled(name: str, values: Array) -> bytes:
    whole = np.rint(values * SCALES[name])
    given = whole[~np.isnan(whole)]
    if ((given < 0) | (given >= MISSING)).any():
        raise ValueError(f"{name}: a number does not fit into {WIDTH} bytes")
    return np.where(np.isnan(whole), MISSING, whole).astype("<u2").tobytes()


def _unscaled(whole: NDArray[np.uint16], scale: int) -> Array:
    return np.where(whole == MISSING, np.nan, whole / scale)
