"""The stored card of the method on real panels, as `python -m benchmarks.skill --save` wrote it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from evaluation.skill_card import Card

FILE = "skill.toml"
OWN = "planreach"
NOT_OF_A_CARD = ("panel", "mode", "against")


@dataclass(frozen=True)
class Measured:
    """One model on one panel in one mode; the ratio of `card` is to `against`."""

    panel: str
    mode: str
    against: str
    card: Card


@dataclass(frozen=True)
class SkillRecord:
    """All cards, the command that made them, and the SHA-256 of the files it read."""

    command: str
    reference: str
    files: Mapping[str, str]
    measured: tuple[Measured, ...]

    def models(self, panel: str, mode: str) -> tuple[Measured, ...]:
        """The models of one panel and mode, best first, with ratios to the reference."""
        rows = [item for item in self.measured if (item.panel, item.mode) == (panel, mode)]
        kept = [item for item in rows if item.against == self.reference]
        return tuple(sorted(kept, key=lambda item: item.card.crps))

    def against_best(self) -> tuple[Measured, ...]:
        """Ours against the best rival, for each panel and mode."""
        ours = [item for item in self.measured if item.card.model == OWN and item.against != self.reference]
        return tuple(ours)


@cache
def load_skill() -> SkillRecord:
    """The card as shipped."""
    data = tomllib.loads(files("scenarios").joinpath("core", FILE).read_text(encoding="utf-8"))
    measured = tuple(_measured(row) for row in data["card"])
    return SkillRecord(data["command"], data["reference"], dict(data["files"]), measured)


def _measured(row: Mapping[str, Any]) -> Measured:
    numbers = {name: value for name, value in row.items() if name not in NOT_OF_A_CARD}
    return Measured(row["panel"], row["mode"], row["against"], Card(**numbers))
