"""The printed numbers of a plan, gathered by quantity and year: every place that prints the same thing.

Two prints belong together if the pack says so (one group, one row, one `same` thing, a row of the record
and its target), or if a target, a row of the record and an observation stand on the same line with the
same value, unit and year, and no two of a kind do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from evaluation.audit.figures import Figure, printed
from evaluation.audit.material import Material, bases_of, locator_of, name_of, reached_of, restated_of
from scenarios.schema import Bilingual, HistoryRow, Locator, Observation, Target

OWN_WORDS = ("direction", "outside")
BOX_OF_TARGETS = "box2"
LIMITS_SEEN = {"above": "at_least", "below": "at_most", "about": "about"}
"""Observations do not tell "over" from "at least"."""
Link: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Print:
    """A number in one place: its row, year and unit, the years it sums, and the limit it is.

    `aim` says that it is a target, `leads` that a main target rests on it, `relation` how the pack reads the
    target's own print.
    """

    row: str
    name: Bilingual
    year: int
    unit: str
    years: int
    figure: Figure
    bound: str | None
    aim: bool
    leads: bool
    source: str
    links: tuple[Link, ...]
    relation: str | None = None

    @property
    def place(self) -> Locator:
        """Where it stands."""
        return self.figure.places[0]

    @property
    def spot(self) -> tuple[Hashable, ...]:
        """What two rows share that read the same print."""
        return ("place", self.year, self.unit, self.figure.value, self.place.line)

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """What it shares with other prints of the same quantity, besides the spot."""
        kind = (self.year, self.unit, self.years)
        return (("row", self.row, self.year), *((*link, *kind) for link in self.links))


@dataclass(frozen=True)
class Quantity:
    """A quantity of one year: every place that prints it, and all rows that read these places."""

    prints: tuple[Print, ...]
    rows: tuple[str, ...]

    @property
    def year(self) -> int:
        """The year, the last one for a total."""
        return self.prints[0].year


def quantities(material: Material) -> tuple[Quantity, ...]:
    """The prints of every quantity and year, each place once, in the order targets, record, observations."""
    prints = tuple(_prints(material))
    root = list(range(len(prints)))
    first: dict[Hashable, int] = {}
    shared = _unclear(prints)
    for number, one in enumerate(prints):
        for key in one.keys if one.spot in shared else (one.spot, *one.keys):
            _join(root, first.setdefault(key, number), number)
    groups: dict[int, list[Print]] = defaultdict(list)
    for number, one in enumerate(prints):
        groups[_root(root, number)].append(one)
    return tuple(_once(group) for group in groups.values())


def _unclear(prints: Iterable[Print]) -> set[Hashable]:
    """The spots where two targets, two rows of the record or two observations print the same number."""
    rows: dict[Hashable, set[str]] = defaultdict(set)
    for one in prints:
        rows[one.source, one.spot].add(one.row)
    return {key[1] for key, found in rows.items() if isinstance(key, tuple) and len(found) > 1}


def _join(root: list[int], one: int, other: int) -> None:
    a, b = _root(root, one), _root(root, other)
    root[max(a, b)] = min(a, b)


def _root(root: list[int], number: int) -> int:
    while root[number] != number:
        number = root[number]
    return number


def _once(group: Sequence[Print]) -> Quantity:
    """One print for each place and value: that of the first row, if it names the limit that another does."""
    found: dict[Hashable, Print] = {}
    for one in group:
        key = (one.place.line, one.figure.value)
        held = found.get(key)
        if held is None or (held.bound is None and held.relation is None and one.bound is not None):
            found[key] = one
    return Quantity(tuple(found.values()), tuple(dict.fromkeys(one.row for one in group)))


def _prints(material: Material) -> Iterator[Print]:
    things: dict[str, list[str]] = defaultdict(list)
    for row in material.pack.audit.same:
        things[row.id].append(row.thing)
    links = {id: tuple(("same", thing) for thing in found) for id, found in things.items()}
    for target in material.pack.targets:
        yield from _of_target(target, links.get(target.id, ()))
    for row in material.pack.history:
        leads = material.targets.get(row.target_id or "")
        yield from _of_record(row, links.get(row.id, ()), leads is not None and _leads(leads))
    for seen in material.pack.observations:
        if seen.printed and seen.kind != "growth_average":
            yield _of_observation(seen, links.get(seen.id, ()))


def _leads(target: Target) -> bool:
    return target.table == BOX_OF_TARGETS


def _of_target(row: Target, links: tuple[Link, ...]) -> Iterator[Print]:
    links = (*links, ("target", row.id))
    name, leads = name_of(row), _leads(row)
    for one, figure in zip(row.bases, bases_of(row), strict=True):
        yield Print(
            row.id, name, row.base_year, row.unit, 0, figure, one.bound, False, leads, "target", links
        )
    if row.stated in OWN_WORDS:
        return
    years = row.year - row.base_year if "sum" in (row.transform, row.relation.partition("_")[0]) else 0
    if row.target is not None:
        own = printed(row.target, (row.id,), (row.locator,))
        yield Print(
            row.id, name, row.year, row.unit, years, own, None, True, leads, "target", links, row.relation
        )
    numbers = [one for one in row.restated if one.value is not None]
    for one, figure in zip(numbers, restated_of(row), strict=True):
        yield Print(row.id, name, row.year, row.unit, years, figure, one.bound, True, leads, "target", links)


def _of_record(row: HistoryRow, links: tuple[Link, ...], leads: bool) -> Iterator[Print]:
    name = name_of(row)
    for one, figure in zip(row.bases, bases_of(row), strict=True):
        yield Print(
            row.id, name, row.base_year, row.unit, 0, figure, one.bound, False, False, "record", links
        )
    years = row.year - row.base_year if "sum" in (row.transform, row.grading.rule) else 0
    links = (*links, ("target", row.target_id)) if row.target_id else links
    for one, figure in zip(row.reached, reached_of(row), strict=True):
        yield Print(row.id, name, row.year, row.unit, years, figure, one.bound, False, leads, "record", links)


def _of_observation(row: Observation, links: tuple[Link, ...]) -> Print:
    bound = LIMITS_SEEN.get(row.kind)
    years = row.year_to - row.year_from + 1 if row.year_to > row.year_from or row.kind == "sum" else 0
    figure = printed(row.value, (row.id,), (locator_of(row),), bound)
    links = (*links, ("group", row.group)) if row.group else links
    return Print(
        row.id, name_of(row), row.year_to, row.unit, years, figure, bound, False, False, "seen", links
    )
