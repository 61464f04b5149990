"""Which target the name of an indicator means, and whether it means its growth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.midterm.layouts import split_unit
from scenarios.errors import Fault, unknown_name
from scenarios.observed_words import observed_words, plain

if TYPE_CHECKING:
    from scenarios.schema import PlanPack, Target


@dataclass(frozen=True)
class Named:
    """A target as it was named; `unit` stood in brackets behind the name."""

    target: Target
    growth: bool
    unit: str


class Names:
    """The names of the targets of a plan: ids, Chinese and English names, and usual short ones."""

    def __init__(self, pack: PlanPack) -> None:
        self._targets = _targets_by_name(pack)
        self._growth = [plain(word) for word in observed_words().growth.suffixes]
        self._known = [name for target in pack.main_targets for name in (target.name_zh, target.id)]

    def of(self, text: str, where: str) -> tuple[Named | None, list[Fault]]:
        """The target that a cell names, or the fault that it names none."""
        for name, unit in dict.fromkeys(((text, ""), split_unit(text))):
            found = self._of(plain(name))
            if found is not None:
                return Named(found[0], found[1], unit), []
        return None, [unknown_name("unknown-target", where, text, self._known)]

    def _of(self, name: str) -> tuple[Target, bool] | None:
        if name in self._targets:
            return self._targets[name], False
        for suffix in self._growth:
            short = name.removesuffix(suffix)
            if short != name and short in self._targets:
                return self._targets[short], True
        return None


def _targets_by_name(pack: PlanPack) -> Mapping[str, Target]:
    """Targets by plain name; where several share one, the first of those that a run answers for."""
    found: dict[str, Target] = {}
    ordered = sorted(pack.targets, key=lambda target: not target.main)
    for spelt in ("id", "name_zh", "name_en"):
        for target in ordered:
            found.setdefault(plain(getattr(target, spelt)), target)
    for alias, name in observed_words().aliases.items():
        if plain(name) in found:
            found.setdefault(plain(alias), found[plain(name)])
    return found
