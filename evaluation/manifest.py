"""What a run was made from, as plain data, and the name that follows from it.

Two runs with the same manifest give the same bytes. Clocks, host and duration are no part of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from evaluation.results import to_json

Setting: TypeAlias = str | int | float | bool | tuple[str, ...] | None

HASH_DIGITS = 10
LONGEST_NAME = 60
MANIFEST_SCHEMA = "planreach.manifest.1"


@dataclass(frozen=True)
class Manifest:
    """Everything that decides the numbers of a run.

    `settings` holds step, method, years, as-of, closure, layers and engine; `resolved` every lever's full
    path and the switches; `inputs` and `structure` are SHA-256 of the files read (relative paths) and of
    the model; `versions` those of Python, planreach and the numerical packages.
    """

    kind: str
    scenario: str
    plan: str
    seed: int
    draws: int
    settings: Mapping[str, Setting]
    resolved: Mapping[str, Any]
    inputs: Mapping[str, str]
    structure: str
    versions: Mapping[str, str]


def manifest_hash(manifest: Manifest) -> str:
    """SHA-256 of the manifest in one spelling: keys sorted, no spaces, UTF-8."""
    return hashlib.sha256(json_text(to_json(manifest), indent=None).encode()).hexdigest()


def run_name(manifest: Manifest) -> str:
    """Name of the run folder: the scenario and the first ten digits of the hash."""
    word = re.sub(r"[^\w-]+", "_", manifest.scenario).strip("_")[:LONGEST_NAME]
    return f"{word or 'scenario'}-{manifest_hash(manifest)[:HASH_DIGITS]}"


def manifest_from(data: Mapping[str, Any]) -> Manifest:
    """The manifest that `to_json` wrote. Raises KeyError when a field is missing."""
    return Manifest(**{field.name: data[field.name] for field in fields(Manifest)})


def changed_inputs(manifest: Manifest, now: Mapping[str, str]) -> tuple[str, ...]:
    """Input files that are missing, new or different now; a repeated run would not be the same run."""
    return tuple(
        sorted(path for path in {*manifest.inputs, *now} if manifest.inputs.get(path) != now.get(path))
    )


def json_text(data: Any, indent: int | None = 1) -> str:
    """JSON in one spelling; a number that is not finite raises ValueError."""
    spelling = {"separators": (",", ":"), "sort_keys": True} if indent is None else {"indent": indent}
    return json.dumps(data, ensure_ascii=False, allow_nan=False, **spelling)  # pyright: ignore[reportArgumentType]
