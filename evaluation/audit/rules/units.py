"""The unit that a row prints: does it fit the quantity, and what the printed name says it is?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluation.audit.material import Material, Row, in_order, locator_of, name_of, places
from evaluation.audit.name_words import is_count, is_share
from evaluation.audit.outcomes import Outcome, Phrase, phrase
from evaluation.audit.summaries import all_fit
from scenarios.schema import Bilingual, Observation
from scenarios.units import UNITS, unit_words

if TYPE_CHECKING:
    from scenarios.audit_facts import PrintedLabel

SHARES = ("percent", "percentage_point", "per_mille")
RATIOS = (*SHARES, "1")
PRINTED_SHARES = ("%", "％", "‰", "个百分点")
PRINTED_COUNTS = tuple(words for unit, (words, _) in UNITS.items() if unit not in RATIOS)


def unit_fits(material: Material) -> Iterator[Outcome]:
    """The printed unit against the quantity, and against what the printed name says it is."""
    labels = {row.id: row for row in material.pack.audit.labels}
    rows: list[Row] = [*material.pack.targets, *material.pack.history]
    rows += [row for row in material.pack.observations if row.id in labels]
    fitting: list[str] = []
    found: dict[tuple[str, int], Outcome] = {}
    for row in rows:
        label = labels.get(row.id)
        name, unit = _printed(row, label)
        wrong = _wrong(name, unit, row.unit)
        if wrong:
            found.setdefault((name, locator_of(row).line), _finding(row, label, wrong, name, unit))
        elif unit:
            fitting.append(row.id)
    yield from found.values()
    if fitting:
        yield all_fit("unit_fits", "unit", fitting, f"{len(fitting)} x printed unit = unit of the quantity")


def _printed(row: Row, label: PrintedLabel | None) -> tuple[str, str]:
    """The name and the unit as printed."""
    if label is not None:
        return label.label, label.unit
    return row.name_zh, "" if isinstance(row, Observation) else row.unit_printed


def _wrong(name: str, printed: str, unit: str) -> str | None:
    """Which of the unit, the name and the quantity contradict each other."""
    if printed in PRINTED_SHARES:
        if unit.partition("/")[0] not in RATIOS:
            return "quantity"
        return "count" if is_count(name) else None
    if printed in PRINTED_COUNTS and (is_share(name) or unit in SHARES):
        return "share"
    return None


def _finding(row: Row, label: PrintedLabel | None, wrong: str, name: str, unit: str) -> Outcome:
    fits = Bilingual(zh=unit_words(row.unit, "zh"), en=unit_words(row.unit, "en"))
    fields = {
        "name": name_of(row),
        "label": Bilingual(zh=name, en=row.name_en),
        "printed": unit,
        "unit": fits,
    }
    return Outcome(
        rule="unit_fits",
        subject=row.id,
        kind="unit",
        severity="medium" if wrong == "quantity" else "low",
        where=in_order((locator_of(row), *places(label.places if label else None))),
        indicators=(row.id,),
        stated=unit,
        implied=row.unit,
        working=_working(row, wrong),
        said=Phrase(f"unit-{wrong}", fields),
        explanations=(phrase(f"why-unit-{wrong}"),),
        correction=Phrase(f"fix-unit-{wrong}", fields),
    )


def _working(row: Row, wrong: str) -> str:
    """What stands in the unit, and what the quantity or its name asks for."""
    if wrong == "quantity":
        return f"{row.id}: % <> {row.unit}"
    return f"{row.id}: % <> count" if wrong == "count" else f"{row.id}: count <> {row.unit}"
