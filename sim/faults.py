"""Faults of a model, collected and reported together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

NAMES_SHOWN = 5


@dataclass(frozen=True)
class ModelFault:
    """One fault: a code for machines, where it is, what it is, and the way out."""

    code: str
    where: str
    text: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.where}: {self.text}{hint}"


class ModelError(Exception):
    """The model cannot be built or run; `faults` holds every fault found."""

    def __init__(self, faults: Iterable[ModelFault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def unknown_name(where: str, name: str, known: Iterable[str], what: str = "name") -> ModelFault:
    """The fault of a name nobody declares, with the nearest names that are."""
    near = difflib.get_close_matches(name, list(known), n=NAMES_SHOWN)
    hint = f"did you mean `{near[0]}`?" if near else ""
    shown = f"; nearest: {', '.join(near)}" if near else ""
    return ModelFault("unknown-name", where, f"no such {what}: {name}{shown}", hint)
