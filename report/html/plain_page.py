"""A page of tables and pictures that needs no network: its frame, a table with its note, a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report.html.markup import Safe, element, script_json
from report.html.page import DRAW, LANGUAGES, POLICY, STYLE, plotly_source
from report.html.tables import html_table
from report.version import version

if TYPE_CHECKING:
    from report.hub_tables import Shown
    from report.wording import Words


def plain_page(title: str, told: str, parts: list[Safe], words: Words) -> str:
    """The whole file: title, what it was made from, and the parts."""
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
        element("p", told, class_="soft"),
        *parts,
        element("footer", words("html.footer", version=version())),
        element("script", plotly_source()),
        element("script", Safe(DRAW)),
    )
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=LANGUAGES[words.language]) + "\n"


def table_section(one: Shown, numeric_from: int = 1) -> Safe:
    """A table under its heading and note; columns from `numeric_from` on hold numbers."""
    table = html_table(one.heads, one.rows, tuple(range(numeric_from, len(one.heads))))
    return element("section", element("h2", one.title), element("p", one.note, class_="soft"), table)


def chart(id: str, title: str, made: dict[str, Any]) -> Safe:
    """A picture under its heading."""
    data = element("script", script_json(made), type="application/json", data_chart=id)
    plot = element("div", id=id, class_="plot", role="img", aria_label=title)
    return element("div", element("h3", title), plot, data, class_="chart")
