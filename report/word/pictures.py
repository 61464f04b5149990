"""Charts in the document: the picture, what it shows in words, and its caption."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx.shared import Mm

from report.static_charts.bands import picture
from report.word.paragraphs import put, style_id

if TYPE_CHECKING:
    from report.outline.blocks import Chart
    from report.wording import Language

WIDTH = 152.0


def put_chart(document: Any, chart: Chart, language: Language) -> str:
    """Embed a chart; the letters that its font lacks, for which it was drawn in English."""
    drawn = picture(chart)
    paragraph = document.add_paragraph()
    paragraph._p.style = style_id("picture")
    shape = paragraph.add_run().add_picture(io.BytesIO(drawn.png), width=Mm(WIDTH))
    described = shape._inline.docPr
    described.set("descr", chart.alternative)
    described.set("title", chart.chart.labels.title.replace("\n", " "))
    described.set("name", chart.chart.id)
    put(document, chart.caption, "caption", language).paragraph_format.keep_with_next = False
    return drawn.lacking
