"""Numbers of items against the items themselves, and the numbers before them against counting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.audit.figures import shown
from evaluation.audit.material import Material, in_order, locator_of, name_of, places
from evaluation.audit.outcomes import Outcome, phrase
from scenarios.audit_facts import listed_of
from scenarios.plan_check import box_rows, natures
from scenarios.schema import Bilingual, Locator

NATURES_BOX = 2
"""The box whose rows are binding or expected."""


@dataclass(frozen=True)
class Counted:
    """A stated number of items, and the number of those that are named."""

    id: str
    name: Bilingual
    stated: float
    listed: int
    where: tuple[Locator, ...]
    indicators: tuple[str, ...]


def count_matches_list(material: Material) -> Iterator[Outcome]:
    """A stated number of items against how many of them the text names."""
    for row in material.pack.audit.counts:
        name = Bilingual(zh=row.name_zh, en=row.name_en)
        ids = (row.id,) if row.id in material.targets else ()
        listed = len(listed_of(row.listed))
        yield _listed(Counted(row.id, name, row.stated, listed, places(row.places), ids))
    told = {row.id for row in material.pack.audit.counts}
    for target in material.pack.targets:
        if target.stated == "count" and target.target is not None and target.id not in told:
            where = in_order((target.locator, *(again.locator for again in target.restated)))
            listed = target.listed or 0
            yield _listed(Counted(target.id, name_of(target), target.target, listed, where, (target.id,)))


def stated_counts(material: Material) -> Iterator[Outcome]:
    """The stated numbers of rows and of binding and expected targets against those of the boxes."""
    found = box_rows(material.pack) | natures(material.pack)
    for name, stated in material.pack.about.stated_counts.model_dump(exclude_none=True).items():
        box = int(name.removeprefix("box")) if name.startswith("box") else NATURES_BOX
        yield _stated(name, stated, found.get(name, 0), _closing(material, box, stated))


def numbering_runs(material: Material) -> Iterator[Outcome]:
    """The numbers printed before the items of a list against 1, 2, 3 and so on."""
    for row in material.pack.audit.numbering:
        numbers = [int(part) for part in listed_of(row.numbers)]
        wanted = list(range(1, len(numbers) + 1))
        runs = numbers == wanted
        printed, counted = (" ".join(map(str, one)) for one in (numbers, wanted))
        fields = {
            "name": Bilingual(zh=row.name_zh, en=row.name_en),
            "printed": printed,
            "wanted": counted,
            "count": len(numbers),
        }
        yield Outcome(
            rule="numbering_runs",
            subject=row.id,
            kind="count",
            severity=None if runs else "low",
            where=places(row.places),
            indicators=(),
            stated=printed,
            implied=counted,
            working=f"{printed} {'=' if runs else '!='} {counted}",
            said=phrase("numbering-holds" if runs else "numbering-broken", **fields),
            explanations=() if runs else (phrase("why-numbering-broken", **fields),),
            correction=None if runs else phrase("fix-numbering-broken", **fields),
        )


def _listed(row: Counted) -> Outcome:
    fits = row.stated == row.listed
    state = "holds" if fits else "differs" if row.listed else "unnamed"
    fields = {"name": row.name, "stated": shown(row.stated), "listed": row.listed}
    return Outcome(
        rule="count_matches_list",
        subject=row.id,
        kind="missing" if state == "unnamed" else "count",
        severity=None if fits else "low",
        where=row.where,
        indicators=row.indicators,
        stated=row.stated,
        implied=row.listed,
        working=f"{shown(row.stated)} {'=' if fits else '!='} {row.listed}",
        said=phrase(f"count-{state}", **fields),
        explanations=() if fits else (phrase(f"why-count-{state}", **fields),),
        correction=None if fits else phrase(f"fix-count-{state}", **fields),
    )


def _closing(material: Material, box: int, stated: int) -> tuple[Locator, ...]:
    """Where a box states a count outside its rows, else its last row."""
    seen = [row for row in material.pack.observations if row.box == box and row.row is None]
    told = tuple(locator_of(row) for row in seen if row.value == stated)
    rows = [row.locator for row in (*material.pack.targets, *material.pack.history) if row.locator.box == box]
    last = max(rows, key=lambda place: (place.row or 0, place.line), default=None)
    return in_order(told) or (() if last is None else (last,))


def _stated(name: str, stated: int, found: int, where: tuple[Locator, ...]) -> Outcome:
    fits = stated == found
    what = "rows" if name.startswith("box") else name
    fields = {"box": name.removeprefix("box"), "stated": stated, "found": found}
    return Outcome(
        rule="stated_counts",
        subject=name,
        kind="count",
        severity=None if fits else "medium",
        where=where,
        indicators=(),
        stated=stated,
        implied=found,
        working=f"{stated} {'=' if fits else '!='} {found}",
        said=phrase(f"stated-{what}-{'hold' if fits else 'differ'}", **fields),
        explanations=() if fits else (phrase("why-stated-differ", **fields),),
        correction=None if fits else phrase("fix-stated-differ", **fields),
    )
