"""The file of the project pipeline, `projects.toml`, checked against itself and the pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from scenarios.errors import Fault, unknown_name
from scenarios.pack_files import PROJECTS_FILE
from scenarios.project_facts import HISTORY_YEARS, NUMBERS, SHARES, STREAMS, ProjectNumber, ProjectsFile
from scenarios.wished_path import LEAD, QUARTERS, signing_pace

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

JUDGED = "judgement"
CONVERSION = "conversion"
QUOTA_KEPT = "quota_kept"
TRIED = 32
_LINE = re.compile(r"L([0-9]+)")


def project_faults(projects: ProjectsFile, pack: PlanPack) -> list[Fault]:
    """What disagrees inside the file, and every basis that is not in the pack."""
    checks: tuple[Callable[[ProjectsFile], Iterable[Fault]], ...] = (
        _numbers,
        _streams,
        _named,
        _wished,
        _room,
    )
    return [fault for check in checks for fault in check(projects)] + list(_bases(projects, pack))


def _numbers(projects: ProjectsFile) -> Iterator[Fault]:
    given = [row.name for row in projects.number]
    for name in NUMBERS:
        if name not in given:
            yield Fault("missing-key", f"{PROJECTS_FILE}: number", {"key": name})
    for at, row in enumerate(projects.number):
        where = f"{PROJECTS_FILE}: number: {row.name}"
        if row.name in given[:at]:
            yield Fault("duplicate", where, {"found": row.name, "first": given.index(row.name) + 1})
        elif row.name not in NUMBERS:
            yield unknown_name("unknown-parameter", where, row.name, NUMBERS)
        elif row.unit != NUMBERS[row.name]:
            yield Fault("wrong-unit", where, {"found": row.unit, "known": NUMBERS[row.name]})
        elif row.name == QUOTA_KEPT and row.low < 1 / QUARTERS:
            yield Fault("out-of-bounds", where, {"found": row.low, "low": 1 / QUARTERS, "high": ""})
        elif row.low <= 0 or (row.name in SHARES and row.high >= 1):
            high = 1 if row.name in SHARES else ""
            yield Fault("out-of-bounds", where, {"found": row.low, "low": 0, "high": high})


def _streams(projects: ProjectsFile) -> Iterator[Fault]:
    given = [row.name for row in projects.stream]
    for name in STREAMS:
        if name not in given:
            yield Fault("missing-key", f"{PROJECTS_FILE}: stream", {"key": name})
    for at, name in enumerate(given):
        where = f"{PROJECTS_FILE}: stream: {name}"
        if name not in STREAMS:
            yield unknown_name("unknown-row", where, name, STREAMS)
        elif name in given[:at]:
            yield Fault("duplicate", where, {"found": name, "first": given.index(name) + 1})


def _named(projects: ProjectsFile) -> Iterator[Fault]:
    for row in projects.named:
        if row.stream not in STREAMS:
            where = f"{PROJECTS_FILE}: named: {row.title.en}: stream"
            yield unknown_name("unknown-row", where, row.stream, STREAMS)


def _wished(projects: ProjectsFile) -> Iterator[Fault]:
    for year in HISTORY_YEARS:
        if str(year) not in projects.wished.path:
            yield Fault("missing-key", f"{PROJECTS_FILE}: wished: path", {"key": str(year)})


def _room(projects: ProjectsFile) -> Iterator[Fault]:
    """The most that attracted projects may have built leaves something for every other stream."""
    facts, rows = projects.facts, {one.name: one for one in projects.number}
    if not {CONVERSION, *LEAD} <= set(rows) or list(_wished(projects)):
        return
    paces = _paces(projects, rows)
    most = facts.invested - facts.invested_infrastructure - facts.invested_renewal
    low = facts.invested_industry / facts.attracted_signed * max(paces)
    high = most / facts.attracted_signed * min(paces)
    row = rows[CONVERSION]
    for bound, wrong in ((row.low, row.low < low), (row.high, row.high > high)):
        if wrong:
            fields = {"found": bound, "low": f"{low:.3g}", "high": f"{high:.3g}"}
            yield Fault("out-of-bounds", f"{PROJECTS_FILE}: number: {CONVERSION}", fields)


def _paces(projects: ProjectsFile, rows: Mapping[str, ProjectNumber]) -> list[float]:
    """How fast was signed in the history, at leads from the shortest to the longest."""
    path = {int(year): value for year, value in projects.wished.path.items()}
    shortest, longest = (sum(getattr(rows[name], end) for name in LEAD) for end in ("low", "high"))
    leads = [shortest + (longest - shortest) * at / TRIED for at in range(TRIED + 1)]
    return [signing_pace(path, (HISTORY_YEARS[0], HISTORY_YEARS[-1]), lead) for lead in leads]


def _bases(projects: ProjectsFile, pack: PlanPack) -> Iterator[Fault]:
    known = {row.id for row in (*pack.evidence, *pack.judgements)} | set(pack.sources) | {JUDGED}
    limit = pack.about.text.lines
    rows = [(f"number: {row.name}", row.basis) for row in projects.number]
    rows += [(f"stream: {row.name}", row.basis) for row in projects.stream]
    rows += [("facts", projects.facts.basis), ("wished", projects.wished.basis)]
    for name, basis in rows:
        line = _LINE.fullmatch(basis)
        where = f"{PROJECTS_FILE}: {name}: basis"
        if line and not 1 <= int(line.group(1)) <= limit:
            yield Fault("unknown-line", where, {"found": int(line.group(1)), "limit": limit})
        elif not line and basis not in known:
            yield unknown_name("unknown-evidence", where, basis, known)
