"""Building: all sites share what the builders can do, and work is counted without stepping through it.

Between two events every site advances at the same pace, 1 while the builders suffice and less when they do
not. A site is done when the pace added up over time has grown by its building time, so one event a
project is enough. Builders follow the work that lasts: capacity grows with a delay, and does not shrink.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import simpy

from sim.projects.arrivals import Calendar
from sim.projects.setup import QUARTERS

Done = Callable[[], None]


class Builders:
    """Sites under way with a common pace; `capacity` in 1e8 CNY/year of work."""

    def __init__(
        self,
        env: simpy.Environment,
        calendar: Calendar,
        streams: tuple[str, ...],
        capacity: float,
        growth_time: float,
        reserve: float,
    ) -> None:
        self.env, self.calendar = env, calendar
        self.capacity, self.growth_time, self.reserve = capacity, growth_time, reserve
        self.extra_from = float("inf")
        self.extra = 0.0
        self.progress = 0.0
        self.rate = dict.fromkeys(streams, 0.0)
        self.sites: list[tuple[float, int, str, float, Done]] = []
        self.begun = 0
        self.last = float(env.now)
        self.work = {name: np.zeros(calendar.quarters) for name in streams}
        self.pace_over = np.zeros(calendar.quarters)
        self.load_over = np.zeros(calendar.quarters)
        self.alarm = 0
        env.process(self._quarters())

    @property
    def called_for(self) -> float:
        """Work that all sites would do in a year if none had to wait, 1e8 CNY/year."""
        return sum(self.rate.values())

    @property
    def pace(self) -> float:
        """Speed of every site relative to its own plan."""
        called, there = self.called_for, self.available
        return 1.0 if called <= there else there / called

    @property
    def available(self) -> float:
        """Work the builders can do in a year, 1e8 CNY/year."""
        return self.capacity + (self.extra if self.env.now >= self.extra_from else 0.0)

    def build(self, stream: str, size: float, building_time: float, done: Done) -> None:
        """Begin a site; `done` is called when it is commissioned."""
        self._advance()
        self.begun += 1
        rate = size / building_time
        self.rate[stream] += rate
        heapq.heappush(self.sites, (self.progress + building_time, self.begun, stream, rate, done))
        self._set_alarm()

    def settle(self) -> None:
        """Count the work up to now."""
        self._advance()

    def left(self, stream: str) -> float:
        """Work still to be done on the sites of a stream, 1e8 CNY."""
        self._advance()
        return sum(rate * (due - self.progress) for due, _, name, rate, _ in self.sites if name == stream)

    def _advance(self) -> None:
        """Count the work since the last event; no event lies further than the end of its quarter."""
        now = float(self.env.now)
        passed = now - self.last
        if passed <= 0:
            return
        pace = self.pace
        at = self.calendar.at(self.last)
        self.progress += pace * passed
        self.pace_over[at] += pace * passed * QUARTERS
        self.load_over[at] += min(self.called_for / self.available, 1.0) * passed * QUARTERS
        for name, rate in self.rate.items():
            self.work[name][at] += rate * pace * passed
        self.last = now

    def _set_alarm(self) -> None:
        self.alarm += 1
        if self.sites:
            wait = max((self.sites[0][0] - self.progress) / self.pace, 0.0)
            event = self.env.timeout(wait, self.alarm)
            event.callbacks.append(self._ring)

    def _ring(self, event: simpy.Event) -> None:
        if event.value != self.alarm:
            return
        self._advance()
        while self.sites and self.sites[0][0] <= self.progress + 1e-9:
            _, _, stream, rate, done = heapq.heappop(self.sites)
            self.rate[stream] -= rate
            done()
        self._set_alarm()

    def _quarters(self) -> Generator[simpy.Event, Any, None]:
        while True:
            yield self.env.timeout(1 / QUARTERS)
            self._advance()
            wanted = self.called_for / self.reserve
            if wanted > self.capacity:
                self.capacity += (wanted - self.capacity) / (self.growth_time * QUARTERS)
            self._set_alarm()
