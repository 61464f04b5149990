"""The numbers of a Chinese plan text: Arabic and Chinese numerals, and words such as 翻一番 or 全覆盖.

A full-width sign counts as its plain one. A multiplier (万, 亿) directly behind an Arabic number belongs
to it and not to a number of its own; standing alone it is a word of a unit. Numerals inside set phrases
that state no number (进一步, 统一) are no numbers; the list of phrases is short, since a phrase that is
missing from it costs one claim and a phrase too many hides a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = {digit: at for at, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MULTIPLIERS = {"万": 10_000, "亿": 100_000_000}
PERCENT = 100.0
IN_WORDS = {
    "翻一番": 2.0,
    "翻番": 2.0,
    "翻倍": 2.0,
    "全面覆盖": PERCENT,
    "普遍覆盖": PERCENT,
    "全覆盖": PERCENT,
    "全覆": PERCENT,
    "完全达标": PERCENT,
    "负增长": 0.0,
    "半数": PERCENT / 2,
    "一半": PERCENT / 2,
}
PHRASES = (
    "进一步|一体|统一|一致|一批|一流|一系列|一切|一定|一般|唯一|同一|单一|一方面|一直|一样|一些|一站式|一律|一贯|一并|一旦|"
    r"一经|一再|一心|新一代|新一轮|逐一|不一|之一|第三方|百姓|千方百计|一盘棋|一次性|零售|批零|零部件|零配件|零散|二氧化|三氧化|十分(?!之|钟)"
)
_CHINESE = "".join((*DIGITS, *TENS, *MULTIPLIERS))
_PATTERN = re.compile(
    "|".join(
        (
            f"(?P<phrase>{PHRASES})",
            f"(?P<words>{'|'.join(IN_WORDS)})",
            rf"(?P<part>[{_CHINESE}]+)分之(?P<whole>[{_CHINESE}]+)",
            r"(?P<arabic>\d+(?:\.\d+)?)(?P<multiplier>[万亿]*)",
            rf"(?P<chinese>[{_CHINESE}]+)",
        )
    )
)


@dataclass(frozen=True)
class Numeral:
    """A number of a text: as it stands there, where it begins, and the values it may mean.

    `5000万` is 5000 in a unit of ten thousand and 50 million in a plain one, so it has both values;
    十百千 means each of 10, 100 and 1000.
    """

    text: str
    start: int
    values: tuple[float, ...]


def numerals(line: str) -> tuple[Numeral, ...]:
    """The numbers of a line, in order."""
    plain = "".join(_plain(sign) for sign in line)
    return tuple(_found(plain))


def _plain(sign: str) -> str:
    """The plain sign of a full-width one, where that is one sign too."""
    normal = unicodedata.normalize("NFKC", sign)
    return normal if len(normal) == 1 else sign


def _found(line: str) -> Iterator[Numeral]:
    for match in _PATTERN.finditer(line):
        numeral = _numeral(match)
        if numeral is not None:
            yield numeral


def _numeral(match: re.Match[str]) -> Numeral | None:
    text, start = match.group(), match.start()
    if match["phrase"]:
        return None
    if match["words"]:
        return Numeral(text, start, (IN_WORDS[text],))
    if match["part"]:
        share = _whole(match["whole"]) / _whole(match["part"]) if _whole(match["part"]) else 0.0
        return Numeral(text, start, (PERCENT * share, share))
    if match["arabic"]:
        return Numeral(match["arabic"], start, _scaled(float(match["arabic"]), match["multiplier"]))
    if not set(text) - set(MULTIPLIERS):
        return None
    if len(text) > 1 and not set(text) - set(TENS):
        return Numeral(text, start, tuple(float(TENS[sign]) for sign in text))
    body = text.rstrip("".join(MULTIPLIERS))
    own = _whole(body)
    return Numeral(text, start, _scaled(own, text[len(body) :]))


def _scaled(value: float, multipliers: str) -> tuple[float, ...]:
    scale = 1.0
    for sign in multipliers:
        scale *= MULTIPLIERS[sign]
    return (value,) if scale == 1.0 else (value, value * scale)


def _whole(text: str) -> float:
    """The number that Chinese numerals spell: 三十五 and 三五 are 35, 二〇三五 is 2035."""
    if not set(text) & (set(TENS) | set(MULTIPLIERS)):
        return float("".join(str(DIGITS[sign]) for sign in text) or 0)
    total, section, digit = 0.0, 0.0, 0.0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            section += (digit or 1.0) * TENS[sign]
            digit = 0.0
        else:
            total = (total + section + digit) * MULTIPLIERS[sign]
            section, digit = 0.0, 0.0
    return total + section + digit
