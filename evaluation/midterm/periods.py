"""Years and parts of years as people write them: 2023, 2023年, 2023-06, 2023年1-6月, 2023年上半年."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from scenarios.observed_words import observed_words, plain

_PERIOD = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\.0+)?年?度?(?P<rest>.*)")
_MONTHS = re.compile(r"[-/.]?(?:0?1月?[-~至到])?(?P<month>0?[1-9]|1[0-2])(?:月份?)?")
_ACTUAL = re.compile(r"(?:实际|实际值|完成|数值|累计|actual|value)+$")


@dataclass(frozen=True)
class Period:
    """A year, or its months up to `month`."""

    year: int
    month: int | None = None


def period(text: str) -> Period | None:
    """The period that a text names; None where it names none. December is the whole year."""
    match = _PERIOD.fullmatch(_ACTUAL.sub("", _plain(text)))
    if match is None:
        return None
    year, rest = int(match["year"]), match["rest"]
    if not rest:
        return Period(year)
    last = months(rest)
    return None if last is None else Period(year, _part(last))


def months(text: str) -> int | None:
    """The last month that a text names: `6`, `6月`, `1-6月`, `上半年`; None where it names none."""
    told = _plain(text)
    known = {plain(word): month for word, month in observed_words().months.items()}
    if told in known:
        return known[told]
    match = _MONTHS.fullmatch(told.removesuffix(".0"))
    return int(match["month"]) if match else None


def month(text: str) -> int | None:
    """The last month of a part of a year; None for a whole year. Raises ValueError for another text."""
    found = months(text)
    if found is None:
        raise ValueError(text)
    return _part(found)


def _part(last: int) -> int | None:
    return None if last == 12 else last


def _plain(text: str) -> str:
    half = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in half if not sign.isspace())
