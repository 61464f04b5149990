"""What the rules of the audit look at: the pack, and its rows by id, by role and by what they state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from evaluation.audit.figures import Figure, calculated, printed
from scenarios.audit_facts import places_of
from scenarios.audit_settings import AuditSettings, audit_settings
from scenarios.expressions import Reference
from scenarios.schema import Bilingual, HistoryRow, Locator, Observation, Target

if TYPE_CHECKING:
    from scenarios.audit_facts import PlayedRole, Role
    from scenarios.schema import PlanPack, Reading

Row: TypeAlias = Target | HistoryRow | Observation
UNROUNDED = ("words", "count")
"""How a target is stated whose number is no rounded one: doubled, full coverage, five items."""


@dataclass(frozen=True)
class Material:
    """A pack as the rules see it, with the settings of the audit."""

    pack: PlanPack
    settings: AuditSettings

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Targets by id."""
        return {row.id: row for row in self.pack.targets}

    @cached_property
    def history(self) -> dict[str, HistoryRow]:
        """Rows of the record of the last plan by id."""
        return {row.id: row for row in self.pack.history}

    @cached_property
    def observations(self) -> dict[str, Observation]:
        """Observations by id."""
        return {row.id: row for row in self.pack.observations}

    @cached_property
    def roles(self) -> dict[Role, PlayedRole]:
        """Which quantities play which part in ratios."""
        return {row.role: row for row in self.pack.audit.roles}

    @cached_property
    def same(self) -> dict[str, tuple[Row, ...]]:
        """The rows that state the same quantity, by its name."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.pack.audit.same:
            found[row.thing].append(self.row(row.id))
        return {thing: tuple(rows) for thing, rows in found.items()}

    def stating_with(self, id: str) -> tuple[Row, ...]:
        """The other rows that state the same quantity as the row `id`."""
        groups = [rows for rows in self.same.values() if any(row.id == id for row in rows)]
        return tuple(row for rows in groups for row in rows if row.id != id)

    def row(self, id: str) -> Row:
        """The row called `id`; a target before a row of the record, that before an observation."""
        found = self.targets.get(id) or self.history.get(id)
        return found if found is not None else self.observations[id]

    def figure(self, expression: str) -> Figure:
        """The value of an expression over printed numbers. Raises KeyError where one is not printed."""
        return calculated(expression, self.find)

    def find(self, reference: Reference) -> Figure:
        """The printed number that a reference stands for. Raises KeyError where none is printed."""
        if not reference.part:
            return observed(self.observations[reference.id])
        row = self.targets.get(reference.id) or self.history[reference.id]
        if reference.line is not None:
            at = [found for found in readings(row) if found.places[0].line == reference.line]
            found = at[0] if at else None
        else:
            found = part_of(row, reference.part)
        if found is None:
            raise KeyError(f"{reference.id}.{reference.part}")
        return found


def material_of(pack: PlanPack) -> Material:
    """The pack as the rules see it."""
    return Material(pack, audit_settings())


def name_of(row: Row) -> Bilingual:
    """The name of a row in both languages."""
    return Bilingual(zh=row.name_zh, en=row.name_en)


def locator_of(row: Row) -> Locator:
    """Where a row stands in the text."""
    if not isinstance(row, Observation):
        return row.locator
    return Locator(
        chapter=row.chapter,
        section=row.section,
        paragraph=row.paragraph,
        box=row.box,
        row=row.row,
        line=row.line,
    )


def places(text: str | None) -> tuple[Locator, ...]:
    """The places that a cell of a table names."""
    return places_of(text) if text else ()


def in_order(found: Iterable[Locator]) -> tuple[Locator, ...]:
    """Each line once, in the order of the text; a place that names its box before one that does not."""
    ranked = sorted(found, key=lambda place: (place.line, place.box is None, place.row is None))
    lines: dict[int, Locator] = {}
    for place in ranked:
        lines.setdefault(place.line, place)
    return tuple(lines.values())


def observed(row: Observation) -> Figure:
    """The printed value of an observation; "about" counts as printed."""
    bound = row.kind if row.kind in ("above", "below") else None
    return printed(row.value, (row.id,), (locator_of(row),), bound)


def part_of(row: Target | HistoryRow, part: str) -> Figure | None:
    """The printed base, target, reached value, lower end or growth of a row; None where it has none.

    The target of a row that prints it elsewhere only is the first restatement.
    """
    if part == "base":
        return _default(row.bases, bases_of(row))
    if isinstance(row, HistoryRow):
        return (
            _default(row.reached, reached_of(row)) if part == "reached" else _single(row, row.stated_growth)
        )
    if part == "target":
        own = _single(row, row.target)
        return own if own is not None else next(iter(restated_of(row)), None)
    return _single(row, row.target_low if part == "low" else row.stated_growth)


def bases_of(row: Target | HistoryRow) -> tuple[Figure, ...]:
    """Every printed base of a row, each with its place."""
    return tuple(_reading(row, one) for one in row.bases)


def reached_of(row: HistoryRow) -> tuple[Figure, ...]:
    """Every printed end of a row of the record, each with its place."""
    return tuple(_reading(row, one) for one in row.reached)


def restated_of(row: Target) -> tuple[Figure, ...]:
    """The numbers of a target that other places print."""
    return tuple(
        printed(again.value, (row.id,), (again.locator,), again.bound)
        for again in row.restated
        if again.value is not None
    )


def readings(row: Target | HistoryRow) -> tuple[Figure, ...]:
    """Every printed value of a row: bases, then ends or restatements."""
    return (*bases_of(row), *(reached_of(row) if isinstance(row, HistoryRow) else restated_of(row)))


def _default(given: tuple[Reading, ...], figures: tuple[Figure, ...]) -> Figure | None:
    return next((figure for one, figure in zip(given, figures, strict=True) if one.default), None)


def _single(row: Target | HistoryRow, value: float | None) -> Figure | None:
    if value is None:
        return None
    figure = printed(value, (row.id,), (row.locator,))
    return replace(figure, low=value, high=value) if row.stated in UNROUNDED else figure


def _reading(row: Target | HistoryRow, one: Reading) -> Figure:
    return printed(one.value, (row.id,), (one.locator,), one.bound)
