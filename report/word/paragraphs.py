"""Paragraphs: every run names its East Asian font, so that no program guesses one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.shared import Pt

from report.word.layout import LATIN, NAMES, letters
from report.word.xml import set_fonts

if TYPE_CHECKING:
    from report.wording import Language


def style_id(kind: str) -> str:
    """The id of the style of a kind of paragraph: its name without blanks, as Word makes it."""
    return NAMES[kind].replace(" ", "")


def put(where: Any, text: str, kind: str, language: Language) -> Any:
    """A paragraph of a kind at the end of a document or a cell; the paragraph."""
    return fill(where.add_paragraph(), text, kind, language)


def fill(paragraph: Any, text: str, kind: str, language: Language, size: float | None = None) -> Any:
    """Give an empty paragraph its style and its text, in letters of `size` where one is given."""
    paragraph._p.style = style_id(kind)
    run = paragraph.add_run(text)
    set_fonts(run._r.get_or_add_rPr(), LATIN, letters(language)[kind].chinese)
    if size is not None:
        run.font.size = Pt(size)
    return paragraph
