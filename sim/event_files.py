"""The frame of a file of event streams: one line of JSON about it, then its body.

The line holds the hash of everything the streams depend on, and that of the body. Bytes depend on the
streams alone; what cannot be trusted is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scenarios.errors import Fault, InputError
from scenarios.facts import Facts, Sha256
from scenarios.readers import read_bytes, sha256
from scenarios.toml_lines import key_lines
from scenarios.validation import Place, validated
from sim.ensembles import map_blocks

Array = NDArray[np.float64]
SCHEMA_VERSION = 1
Blocks = Callable[[int, int], Array]


class EventHead(Facts):
    """What the first line of every file of event streams says."""

    schema_version: Literal[1]
    inputs: Sha256
    seed: Annotated[int, Field(ge=0)]
    replications: Annotated[int, Field(ge=1)]
    contents: Sha256


Head = TypeVar("Head", bound=EventHead)


def inputs_hash(version: int, setup: Any, seed: int, replications: int, grid: Any) -> str:
    """SHA-256 of everything event streams depend on; `setup` and `grid` are dataclasses."""
    told = {
        "model": version,
        "setup": asdict(setup),
        "seed": seed,
        "replications": replications,
        "grid": asdict(grid),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def all_blocks(
    function: Blocks, replications: int, block: int, jobs: int, progress: Callable[[int], None] | None
) -> Array:
    """All replications in order, whatever the number of processes; `progress` hears how many are done."""
    return np.concatenate(list(_heard(function, replications, block, jobs, progress)))


def framed(streams: Any, body: bytes) -> bytes:
    """The file of `streams` (with `inputs`, `seed`, `replications` and `grid`) around its body."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "inputs": streams.inputs,
        "seed": streams.seed,
        "replications": streams.replications,
        **asdict(streams.grid),
        "contents": sha256(body),
    }
    return json.dumps(head, sort_keys=True).encode() + b"\n" + body


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


def unframed(path: Path, model: type[Head], inputs: str | None) -> tuple[Head, bytes]:
    """The head and the body of a file; `inputs` is the hash it must have been made with.

    Raises `InputError`: those of `read_bytes`, not-text, missing-key, unknown-key, schema-version,
    wrong-type, inconsistent.
    """
    where = path.name
    line, _, body = read_bytes(path, where).partition(b"\n")
    head, faults = validated(model, _told(line, where), Place(where, key_lines("")))
    if head is None:
        raise InputError(faults)
    if sha256(body) != head.contents:
        raise inconsistent(f"{where}: contents", sha256(body), head.contents)
    if inputs is not None and head.inputs != inputs:
        raise inconsistent(f"{where}: inputs", head.inputs, inputs)
    return head, body


def inconsistent(where: str, found: str, expected: str) -> InputError:
    """The error for a file that contradicts itself or what it is read for."""
    return InputError([Fault("inconsistent", where, {"found": found, "expected": expected})])


def _told(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        return json.loads(line.decode("utf-8"))
    except ValueError:
        raise InputError([Fault("not-text", f"{where}:1", {"line": 1})]) from None


def _heard(
    function: Blocks, replications: int, block: int, jobs: int, progress: Callable[[int], None] | None
) -> Iterator[Array]:
    for number, part in enumerate(map_blocks(function, replications, block, jobs), start=1):
        yield part
        if progress is not None:
            progress(min(replications, number * block))
