"""A train with the dates of its stages, in days since the start."""

from __future__ import annotations


class Train:
    """`arrivals` is the sum of the arrival dates of its lots, so that dwell needs no list of consignments.

    `last` is the arrival of the last of them.
    """

    __slots__ = (
        "arrivals", "departed", "direction", "formed", "last", "lots", "number", "placed", "port", "reached",
        "ready", "started",
    )  # fmt: skip

    def __init__(
        self, number: int, direction: int, lots: int, arrivals: float, last: float, formed: float
    ) -> None:
        self.number, self.direction, self.port, self.lots = number, direction, 0, lots
        self.arrivals, self.last, self.formed = arrivals, last, formed
        self.placed = self.ready = self.departed = self.reached = self.started = formed
