"""Standard output and error on any console: no character may stop the program.

What an encoding lacks is spelt with plain characters where that is possible, and with a question mark as a
last resort.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TextIO

PLAIN = {
    "±": "+-",
    "–": "-",
    "—": "-",
    "…": "...",
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "·": ".",
    "→": "->",
    "“": '"',
    "”": '"',
}
COLORS = {"good": "32", "fair": "36", "poor": "33", "bad": "31", "dim": "2", "bold": "1"}
NARROWEST, WIDEST = 60, 120
DEFAULT_SIZE = (100, 40)


def make_safe(stream: TextIO) -> None:
    """Replace what the encoding of the stream cannot show instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


def write(stream: TextIO, text: str) -> None:
    """A line of text."""
    stream.write(spelt_for(text, stream.encoding or "utf-8") + "\n")
    stream.flush()


def spelt_for(text: str, encoding: str) -> str:
    """The text with what `encoding` lacks spelt in plain characters."""
    if encoding.lower().replace("-", "").replace("_", "") == "utf8":
        return text
    return "".join(letter if _shown(letter, encoding) else PLAIN.get(letter, letter) for letter in text)


def _shown(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def shows_chinese(stream: TextIO) -> bool:
    """Whether Chinese text reaches this stream unharmed."""
    return _shown("中", stream.encoding or "utf-8")


def wants_color(no_color: bool) -> bool:
    """Colour only on a terminal, and never against `--no-color`, `NO_COLOR` or a terminal without it."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def paint(text: str, color: str | None, enabled: bool) -> str:
    """The text in a named colour of `COLORS`."""
    return f"\033[{COLORS[color]}m{text}\033[0m" if enabled and color and text else text


def columns() -> int:
    """How many columns there are to write in."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size(DEFAULT_SIZE).columns))
