"""The JSON answers about a plan as data: what it holds, what accounts for its text, what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.answer_parts import FaultEntry, Place
from report.places import place_of

if TYPE_CHECKING:
    from scenarios.schema import HistoryRow, Observation, PlanPack, Reading, Target


@dataclass(frozen=True)
class PrintedValue:
    """A printed number and where it stands; null where that place states it in words."""

    value: float | None
    default: bool
    bound: str | None
    locator: Place
    note: str


@dataclass(frozen=True)
class DefiningValue:
    """A number that belongs to what is counted: an age, a size, a radius."""

    value: float
    unit: str


@dataclass(frozen=True)
class PlanTarget:
    """One target of the plan with everything that is known about it.

    `stated` says how the text states it; `restated` are other places that print the same target.
    """

    id: str
    name_zh: str
    name_en: str
    unit: str
    unit_printed: str
    price_basis: str
    price_basis_declared: bool
    nature: str
    mode: str
    mode_reason_zh: str
    mode_reason_en: str
    relation: str
    base_year: int
    bases: tuple[PrintedValue, ...]
    target: float | None
    target_low: float | None
    year: int
    stated_growth: float | None
    stated_growth_basis: str
    stated: str
    direction: str | None
    listed: int | None
    defining: tuple[DefiningValue, ...]
    restated: tuple[PrintedValue, ...]
    scope_zh: str | None
    scope_en: str | None
    scope_declared: bool
    department: str | None
    category: str
    table: str
    locator: Place
    variable: str | None
    divisor: str | None
    transform: str | None
    threshold_source: str
    main: bool
    note: str


@dataclass(frozen=True)
class PlanHistory:
    """One row of the box that reports how the last plan ended."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    unit_printed: str
    price_basis: str
    price_basis_declared: bool
    mode: str
    base_year: int
    bases: tuple[PrintedValue, ...]
    year: int
    reached: tuple[PrintedValue, ...]
    stated_growth: float | None
    stated_growth_basis: str
    stated: str
    scope_zh: str | None
    scope_en: str | None
    scope_declared: bool
    department: str | None
    category: str
    locator: Place
    target_id: str | None
    note: str


@dataclass(frozen=True)
class PlanObservation:
    """One quantity of the past; `printed` is false for what follows from printed numbers."""

    id: str
    name_zh: str
    name_en: str
    kind: str
    year_from: int
    year_to: int
    value: float
    unit: str
    price_basis: str
    price_basis_declared: bool
    default: bool
    group: str | None
    printed: bool
    scope_zh: str
    scope_en: str
    scope_declared: bool
    variable: str | None
    locator: Place
    known_from: int
    note: str


@dataclass(frozen=True)
class ChapterEntry:
    """How many targets, by mode, and observations a chapter has."""

    chapter: int
    targets: int
    simulated: int
    derived: int
    tracked: int
    observations: int


@dataclass(frozen=True)
class PlanShowAnswer:
    """A plan as data; lists hold what was asked for, `chapters` counts the whole plan."""

    plan: str
    name_zh: str
    name_en: str
    region_zh: str
    region_en: str
    plan_years: tuple[int, ...]
    base_year: int
    text_title: str
    chapters: tuple[ChapterEntry, ...]
    targets: tuple[PlanTarget, ...]
    history: tuple[PlanHistory, ...]
    observations: tuple[PlanObservation, ...]


@dataclass(frozen=True)
class PlanCoverageAnswer:
    """What accounts for the numbers of the plan text.

    `read` says whether the text was compared, `same_text` whether it is that of the pack to the last byte
    (null where it was not read). `claims` counts by kind, `reasons` by reason, `chapters` by chapter.
    """

    plan: str
    complete: bool
    read: bool
    same_text: bool | None
    lines: int
    words: int
    worded: int
    claims: Mapping[str, int]
    reasons: Mapping[str, int]
    chapters: Mapping[str, Mapping[str, int]]
    faults: tuple[FaultEntry, ...]


@dataclass(frozen=True)
class PlanNewAnswer:
    """A new pack: its folder, its files, and how many numbers of its text are still open."""

    plan: str
    folder: str
    files: tuple[str, ...]
    targets: int
    observations: int
    open: int


