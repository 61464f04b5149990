"""Pages: size, margins, upright or wide, and page numbers outside as official documents have them."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from report.word.layout import BOTTOM, FOOTER, LATIN, LEFT, PAGE, PLAIN, RIGHT, TOP
from report.word.xml import put_field, set_fonts

NUMBER_SIZE = 14.0


def first_page(document: Any) -> None:
    """Set up the section that the document begins with, and its page numbers."""
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    set_page(section, landscape=False)
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        _number(footer, side)


def new_section(document: Any, landscape: bool) -> None:
    """Begin a section on a new page; it keeps the page numbers of the one before."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _end_in_last_paragraph(document)
    set_page(section, landscape)


def _end_in_last_paragraph(document: Any) -> None:
    """Let the last paragraph end the section, not an empty one that may fall on a page of its own."""
    *_, before, empty, _last = document.element.body
    if before.tag == empty.tag and empty.pPr is not None and before.get_or_add_pPr().sectPr is None:
        before.pPr.append(empty.pPr.sectPr)
        document.element.body.remove(empty)


def set_page(section: Any, landscape: bool) -> None:
    """A4 with the margins of official documents, which turn with the paper."""
    short, long = PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if landscape else (Mm(short), Mm(long))
    margins = (LEFT, RIGHT, BOTTOM, TOP) if landscape else (TOP, BOTTOM, LEFT, RIGHT)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(RIGHT - 10 if landscape else FOOTER)


def width(section: Any) -> float:
    """Millimetres between the margins."""
    return (section.page_width - section.left_margin - section.right_margin) / Mm(1)


def _number(footer: Any, side: Any) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(NUMBER_SIZE)
    runs = [paragraph.add_run("— "), *put_field(paragraph, "PAGE"), paragraph.add_run(" —")]
    for run in runs:
        run.font.size = Pt(NUMBER_SIZE)
        set_fonts(run._r.get_or_add_rPr(), LATIN, PLAIN)
