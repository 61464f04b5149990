"""Slots on the line: one train a headway, and no more trains to a port than may stand before it.

A port that is held up keeps its own trains in the yard and lets those of other ports pass.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from simpy.events import Timeout

from sim.hub.train import Train

if TYPE_CHECKING:
    from simpy import Environment, Event


class Line:
    """`headway` days lie between two departures, endless ones where the line is not open yet.

    `most` trains of a port may be under way.
    """

    def __init__(
        self, clock: Environment, ports: int, headway: float, most: int, departed: Callable[[Train], None]
    ) -> None:
        self.clock, self.headway, self.most = clock, headway, most
        self.under_way = [0] * ports
        self._waiting: list[deque[Train]] = [deque() for _ in range(ports)]
        self._taken = False
        self._departed = departed

    def ready(self, train: Train) -> None:
        """A train is assembled and waits for a slot."""
        self._waiting[train.port].append(train)
        if not self._taken:
            self._send()

    def crossed(self, port: int) -> None:
        """A train has crossed the border."""
        self.under_way[port] -= 1
        if not self._taken:
            self._send()

    def open(self, headway: float) -> None:
        """From now on trains leave at this headway."""
        self.headway = headway
        if not self._taken:
            self._send()

    def _send(self) -> None:
        """The train that has been ready longest takes the slot, among the ports that are open."""
        if self.headway == math.inf:
            return
        first: Train | None = None
        for port, queue in enumerate(self._waiting):
            if (
                queue
                and self.under_way[port] < self.most
                and (first is None or (queue[0].ready, queue[0].number) < (first.ready, first.number))
            ):
                first = queue[0]
        if first is None:
            return
        self._waiting[first.port].popleft()
        self.under_way[first.port] += 1
        self._taken = True
        Timeout(self.clock, self.headway).callbacks.append(self._free)
        self._departed(first)

    def _free(self, _: Event) -> None:
        self._taken = False
        self._send()
