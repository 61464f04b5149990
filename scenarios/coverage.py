"""Is every number of the plan text accounted for: by a target, by an observation, or by a reason?

Without the text the stored words are checked against the rows that claim them, and the rows against the
words. With the text every line is compared by its digest and its numbers, word by word.
"""

from __future__ import annotations

import hashlib
import math
import typing
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scenarios.errors import Fault, shown, unknown_name
from scenarios.numerals import numerals
from scenarios.prints import BROKEN_OVER, Print, mentions, prints
from scenarios.vocabulary import Reason

if TYPE_CHECKING:
    from scenarios.schema import Covered, PlanPack

REASONS: tuple[str, ...] = typing.get_args(Reason)
OPEN = "open"
DIGEST = 12
KINDS = ("target", "history", "observation", "reason")
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Coverage:
    """What accounts for the numbers of the text, counted; `faults` is what does not.

    `chapters` counts by chapter the lines, words, targets, tracked targets and observations. `read` says
    whether the text was at hand, and `same_text` whether it is the text of the pack to the last byte.
    """

    plan: str
    lines: int = 0
    words: int = 0
    worded: int = 0
    claims: Mapping[str, int] = field(default_factory=dict[str, int])
    reasons: Mapping[str, int] = field(default_factory=dict[str, int])
    chapters: Mapping[int, Mapping[str, int]] = field(default_factory=dict[int, Mapping[str, int]])
    read: bool = False
    same_text: bool | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def complete(self) -> bool:
        """True when nothing is left to account for."""
        return not self.faults


def digest(line: str) -> str:
    """The short hash of a line, without the blanks around it."""
    return hashlib.sha256(line.strip().encode()).hexdigest()[:DIGEST]


def text_lines(text: str) -> list[str]:
    """The lines of a text, counted as locators count them."""
    return text.splitlines()


def coverage_of(pack: PlanPack, text: str | None = None, same_text: bool | None = None) -> Coverage:
    """The coverage of the text of `pack`; `text` is compared line by line where it is given."""
    rows = Rows(pack)
    faults = [*_stored_faults(pack, rows), *_unclaimed(pack), *_unmentioned(pack)]
    if text is not None:
        faults += _text_faults(pack.covered, text_lines(text))
    claims = [claim for row in pack.covered for _, names in row.claimed for claim in names]
    kinds = Counter(rows.kind(claim) for claim in claims)
    return Coverage(
        plan=pack.id,
        lines=len(pack.covered),
        words=sum(len(row.claimed) for row in pack.covered),
        worded=sum(len(row.worded.split()) for row in pack.covered),
        claims={kind: kinds[kind] for kind in KINDS},
        reasons={reason: claims.count(reason) for reason in REASONS if reason in claims},
        chapters=_chapters(pack),
        read=text is not None,
        same_text=same_text,
        faults=tuple(faults),
    )


class Rows:
    """The rows of a pack by id, and what they print where."""

    def __init__(self, pack: PlanPack) -> None:
        self._kinds = {row.id: "target" for row in pack.targets}
        self._kinds |= {row.id: "history" for row in pack.history}
        self._kinds |= {row.id: "observation" for row in pack.observations}
        self.at: dict[int, list[Print]] = defaultdict(list)
        for found in prints(pack):
            self.at[found.line].append(found)

    @property
    def names(self) -> tuple[str, ...]:
        """All ids."""
        return tuple(self._kinds)

    def kind(self, claim: str) -> str:
        """Whether a claim is a target, a row of the record, an observation or a reason; else empty."""
        return "reason" if claim in REASONS else self._kinds.get(claim, "")

    def near(self, line: int) -> list[Print]:
        """What is printed on a line, and on those above that a broken row may begin on."""
        return [found for at in range(line, line - BROKEN_OVER, -1) for found in self.at.get(at, ())]


def means(word: str, value: float) -> bool:
    """Whether a number as it stands in the text may mean `value`."""
    found = numerals(word)
    return bool(found) and any(math.isclose(one, value, abs_tol=TOLERANCE) for one in found[0].values)


