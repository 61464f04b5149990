"""Equal places with one queue, first come first served, on the clock of SimPy.

Each service is one event: what waits costs nothing, which keeps decades of trains cheap.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from simpy.events import Timeout

if TYPE_CHECKING:
    from simpy import Environment, Event

Item = TypeVar("Item")


class Station(Generic[Item]):
    """`places` servers. `started(item)` is called when a service begins, `finished(item)` at its end."""

    def __init__(
        self,
        clock: Environment,
        places: int,
        started: Callable[[Item], None],
        finished: Callable[[Item], None],
    ) -> None:
        self.clock, self.places, self.busy = clock, places, 0
        self.queue: deque[tuple[Item, float]] = deque()
        self._started, self._finished = started, finished

    def enter(self, item: Item, work: float) -> None:
        """Take in an item that needs `work` days of a place."""
        if self.busy < self.places:
            self._start(item, work)
        else:
            self.queue.append((item, work))

    def widen(self, places: int) -> None:
        """Add places; what waits moves up."""
        self.places += places
        self._fill()

    def _start(self, item: Item, work: float) -> None:
        self.busy += 1
        self._started(item)
        Timeout(self.clock, work, item).callbacks.append(self._end)

    def _end(self, event: Event) -> None:
        self.busy -= 1
        self._fill()
        self._finished(event._value)  # pyright: ignore[reportPrivateUsage] - the property checks again

    def _fill(self) -> None:
        while self.queue and self.busy < self.places:
            self._start(*self.queue.popleft())
