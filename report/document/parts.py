"""The furniture of a section: its heading with a way back, tables, lists, labels."""

from __future__ import annotations

import string
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.document.links import CONTENTS
from report.html.markup import Safe, element, joined
from report.terms import unit_of

if TYPE_CHECKING:
    from report.wording import Words

DIMENSIONLESS, PER = "1", "1/"


def section(name: str, number: int, words: Words, *children: object) -> Safe:
    """A section with its number; the heading leads back to the contents."""
    title = f"{number}  {words(f'document-section.{name}')}"
    back = element("a", words("document.back"), href=f"#{CONTENTS}", class_="back")
    return element("section", element("h2", title, back, id=f"section-{name}"), *children)


def table(heads: Sequence[str], rows: Sequence[Row], numeric: Collection[int] = ()) -> Safe:
    """A table; a row with an `id` can be led to; columns in `numeric` are set flush right."""
    head = joined(element("th", text, class_="n" if at in numeric else None) for at, text in enumerate(heads))
    lines = [
        element(
            "tr",
            *(
                element("td", cell, class_="n" if at in numeric else None)
                for at, cell in enumerate(row.cells)
            ),
            id=row.id,
        )
        for row in rows
    ]
    body = element("table", element("thead", element("tr", head)), element("tbody", *lines))
    return element("div", body, class_="scroll")


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[object, ...]
    id: str | None = None


def heads(words: Words, *names: str) -> list[str]:
    """Heads of columns in words."""
    return [words(f"document-head.{name}") for name in names]


def items(children: Sequence[object]) -> Safe:
    """A list."""
    return element("ul", *(element("li", child) for child in children))


def facts(rows: Sequence[tuple[str, object]]) -> Safe:
    """Names with what they stand for; a row without content is left out."""
    shown = [(name, value) for name, value in rows if value not in ("", None)]
    return element(
        "dl", *(joined([element("dt", name), element("dd", value)]) for name, value in shown), class_="facts"
    )


def note(text: object) -> Safe:
    """A paragraph in small letters."""
    return element("p", text, class_="soft")


def english(text: str) -> Safe:
    """A text that is in English in every language."""
    return element("span", text, lang="en")


def unit(name: str, words: Words) -> Safe:
    """A unit as the model has it, and in words where there are some."""
    told = unit_of(name, words)
    if name == DIMENSIONLESS:
        return element("span", told, class_="whole")
    more = f" {told}" if told != name and not name.startswith(PER) else ""
    return element("span", element("code", name), more, class_="whole")


def lines(*children: object) -> Safe:
    """Pieces below one another in a cell."""
    return joined([child for child in children if child != ""], element("br"))


def folded(summary: str, *children: object) -> Safe:
    """What opens on demand."""
    return element("details", element("summary", summary), *children)


def sentence(words: Words, key: str, **fields: object) -> Safe:
    """A text in words whose fields are links or other markup."""
    pieces = string.Formatter().parse(words.texts[key])
    return joined(
        part for literal, field, _, _ in pieces for part in (literal, fields[field] if field else "")
    )
