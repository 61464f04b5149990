"""The few parts of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def added(parent: Any, tag: str, **attributes: object) -> Any:
    """A child called `tag` (`w:...`) at the end of `parent`; attributes are in the namespace of Word."""
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), str(value))
    parent.append(child)
    return child


def set_fonts(properties: Any, latin: str, chinese: str) -> None:
    """The fonts of a run or of a style, by its properties `w:rPr`: Latin letters, and East Asian ones."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), latin)
    fonts.set(qn("w:eastAsia"), chinese)


def put_field(paragraph: Any, code: str) -> list[Any]:
    """A field such as PAGE at the end of a paragraph, with 1 until Word counts; its runs."""
    runs = [paragraph.add_run() for _ in range(5)]
    begin, instruction, separate, result, end = runs
    added(begin._r, "w:fldChar", fldCharType="begin")
    added(instruction._r, "w:instrText").text = code
    added(separate._r, "w:fldChar", fldCharType="separate")
    added(result._r, "w:t").text = "1"
    added(end._r, "w:fldChar", fldCharType="end")
    return runs
