"""What is handed out by the quarter: land, and the finance room of public owners.

Each quarter brings a part of the year's quota; what is not taken is kept for a year at most. Who asks first
is served first; a project that needs more than a year's quota takes it in parts. Who gives up hands back
what was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.projects.arrivals import Calendar
from sim.projects.setup import QUARTERS

Array = NDArray[np.float64]

SMALLEST = 1e-9
MOST_PARTS = 100
"""Who would need more parts than that waits for a quota that never comes."""


class Quota:
    """A quota of `yearly(time)` a year, kept for up to `kept` years; counts waiting and use."""

    def __init__(
        self, env: simpy.Environment, calendar: Calendar, yearly: Callable[[float], float], kept: float
    ) -> None:
        self.env, self.yearly, self.kept = env, yearly, kept
        start = max(yearly(env.now), SMALLEST)
        self.store = simpy.Container(env, init=start / QUARTERS)
        self.line = simpy.Resource(env, 1)
        self.calendar = calendar
        self.granted = np.zeros(calendar.quarters)
        env.process(self._refill())

    def take(self, amount: float, patience: float) -> Generator[simpy.Event, Any, bool]:
        """Wait for the whole amount, in parts where it must be; False when patience ends before."""
        leaves = self.env.timeout(patience)
        with self.line.request() as turn:
            yield turn | leaves
            if not turn.triggered:
                return False
            taken = 0.0
            while amount - taken > SMALLEST:
                left = amount - taken
                part = min(left, max(self._most(), left / MOST_PARTS))
                wanted = self.store.get(part)
                yield wanted | leaves
                if not wanted.triggered:
                    wanted.cancel()
                    if taken:
                        yield self.store.put(taken)
                    return False
                taken += part
            self.granted[self.calendar.at(self.env.now)] += taken
        return True

    def use(self) -> Array:
        """Taken over brought, by quarter."""
        brought = [self.yearly(time) / QUARTERS for time in self.calendar.edges()[:-1]]
        return self.granted / np.maximum(brought, SMALLEST)

    def _most(self) -> float:
        return max(self.yearly(self.env.now) * self.kept, SMALLEST)

    def _refill(self) -> Generator[simpy.Event, Any, None]:
        while True:
            yield self.env.timeout(1 / QUARTERS)
            brought = self.yearly(self.env.now) / QUARTERS
            room = self._most() - self.store.level
            if min(room, brought) > 0:
                yield self.store.put(min(room, brought))
