"""Random numbers by name: the value of draw i depends on seed, layer, name and i, and on nothing else.

Draws come in blocks of 1024. Each block of each name has a stream of its own, keyed with SHA-256 of
layer, name and block number; inside a block the years follow one another, so that more draws and a
later end move no number, and a new name moves nobody else's.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STREAM_BLOCK = 1024
KEY_BYTES = 16
SEPARATOR = "\0"
SMALLEST = 2.0**-54
KEPT = 64


def uniforms(seed: int, layer: str, name: str, first: int, count: int, years: int | None = None) -> Array:
    """Uniform numbers in (0, 1) for draws [first, first + count); shape (draw,) or (year, draw).

    Raises ValueError for a seed that is None or negative.
    """
    if seed is None or seed < 0:  # pyright: ignore[reportUnnecessaryComparison] - callers without types
        raise ValueError(f"a seed is a whole number from 0 on, not {seed}")
    rows = 1 if years is None else years
    blocks = range(first // STREAM_BLOCK, (first + max(count, 1) - 1) // STREAM_BLOCK + 1)
    values = np.concatenate([_block(seed, layer, name, block, rows) for block in blocks], axis=1)
    offset = first - blocks.start * STREAM_BLOCK
    chosen = values[:, offset : offset + count]
    return chosen[0] if years is None else chosen


def normals(seed: int, layer: str, name: str, first: int, count: int, years: int | None = None) -> Array:
    """Standard normal numbers for draws [first, first + count); shape (draw,) or (year, draw).

    Every number takes one uniform number, so numbers stay put whatever the shape. The last ones asked for
    are kept, since both closures of a run take the same; they cannot be written to. Raises ValueError
    for a seed that is None or negative.
    """
    return _normals(seed, layer, name, first, count, years)


@lru_cache(maxsize=KEPT)
def _normals(seed: int, layer: str, name: str, first: int, count: int, years: int | None) -> Array:
    from scipy.special import ndtri

    values = np.asarray(ndtri(uniforms(seed, layer, name, first, count, years)))
    values.flags.writeable = False
    return values


def stream_key(layer: str, name: str, block: int) -> int:
    """Key of one block of one name, from SHA-256."""
    digest = hashlib.sha256(SEPARATOR.join((layer, name, str(block))).encode()).digest()
    return int.from_bytes(digest[:KEY_BYTES], "big")


def _block(seed: int, layer: str, name: str, block: int, years: int) -> Array:
    """Uniform numbers of one block, shape (year, 1024); 0 is moved to the smallest number drawn."""
    key = np.random.SeedSequence((seed, stream_key(layer, name, block)))
    stream = np.random.Generator(np.random.PCG64(key))
    return np.maximum(stream.random((years, STREAM_BLOCK)), SMALLEST)
