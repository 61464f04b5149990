"""A cell with a figure: its sign, its number in any digits, and the unit typed behind it."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from scenarios.errors import Fault, shown
from scenarios.numerals import numerals
from scenarios.observed_words import observed_words, plain

_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<number>\d+(?:\.\d*)?|\.\d+)(?P<power>[eE][+-]?\d+)?(?P<unit>\D*)")
_MINUS = str.maketrans(dict.fromkeys("−–—", "-"))
_THOUSANDS = re.compile(r"(?<=\d)[,'](?=\d{3}(?:\D|$))")


@dataclass(frozen=True)
class Figure:
    """A number, the unit typed with it (blank without one), and the direction typed before it: 1, -1 or 0."""

    value: float
    unit: str = ""
    direction: int = 0


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    told = plain(text)
    return not told or told in {plain(word) for word in observed_words().missing.words}


def figure(text: str, where: str) -> tuple[Figure | None, list[Fault]]:
    """The figure of a cell, or what is wrong with it."""
    told = _half_width(text)
    signs = observed_words().signs
    if plain(told) in {plain(word) for word in signs.flat}:
        return Figure(0.0, "%"), []
    direction, body = _direction(told)
    match = _NUMBER.fullmatch(body)
    if match is None:
        return _in_words(text, body, direction, where)
    value = float(match["sign"] + match["number"] + (match["power"] or ""))
    if not math.isfinite(value):
        return None, [Fault("not-finite", where, {"found": shown(text)})]
    return Figure(value, match["unit"].strip(), direction), []


def _direction(text: str) -> tuple[int, str]:
    signs = observed_words().signs
    for direction, words in ((1, signs.rise), (-1, signs.fall)):
        for word in words:
            if text.startswith(word):
                return direction, text.removeprefix(word).strip()
    return 0, text


def _in_words(text: str, body: str, direction: int, where: str) -> tuple[Figure | None, list[Fault]]:
    """A number spelt in Chinese, where the cell holds nothing else."""
    found = numerals(body)
    if len(found) == 1 and found[0].start == 0 and len(found[0].values) == 1:
        return Figure(found[0].values[0], body[len(found[0].text) :].strip(), direction), []
    return None, [Fault("wrong-type", where, {"found": shown(text), "expected": "数值 (number)"})]


def _half_width(text: str) -> str:
    """Text with half-width signs and without thousands commas and blanks."""
    half = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    return _THOUSANDS.sub("", half.replace(" ", ""))
