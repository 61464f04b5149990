"""What a plan pack holds and what is wrong with it, as one report that raises nothing for its contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scenarios.errors import Fault
from scenarios.packs import ROOM, plan_folder

if TYPE_CHECKING:
    from scenarios.schema import HistoryRow, PlanPack, Target

OPTIONAL_FIELDS = (
    "bases",
    "target",
    "stated_growth",
    "department",
    "variable",
    "unit_printed",
    "note",
)


@dataclass(frozen=True)
class RowSummary:
    """One target or one row of the record of the last plan, as far as a list shows it."""

    id: str
    table: str
    row: int | None
    line: int
    name_zh: str
    name_en: str
    unit: str
    base: float | None
    other_bases: tuple[float, ...]
    target: float | None
    year: int
    relation: str
    nature: str
    mode: str
    reason_zh: str
    reason_en: str
    variable: str | None
    main: bool


@dataclass(frozen=True)
class PlanReport:
    """The contents of a plan, counted; what stands on, off and on priors alone; and every fault.

    `coverage` maps a field that may be empty to how many of the rows have it. `prior_only` are computed
    targets whose variable no observation of the plan pins down. `narrow` are parameters drawn from a
    narrower spread than their evidence asks for.
    """

    plan: str
    structure: str = ""
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    natures: Mapping[str, int] = field(default_factory=dict[str, int])
    modes: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])
    contents: Mapping[str, int] = field(default_factory=dict[str, int])
    evidence: Mapping[str, int] = field(default_factory=dict[str, int])
    coverage: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    targets: tuple[RowSummary, ...] = ()
    history: tuple[RowSummary, ...] = ()
    switched_off: Mapping[str, str] = field(default_factory=dict[str, str])
    prior_only: tuple[str, ...] = ()
    known_later: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    faults: tuple[Fault, ...] = ()

    @property
    def passed(self) -> bool:
        """True when nothing is wrong."""
        return not self.faults


def check_plan(plan: str | None = None) -> PlanReport:
    """Read the plan called `plan` (the default plan for None) and report on it.

    Raises `InputError` only where there is no such plan.
    """
    from scenarios.pack_checks import cross_faults
    from scenarios.pack_files import read_pack

    folder = plan_folder(plan)
    pack, faults = read_pack(folder, ROOM)
    if pack is None:
        return PlanReport(plan=folder.name, faults=tuple(faults))
    return report_on(pack, (*faults, *cross_faults(pack)))


def report_on(pack: PlanPack, faults: tuple[Fault, ...] = ()) -> PlanReport:
    """The report on a pack that is already read."""
    from scenarios.spreads import narrower_than_evidence

    rows = (*pack.targets, *pack.history)
    return PlanReport(
        plan=pack.id,
        structure=pack.about.structure,
        rows=box_rows(pack),
        natures=natures(pack),
        modes={
            table: dict(Counter(row.mode for row in rows if row.table == table)) for table in _tables(rows)
        },
        contents=_contents(pack),
        evidence=dict(Counter(row.status for row in pack.evidence)),
        coverage={name: _filled(rows, name) for name in OPTIONAL_FIELDS},
        targets=tuple(_summary(row) for row in pack.targets),
        history=tuple(_summary(row) for row in pack.history),
        switched_off={name: part.replaced_by for name, part in pack.about.model.off.items()},
        prior_only=_prior_only(pack),
        known_later=_known_later(pack),
        narrow=narrower_than_evidence(pack),
        inputs=pack.inputs,
        faults=tuple(faults),
    )


def box_rows(pack: PlanPack) -> dict[str, int]:
    """How many rows each table has: a row that gives two targets counts once."""
    rows = (*pack.targets, *pack.history)
    return {table: len({_key(row) for row in rows if row.table == table}) for table in _tables(rows)}


def natures(pack: PlanPack) -> dict[str, int]:
    """How many rows of the box of targets are binding and how many expected."""
    return dict(
        Counter(nature for _, nature in {(_key(t), t.nature) for t in pack.targets if t.table == "box2"})
    )


def _key(row: Target | HistoryRow) -> tuple[int | None, str]:
    number = row.locator.row
    return (number, "") if number is not None else (None, row.id)


def _tables(rows: tuple[Target | HistoryRow, ...]) -> list[str]:
    return sorted({row.table for row in rows})


def _contents(pack: PlanPack) -> dict[str, int]:
    return {
        "targets": len(pack.targets),
        "history": len(pack.history),
        "observations": len(pack.observations),
        "evidence": len(pack.evidence),
        "judgements": len(pack.judgements),
        "parameters": len(pack.parameters),
        "processes": len(pack.processes),
        "drivers": len(pack.drivers),
        "levers": len(pack.levers),
        "ranges": len(pack.ranges),
        "sources": len(pack.sources),
    }


def _filled(rows: tuple[Target | HistoryRow, ...], name: str) -> tuple[int, int]:
    return sum(getattr(row, name) not in (None, "", ()) for row in rows), len(rows)


def _summary(row: Target | HistoryRow) -> RowSummary:
    return RowSummary(
        id=row.id,
        table=row.table,
        row=row.locator.row,
        line=row.locator.line,
        name_zh=row.name_zh,
        name_en=row.name_en,
        unit=row.unit,
        base=row.base,
        other_bases=tuple(dict.fromkeys(r.value for r in row.bases if r.value != row.base)),
        target=row.target,
        year=row.year,
        relation=row.relation,
        nature=row.nature,
        mode=row.mode,
        reason_zh=row.mode_reason.zh,
        reason_en=row.mode_reason.en,
        variable=row.variable,
        main=getattr(row, "main", False),
    )


def _prior_only(pack: PlanPack) -> tuple[str, ...]:
    observed = {row.variable for row in pack.observations}
    return tuple(row.id for row in pack.targets if row.variable and row.variable not in observed)


def _known_later(pack: PlanPack) -> tuple[str, ...]:
    known = {row.name for row in pack.parameters_as_of(pack.about.as_of)}
    return tuple(sorted({row.name for row in pack.parameters} - known))
