"""Names: one thing is called the same wherever the text speaks of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from evaluation.audit.material import Material, in_order, places
from evaluation.audit.outcomes import Outcome, phrase
from scenarios.schema import Bilingual

if TYPE_CHECKING:
    from scenarios.audit_facts import NameInUse

BETWEEN = " / "


def names_agree(material: Material) -> Iterator[Outcome]:
    """What the text calls one thing in one place against what it calls it elsewhere."""
    things: dict[str, list[NameInUse]] = defaultdict(list)
    for row in material.pack.audit.names:
        things[row.thing].append(row)
    for thing, rows in things.items():
        if len(rows) > 1:
            yield _outcome(thing, rows)


def _outcome(thing: str, rows: Sequence[NameInUse]) -> Outcome:
    said = {row.said_zh: Bilingual(zh=row.said_zh, en=row.said_en) for row in rows}
    one = len(said) == 1
    fields = {
        "name": Bilingual(zh=rows[0].name_zh, en=rows[0].name_en),
        "said": tuple(said.values()),
        "first": rows[0].said_zh,
    }
    where = in_order(place for row in rows for place in places(row.places))
    return Outcome(
        rule="names_agree",
        subject=thing,
        kind="conflict",
        severity=None if one else "low",
        where=where,
        indicators=(),
        stated=rows[0].said_zh,
        implied=BETWEEN.join(list(said)[1:]) or rows[0].said_zh,
        working=BETWEEN.join(f"{row.said_zh} ({_lines(row)})" for row in rows),
        said=phrase("names-hold" if one else "names-differ", **fields),
        explanations=() if one else (phrase("why-names-differ", **fields),),
        correction=None if one else phrase("fix-names-differ", **fields),
    )


def _lines(row: NameInUse) -> str:
    return ", ".join(f"L{place.line}" for place in places(row.places))
