"""An outline as one HTML file that needs no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.html.markup import Safe, element, script_json
from report.html.outline_charts import outline_figure
from report.html.page import DRAW, LANGUAGES, POLICY, STYLE, plotly_source
from report.html.tables import html_table
from report.outline.blocks import Chart, Heading, Table, Text, Title

if TYPE_CHECKING:
    from report.outline.blocks import Block, Outline
    from report.wording import Words

MANY_COLUMNS = 10
"""A table with more of them is set smaller."""


def outline_page(outline: Outline, words: Words) -> str:
    """The whole page."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", outline.title),
        element("style", Safe(STYLE.read_text(encoding="utf-8"))),
    )
    body = element(
        "body",
        element("p", outline.subject, class_="soft"),
        *(_block(block, at, words) for at, block in enumerate(outline.blocks)),
        element("script", plotly_source()),
        element("script", Safe(DRAW)),
    )
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=LANGUAGES[words.language]) + "\n"


def _block(block: Block, at: int, words: Words) -> Safe:
    if isinstance(block, Title):
        return element("h1", block.text)
    if isinstance(block, Heading):
        return element(f"h{block.level + 1}", block.text)
    if isinstance(block, Text):
        return element("p", block.text, class_="soft" if block.kind in ("note", "blank") else None)
    if isinstance(block, Table):
        caption = element("p", block.caption, class_="soft")
        table = html_table(block.heads, block.rows, block.numeric)
        wide = " wide" if len(block.heads) > MANY_COLUMNS else ""
        return element("div", caption, table, class_=f"outline{wide}")
    return _chart(block, at, words) if isinstance(block, Chart) else Safe("")


def _chart(block: Chart, at: int, words: Words) -> Safe:
    name = f"chart{at}"
    data = script_json(outline_figure(block.chart))
    return element(
        "div",
        element("h3", block.chart.labels.title),
        element("div", id=name, class_="plot", role="img", aria_label=block.alternative),
        element("script", data, type="application/json", data_chart=name),
        element("noscript", element("p", block.alternative)),
        element("div", block.caption, class_="soft"),
        class_="chart",
    )
