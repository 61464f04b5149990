"""The font of the charts: Noto Sans SC with the letters of GB2312, and which letters a text lacks in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FONT = Path(__file__).parents[1] / "fonts" / "NotoSansSC-GB2312.otf"


@cache
def letters() -> frozenset[int]:
    """The code points that the font can show."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(FONT)).get_charmap())


def lacking(text: str) -> str:
    """The letters of a text that the font cannot show, each once; line ends need none."""
    return "".join(dict.fromkeys(sign for sign in text if sign != "\n" and ord(sign) not in letters()))


def shown(text: str) -> str:
    """The text with a question mark for every letter the font lacks: never an empty box."""
    return "".join(sign if sign == "\n" or ord(sign) in letters() else "?" for sign in text)


@cache
def font(size: float) -> FontProperties:
    """The font in a size in points."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(FONT), size=size)
