"""The layout: pages, margins, letters and lines of GB/T 9704-2012, sizes for English beside it.

Chinese body text is 16 points with 28 letters a line and about 22 lines a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.wording import Language

PAGE = (210.0, 297.0)
"""A4, in millimetres."""
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0
FOOTER = 28.0
"""From the edge of the paper to the page number: 7 mm below the text."""
LATIN = "Times New Roman"
BODY, BLACK, SCRIPT, NAME, PLAIN = "仿宋", "黑体", "楷体", "方正小标宋简体", "宋体"


@dataclass(frozen=True)
class Letter:
    """How a kind of paragraph looks: its Chinese font, its size and its lines in points.

    `lines` is exact; None lets a line be as high as it needs. `indent` is in letters.
    """

    chinese: str
    size: float
    lines: float | None
    indent: float = 0.0
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    centred: bool = False
    keep: bool = False


CHINESE = {
    "title": Letter(NAME, 22, 34, before=6, after=14, centred=True, keep=True),
    "chapter": Letter(BLACK, 16, 28.95, indent=2, before=6, keep=True),
    "section": Letter(SCRIPT, 16, 28.95, indent=2, keep=True),
    "body": Letter(BODY, 16, 28.95, indent=2),
    "blank": Letter(SCRIPT, 16, 28.95, indent=2),
    "note": Letter(BODY, 11, 17, after=3),
    "tight": Letter(BODY, 13, 20.5, indent=2, after=1),
    "caption": Letter(BLACK, 12, 20, centred=True, before=6, after=3, keep=True),
    "cell": Letter(BODY, 10.5, None),
    "head": Letter(BLACK, 10.5, None, centred=True),
    "gap": Letter(BODY, 4, 6),
    "picture": Letter(BODY, 11, None, centred=True, before=4, keep=True),
}
ENGLISH = {
    "title": Letter(NAME, 18, 24, bold=True, before=6, after=12, centred=True, keep=True),
    "chapter": Letter(BLACK, 14, 20, bold=True, before=10, after=4, keep=True),
    "section": Letter(SCRIPT, 12, 17, bold=True, before=6, after=3, keep=True),
    "body": Letter(BODY, 12, 17, after=6),
    "blank": Letter(SCRIPT, 12, 17, after=6),
    "note": Letter(BODY, 9.5, 12.5, after=3),
    "tight": Letter(BODY, 11, 14.5, after=4),
    "caption": Letter(BLACK, 10.5, 14, bold=True, centred=True, before=8, after=3, keep=True),
    "cell": Letter(BODY, 9.5, None),
    "head": Letter(BLACK, 9.5, None, bold=True, centred=True),
    "gap": Letter(BODY, 4, 6),
    "picture": Letter(BODY, 9.5, None, centred=True, before=4, keep=True),
}
OF_WORD = {"title": "Title", "chapter": "Heading 1", "section": "Heading 2", "caption": "Caption"}
"""Titles and headings have the styles of Word, so that its outline shows them."""
NAMES = {kind: f"Planreach {kind}" for kind in CHINESE} | OF_WORD


def letters(language: Language) -> dict[str, Letter]:
    """The kinds of paragraphs in a language."""
    return CHINESE if language == "zh" else ENGLISH
