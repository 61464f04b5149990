"""What the files of a plan say about each other: every reference resolves, every name stands once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from scenarios.audit_checks import audit_faults
from scenarios.errors import Fault, unknown_name
from scenarios.hub import hub_faults
from scenarios.projects import project_faults
from scenarios.schema import PlanPack
from scenarios.tables import Parameter, PriorSet, Process
from scenarios.targets import HistoryRow, Locator, Target

DEFINED = ("definition", "switch")
_LINE = re.compile(r"L([0-9]+)")


def cross_faults(pack: PlanPack) -> list[Fault]:
    """Every reference that does not resolve and every name that stands twice."""
    checks: tuple[Callable[[PlanPack], Iterable[Fault]], ...] = (
        _duplicates,
        _years,
        _variables,
        _lines,
        _sources,
        _evidence,
        _parameters,
        _groups,
        _history_targets,
        audit_faults,
        _projects,
        _hub,
    )
    return [fault for check in checks for fault in check(pack)]


def _projects(pack: PlanPack) -> Iterable[Fault]:
    return project_faults(pack.projects, pack) if pack.projects else ()


def _hub(pack: PlanPack) -> Iterable[Fault]:
    return hub_faults(pack.hub, pack) if pack.hub else ()


def _duplicates(pack: PlanPack) -> Iterator[Fault]:
    names: dict[str, list[tuple[object, ...]]] = {
        "targets": [(row.id,) for row in (*pack.targets, *pack.history)],
        "observations.csv": [(row.id,) for row in pack.observations],
        "evidence.csv": [(row.id,) for row in (*pack.evidence, *pack.judgements)],
        "parameters.csv": [(row.name, row.known_from) for row in pack.parameters],
        "processes.csv": [(row.name,) for row in pack.processes],
        "drivers.csv": [(row.name, row.year) for row in pack.drivers if row.default],
        "levers.toml": [(row.name,) for row in pack.levers],
        "ranges.csv": [(row.name,) for row in pack.ranges],
        "vision.csv": [(row.id,) for row in pack.vision],
        "prior_sets.csv": [(row.set, row.parameter) for row in pack.prior_sets],
    }
    for file, keys in names.items():
        for at, key in enumerate(keys):
            if key in keys[:at]:
                name = " ".join(str(part) for part in key)
                yield Fault("duplicate", file, {"found": name, "first": keys.index(key) + 1})


def _years(pack: PlanPack) -> Iterator[Fault]:
    years = pack.about.plan_years
    if list(years) != list(range(years[0], years[-1] + 1)):
        found = ", ".join(str(year) for year in years)
        yield Fault("inconsistent", "pack.toml: plan_years", {"found": found, "expected": "years in a row"})
    for target in pack.targets:
        if target.year not in years:
            fields = {"found": target.year, "low": years[0], "high": years[-1]}
            yield Fault("year-outside-plan", f"targets: {target.id}: year", fields)


def _variables(pack: PlanPack) -> Iterator[Fault]:
    known = [row.name for row in pack.variables]
    named = [(f"targets: {row.id}: variable", row.variable) for row in (*pack.targets, *pack.history)]
    named += [(f"observations.csv: {row.id}: variable", row.variable) for row in pack.observations]
    named += [(f"vision.csv: {row.id}: variable", row.variable) for row in pack.vision]
    named += [(f"vision.csv: {row.id}: divisor", row.divisor) for row in pack.vision]
    for where, name in named:
        if name is not None and name not in known:
            yield unknown_name("unknown-variable", where, name, known)


def _lines(pack: PlanPack) -> Iterator[Fault]:
    limit = pack.about.text.lines
    for where, line in _stated_lines(pack):
        if line > limit:
            yield Fault("unknown-line", where, {"found": line, "limit": limit})


def _stated_lines(pack: PlanPack) -> Iterator[tuple[str, int]]:
    for row in (*pack.targets, *pack.history):
        for locator in _locators(row):
            yield f"targets: {row.id}: locator", locator.line
    for row in pack.observations:
        yield f"observations.csv: {row.id}: line", row.line
    for row in pack.vision:
        yield f"vision.csv: {row.id}: line", row.line
    for row in pack.levers:
        yield f"levers.toml: {row.name}: plan_reference", row.plan_reference.line


def _locators(row: Target | HistoryRow) -> list[Locator]:
    reached = row.reached if isinstance(row, HistoryRow) else ()
    return [row.locator, *(reading.locator for reading in (*row.bases, *reached))]


def _sources(pack: PlanPack) -> Iterator[Fault]:
    named = [(f"evidence.csv: {row.id}: source", key) for row in pack.evidence for key in row.sources]
    named += [(f"drivers.csv: {row.name} {row.year}: source", row.source) for row in pack.drivers]
    for where, key in named:
        if key not in pack.sources:
            yield unknown_name("unknown-source", where, key, pack.sources)


def _evidence(pack: PlanPack) -> Iterator[Fault]:
    known = {row.id for row in (*pack.evidence, *pack.judgements, *pack.drivers)}
    cited = [(f"parameters.csv: {row.name}: evidence", row.evidence) for row in pack.parameters]
    cited += [(f"processes.csv: {row.name}: evidence", row.evidence) for row in pack.processes]
    cited += [(f"ranges.csv: {row.name}: evidence", row.evidence) for row in pack.ranges]
    cited += [(f"prior_sets.csv: {row.set}: evidence", row.evidence) for row in pack.prior_sets]
    cited += [(f"correlations.csv: {row.first}: evidence", row.evidence) for row in pack.correlations]
    cited += [(f"shared_errors.csv: {row.name}: evidence", row.evidence) for row in pack.shared_errors]
    cited += [(f"levers.toml: {row.name}: evidence", row.evidence) for row in pack.levers]
    cited += [
        (f"targets: {row.id}: threshold_source", row.threshold_source)
        for row in (*pack.targets, *pack.history)
        if row.threshold_source != "plan"
    ]
    for where, key in cited:
        if not _is_known(key, known, pack):
            yield unknown_name("unknown-evidence", where, key, known)


def _is_known(key: str, evidence: Collection[str], pack: PlanPack) -> bool:
    line = _LINE.fullmatch(key)
    if line:
        return 1 <= int(line.group(1)) <= pack.about.text.lines
    return key in evidence or key in pack.sources or key in DEFINED


def _parameters(pack: PlanPack) -> Iterator[Fault]:
    known = [row.name for row in pack.parameters]
    for row in pack.ranges:
        if row.name not in known:
            yield unknown_name("unknown-parameter", f"ranges.csv: {row.name}: name", row.name, known)
    fitted = [(f"fitted.csv: {row.name}: name", row.name) for row in pack.fitted]
    paired = [("correlations.csv", name) for row in pack.correlations for name in (row.first, row.second)]
    chosen = [(f"prior_sets.csv: {row.set}: parameter", row.parameter) for row in pack.prior_sets]
    observed = [row.id for row in pack.observations]
    for row in pack.shared_errors:
        for id in row.ids:
            if id not in observed:
                yield unknown_name("unknown-observation", f"shared_errors.csv: {row.name}", id, observed)
    for where, name in (*fitted, *paired, *chosen):
        if name not in known:
            yield unknown_name("unknown-parameter", where, name, known)
    for row in pack.processes:
        yield from _process_faults(row, known, [other.name for other in pack.processes])
    rows = {row.name: row for row in pack.parameters}
    for row in pack.prior_sets:
        yield from _centre_faults(row, rows.get(row.parameter))
    units: dict[str, Parameter] = {}
    for row in pack.parameters:
        first = units.setdefault(row.name, row)
        if row.unit != first.unit:
            fields = {"found": row.unit, "expected": first.unit}
            yield Fault("inconsistent", f"parameters.csv: {row.name}: unit", fields)


def _centre_faults(row: PriorSet, parameter: Parameter | None) -> Iterator[Fault]:
    if parameter is None:
        return
    where = f"prior_sets.csv: {row.set}: {row.parameter}"
    low, high = parameter.bounds
    if not low <= row.centre <= high:
        yield Fault("out-of-bounds", where, {"found": row.centre, "low": low, "high": high})
    if row.unit != parameter.unit:
        yield Fault("inconsistent", where, {"found": row.unit, "expected": parameter.unit})


def _process_faults(row: Process, parameters: list[str], processes: list[str]) -> Iterator[Fault]:
    cells = {"mean": row.mean, "sd": row.sd, "ar": row.ar, "correlation": row.correlation}
    for column, text in cells.items():
        if text is not None and not _is_number(text) and text not in parameters:
            where = f"processes.csv: {row.name}: {column}"
            yield unknown_name("unknown-parameter", where, text, parameters)
    if row.correlate_with is not None and row.correlate_with not in processes:
        where = f"processes.csv: {row.name}: correlate_with"
        yield unknown_name("unknown-parameter", where, row.correlate_with, processes)


def _groups(pack: PlanPack) -> Iterator[Fault]:
    groups = [row.group for row in pack.observations if row.group is not None]
    for group in sorted(set(groups)):
        count = sum(row.default for row in pack.observations if row.group == group)
        if count != 1:
            fields = {"found": f"{count} default readings", "expected": "exactly 1"}
            yield Fault("inconsistent", f"observations.csv: group {group}", fields)
    for row in pack.observations:
        if row.group is None and not row.default:
            fields = {"found": "not the default", "expected": "a group of readings"}
            yield Fault("inconsistent", f"observations.csv: {row.id}: default", fields)


def _history_targets(pack: PlanPack) -> Iterator[Fault]:
    known = [row.id for row in pack.targets]
    for row in pack.history:
        if row.target_id is not None and row.target_id not in known:
            yield unknown_name("unknown-target", f"targets: {row.id}: target_id", row.target_id, known)


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False
