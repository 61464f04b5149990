"""The whole document: blocks in their order, properties without a clock, the same bytes every time."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx import Document

from report.fixed_bytes import fixed
from report.outline.blocks import Chart, Heading, Page, Table, Text
from report.version import TOOL
from report.word.pages import first_page, new_section, width
from report.word.paragraphs import put
from report.word.pictures import put_chart
from report.word.styles import make_styles
from report.word.tables import put_table

if TYPE_CHECKING:
    from report.outline.blocks import Block, Outline
    from report.wording import Language

LEVELS = {1: "chapter", 2: "section"}
TIMELESS = datetime.datetime(1980, 1, 1)


@dataclass(frozen=True)
class Written:
    """The bytes of a document, and the letters that no chart could show."""

    data: bytes
    lacking: str


def word_document(outline: Outline, language: Language) -> Written:
    """The outline as a Word document."""
    document: Any = Document()
    make_styles(document, language)
    first_page(document)
    _set_properties(document, outline, language)
    lacking = "".join(_put(document, block, language) for block in outline.blocks)
    held = io.BytesIO()
    document.save(held)
    return Written(fixed(held.getvalue()), "".join(dict.fromkeys(lacking)))


def _put(document: Any, block: Block, language: Language) -> str:
    """Put one block at the end; the letters its chart lacks."""
    if isinstance(block, Chart):
        return put_chart(document, block, language)
    if isinstance(block, Table):
        put_table(document, block, language, width(document.sections[-1]))
    elif isinstance(block, Page):
        new_section(document, block.landscape)
    elif isinstance(block, Text):
        put(document, block.text, block.kind, language)
    elif isinstance(block, Heading):
        put(document, block.text, LEVELS[block.level], language)
    else:
        put(document, block.text, "title", language)
    return ""


def _set_properties(document: Any, outline: Outline, language: Language) -> None:
    properties = document.core_properties
    properties.title, properties.subject, properties.author = outline.title, outline.subject, TOOL
    properties.last_modified_by, properties.comments, properties.keywords = TOOL, "", ""
    properties.language, properties.revision = language, 1
    properties.created = properties.modified = TIMELESS