def _stored_faults(pack: PlanPack, rows: Rows) -> Iterator[Fault]:
    seen = 0
    for row in pack.covered:
        where = f"{pack.about.coverage}: line {row.line}"
        if row.line <= seen:
            yield Fault("duplicate", where, {"found": row.line, "first": seen})
        if row.line > pack.about.text.lines:
            yield Fault("unknown-line", where, {"found": row.line, "limit": pack.about.text.lines})
        seen = row.line
        for word, names in row.claimed:
            yield from _claim_faults(row.line, word, names, rows, where)
        for name in row.worded.split():
            if rows.kind(name) != "target":
                yield unknown_name("unknown-target", where, name, rows.names)


def _claim_faults(line: int, word: str, names: Sequence[str], rows: Rows, where: str) -> Iterator[Fault]:
    for name in names:
        kind = rows.kind(name)
        if not kind:
            yield unknown_name("unknown-claim", where, name, (*rows.names, *REASONS))
        elif name == OPEN:
            yield Fault("unaccounted-number", where, {"found": word})
        elif kind != "reason" and not _is_printed(name, word, rows.near(line)):
            yield Fault("wrong-claim", where, {"found": word, "claim": name})


def _is_printed(name: str, word: str, found: Iterable[Print]) -> bool:
    return any(one.id == name and means(word, one.value) for one in found)


def _unclaimed(pack: PlanPack) -> Iterator[Fault]:
    """Values that a row says are printed on a line where no number is claimed by it."""
    claimed: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in pack.covered:
        claimed[row.line] += [(name, word) for word, names in row.claimed for name in names]
    for found in prints(pack) if pack.about.coverage else ():
        lines = range(found.line, found.line + BROKEN_OVER)
        held = [word for line in lines for name, word in claimed.get(line, ()) if name == found.id]
        if found.needed and not any(means(word, found.value) for word in held):
            fields = {"found": found.value, "line": found.line}
            yield Fault("unclaimed", f"{pack.about.coverage}: {found.id}", fields)


def _unmentioned(pack: PlanPack) -> Iterator[Fault]:
    """Worded targets that the coverage does not list on their line."""
    listed = {(name, row.line) for row in pack.covered for name in row.worded.split()}
    for found in mentions(pack) if pack.about.coverage else ():
        if (found.id, found.line) not in listed:
            fields = {"found": "in words", "line": found.line}
            yield Fault("unclaimed", f"{pack.about.coverage}: {found.id}", fields)


def _text_faults(covered: Sequence[Covered], lines: Sequence[str]) -> Iterator[Fault]:
    stored = {row.line: row for row in covered}
    for at, line in enumerate(lines, start=1):
        row, found = stored.pop(at, None), [numeral.text for numeral in numerals(line)]
        where = f"line {at}"
        if row is None:
            yield from (Fault("unaccounted-number", where, {"found": shown(word)}) for word in found)
            continue
        if row.digest != digest(line):
            yield Fault("changed-line", where, {"found": digest(line), "expected": row.digest})
        yield from _word_faults([word for word, _ in row.claimed], found, where)
    for at in stored:
        yield Fault("unknown-line", f"line {at}", {"found": at, "limit": len(lines)})


def _word_faults(stored: Sequence[str], found: Sequence[str], where: str) -> Iterator[Fault]:
    """Numbers that stand in one list and not in the other, each as often as it does."""
    new, gone = Counter(found) - Counter(stored), Counter(stored) - Counter(found)
    yield from (Fault("unaccounted-number", where, {"found": shown(word)}) for word in new.elements())
    yield from (Fault("missing-number", where, {"found": shown(word)}) for word in gone.elements())
    if not new and not gone and list(stored) != list(found):
        yield Fault("missing-number", where, {"found": "the order of the numbers"})


def _chapters(pack: PlanPack) -> Mapping[int, Mapping[str, int]]:
    counted = {
        "lines": Counter(row.chapter for row in pack.covered),
        "words": Counter(row.chapter for row in pack.covered for _ in row.claimed),
        "targets": Counter(row.locator.chapter for row in pack.targets),
        "tracked": Counter(row.locator.chapter for row in pack.targets if row.mode == "tracked"),
        "observations": Counter(row.chapter for row in pack.observations),
    }
    chapters = sorted({chapter for counts in counted.values() for chapter in counts})
    return {chapter: {name: counts[chapter] for name, counts in counted.items()} for chapter in chapters}
