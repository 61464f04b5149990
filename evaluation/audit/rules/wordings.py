"""Words about how a quantity develops against its printed numbers.

A ratio of the end to the start stands behind "stable", "rises", "rises greatly" and "falls"; two rates in
% a year behind "in step" and "the gap narrows", where the lower side must grow faster.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluation.audit.figures import Figure, exact, shown
from evaluation.audit.material import Material, in_order, places
from evaluation.audit.outcomes import Outcome, Phrase, Severity
from scenarios.schema import Bilingual

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenarios.audit_facts import StatedWording, Wording


def stable_share(material: Material) -> Iterator[Outcome]:
    """A quantity called stable against its change."""
    limit, far = material.settings.stable_change, material.settings.far_beyond
    yield from _worded(material, "stable", lambda a, _: _within(a, exact(1), limit, far))


def in_step(material: Material) -> Iterator[Outcome]:
    """Two quantities said to grow in step against their rates."""
    limit, far = material.settings.in_step_points, material.settings.far_beyond
    yield from _worded(material, "in_step", lambda a, b: _within(a, b, limit, far))


def rises(material: Material) -> Iterator[Outcome]:
    """A quantity said to rise against its numbers."""
    yield from _worded(material, "rises", lambda ratio, _: None if ratio.high > 1 else "medium")


def rises_greatly(material: Material) -> Iterator[Outcome]:
    """A quantity said to rise greatly against its rise."""
    great, stable = material.settings.great_change, material.settings.stable_change
    yield from _worded(material, "rises_greatly", lambda ratio, _: _reaches(ratio, great, stable))


def falls(material: Material) -> Iterator[Outcome]:
    """A quantity said to fall against its numbers."""
    yield from _worded(material, "falls", lambda ratio, _: None if ratio.low < 1 else "medium")


def gap_narrows(material: Material) -> Iterator[Outcome]:
    """A gap said to narrow against the rates of the lower and the higher side."""
    yield from _worded(material, "gap_narrows", _faster)


def _within(subject: Figure, against: Figure, limit: float, far: float) -> Severity | None:
    """None where the difference may be within the limit."""
    if subject.low - against.high <= limit and subject.high - against.low >= -limit:
        return None
    return "low" if abs(subject.value - against.value) <= far * limit else "medium"


def _reaches(ratio: Figure, great: float, stable: float) -> Severity | None:
    """None where the rise may be great; what may as well be called stable is of medium severity."""
    if ratio.high >= 1 + great:
        return None
    return "low" if ratio.value > 1 + stable else "medium"


def _faster(lower: Figure, higher: Figure) -> Severity | None:
    if lower.value > higher.value:
        return None
    return "low" if lower.high > higher.low else "medium"


def _worded(
    material: Material, wording: Wording, judge: Callable[[Figure, Figure], Severity | None]
) -> Iterator[Outcome]:
    for row in material.pack.audit.wordings:
        if row.wording != wording:
            continue
        try:
            subject = material.figure(row.subject)
            against = material.figure(row.against) if row.against is not None else subject
        except KeyError:
            continue
        if math.isfinite(subject.value) and math.isfinite(against.value):
            yield _outcome(row, subject, against, judge(subject, against))


def _outcome(row: StatedWording, subject: Figure, against: Figure, severity: Severity | None) -> Outcome:
    code = row.wording.replace("_", "-")
    pair = row.against is not None
    fields = {
        "name": Bilingual(zh=row.name_zh, en=row.name_en),
        "subject": shown(subject.value),
        "against": shown(against.value) if pair else "1",
        "change": shown((subject.value - 1) * 100),
        "difference": shown(subject.value - against.value),
    }
    figures = (subject, against) if pair else (subject,)
    where = (*(place for figure in figures for place in figure.places), *places(row.places))
    return Outcome(
        rule="stable_share" if row.wording == "stable" else row.wording,
        subject=row.id,
        kind="conflict",
        severity=severity,
        where=in_order(where),
        indicators=tuple(dict.fromkeys(id for figure in figures for id in figure.ids)),
        stated=row.wording,
        implied=round(subject.value - against.value if pair else subject.value, 4),
        working=_working(subject, against, pair),
        said=Phrase(f"wording-{code}-{'holds' if severity is None else 'broken'}", fields),
        explanations=() if severity is None else (Phrase(f"why-wording-{code}", fields),),
        correction=None if severity is None else Phrase(f"fix-wording-{code}", fields),
    )


def _working(subject: Figure, against: Figure, pair: bool) -> str:
    sides = (subject, against) if pair else (subject,)
    told = [f"{side.text} = {shown(side.value)}" for side in sides if " " in side.text]
    if pair:
        difference = shown(subject.value - against.value)
        told.append(f"{shown(subject.value)} - {shown(against.value)} = {difference}")
    return "; ".join(told) or shown(subject.value)
