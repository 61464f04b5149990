"""The way of a project: reserve, approval, land, finance, construction, commissioning - or withdrawal.

Approval takes a desk, land and public finance come from quotas, building shares the builders. A project
that waits longer than its patience for any of them is withdrawn. One common factor a year and a factor of
its own decide how much of a signed volume is built.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

import numpy as np
import simpy

from sim.chance import Array, Chance
from sim.projects.arrivals import Calendar, Project, intensity, projects_of
from sim.projects.builders import Builders
from sim.projects.quota import Quota
from sim.projects.record import Passage, Record
from sim.projects.setup import PLAN_START, QUARTERS, Setup
from sim.projects.volumes import Volume, kind_volumes, time_to_start, volumes

Events = Generator[simpy.Event, Any, None]


class Pipeline:
    """One replication under way."""

    def __init__(
        self,
        setup: Setup,
        chance: Chance,
        calendar: Calendar,
        finance: Sequence[float],
        demand: Sequence[float],
    ) -> None:
        self.setup, self.chance, self.calendar = setup, chance, calendar
        self.finance, self.demand = finance, demand
        self.env = simpy.Environment(initial_time=calendar.first)
        self.values = chance.values(setup.values)
        self.volumes = volumes(setup, self.values)
        self.record = Record(calendar, tuple(stream.name for stream in setup.streams))
        self.relative = intensity(setup, calendar, time_to_start(self.values), demand)
        self.common = self._common_factor()
        self._open()

    def run(self) -> Record:
        """Simulate to the end of the calendar."""
        for project in self._projects():
            self.env.process(self._life(project))
        self.env.run(until=self.calendar.last + 1)
        self.builders.settle()
        record = self.record
        record.work, record.pace = self.builders.work, self.builders.pace_over
        record.use = {
            "approval": self.desk_time / self.desks.capacity,
            "land": self.land.use(),
            "finance": self.money.use(),
            "construction": self.builders.load_over,
        }
        return record

    def _open(self) -> None:
        setup, values, env = self.setup, self.values, self.env
        average = self.volumes
        desks = setup.facts.desks
        self.desks = simpy.Resource(env, desks + round(setup.extra.get("approval", 0.0)))
        for _ in range(int(self.desks.capacity) - desks):
            env.process(self._closed_until_plan())
        applying = sum(
            average[stream.name].signed
            / stream.mean_size
            * (1 - self._risk("reserve_withdrawal", stream.attracted))
            for stream in setup.streams
        )
        self.desk_service = values["approval_use"] * desks / applying
        self.desk_time = np.zeros(self.calendar.quarters)
        land = sum(average[stream.name].wished for stream in setup.streams if stream.needs_land)
        public = sum(average[stream.name].wished for stream in setup.streams if stream.public)
        self.land_a_year, self.money_a_year = land / values["land_use"], public / values["finance_use"]
        self.land = Quota(env, self.calendar, self._land, values["quota_kept"])
        self.money = Quota(env, self.calendar, self._money, values["quota_kept"])
        whole = sum(kind_volumes(setup).values())
        self.builders = Builders(
            env,
            self.calendar,
            self.record.streams,
            whole / values["construction_use"],
            values["builders_growth_time"],
            values["construction_use"],
        )
        self.builders.extra, self.builders.extra_from = setup.extra.get("construction", 0.0), PLAN_START

    def _closed_until_plan(self) -> Events:
        """A desk more is there from the plan on."""
        with self.desks.request() as turn:
            yield turn
            yield self.env.timeout(PLAN_START - self.env.now)

    def _land(self, time: float) -> float:
        extra = self.setup.extra.get("land", 0.0) if time >= PLAN_START else 0.0
        return self.land_a_year * self.setup.lever("land_quota", time) + extra

    def _money(self, time: float) -> float:
        if time < PLAN_START:
            return self.money_a_year
        at = int(time) - PLAN_START
        room = self.finance[min(at, len(self.finance) - 1)] * self.demand[min(at, len(self.demand) - 1)]
        return self.money_a_year * room + self.setup.extra.get("finance", 0.0)

    def _common_factor(self) -> Array:
        years = self.calendar.last - self.calendar.first + 1
        memory, spread = self.values["common_memory"], self.values["common_variation"]
        noise = self.chance.normals("common factor", years)
        state = np.empty(years)
        state[0] = noise[0]
        for year in range(1, years):
            state[year] = memory * state[year - 1] + np.sqrt(1 - memory**2) * noise[year]
        return np.exp(spread * state - spread**2 / 2)

    def _projects(self) -> list[Project]:
        found: list[Project] = []
        for stream in self.setup.streams:
            volume: Volume = self.volumes[stream.name]
            found += projects_of(
                self.setup, stream, volume, self.values, self.chance, self.calendar, self.relative
            )
        return sorted(found, key=lambda one: (one.signed_at, one.stream.name, one.name, one.number))

    def _life(self, project: Project) -> Events:
        env, record, stream = self.env, self.record, project.stream
        yield env.timeout(project.signed_at - env.now)
        passage = Passage(project.name, stream.name, project.signed_at, project.size)
        record.passages.append(passage)
        record.signed[stream.name][record.at(env.now)] += project.size
        record.signed_count[stream.name][record.at(env.now)] += 1
        yield env.timeout(project.reserve_time)
        if project.first_risk < self._risk("reserve_withdrawal", stream.attracted):
            self._withdraw(project, passage)
            return
        passage.stage = "approval"
        if not (yield from self._approval(project)):
            self._withdraw(project, passage)
            return
        passage.stage = "land"
        if stream.needs_land and not (yield from self._from(self.land, "land", project)):
            self._withdraw(project, passage)
            return
        passage.stage = "finance"
        yield from self._finance(project, passage)

    def _finance(self, project: Project, passage: Passage) -> Events:
        stream = project.stream
        if stream.public:
            if not (yield from self._from(self.money, "finance", project)):
                self._withdraw(project, passage)
                return
        else:
            yield self.env.timeout(project.finance_time)
        if stream.attracted and project.second_risk < self.values["finance_withdrawal"]:
            self._withdraw(project, passage)
            return
        self._start(project, passage)

    def _risk(self, name: str, attracted: bool) -> float:
        return self.values[name] if attracted else self.values["other_withdrawal"]

    def _approval(self, project: Project) -> Generator[simpy.Event, Any, bool]:
        env, since = self.env, self.env.now
        with self.desks.request() as turn:
            yield turn | env.timeout(project.patience)
            if not turn.triggered:
                return False
            self.record.waited("approval", since, env.now)
            speed = self.setup.lever("approval_capacity", env.now)
            service = project.approval_time / self.values["approval_time"] * self.desk_service / speed
            self.desk_time[self.record.at(env.now)] += service * QUARTERS
            yield env.timeout(service)
        return True

    def _from(self, quota: Quota, resource: str, project: Project) -> Generator[simpy.Event, Any, bool]:
        since = self.env.now
        got = yield from quota.take(self._wanted(project), project.patience)
        if got:
            self.record.waited(resource, since, self.env.now)
        return got

    def _wanted(self, project: Project) -> float:
        return project.size * self.volumes[project.stream.name].scale

    def _start(self, project: Project, passage: Passage) -> None:
        env, record, name = self.env, self.record, project.stream.name
        year = min(int(env.now) - self.calendar.first, len(self.common) - 1)
        conversion = self.setup.lever("project_conversion", env.now) if project.stream.attracted else 1.0
        size = project.size * project.scale * self.common[year] * conversion
        passage.built_size, passage.started_at, passage.stage = size, env.now, "construction"
        record.started[name][record.at(env.now)] += size
        record.cut[name][record.at(env.now)] += project.size - size

        def done() -> None:
            passage.done_at, passage.stage = env.now, "commissioned"
            record.commissioned[name][record.at(env.now)] += size

        self.builders.build(name, size, project.building_time, done)

    def _withdraw(self, project: Project, passage: Passage) -> None:
        passage.withdrawn_at = self.env.now
        self.record.withdrawn[project.stream.name][self.record.at(self.env.now)] += project.size


def simulate(
    setup: Setup, chance: Chance, calendar: Calendar, finance: Sequence[float], demand: Sequence[float]
) -> Record:
    """One replication; `finance` and `demand` are multipliers by year from 2021 on.

    `finance` is the room of public owners over what their projects need, `demand` the wished volume over
    the average of 2016-2020.
    """
    return Pipeline(setup, chance, calendar, finance, demand).run()
