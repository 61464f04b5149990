"""Two stored runs side by side: what went in differently, and what came out differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from evaluation.results import to_json
from evaluation.store import StoredRun

COMPARED = (
    "median", "q10", "q90", "probability", "probability_strict", "verdict", "required_growth",
    "progress", "grade", "final_grade", "probability_after", "outlook",
)  # fmt: skip


@dataclass(frozen=True)
class InputChange:
    """One entry of the manifest that differs; `key` joins nested keys with dots; null: not there."""

    key: str
    one: str | int | float | bool | None
    two: str | int | float | bool | None


@dataclass(frozen=True)
class TargetChange:
    """One field of one target's answer that differs."""

    scenario: str
    id: str
    field: str
    one: str | float | None
    two: str | float | None


@dataclass(frozen=True)
class RunDiff:
    """What differs between two runs."""

    one: str
    two: str
    inputs: tuple[InputChange, ...]
    targets: tuple[TargetChange, ...]


def diff(one: StoredRun, two: StoredRun) -> RunDiff:
    """The differences of two runs. Raises InputError when a stored answer was changed since."""
    return RunDiff(one.name, two.name, _input_changes(one, two), _target_changes(one, two))


def _input_changes(one: StoredRun, two: StoredRun) -> tuple[InputChange, ...]:
    first, second = (dict(_flat("", to_json(run.manifest))) for run in (one, two))
    return tuple(
        InputChange(key, first.get(key), second.get(key))
        for key in dict.fromkeys([*first, *second])
        if first.get(key) != second.get(key)
    )


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[str, Any]", value).items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), item)
    elif isinstance(value, list):
        for place, item in enumerate(cast("list[Any]", value)):
            yield from _flat(f"{prefix}.{place}", item)
    else:
        yield prefix, value


def _target_changes(one: StoredRun, two: StoredRun) -> tuple[TargetChange, ...]:
    first, second = _targets(one), _targets(two)
    return tuple(
        TargetChange(*key, field, first.get(key, {}).get(field), second.get(key, {}).get(field))
        for key in dict.fromkeys([*first, *second])
        for field in COMPARED
        if first.get(key, {}).get(field) != second.get(key, {}).get(field)
    )


def _targets(run: StoredRun) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Answers by place of the scenario in the run and id: two runs compare scenario by scenario."""
    result = run.result()["result"]
    if run.manifest.kind == "calibrate":
        return _calibrated(result)
    scenarios: Sequence[Mapping[str, Any]] = result.get("scenarios", [result])
    names = [str(item["scenario"]) for item in scenarios]
    alone = len(names) == 1
    return {
        ("" if alone else name, target["id"]): target
        for name, item in zip(names, scenarios, strict=True)
        for target in item.get("targets", item.get("indicators", ()))
    }


def _calibrated(result: Mapping[str, Any]) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Parameters by name with their posterior medians, targets by closure and id with their probability."""
    parameters = {("", row["name"]): {"median": row["posterior"]["q50"]} for row in result["parameters"]}
    chances = {(row["closure"], row["id"]): {"probability": row["posterior"]} for row in result["chances"]}
    return parameters | chances
