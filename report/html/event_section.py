"""The section on projects and trains as events: what part of each band they make by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.html.markup import Safe, element, joined
from report.html.tables import html_table
from report.terms import name_of

if TYPE_CHECKING:
    from report.html.content import Content
    from report.wording import Words

HUNDRED = 100.0


def events(content: Content, words: Words) -> Safe:
    """One row a computed target; empty where the run has no events."""
    found = [target for target in content.answer.result.targets if target.event_share is not None]
    if not found:
        return Safe("")
    rows = [
        [name_of(target, words), f"{numbers.level(HUNDRED * (target.event_share or 0.0), 1)} %"]
        for target in sorted(found, key=lambda target: -(target.event_share or 0.0))
    ]
    return joined(
        [
            element("h2", words("events.title")),
            element("p", words("events.note"), class_="soft"),
            html_table([words("events.target"), words("events.share")], rows, (1,)),
        ]
    )
