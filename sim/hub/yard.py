"""The yard: lots wait by direction until a train is full, or until the oldest has waited long enough."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from sim.hub.train import Train


class Yard:
    """Room for `room` lots, those of trains that have not left included; what finds no room is turned away.

    A train of a direction is formed when `full` lots wait, or when the oldest has waited `longest` days and
    at least `least` lots are there. `formed(train)` is called with it.
    """

    def __init__(
        self,
        directions: int,
        room: int,
        full: int,
        least: int,
        longest: float,
        formed: Callable[[Train], None],
    ) -> None:
        self.room, self.full, self.least, self.longest = room, full, least, longest
        self.level, self.trains = 0, 0
        self.waiting = [0] * directions
        self._queues: list[deque[list[float]]] = [deque() for _ in range(directions)]
        self._formed = formed

    def arrive(self, now: float, consignments: Sequence[int], directions: Sequence[int]) -> int:
        """Take in the consignments of a day; gives the lots that found no room.

        Where room is short, each consignment gets its part of it, rounded down.
        """
        offered, room, accepted = sum(consignments), self.room - self.level, 0
        for lots, direction in zip(consignments, directions, strict=True):
            taken = lots if offered <= room else lots * room // offered
            if taken:
                self._take(now, direction, taken)
                accepted += taken
        return offered - accepted

    def _take(self, now: float, direction: int, lots: int) -> None:
        self._queues[direction].append([now, lots])
        self.waiting[direction] += lots
        self.level += lots
        while self.waiting[direction] >= self.full:
            self._form(now, direction, self.full)

    def review(self, now: float) -> None:
        """Send what has waited too long, where there is enough of it."""
        for direction, queue in enumerate(self._queues):
            if queue and now - queue[0][0] >= self.longest and self.waiting[direction] >= self.least:
                self._form(now, direction, self.waiting[direction])

    def leave(self, lots: int) -> None:
        """Lots leave with a train."""
        self.level -= lots

    def waited(self, end: float) -> float:
        """Lot-days until `end` of what waits for a train."""
        return sum(lots * (end - arrived) for queue in self._queues for arrived, lots in queue)

    def _form(self, now: float, direction: int, lots: int) -> None:
        queue, left, arrivals, last = self._queues[direction], lots, 0.0, 0.0
        while left:
            head = queue[0]
            last = head[0]
            part = head[1] if head[1] <= left else left
            arrivals += part * last
            left -= int(part)
            if part == head[1]:
                queue.popleft()
            else:
                head[1] -= part
        self.waiting[direction] -= lots
        self.trains += 1
        self._formed(Train(self.trains - 1, direction, lots, arrivals, last, now))
