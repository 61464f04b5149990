"""Which of several prints of a quantity reproduces the growth that its rows print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.audit.figures import Figure, shown
from evaluation.audit.material import Material, name_of
from evaluation.audit.quantities import Quantity
from evaluation.audit.rates import Stated, compound, reproduces, stated_of
from scenarios.schema import Bilingual


@dataclass(frozen=True)
class Tried:
    """A print in the place of the base or end of a row that prints a rate: does the rate follow?"""

    row: Bilingual
    rate: str
    value: str
    working: str
    holds: bool


def tried_growths(quantity: Quantity, material: Material) -> Iterator[Tried]:
    """Every value of a quantity in every row of it that prints a rate."""
    for id in quantity.rows:
        row = material.targets.get(id) or material.history.get(id)
        stated = stated_of(row) if row is not None else None
        if row is not None and stated is not None:
            figures = {one.figure.value: one.figure for one in quantity.prints}.values()
            starts = quantity.year == row.base_year
            yield from (_tried(stated, figure, starts, name_of(row)) for figure in figures)


def _tried(stated: Stated, figure: Figure, starts: bool, name: Bilingual) -> Tried:
    base, end = (figure, stated.end) if starts else (stated.base, figure)
    rate = compound(base.value, end.value, stated.years)
    working = f"({end.text} / {base.text})^(1 / {stated.years}) - 1 = {shown(rate)} %"
    return Tried(
        name, stated.rate.text, figure.text, working, reproduces(base, end, stated.rate, stated.years)
    )
