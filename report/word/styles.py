"""The styles of the document, so that people can change all headings or all tables at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from report.word.layout import BODY, LATIN, NAMES, Letter, letters
from report.word.xml import added, set_fonts

if TYPE_CHECKING:
    from report.wording import Language

LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


def make_styles(document: Any, language: Language) -> None:
    """Give the document its styles; the defaults name an East Asian font too."""
    _set_defaults(document, language)
    for kind, letter in letters(language).items():
        _shape(_style(document, NAMES[kind]), letter)
    _shape(document.styles["Normal"], letters(language)["body"])


def _style(document: Any, name: str) -> Any:
    known = {style.name for style in document.styles}
    return (
        document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )


def _set_defaults(document: Any, language: Language) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(properties, LATIN, BODY)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    added(properties, "w:lang", val="en-GB", eastAsia=LANGUAGES["zh"], bidi="ar-SA")


def _shape(style: Any, letter: Letter) -> None:
    """Font, size and paragraph of a style; headings of Word lose their blue."""
    set_fonts(style.element.get_or_add_rPr(), LATIN, letter.chinese)
    style.font.size, style.font.bold, style.font.italic = Pt(letter.size), letter.bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(letter.before), Pt(letter.after)
    shape.first_line_indent = Pt(letter.indent * letter.size)
    shape.keep_with_next, shape.widow_control = letter.keep, True
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if letter.centred else WD_ALIGN_PARAGRAPH.LEFT
    if letter.lines is None:
        shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(letter.lines)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        border.getparent().remove(border)
