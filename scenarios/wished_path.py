"""The volume of projects that is wished before a plan, by year, relative to its average of the history."""

from __future__ import annotations

from collections.abc import Mapping

QUARTERS = 4
LEAD = ("reserve_time", "approval_time", "finance_time")
"""The numbers of a pipeline that lie between the signature and the start."""


def wished_at(path: Mapping[int, float], time: float) -> float:
    """The path at a moment; its first and last year hold beyond its ends."""
    return path[min(max(int(time), min(path)), max(path))]


def signing_pace(path: Mapping[int, float], history: tuple[int, int], lead: float) -> float:
    """Signed in an average year of the history over what is signed when wishes are average.

    Projects are signed `lead` years ahead of their start, so that what is signed answers to later wishes.
    """
    first, last = history
    count = (last - first + 1) * QUARTERS
    return sum(wished_at(path, first + (at + 0.5) / QUARTERS + lead) for at in range(count)) / count
