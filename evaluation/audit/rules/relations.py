"""What belongs together by its meaning: parts and wholes, shares, sums over years, other sentences.

The relations are facts of the pack: two expressions and how they compare. A print stands for the
interval of what it may have been rounded from, so a relation is broken only where no such numbers fit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluation.audit.figures import Figure, shown
from evaluation.audit.material import Material, in_order, places
from evaluation.audit.outcomes import Kind, Outcome, Phrase, Severity, phrase
from evaluation.audit.rules.role_shares import role_shares
from scenarios.schema import Bilingual

if TYPE_CHECKING:
    from scenarios.audit_facts import Compared, RelationRule, StatedRelation

SIGNS: dict[Compared, tuple[str, str]] = {
    "equals": ("=", "!="),
    "at_most": ("<=", ">"),
    "at_least": (">=", "<"),
}
"""How a comparison is written where it holds and where not."""


def sum_of_parts(material: Material) -> Iterator[Outcome]:
    """The sum of the parts against the printed whole."""
    yield from _related(material, "sum_of_parts", "arithmetic")


def part_of_whole(material: Material) -> Iterator[Outcome]:
    """A part against the whole that holds it."""
    yield from _related(material, "part_of_whole", "conflict")


def share_in_range(material: Material) -> Iterator[Outcome]:
    """A share, stated or implied by two printed quantities at the start or the end, against its limits."""
    yield from _related(material, "share_in_range", "arithmetic")
    yield from role_shares(material)


def period_total(material: Material) -> Iterator[Outcome]:
    """A total over years against the yearly number and the years."""
    yield from _related(material, "period_total", "conflict")


def other_statement(material: Material) -> Iterator[Outcome]:
    """A number against what another sentence of the plan implies."""
    yield from _related(material, "other_statement", "conflict")


def holds(left: Figure, compared: Compared, right: Figure) -> bool:
    """Whether numbers behind the two prints can compare as they should."""
    if compared == "at_most":
        return left.low <= right.high
    if compared == "at_least":
        return left.high >= right.low
    return left.overlaps(right)


def gap(left: Figure, right: Figure) -> float:
    """How far the left value lies from the right one, as a part of it."""
    return abs(left.value - right.value) / (abs(right.value) or abs(left.value) or 1)


def severity_of(size: float, material: Material) -> Severity:
    """Low, medium or high by the relative size of a gap."""
    if size < material.settings.small_gap:
        return "low"
    return "medium" if size < material.settings.large_gap else "high"


def compared_text(left: Figure, compared: Compared, right: Figure) -> str:
    """Both sides worked out, then compared; with what rounding allows where the values alone do not fit."""
    exact = _exactly(left, compared, right)
    sign = SIGNS[compared][0 if exact else 1]
    allowed = not exact and holds(left, compared, right)
    steps = [f"{side.text} = {_value(side)}" for side in (left, right) if side.text != _value(side)]
    told = "; ".join([*steps, f"{_value(left)} {sign} {_value(right)}"])
    return f"{told}; {_interval(left)} {SIGNS[compared][0]} {_interval(right)}" if allowed else told


def _exactly(left: Figure, compared: Compared, right: Figure) -> bool:
    if math.isclose(left.value, right.value, rel_tol=1e-9, abs_tol=1e-12):
        return True
    wanted = {"equals": False, "at_most": left.value < right.value, "at_least": left.value > right.value}
    return wanted[compared]


def _value(figure: Figure) -> str:
    """The value as printed, or as worked out where it is a result."""
    return figure.text if " " not in figure.text else shown(figure.value)


def _interval(figure: Figure) -> str:
    return f"[{shown(figure.low)}, {shown(figure.high)}]"


def _related(material: Material, rule: RelationRule, kind: Kind) -> Iterator[Outcome]:
    for row in material.pack.audit.relations:
        if row.rule != rule:
            continue
        try:
            left, right = material.figure(row.left), material.figure(row.right)
        except KeyError:
            continue
        if math.isfinite(left.value) and math.isfinite(right.value):
            yield _outcome(row, left, right, kind, material)


def _severity(row: StatedRelation, left: Figure, right: Figure, material: Material) -> Severity:
    """By the size of the gap; low where cut-off digits explain it, never high on an assumption."""
    if row.compared == "equals" and abs(left.value - right.value) < max(_width(left), _width(right)):
        return "low"
    severity = severity_of(gap(left, right), material)
    return "medium" if severity == "high" and row.assumption_zh else severity


def _width(figure: Figure) -> float:
    """The unit of the last digit of a print; none for a limit."""
    width = figure.high - figure.low
    return width if math.isfinite(width) else 0


def _outcome(row: StatedRelation, left: Figure, right: Figure, kind: Kind, material: Material) -> Outcome:
    fits = holds(left, row.compared, right)
    fields = {
        "name": Bilingual(zh=row.name_zh, en=row.name_en),
        "left": _value(left),
        "right": _value(right),
    }
    code = row.rule.replace("_", "-")
    state = "holds" if fits else row.compared.replace("_", "-")
    assumption = Bilingual(zh=row.assumption_zh, en=row.assumption_en) if row.assumption_zh else None
    return Outcome(
        rule=row.rule,
        subject=row.id,
        kind="arithmetic" if row.compared == "equals" and row.rule == "period_total" else kind,
        severity=None if fits else _severity(row, left, right, material),
        where=in_order((*left.places, *right.places, *places(row.places))),
        indicators=tuple(dict.fromkeys((*left.ids, *right.ids))),
        stated=round(left.value, 6),
        implied=round(right.value, 6),
        working=compared_text(left, row.compared, right),
        said=Phrase(f"relation-{state}", fields),
        explanations=() if fits else (Phrase(f"why-{code}", fields),),
        assumption=phrase("assume-relation", what=assumption) if assumption else None,
        correction=None if fits else Phrase(f"fix-{code}", fields),
    )
