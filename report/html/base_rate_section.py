"""The view from outside in the report: how often others did what a target asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.base_rate_text import base_rate_row, base_rate_sentence
from report.html.markup import Safe, element, joined
from report.html.tables import html_table

if TYPE_CHECKING:
    from report.html.content import Content
    from report.wording import Words


def base_rates(content: Content, words: Words) -> Safe:
    """Every reference class; empty where the plan has none."""
    run = content.answer.result
    if not run.base_rates:
        return Safe("")
    headings = [words(f"base-rate.{key}") for key in ("class", "windows", "met", "frequency")]
    rows = [base_rate_row(item, words) for item in run.base_rates]
    return joined(
        [
            element("h2", words("base-rate.title")),
            element("p", base_rate_sentence(run, words)),
            html_table(headings, rows, numeric=(2, 3)),
            element("p", words("base-rate.note"), class_="soft"),
        ]
    )
