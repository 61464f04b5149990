"""Rows that state the same thing: the same nature, the same scope, the same unit?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from evaluation.audit.figures import shown
from evaluation.audit.material import Material, Row, in_order, locator_of, name_of
from evaluation.audit.outcomes import Kind, Outcome, Phrase, Severity, phrase
from evaluation.audit.scales import conversion
from scenarios.schema import Bilingual, HistoryRow, Observation, Target
from scenarios.units import unit_words

NATURES = ("binding", "expected")
RATIO = "1"
FAMILIES = (
    ("常住", "户籍"),
    ("城镇", "农村", "农牧"),
    ("规模以上", "规模以下", "全部工业"),
    ("限额以上", "限额以下"),
    ("登记", "调查"),
    ("市级", "区级", "区属", "全市", "全疆"),
)
"""Coverages of statistics that exclude each other."""


@dataclass(frozen=True)
class Said:
    """A row and what it says about the thing, as a code and in words."""

    row: Row
    value: str
    words: Bilingual


def nature_agrees(material: Material) -> Iterator[Outcome]:
    """Whether rows of one thing are all binding or all expected."""
    for thing, rows in material.same.items():
        told = [Said(row, nature, name_of(row)) for row in rows if (nature := _nature(row)) in NATURES]
        told.sort(key=lambda said: said.value)
        agree = len({said.value for said in told}) == 1
        working = "; ".join(f"{said.row.id}: {said.value}" for said in told)
        yield from _outcome("nature_agrees", thing, told, "medium" if not agree else None, working)


def scope_agrees(material: Material) -> Iterator[Outcome]:
    """Whether rows of one thing that declare what they count all count the same."""
    for thing, rows in material.same.items():
        told = [Said(row, scope.zh, scope) for row in rows if (scope := _scope(row)) is not None]
        agree = not any(_opposed(a.value, b.value) for a, b in combinations(told, 2))
        working = (" = " if agree else "; ").join(said.row.id for said in told)
        yield from _outcome("scope_agrees", thing, told, None if agree else "low", working)


def same_unit(material: Material) -> Iterator[Outcome]:
    """Whether rows of one thing have the same unit, or units that differ by a factor only."""
    for thing, rows in material.same.items():
        told = [Said(row, row.unit, _unit(row)) for row in rows if _is_level(row)]
        factors = [conversion(said.value, told[0].value) for said in told]
        steps = (
            f"{said.row.id}: {said.value}"
            + (f" = {shown(factor)} {told[0].value}" if factor not in (None, 1) else "")
            for said, factor in zip(told, factors, strict=True)
        )
        working = "; ".join((*steps, *_implied_whole(told)))
        yield from _outcome(
            "same_unit", thing, told, None if None not in factors else "medium", working, "unit"
        )


def _implied_whole(told: Sequence[Said]) -> Iterator[str]:
    """What a number and the density of the same thing imply: 1694 / 4.64 = 365.1 thousand persons."""
    for level in told:
        for density in told:
            unit, _, per = str(density.value).partition("/")
            heads, rate = _target_value(level.row), _target_value(density.row)
            if per and unit == level.value and heads is not None and rate:
                yield f"{shown(heads)} / {shown(rate)} = {shown(heads / rate)} {per}"


def _target_value(row: Row) -> float | None:
    return None if isinstance(row, Observation) else row.target


def _nature(row: Row) -> str:
    return "" if isinstance(row, Observation) else row.nature


def _scope(row: Row) -> Bilingual | None:
    if not row.scope_declared or isinstance(row, Observation):
        return None
    return row.scope


def _opposed(a: str, b: str) -> bool:
    """Whether two scopes name different members of one family of coverages."""
    for family in FAMILIES:
        one, other = ({word for word in family if word in text} for text in (a, b))
        if one and other and one != other:
            return True
    return False


def _unit(row: Row) -> Bilingual:
    return Bilingual(zh=unit_words(row.unit, "zh"), en=unit_words(row.unit, "en"))


def _is_level(row: Row) -> bool:
    """Whether a row is a level or a total, whose unit can be compared; a ratio or growth has its own."""
    if row.unit == RATIO or row.unit.endswith("/year"):
        return False
    if isinstance(row, Target):
        return row.stated not in ("direction", "count") and row.relation != "ratio_to_base"
    return isinstance(row, HistoryRow) or row.kind not in ("growth_average", "ratio")


def _outcome(
    rule: str,
    thing: str,
    told: Sequence[Said],
    severity: Severity | None,
    working: str,
    kind: Kind = "conflict",
) -> Iterator[Outcome]:
    """The outcome for a thing of which at least two rows say something."""
    if len(told) < 2:
        return
    first = told[0]
    other = next((said for said in told if said.value != first.value), told[-1])
    fields = {"name": name_of(first.row), "other": name_of(other.row), "one": first.words, "two": other.words}
    part = rule.replace("_", "-")
    yield Outcome(
        rule=rule,
        subject=thing,
        kind=kind,
        severity=severity,
        where=in_order(locator_of(said.row) for said in told),
        indicators=tuple(said.row.id for said in told),
        stated=first.value,
        implied=other.value,
        working=working,
        said=Phrase(f"{part}-differs" if severity else part, fields),
        explanations=(phrase(f"why-{part}"),) if severity else (),
        correction=Phrase(f"fix-{part}", fields) if severity else None,
    )
