"""What can be wrong with an input, as codes with fields; the words for people live in `report`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Field = str | float | int
LONGEST_SHOWN = 60
NEAREST_LISTED = 8
NEAREST_CUTOFF = 0.5
LISTED_CUTOFF = 0.3


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    `code` is a word of `scenarios.fault_codes.CODES`; `where` names the file, line and key or cell;
    `fields` carries what was found, what is known and a hint.
    """

    code: str
    where: str
    fields: Mapping[str, Field] = field(default_factory=dict[str, Field])

    def __str__(self) -> str:
        told = "; ".join(f"{name}: {value}" for name, value in self.fields.items())
        return f"{self.where}: {self.code}" + (f" ({told})" if told else "")


class InputError(Exception):
    """An input is not valid; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class NumericalError(Exception):
    """The calculation left the range in which its numbers mean anything."""


def refuse(faults: Iterable[Fault]) -> None:
    """Raise `InputError` with all `faults`, or return when there is none."""
    listed = tuple(faults)
    if listed:
        raise InputError(listed)


def shown(value: object) -> str:
    """A value as a fault quotes it: short, on one line."""
    text = value if isinstance(value, str) else repr(value)
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_SHOWN else flat[:LONGEST_SHOWN] + "..."


def nearest(found: str, known: Iterable[str]) -> str:
    """The known name that looks most like `found`, or an empty string."""
    close = difflib.get_close_matches(found, list(known), n=1, cutoff=NEAREST_CUTOFF)
    return close[0] if close else ""


def unknown_name(code: str, where: str, found: str, known: Iterable[str]) -> Fault:
    """A fault for a name nobody knows: lists the known ones, nearest first, and hints at the nearest."""
    names = sorted(set(known))
    close = difflib.get_close_matches(found, names, n=NEAREST_LISTED, cutoff=LISTED_CUTOFF)
    listed = close + [name for name in names if name not in close]
    return Fault(
        code,
        where,
        {
            "found": shown(found),
            "known": ", ".join(listed[:NEAREST_LISTED]),
            "more": max(0, len(listed) - NEAREST_LISTED),
            "hint": nearest(found, close),
        },
    )
