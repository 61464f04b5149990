"""The whole page: style, sections, and the charting library inside the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from report.html.markup import Safe, element, joined
from report.html.sections import SECTIONS
from report.terms import title_of

if TYPE_CHECKING:
    from report.html.content import Content
    from report.wording import Words

STYLE = Path(__file__).with_name("style.css")
DRAW = """
for (const source of document.querySelectorAll("script[data-chart]")) {
  const figure = JSON.parse(source.textContent);
  Plotly.newPlot(source.dataset.chart, figure.data, figure.layout,
    {responsive: true, displaylogo: false, displayModeBar: false});
}
"""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; "
    "img-src data: blob:"
)
LANGUAGES = {"zh": "zh-CN", "en": "en"}


def page(content: Content, words: Words) -> str:
    """The report as one HTML file that needs no network."""
    title = words("html.title", plan=content.plan_name, scenario=title_of(content.answer.result, words))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", title),
        element("style", Safe(STYLE.read_text(encoding="utf-8"))),
    )
    body = element(
        "body",
        element("h1", title),
        element("p", content.region, class_="soft"),
        *(section(content, words) for section in SECTIONS),
        element("footer", words("html.footer", version=content.answer.version)),
        element("script", plotly_source()),
        element("script", Safe(DRAW)),
    )
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=LANGUAGES[words.language]) + "\n"


def plotly_source() -> Safe:
    """The charting library, as it is delivered with plotly."""
    from plotly.offline import get_plotlyjs

    return joined([Safe(get_plotlyjs())])
