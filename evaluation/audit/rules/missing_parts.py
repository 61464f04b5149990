"""What a target lacks so that nobody can evaluate it: a number, the limit others set, a base, a scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from evaluation.audit.figures import shown
from evaluation.audit.material import Material, bases_of, in_order, name_of, readings
from evaluation.audit.name_words import is_change
from evaluation.audit.outcomes import Outcome, Phrase, Severity, phrase
from evaluation.audit.quantities import OWN_WORDS
from evaluation.audit.summaries import all_fit
from scenarios.schema import Bilingual, HistoryRow, Observation, Target

Part = Literal["number", "unclear", "limit", "base", "scope"]
CHANGES = ("growth_average", "growth_each_year", "growth_total", "cut_percent", "ratio_to_base")
COMPARED = ("stable", "in_step")
GROWTH = "percent/year"
RISES = ("增加", "新增", "增长")
"""Words for a rise a year in the unit of the level itself."""
WHOLES = ("全省", "全市", "全州", "全区", "全县", "全旗", "全镇")
OPEN = ("未说明", "未列明", "未印出", "未注明", "不明")
NO_SCOPE = ("价格", "可比价", "现价", "不变价", "名称为")
"""Notes on prices and on the name, which other rules look at."""
ENDS = re.compile(r"[;;]")


def missing_part(material: Material) -> Iterator[Outcome]:
    """Whether a target has a number or limit, the base its relation needs, and a scope."""
    complete: list[str] = []
    for target in material.pack.targets:
        parts = tuple(_missing(target, material))
        if parts:
            yield _finding(target, parts, _yearly_rise(target, material))
        else:
            complete.append(target.id)
    for row in material.pack.history:
        if not row.bases and not row.reached:
            yield _empty(row)
        else:
            complete.append(row.id)
    if complete:
        yield all_fit("missing_part", "missing", complete, f"{len(complete)} x (number, base, scope)")


def _missing(target: Target, material: Material) -> Iterator[Part]:
    if target.stated == "outside":
        yield "limit"
    elif not _has_number(target):
        yield "unclear" if any(again.value is not None for again in target.restated) else "number"
    rises = _yearly_rise(target, material) is not None
    if (rises or _needs_base(target)) and not _has_base(target, material):
        yield "base"
    if not _has_scope(target):
        yield "scope"


def _has_number(target: Target) -> bool:
    """Whether a target says how much; growth that is to be negative or positive does, "in step" does."""
    if target.stated != "direction":
        return target.target is not None
    return target.direction in COMPARED or (target.unit == GROWTH and target.target is not None)


def _needs_base(target: Target) -> bool:
    """Whether a target says by how much, and not how much."""
    if target.stated in ("count", "direction"):
        return target.direction in ("rise_greatly", "fall_greatly", "stable")
    changes = target.unit == "percent" and is_change(target.name_zh)
    growth = target.stated_growth is not None and not target.bases
    relative = target.relation == "ratio_to_base" or target.transform in CHANGES
    return relative or changes or growth or target.unit == GROWTH


def _yearly_rise(target: Target, material: Material) -> float | None:
    """The rise a year, in the unit of the target, that the same line prints beside its level."""
    if target.relation not in ("at_least", "above") or target.stated != "number":
        return None
    beside = (row for row in material.pack.targets if row.locator.line == target.locator.line)
    rises = (
        row
        for row in beside
        if row.unit == f"{target.unit}/year" and any(word in row.name_zh for word in RISES)
    )
    return next((row.target for row in rises), None)


def _has_base(target: Target, material: Material) -> bool:
    """Whether the row, or one of the same place, thing or variable, prints a level to start from."""
    same = {row.id for row in material.stating_with(target.id)}
    for row in (*material.pack.targets, *material.pack.history):
        alike = row.id == target.id or row.id in same or target.id == getattr(row, "target_id", None)
        alike = alike or (target.variable is not None and row.variable == target.variable)
        alike = alike or (target.locator.row is not None and row.locator == target.locator)
        if alike and (bases_of(row) or (isinstance(row, HistoryRow) and readings(row))):
            return True
    return any(_is_base(row, target, same) for row in material.pack.observations)


def _is_base(row: Observation, target: Target, same: set[str]) -> bool:
    alike = row.id in same or (target.variable is not None and row.variable == target.variable)
    return (
        alike and row.printed and row.kind in ("level", "share", "about") and row.year_to <= target.base_year
    )


def _has_scope(target: Target) -> bool:
    """Whether a target says what it counts; the whole region goes without saying."""
    if target.scope_declared or target.stated == "count":
        return True
    if target.scope is None:
        return False
    said = [part for part in ENDS.split(target.scope.zh) if not any(word in part for word in NO_SCOPE)]
    return all(part.startswith(WHOLES) and not any(word in part for word in OPEN) for part in said)


def _finding(target: Target, parts: tuple[Part, ...], rise: float | None) -> Outcome:
    implied = _implied_base(target, rise) if "base" in parts else None
    fields = {"name": name_of(target), "scope": target.scope or Bilingual(zh="-", en="-")}
    explanations = [Phrase(f"why-missing-{part}", fields) for part in parts]
    if implied is not None:
        explanations.append(phrase("why-missing-implied-base", base=shown(implied)))
    return Outcome(
        rule="missing_part",
        subject=target.id,
        kind="missing",
        severity="low" if rise is not None else _severity(target, parts),
        where=in_order((target.locator, *(again.locator for again in target.restated))),
        indicators=(target.id,),
        stated=target.target if target.stated not in OWN_WORDS else None,
        implied=None if implied is None else round(implied, 4),
        working=_working(target, parts, implied, rise),
        said=Phrase(f"missing-{'-'.join(parts)}", fields),
        explanations=tuple(explanations),
        correction=Phrase(f"fix-missing-{parts[0]}", fields),
    )


def _implied_base(target: Target, rise: float | None) -> float | None:
    """The base that a printed end and a printed growth or rise imply."""
    years = target.year - target.base_year
    if rise is not None and target.target is not None:
        return target.target - years * rise
    if target.target is None or target.stated_growth is None or target.stated_growth <= -100 or years < 1:
        return None
    if target.unit == GROWTH:
        return None
    return target.target / (1 + target.stated_growth / 100) ** years


def _working(target: Target, parts: tuple[Part, ...], implied: float | None, rise: float | None) -> str:
    lacks = ", ".join(f"{part}: -" for part in parts)
    years = target.year - target.base_year
    if rise is not None and implied is not None and target.target is not None:
        return f"{lacks}; {shown(target.target)} - {years} x {shown(rise)} = {shown(implied)}"
    if implied is None or target.target is None or target.stated_growth is None:
        return lacks
    growth = shown(target.stated_growth)
    return f"{lacks}; {shown(target.target)} / (1 + {growth} / 100)^{years} = {shown(implied)}"


def _severity(target: Target, parts: tuple[Part, ...]) -> Severity:
    if parts == ("scope",):
        return "low"
    if target.stated == "count":
        return "low"
    number = {"number", "unclear", "limit"} & set(parts)
    return "high" if number and target.nature == "binding" else "medium"


def _empty(row: HistoryRow) -> Outcome:
    fields = {"name": name_of(row)}
    return Outcome(
        rule="missing_part",
        subject=row.id,
        kind="missing",
        severity="low",
        where=(row.locator,),
        indicators=(row.id,),
        stated=None,
        implied=None,
        working=f"{row.base_year}: -; {row.year}: -",
        said=Phrase("missing-record", fields),
        explanations=(phrase("why-missing-record"),),
        correction=Phrase("fix-missing-record", fields),
    )
