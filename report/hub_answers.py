"""The JSON answer of `planreach hub`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.rail_hub.answers import Assessment


@dataclass(frozen=True)
class NameEntry:
    """The names of a phase or a count."""

    name_zh: str
    name_en: str


@dataclass(frozen=True)
class HubAnswer:
    """The rail hub as events: how well it fits, what it means for the targets, where trains wait.

    `opens` are the opening dates asked for; `names` those of the phases.
    """

    scenario: str
    seed: int
    replications: int
    as_of: int
    opens: Mapping[str, float]
    names: Mapping[str, NameEntry]
    assessment: Assessment
