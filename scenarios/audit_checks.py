"""What the tables of the audit say about the rest of a pack: every id and every part resolves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.audit_facts import audit_file, places_of
from scenarios.errors import Fault, unknown_name
from scenarios.expressions import AT_LINE, PARTS, Reference, references
from scenarios.tables import Observation
from scenarios.targets import HistoryRow, Target

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

TARGET_PARTS = ("base", "target", "low", "growth")
HISTORY_PARTS = ("base", "reached", "growth")


def audit_faults(pack: PlanPack) -> Iterator[Fault]:
    """Every id, part and line of the tables of the audit that the pack does not have."""
    yield from _roles(pack)
    yield from _same(pack)
    yield from _expressions(pack)
    yield from _lines(pack)
    for table in ("relations", "counts", "numbering", "wordings", "dates"):
        ids = [row.id for row in getattr(pack.audit, table)]
        for at, name in enumerate(ids):
            if name in ids[:at]:
                yield Fault("duplicate", audit_file(table), {"found": name, "first": ids.index(name) + 1})


def _roles(pack: PlanPack) -> Iterator[Fault]:
    file = audit_file("roles")
    roles = [row.role for row in pack.audit.roles]
    for at, role in enumerate(roles):
        if role in roles[:at]:
            yield Fault("duplicate", file, {"found": role, "first": roles.index(role) + 1})
    targets, history = [row.id for row in pack.targets], [row.id for row in pack.history]
    observed = [row.id for row in pack.observations]
    for row in pack.audit.roles:
        for column, name, known in (
            ("target", row.target, targets),
            ("history", row.history, history),
            ("total", row.total, observed),
        ):
            if name is not None and name not in known:
                yield unknown_name("unknown-row", f"{file}: {row.role}: {column}", name, known)


def _same(pack: PlanPack) -> Iterator[Fault]:
    known = [row.id for row in (*pack.targets, *pack.history, *pack.observations)]
    named = [(f"{audit_file('same')}: {row.thing}", row.id) for row in pack.audit.same]
    named += [(f"{audit_file('labels')}: {row.id}", row.id) for row in pack.audit.labels]
    for where, name in named:
        if name not in known:
            yield unknown_name("unknown-row", where, name, known)


def _expressions(pack: PlanPack) -> Iterator[Fault]:
    texts = [
        (f"{audit_file('relations')}: {row.id}", text)
        for row in pack.audit.relations
        for text in (row.left, row.right)
    ]
    texts += [
        (f"{audit_file('wordings')}: {row.id}", text)
        for row in pack.audit.wordings
        for text in (row.subject, row.against)
        if text is not None
    ]
    for where, text in texts:
        for reference in references(text):
            yield from _reference(reference, where, pack)


def _reference(reference: Reference, where: str, pack: PlanPack) -> Iterator[Fault]:
    rows = pack.observations if not reference.part else (*pack.targets, *pack.history)
    found = next((row for row in rows if row.id == reference.id), None)
    if found is None:
        yield unknown_name("unknown-row", where, reference.id, [row.id for row in rows])
    elif reference.part in PARTS:
        known = TARGET_PARTS if found in pack.targets else HISTORY_PARTS
        if reference.part not in known:
            yield unknown_name("unknown-key", where, reference.part, known)
    elif reference.line is not None and reference.line not in _printed_lines(found):
        known = [f"{AT_LINE}{line}" for line in _printed_lines(found)]
        yield unknown_name("unknown-key", where, reference.part, known)


def _printed_lines(row: Target | HistoryRow | Observation) -> list[int]:
    """The lines where a row has a value of its own or another print of it."""
    if isinstance(row, Observation):
        return [row.line]
    more = row.reached if isinstance(row, HistoryRow) else row.restated
    return [one.locator.line for one in (*row.bases, *more) if one.value is not None]


def _lines(pack: PlanPack) -> Iterator[Fault]:
    limit = pack.about.text.lines
    for table in ("relations", "counts", "numbering", "names", "wordings", "dates", "labels"):
        for row in getattr(pack.audit, table):
            for place in places_of(row.places) if row.places else ():
                if place.line > limit:
                    yield Fault("unknown-line", audit_file(table), {"found": place.line, "limit": limit})
