"""Shares that two printed quantities imply: a part must stay within its whole, at the start and at the end.

Each grows at its own rate, so a share that is in order at the start may leave its range by the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.audit.figures import Figure, printed, shown
from evaluation.audit.material import Material, in_order, name_of, part_of
from evaluation.audit.outcomes import Outcome, phrase

if TYPE_CHECKING:
    from scenarios.audit_facts import Role
    from scenarios.schema import Target

PARTS_OF: tuple[tuple[Role, Role], ...] = (
    ("industry", "output"),
    ("industry", "gross_output"),
    ("equity", "assets"),
)
"""A role, and the role that holds it."""


@dataclass(frozen=True)
class Share:
    """A part and its whole in one year."""

    part: Target
    whole: Target
    over: Figure
    under: Figure
    year: int


def role_shares(material: Material) -> Iterator[Outcome]:
    """The share of each part in its whole at the base and at the end, where both are printed."""
    for small, large in PARTS_OF:
        if small in material.roles and large in material.roles:
            part = material.targets[material.roles[small].target]
            whole = material.targets[material.roles[large].target]
            if part.unit == whole.unit and (part.base_year, part.year) == (whole.base_year, whole.year):
                yield from (_outcome(share) for share in _shares(part, whole))


def _shares(part: Target, whole: Target) -> Iterator[Share]:
    ends = (part.base_year, part_of(part, "base"), part_of(whole, "base"))
    for year, over, under in (ends, (part.year, _end(part), _end(whole))):
        if over is not None and under is not None and under.low > 0:
            yield Share(part, whole, over, under, year)


def _end(row: Target) -> Figure | None:
    """The printed end, or where the printed base leads at the printed rate."""
    end, base = part_of(row, "target"), part_of(row, "base")
    if end is not None or base is None or row.stated_growth is None:
        return end
    years, rate = row.year - row.base_year, printed(row.stated_growth)
    low, value, high = (
        b * (1 + r / 100) ** years
        for b, r in ((base.low, rate.low), (base.value, rate.value), (base.high, rate.high))
    )
    text = f"{base.text} x (1 + {rate.text} / 100)^{years}"
    return Figure(value, low, high, text, base.ids, base.places)


def _outcome(share: Share) -> Outcome:
    percent = share.over.value / share.under.value * 100
    fits = share.over.low <= share.under.high and share.over.high >= 0
    fields = {
        "part": name_of(share.part),
        "whole": name_of(share.whole),
        "year": share.year,
        "share": shown(percent),
    }
    under = share.under.text if " " not in share.under.text else f"({share.under.text})"
    return Outcome(
        rule="share_in_range",
        subject=f"{share.part.id}-{share.whole.id}-{share.year}",
        kind="arithmetic",
        severity=None if fits else "high",
        where=in_order((*share.over.places, *share.under.places)),
        indicators=(share.part.id, share.whole.id),
        stated=round(percent, 4),
        implied=None if fits else 100 if percent > 0 else 0,
        working=f"{share.over.text} / {under} x 100 = {shown(percent)} %",
        said=phrase("share-holds" if fits else "share-outside", **fields),
        explanations=() if fits else (phrase("why-share-outside", **fields),),
        correction=None if fits else phrase("fix-share-outside", **fields),
    )
