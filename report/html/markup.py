"""HTML text in which everything that comes from outside is escaped."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any

VOID = frozenset({"meta", "br", "hr", "col"})


class Safe(str):
    """HTML that is meant as such; any other text is escaped where it is put into an element."""

    __slots__ = ()


def escaped(text: object) -> Safe:
    """Text with `<`, `>`, `&` and quotes spelt as entities; `Safe` is left as it is."""
    return text if isinstance(text, Safe) else Safe(html.escape(str(text), quote=True))


def element(tag: str, *children: object, **attributes: object) -> Safe:
    """`<tag attribute="...">children</tag>`; `class_` stands for `class`, `data_x` for `data-x`."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Safe(f"<{tag}{named}>")
    return Safe(f"<{tag}{named}>{joined(children)}</{tag}>")


def joined(children: Iterable[object], between: str = "") -> Safe:
    """Children one behind the other, each escaped."""
    return Safe(between.join(escaped(child) for child in children))


def script_json(value: Any) -> Safe:
    """JSON that may stand inside `<script>`: nothing in it can end the script."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Safe(text)