@dataclass(frozen=True)
class PlanExportAnswer:
    """A workbook: its file, and the number of rows of each sheet."""

    plan: str
    file: str
    sheets: Mapping[str, int]


def target_entry(row: Target) -> PlanTarget:
    """A target of the pack as it stands in the answers."""
    return PlanTarget(
        id=row.id,
        name_zh=row.name_zh,
        name_en=row.name_en,
        unit=row.unit,
        unit_printed=row.unit_printed,
        price_basis=row.price_basis,
        price_basis_declared=row.price_basis_declared,
        nature=row.nature,
        mode=row.mode,
        mode_reason_zh=row.mode_reason.zh,
        mode_reason_en=row.mode_reason.en,
        relation=row.relation,
        base_year=row.base_year,
        bases=_printed(row.bases),
        target=row.target,
        target_low=row.target_low,
        year=row.year,
        stated_growth=row.stated_growth,
        stated_growth_basis=row.stated_growth_basis,
        stated=row.stated,
        direction=row.direction,
        listed=row.listed,
        defining=tuple(DefiningValue(number.value, number.unit) for number in row.defining),
        restated=tuple(
            PrintedValue(place.value, False, place.bound, place_of(place.locator), place.note)
            for place in row.restated
        ),
        scope_zh=row.scope.zh if row.scope else None,
        scope_en=row.scope.en if row.scope else None,
        scope_declared=row.scope_declared,
        department=row.department,
        category=row.category,
        table=row.table,
        locator=place_of(row.locator),
        variable=row.variable,
        divisor=row.divisor,
        transform=row.transform,
        threshold_source=row.threshold_source,
        main=row.main,
        note=row.note,
    )


def history_entry(row: HistoryRow) -> PlanHistory:
    """A row of the record of the last plan as it stands in the answers."""
    return PlanHistory(
        id=row.id,
        name_zh=row.name_zh,
        name_en=row.name_en,
        unit=row.unit,
        unit_printed=row.unit_printed,
        price_basis=row.price_basis,
        price_basis_declared=row.price_basis_declared,
        mode=row.mode,
        base_year=row.base_year,
        bases=_printed(row.bases),
        year=row.year,
        reached=_printed(row.reached),
        stated_growth=row.stated_growth,
        stated_growth_basis=row.stated_growth_basis,
        stated=row.stated,
        scope_zh=row.scope.zh if row.scope else None,
        scope_en=row.scope.en if row.scope else None,
        scope_declared=row.scope_declared,
        department=row.department,
        category=row.category,
        locator=place_of(row.locator),
        target_id=row.target_id,
        note=row.note,
    )


def observation_entry(row: Observation) -> PlanObservation:
    """An observation of the pack as it stands in the answers."""
    return PlanObservation(
        id=row.id,
        name_zh=row.name_zh,
        name_en=row.name_en,
        kind=row.kind,
        year_from=row.year_from,
        year_to=row.year_to,
        value=row.value,
        unit=row.unit,
        price_basis=row.price_basis,
        price_basis_declared=row.price_basis_declared,
        default=row.default,
        group=row.group,
        printed=row.printed,
        scope_zh=row.scope_zh,
        scope_en=row.scope_en,
        scope_declared=row.scope_declared,
        variable=row.variable,
        locator=Place(row.chapter, row.section, row.paragraph, row.box, row.row, row.line),
        known_from=row.known_from,
        note=row.note,
    )


def chapters_of(pack: PlanPack) -> tuple[ChapterEntry, ...]:
    """Targets by mode, and observations, of every chapter that has any."""
    chapters = sorted(
        {row.locator.chapter for row in pack.targets} | {row.chapter for row in pack.observations}
    )
    return tuple(_chapter(pack, chapter) for chapter in chapters)


def _chapter(pack: PlanPack, chapter: int) -> ChapterEntry:
    modes = [row.mode for row in pack.targets if row.locator.chapter == chapter]
    observed = sum(row.chapter == chapter for row in pack.observations)
    counts = (modes.count("simulated"), modes.count("derived"), modes.count("tracked"))
    return ChapterEntry(chapter, len(modes), *counts, observed)


def _printed(readings: tuple[Reading, ...]) -> tuple[PrintedValue, ...]:
    return tuple(
        PrintedValue(row.value, row.default, row.bound, place_of(row.locator), row.note) for row in readings
    )
