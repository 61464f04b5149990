"""The file of the train assembly centre, `hub.toml`, checked against itself and the pack."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scenarios.errors import Fault, InputError, unknown_name
from scenarios.hub_facts import NUMBERS, SHARES, HubFile
from scenarios.pack_files import HUB_FILE

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

JUDGED = "judgement"
_LINE = re.compile(r"L([0-9]+)")
_CLOSE = 1e-9


def hub_of(pack: PlanPack) -> HubFile:
    """The centre of a plan. Raises `InputError`: missing-file, for a plan without one."""
    if pack.hub is None:
        raise InputError([Fault("missing-file", HUB_FILE, {"found": HUB_FILE})])
    return pack.hub


def hub_faults(hub: HubFile, pack: PlanPack) -> list[Fault]:
    """What disagrees inside the file, and every basis that is not in the pack."""
    checks: tuple[Callable[[HubFile], Iterable[Fault]], ...] = (_numbers, _duplicates, _ports, _sums, _phases)
    return [fault for check in checks for fault in check(hub)] + list(_bases(hub, pack))


def _numbers(hub: HubFile) -> Iterator[Fault]:
    given = {row.name: row for row in hub.number}
    for name in NUMBERS:
        if name not in given:
            yield Fault("missing-key", f"{HUB_FILE}: number", {"key": name})
    for name, row in given.items():
        where = f"{HUB_FILE}: number: {name}"
        if name not in NUMBERS:
            yield unknown_name("unknown-parameter", where, name, NUMBERS)
        elif row.unit != NUMBERS[name]:
            yield Fault("wrong-unit", where, {"found": row.unit, "known": NUMBERS[name]})
        elif name in SHARES and row.high >= 1:
            yield Fault("out-of-bounds", where, {"found": row.high, "low": 0, "high": 1})
        elif name not in SHARES and row.low <= 0:
            yield Fault("out-of-bounds", where, {"found": row.low, "low": 0, "high": ""})


def _duplicates(hub: HubFile) -> Iterator[Fault]:
    for table in ("number", "origin", "port", "direction", "phase", "count"):
        names = [row.name for row in _rows(hub, table)]
        for at, name in enumerate(names):
            if name in names[:at]:
                fields = {"found": name, "first": names.index(name) + 1}
                yield Fault("duplicate", f"{HUB_FILE}: {table}", fields)


def _ports(hub: HubFile) -> Iterator[Fault]:
    known = [port.name for port in hub.port]
    for row in hub.direction:
        if row.port not in known:
            yield unknown_name("unknown-row", f"{HUB_FILE}: direction: {row.name}: port", row.port, known)


def _sums(hub: HubFile) -> Iterator[Fault]:
    for table in ("origin", "direction"):
        total = math.fsum(row.share for row in _rows(hub, table))
        if abs(total - 1) > _CLOSE:
            fields = {"found": f"{total:g}", "expected": "1"}
            yield Fault("inconsistent", f"{HUB_FILE}: {table}: share", fields)


def _phases(hub: HubFile) -> Iterator[Fault]:
    first = min(hub.phase, key=lambda row: row.opens)
    for name in ("places", "capacity", "yard"):
        if getattr(first, name) <= 0:
            fields = {"found": getattr(first, name), "low": 0, "high": ""}
            yield Fault("out-of-bounds", f"{HUB_FILE}: phase: {first.name}: {name}", fields)


def _bases(hub: HubFile, pack: PlanPack) -> Iterator[Fault]:
    known = {row.id for row in (*pack.evidence, *pack.judgements)} | set(pack.sources)
    limit = pack.about.text.lines
    for where, basis in _cited(hub):
        line = _LINE.fullmatch(basis)
        if line and not 1 <= int(line.group(1)) <= limit:
            yield Fault("unknown-line", where, {"found": int(line.group(1)), "limit": limit})
        elif not line and basis not in known:
            yield unknown_name("unknown-evidence", where, basis, known)


def _cited(hub: HubFile) -> Iterator[tuple[str, str]]:
    for table in ("number", "origin", "port", "direction", "phase", "count"):
        for row in _rows(hub, table):
            yield f"{HUB_FILE}: {table}: {row.name}: basis", row.basis
    yield f"{HUB_FILE}: adoption: basis", hub.adoption.basis


def _rows(hub: HubFile, table: str) -> Sequence[Any]:
    return getattr(hub, table)
