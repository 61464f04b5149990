"""A planner's list of projects as projects of the pipeline.

The pipeline knows when a project is signed. It is signed so that the usual times bring it to its start at
the earliest start given, and not before its stage allows: one that is only held in reserve is signed in the
plan at the earliest, one that has come further was signed before it by the usual times of the stages behind
it. Withdrawal is drawn for all of them as for any other project.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.projects.setup import PLAN_START, QUARTERS, NamedProject
from sim.projects.volumes import time_to_start

if TYPE_CHECKING:
    from scenarios.project_facts import ProjectsFile
    from scenarios.project_list import ListedProject
    from sim.projects.setup import Setup

BEHIND = {
    "reserve": (),
    "approval": ("reserve_time",),
    "land": ("reserve_time", "approval_time"),
    "finance": ("reserve_time", "approval_time"),
}
"""Stage of a project -> the times that lie behind it; land is served without a time of its own."""
WINDOW = 1 / QUARTERS


def named_of(listed: Iterable[ListedProject], projects: ProjectsFile) -> tuple[NamedProject, ...]:
    """The projects of a list, signed within a quarter."""
    usual = {row.name: row.central for row in projects.number}
    return tuple(_named(row, usual) for row in listed)


def without_replaced(setup: Setup, own: Iterable[NamedProject], projects: ProjectsFile) -> Setup:
    """The setup without those projects of the plan that a planner's list has under the same name."""
    names = {row.name for row in own}
    plan = {row.title.en for row in projects.named if {row.title.zh, row.title.en} & names}
    kept = tuple(
        row for at, row in enumerate(setup.named) if at >= len(projects.named) or row.name not in plan
    )
    return replace(setup, named=kept)


def _named(row: ListedProject, usual: dict[str, float]) -> NamedProject:
    soonest = PLAN_START - sum(usual[name] for name in BEHIND[row.stage])
    signed = max(row.earliest_start - time_to_start(usual), soonest)
    return NamedProject(row.name, row.stream, row.size, signed, signed + WINDOW, row.probability)
