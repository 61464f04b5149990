"""Observed figures as a table in the form in which they are read: the copy in a run folder."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.units import unit_words

if TYPE_CHECKING:
    from evaluation.midterm.observed import Observation
    from evaluation.midterm.reading import Read
    from scenarios.schema import PlanPack

COLUMNS = ("indicator", "year", "month", "value", "unit", "basis", "vintage", "scope", "source")
BASES = {
    "growth": "growth",
    "total": "cumulative",
    "cut_total": "cumulative",
    "cut_year": "annual",
    "level": "",
}
PRICES = {"constant_2020": "constant", "current": "current", "none": ""}


def write_figures(path: Path, read: Read, pack: PlanPack) -> None:
    """Write every figure of every vintage, earlier ones first; the file is read like any other."""
    order = {name: at for at, name in enumerate(read.vintages)}
    items = sorted((*read.observations, *read.superseded), key=lambda item: order[item.vintage])
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(item, pack) for item in items)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())


def _row(item: Observation, pack: PlanPack) -> tuple[object, ...]:
    return (
        item.id,
        item.year,
        item.month or "",
        repr(item.value),
        unit_text(item, pack),
        basis_text(item),
        item.vintage,
        item.scope,
        item.source,
    )


def unit_text(item: Observation, pack: PlanPack) -> str:
    """The unit of a figure as it is read again."""
    if item.kind in ("growth", "cut_year", "cut_total"):
        return "%"
    return (
        unit_words(item.unit, "zh") if pack.target(item.id).unit != item.unit else pack.target(item.id).unit
    )


def basis_text(item: Observation) -> str:
    """The basis of a figure as it is read again."""
    words = (BASES[item.kind], PRICES[item.price_basis])
    return " ".join(word for word in words if word)
