"""What the column of bases says of a figure: level or growth, since when, and in which prices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.midterm.classes import GROWTHS, TOTALLED, Measure
from evaluation.midterm.observed import Kind
from evaluation.midterm.sheets_read import Cell
from scenarios.errors import Fault, unknown_name
from scenarios.observed_words import observed_words

if TYPE_CHECKING:
    from scenarios.schema import Target
    from scenarios.vocabulary import PriceBasis

_PARTING = re.compile(r"[\s,;/、,;+]+")
CONSTANT = "constant_2020"


@dataclass(frozen=True)
class Said:
    """What a cell of bases says; `index` is a growth given as an index of the year before (104.5)."""

    words: frozenset[str]

    @property
    def index(self) -> bool:
        """Whether the figure is an index on the year before."""
        return "index" in self.words

    @property
    def growth(self) -> bool:
        """Whether the figure is a growth on the year before."""
        return "growth" in self.words or self.index


def said(cell: Cell) -> tuple[Said, list[Fault]]:
    """What a cell of bases says, and the words in it that nobody knows. 可比价同比 is read as two words."""
    known, unknown = _words(cell.text)
    names = [word for words in observed_words().bases.values() for word in words]
    return Said(frozenset(known)), [
        unknown_name("not-in-vocabulary", cell.where, word, names) for word in unknown
    ]


def kind_of(told: Said, named_growth: bool, target: Target, measure: Measure) -> Kind:
    """The kind of a figure of a target."""
    if measure == "cut":
        return "cut_total" if "cumulative" in told.words and not told.growth else "cut_year"
    if told.growth or named_growth:
        return "growth"
    if "cumulative" in told.words and measure in TOTALLED:
        return "total"
    return "growth" if target.transform in (*GROWTHS, "growth_each_year") else "level"


def prices_of(told: Said, kind: Kind, target: Target) -> PriceBasis | None:
    """The prices of a figure; None where a level has to say them and does not.

    A growth without a word is one in the prices of its target, as growth is published.
    """
    if "constant" in told.words:
        return CONSTANT
    if "current" in told.words:
        return "current"
    if kind == "level" and target.price_basis == CONSTANT:
        return None
    return target.price_basis


def _words(text: str) -> tuple[list[str], list[str]]:
    """The meanings of the words of a cell, and the words without one."""
    parts = [part for part in _PARTING.split(text) if part]
    whole = observed_words().basis(text)
    if whole is not None:
        return [whole], []
    known: list[str] = []
    unknown: list[str] = []
    for part in parts:
        found = _split(part)
        known += found
        unknown += [] if found else [part]
    return known, unknown


def _split(part: str) -> Sequence[str]:
    """The meaning of a word, or those of the two words it is put together of."""
    words = observed_words()
    one = words.basis(part)
    if one is not None:
        return [one]
    for at in range(1, len(part)):
        first, second = words.basis(part[:at]), words.basis(part[at:])
        if first is not None and second is not None:
            return [first, second]
    return []
