"""The words of observed data and when a figure looks slipped: `observed.toml` beside this file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from scenarios.errors import refuse
from scenarios.facts import Facts, Words
from scenarios.readers import read_bytes, read_toml
from scenarios.toml_lines import key_lines
from scenarios.units import UNITS
from scenarios.validation import Place, validated

FILE = "observed.toml"
Listed = Annotated[tuple[Words, ...], Field(strict=False)]
Positive = Annotated[float, Field(gt=0)]


class ReadingSettings(Facts):
    """When a figure is refused as slipped or impossible; see `observed.toml`."""

    slip_factor: Positive
    percent_factor: Positive
    lowest_growth: float
    highest_growth: float
    growth_gap: Positive
    due_month: Annotated[int, Field(ge=1, le=12)]
    due_day: Annotated[int, Field(ge=1, le=31)]


class GrowthWords(Facts):
    """Words that make a growth of the name before them."""

    suffixes: Listed


class SignWords(Facts):
    """Words before a number that give it its sign, and words for no change."""

    rise: Listed
    fall: Listed
    flat: Listed


class MissingWords(Facts):
    """What stands where there is no figure."""

    words: Listed


class UnitSize(Facts):
    """A unit in the first unit of its kind."""

    unit: Words
    kind: Words
    size: Positive


class ObservedWords(Facts):
    """Everything that reading observed data knows about words."""

    settings: ReadingSettings
    columns: dict[str, Listed]
    months: dict[str, Annotated[int, Field(ge=1, le=12)]]
    bases: dict[str, Listed]
    growth: GrowthWords
    aliases: dict[str, Words]
    signs: SignWords
    missing: MissingWords
    units: dict[str, Listed]
    size: Annotated[tuple[UnitSize, ...], Field(strict=False)]

    def column(self, heading: str) -> str | None:
        """The column that a heading names; None for a heading nobody knows."""
        return _found(self.columns, plain(heading))

    def basis(self, word: str) -> str | None:
        """What a word of the column of bases says; None where nobody knows it."""
        return _found(self.bases, plain(word))

    def unit(self, word: str) -> str | None:
        """The unit that a word names in either language; None where nobody knows it."""
        return _unit_words().get(plain(word))

    def size_of(self, unit: str) -> UnitSize | None:
        """Kind and size of a unit; None for a unit that has no others of its kind."""
        return next((one for one in self.size if one.unit == unit), None)

    def factor(self, unit: str, wanted: str) -> float | None:
        """What a value in `unit` is multiplied with to be in `wanted`; None where they differ in kind."""
        if unit == wanted:
            return 1.0
        one, other = self.size_of(unit), self.size_of(wanted)
        same = one is not None and other is not None and one.kind == other.kind
        return one.size / other.size if same and one and other else None

    def siblings(self, unit: str) -> tuple[str, ...]:
        """The units of the same kind, where there are several that a figure may stand in."""
        own = self.size_of(unit)
        return tuple(one.unit for one in self.size if own is not None and one.kind == own.kind)


def plain(text: str) -> str:
    """Text as words are compared: half-width, without blanks, brackets and colons, in small letters."""
    half = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in half if not sign.isspace() and sign not in "()[]{}【】_:,，、")


@cache
def observed_words() -> ObservedWords:
    """The words. Raises `InputError` with every fault of the file."""
    data, text = read_toml(read_bytes(Path(__file__).parent / FILE, FILE), FILE)
    made, faults = validated(ObservedWords, data, Place(FILE, key_lines(text)))
    refuse(faults)
    if made is None:
        raise AssertionError("words that cannot be made have faults")
    return made


def _found(groups: Mapping[str, tuple[str, ...]], word: str) -> str | None:
    return next((name for name, words in groups.items() if word in {plain(one) for one in words}), None)


@cache
def _unit_words() -> Mapping[str, str]:
    """Units by their words: those of the unit table in both languages, and those of `observed.toml`."""
    known = {plain(word): name for name, words in UNITS.items() for word in (name, *words)}
    added = {plain(word): name for name, words in observed_words().units.items() for word in words}
    return known | added
