"""Tables: the header is repeated on every page, no row is split, numbers are flush right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from report.word.paragraphs import fill, put
from report.word.xml import added

if TYPE_CHECKING:
    from report.outline.blocks import Table
    from report.wording import Language

SIDE = 60
"""Twentieths of a point between text and line at the sides of a cell."""
SHADE = "E8ECF0"


def put_table(document: Any, table: Table, language: Language, width: float) -> None:
    """A table as wide as `width` millimetres, under its caption."""
    if table.caption:
        put(document, table.caption, "caption", language)
    made = document.add_table(rows=0, cols=len(table.heads))
    made.style = "Table Grid"
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_sides(made)
    widths = _widths(table, width)
    _row(made, table.heads, table, language, widths, head=True)
    for row in table.rows:
        _row(made, row, table, language, widths)
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = Mm(wide)
    put(document, "", "gap", language)


def _widths(table: Table, width: float) -> list[float]:
    shares = table.widths or (1.0,) * len(table.heads)
    return [width * share / sum(shares) for share in shares]


def _row(
    made: Any,
    texts: tuple[str, ...],
    table: Table,
    language: Language,
    widths: list[float],
    head: bool = False,
) -> None:
    row = made.add_row()
    properties = row._tr.get_or_add_trPr()
    added(properties, "w:cantSplit")
    if head:
        added(properties, "w:tblHeader")
    for at, (cell, text, wide) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(wide)
        paragraph = fill(cell.paragraphs[0], text, "head" if head else "cell", language, table.size)
        if head:
            added(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=SHADE)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        if at in table.numeric and not head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_sides(made: Any) -> None:
    margins = added(made._tbl.tblPr, "w:tblCellMar")
    for side in ("left", "right"):
        added(margins, f"w:{side}", w=SIDE, type="dxa")
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        made._tbl.tblPr.append(look)
