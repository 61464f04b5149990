"""How wide text is on a screen: a Chinese character takes two cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WIDE = ("W", "F")
_PIECE = re.compile(r"[ \t]+|\([^()\s]{1,16}\)|[\x21-\u2e7f]+(?: %)?|.", re.DOTALL)
CLOSING = "，。、；：？！）》”」』】)"
OPENING = "（《“「『【("
STOPS = (0, 2, 4)
"""Cells of the Chinese stops that may come together at the end of a line."""


def cells(text: str) -> int:
    """Cells that `text` takes on a screen."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


@lru_cache(maxsize=8192)
def _cells_of(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def padded(text: str, width: int, right: bool = False) -> str:
    """`text` filled with spaces to `width` cells; longer text is left as it is."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells: Latin text breaks at spaces, Chinese text anywhere but before a stop.

    A stop may stand one letter beyond the width; an opening bracket goes with what it opens.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width):
        if line and cells(line + piece.rstrip()) > width and piece not in CLOSING:
            opened = line[-1] if line[-1] in OPENING and len(line) > 1 else ""
            lines.append(line.removesuffix(opened).rstrip())
            line = opened + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def fitted(text: str, width: int) -> list[str]:
    """Wrapped lines none of which is wider, not even by its stops."""
    tried = (wrapped(text, width - slack) for slack in STOPS)
    return next(
        (lines for lines in tried if all(cells(line) <= width for line in lines)), wrapped(text, width)
    )


def _pieces(text: str, width: int) -> Iterator[str]:
    """Words, spaces and single Chinese characters; a word longer than a line is cut."""
    for match in _PIECE.finditer(text):
        piece = match.group()
        while cells(piece) > width:
            yield piece[:width]
            piece = piece[width:]
        if piece:
            yield piece


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` cells, ending in two dots where something is left out."""
    if cells(text) <= width:
        return text
    kept = ""
    for letter in text:
        if cells(kept + letter) > width - 2:
            break
        kept += letter
    return kept + ".."
