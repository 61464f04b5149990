"""Where the plan prints the values of its targets, of its record and of its observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.schema import HistoryRow, Observation, PlanPack, Target

BROKEN_OVER = 4
"""A row of a box may be broken over as many lines."""


@dataclass(frozen=True)
class Print:
    """A value of the row `id` on a line. Where it is `needed`, coverage has to find it there."""

    id: str
    line: int
    value: float
    needed: bool = True


@dataclass(frozen=True)
class Mention:
    """A line that states the target `id` without a number of its own."""

    id: str
    line: int


def prints(pack: PlanPack) -> tuple[Print, ...]:
    """Every value that the rows of a pack say is printed."""
    return (
        *(found for row in pack.targets for found in _of_target(row)),
        *(found for row in pack.history for found in _of_history(row)),
        *(found for row in pack.observations for found in _of_observation(row)),
    )


def mentions(pack: PlanPack) -> tuple[Mention, ...]:
    """Every line that states a target in words alone."""
    own = [
        Mention(row.id, row.locator.line) for row in pack.targets if row.worded and row.stated_growth is None
    ]
    again = [
        Mention(row.id, place.locator.line)
        for row in pack.targets
        for place in row.restated
        if place.value is None
    ]
    return tuple(sorted({*own, *again}, key=lambda found: (found.line, found.id)))


def _of_target(row: Target) -> Iterator[Print]:
    line = row.locator.line
    spelt_out = row.stated == "words" and bool(row.defining)
    needed = not row.worded and not spelt_out and row.threshold_source == "plan"
    for value in (row.target, row.target_low, row.stated_growth):
        if value is not None:
            yield Print(row.id, line, value, needed)
    for number in row.defining:
        yield Print(row.id, line, number.value, needed=spelt_out)
    for reading in row.bases:
        yield Print(row.id, reading.locator.line, reading.value, needed=False)
    for place in row.restated:
        if place.value is not None:
            yield Print(row.id, place.locator.line, place.value)


def _of_history(row: HistoryRow) -> Iterator[Print]:
    for reading in (*row.bases, *row.reached):
        at_home = reading.locator.line == row.locator.line
        yield Print(row.id, reading.locator.line, reading.value, needed=at_home)
    if row.stated_growth is not None:
        yield Print(row.id, row.locator.line, row.stated_growth)


def _of_observation(row: Observation) -> Iterator[Print]:
    if row.printed:
        yield Print(row.id, row.line, row.value)
