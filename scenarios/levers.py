"""Lever paths resolved: every lever, every named year, shares that must sum to one in proportion.

A value named for a year holds on 1 January of that year; paths are linear between the named years and
constant outside them. Before the levers act, every lever stands at its baseline.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from scenarios.errors import Fault

if TYPE_CHECKING:
    from scenarios.schema import Lever, PlanPack, Scenario

Path = tuple[tuple[int, float], ...]
TOLERANCE = 1e-9


def resolve(scenario: Scenario, pack: PlanPack) -> dict[str, Path]:
    """The path of every lever as (year, value) pairs in order of years, in the order of the pack.

    In a group whose baselines sum to one, levers that the scenario does not name scale in proportion,
    so that the sum stays one.
    """
    start = pack.about.levers_act_from
    paths: dict[str, Path] = {}
    for lever in pack.levers:
        named = scenario.levers.get(lever.name)
        paths[lever.name] = tuple(sorted(named.points.items())) if named else ((start, lever.baseline),)
    for members in share_groups(pack).values():
        paths |= _scaled(members, paths, scenario)
    return paths


def value_at(path: Path, year: float) -> float:
    """The value of a path at a moment (2021.5 is 1 July 2021), constant outside the named years."""
    if year <= path[0][0]:
        return path[0][1]
    for (first, low), (last, high) in pairwise(path):
        if year <= last:
            return low + (high - low) * (year - first) / (last - first)
    return path[-1][1]


def share_groups(pack: PlanPack) -> dict[str, tuple[Lever, ...]]:
    """The levers that are shares of one whole, by group."""
    groups: dict[str, list[Lever]] = defaultdict(list)
    for lever in pack.levers:
        if lever.group is not None:
            groups[lever.group].append(lever)
    return {name: tuple(members) for name, members in groups.items()}


def share_faults(scenario: Scenario, pack: PlanPack, where: str) -> list[Fault]:
    """A fault for every group and year in which the named shares exceed one, or leave it when complete."""
    faults: list[Fault] = []
    for group, members in share_groups(pack).items():
        named = [lever for lever in members if lever.name in scenario.levers]
        if not named:
            continue
        paths = {lever.name: tuple(sorted(scenario.levers[lever.name].points.items())) for lever in named}
        complete = is_complete(members) and len(named) == len(members)
        rest = 0.0 if is_complete(members) else sum(m.baseline for m in members if m not in named)
        for year in _years(paths):
            total = rest + sum(value_at(path, year) for path in paths.values())
            if total > 1 + TOLERANCE or (complete and total < 1 - TOLERANCE):
                names = " + ".join(lever.name for lever in named)
                limit = "exactly 1" if complete else "at most 1"
                fields = {"found": f"{names} = {total:g} in {year}", "expected": limit}
                faults.append(Fault("inconsistent", f"{where}: levers of group {group}", fields))
    return faults


def is_complete(members: tuple[Lever, ...]) -> bool:
    """True when the baselines of a group sum to one, so that the group is the whole."""
    return abs(sum(lever.baseline for lever in members) - 1) < TOLERANCE


def _scaled(members: tuple[Lever, ...], paths: dict[str, Path], scenario: Scenario) -> dict[str, Path]:
    named = {lever.name: paths[lever.name] for lever in members if lever.name in scenario.levers}
    others = [lever for lever in members if lever.name not in named]
    whole = sum(lever.baseline for lever in others)
    if not named or not others or not is_complete(members) or whole == 0:
        return {}
    left = {year: 1 - sum(value_at(path, year) for path in named.values()) for year in _years(named)}
    return {
        lever.name: tuple((year, lever.baseline * rest / whole) for year, rest in left.items())
        for lever in others
    }


def _years(paths: dict[str, Path]) -> list[int]:
    return sorted({year for path in paths.values() for year, _ in path})
