"""Targets against what was there before them: does the plan ask for more than it starts from?

Levels are compared with the base, totals over the plan with totals over as many years. Growth may slow down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from evaluation.audit.figures import Figure, printed, shown
from evaluation.audit.material import Material, in_order, name_of
from evaluation.audit.outcomes import Outcome, Phrase, Severity, phrase
from evaluation.audit.quantities import OWN_WORDS, Print, Quantity, quantities
from evaluation.audit.scales import conversion
from scenarios.schema import Target

Found = Literal["beyond", "kept", "limit", "full", "equal", "within", "total", "weaker"]
UPWARD = ("at_least", "above", "sum_at_least", "maintain")
DOWNWARD = ("at_most", "below")
FULL = {"percent": 100.0, "per_mille": 1000.0}
HOLD: tuple[Found, ...] = ("beyond", "kept")
RANK: tuple[Found, ...] = ("beyond", "kept", "limit", "full", "within", "equal", "total", "weaker")


@dataclass(frozen=True)
class Before:
    """A print of the quantity from before the plan, in the unit of the target; `text` as it stands."""

    figure: Figure
    bound: str | None
    text: str


def already_met(material: Material) -> Iterator[Outcome]:
    """Every target that prints a number against the printed values that the plan starts from."""
    gathered = quantities(material)
    for target in material.pack.targets:
        if target.target is not None and _compared(target):
            before = tuple(_before(target, gathered, material))
            if before:
                yield _outcome(target, target.target, before, material)


def _compared(target: Target) -> bool:
    """Whether a target is a level or a total; growth, counts of parts and words are not."""
    known = target.relation in (*UPWARD, *DOWNWARD, "between")
    yearly = target.unit.endswith("/year")
    return known and not yearly and target.stated not in (*OWN_WORDS, "count")


def _before(target: Target, gathered: Iterable[Quantity], material: Material) -> Iterator[Before]:
    """The prints for the base year of the target and of the rows that state the same, in its unit."""
    related = {target.id, *(row.id for row in material.stating_with(target.id))}
    related |= {row.id for row in material.pack.history if row.target_id == target.id}
    years = target.year - target.base_year if target.relation == "sum_at_least" else 0
    for quantity in gathered:
        if quantity.year == target.base_year and related & set(quantity.rows):
            for one in quantity.prints:
                if one.years == years and not one.aim:
                    yield from _in_unit(one, target.unit)


def _in_unit(one: Print, unit: str) -> Iterator[Before]:
    factor = conversion(one.unit, unit)
    if factor is None:
        return
    figure = one.figure
    if factor != 1:
        scaled = (figure.value * factor, figure.low * factor, figure.high * factor)
        text = f"{figure.text} x {shown(factor)}"
        figure = Figure(*scaled, text, figure.ids, figure.places)
    yield Before(figure, one.bound, figure.text if factor != 1 else shown(figure.value))


def _outcome(target: Target, aim: float, before: tuple[Before, ...], material: Material) -> Outcome:
    pairs: list[tuple[Found, Before]] = [(_found(target, aim, one), one) for one in before]
    found, worst = max(pairs, key=lambda pair: _weight(target, pair[0], pair[1]))
    ratio = aim / worst.figure.value if worst.figure.value else math.inf
    own = printed(aim, (target.id,), (target.locator,))
    fields = {"name": name_of(target), "target": own.text, "base": shown(worst.figure.value)}
    fields |= {"percent": shown(ratio * 100)}
    holds = found in HOLD
    places = (target.locator, *(place for one in before for place in one.figure.places))
    return Outcome(
        rule="already_met",
        subject=target.id,
        kind="conflict",
        severity=None if holds else _severity(found, target, ratio, material),
        where=in_order(places),
        indicators=tuple(dict.fromkeys((target.id, *(id for one in before for id in one.figure.ids)))),
        stated=aim,
        implied=worst.figure.value,
        working=_working(found, own.text, worst, target),
        said=Phrase(f"met-{found}", fields),
        explanations=() if holds else (phrase(f"why-met-{found}"),),
        correction=None if holds else Phrase(f"fix-met-{found}", fields),
    )


def _weight(target: Target, found: Found, before: Before) -> tuple[int, float]:
    """The worst first, and of several prints the one that is hardest to pass."""
    base = before.figure.value
    return RANK.index(found), -base if target.relation in DOWNWARD else base


def _found(target: Target, aim: float, before: Before) -> Found:
    base = before.figure.value
    if target.relation == "between" and target.target_low is not None:
        return "beyond" if base < target.target_low else "within" if base <= aim else "weaker"
    upward = target.relation in UPWARD
    if math.isclose(aim, base):
        return _no_more(target, aim, before)
    if (aim > base) == upward:
        return "beyond"
    return "total" if target.relation == "sum_at_least" else "weaker"


def _no_more(target: Target, aim: float, before: Before) -> Found:
    if target.relation == "maintain":
        return "kept"
    if before.bound is not None:
        return "limit"
    return "full" if FULL.get(target.unit) == aim and target.relation == "at_least" else "equal"


def _severity(found: Found, target: Target, ratio: float, material: Material) -> Severity:
    if found in ("limit", "full", "within"):
        return "low"
    if found == "total":
        return "low" if ratio > 1 - material.settings.large_gap else "medium"
    return "high" if target.nature == "binding" else "medium"


def _working(found: Found, aim: str, before: Before, target: Target) -> str:
    base = shown(before.figure.value)
    first = "" if base == before.text else f"{before.text} = {base}; "
    if found == "within":
        return f"{first}{shown(target.target_low or 0)} <= {base} <= {aim}"
    if found == "total":
        return f"{first}{aim} / {base} = {shown(float(aim) / before.figure.value)}"
    sign = "=" if float(aim) == before.figure.value else ">" if float(aim) > before.figure.value else "<"
    return f"{first}{aim} {sign} {base}"
