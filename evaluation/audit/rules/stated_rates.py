"""Levels against the growth printed beside them: does the base, growing at that rate, reach the end?

Where it does not, the readings that would explain the print are tried: another printed base, a simple
average, points a year, another number of years, and a real rate beside levels at current prices.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.audit.figures import Figure, decimals, printed, shown
from evaluation.audit.material import Material, bases_of, name_of, reached_of
from evaluation.audit.outcomes import Kind, Outcome, Phrase, Severity, phrase
from scenarios.schema import Bilingual, HistoryRow, Target

REAL_BY_CONVENTION = ("output", "industry")
"""Roles whose growth the statistics publish at constant prices."""


@dataclass(frozen=True)
class Stated:
    """A row with its printed base, end and rate, the years between, and other prints of base and end."""

    id: str
    name: Bilingual
    base: Figure
    end: Figure
    rate: Figure
    years: int
    others: tuple[tuple[Figure, Figure], ...]
    past: bool
    binding: bool

    @property
    def reached(self) -> float:
        """Where the base ends at the stated rate."""
        return grown(self.base.value, self.rate.value, self.years)

    @property
    def implied(self) -> float:
        """The compound rate between the ends, in % a year."""
        return compound(self.base.value, self.end.value, self.years)

    @property
    def rounding(self) -> float:
        """How much of the change between the ends their rounding may be."""
        change = abs(self.end.value - self.base.value)
        unsure = (self.end.high - self.end.value) + (self.base.high - self.base.value)
        return unsure / change if change else math.inf

    @property
    def gap(self) -> float:
        """How far the end lies from where the stated rate leads, as a part of it."""
        return abs(self.reached / self.end.value - 1)


def stated_rate(material: Material) -> Iterator[Outcome]:
    """Base x (1 + rate)^years against the printed end, within the rounding of all three."""
    for row in (*material.pack.targets, *material.pack.history):
        stated = stated_of(row)
        if stated is not None:
            yield _outcome(stated, material)


def stated_of(row: Target | HistoryRow) -> Stated | None:
    """The numbers of a row that prints a base, an end and a rate; None for others."""
    past = isinstance(row, HistoryRow)
    bases, ends = bases_of(row), reached_of(row) if isinstance(row, HistoryRow) else _target(row)
    rate, years = row.stated_growth, row.year - row.base_year
    if rate is None or not bases or not ends or years < 1 or any(f.value <= 0 for f in (*bases, *ends)):
        return None
    base, end = _own(bases, row), _own(ends, row)
    pairs = [(b, e) for b in bases for e in ends if (b.value, e.value) != (base.value, end.value)]
    return Stated(
        id=row.id,
        name=name_of(row),
        base=base,
        end=end,
        rate=printed(rate, (row.id,), (row.locator,)),
        years=years,
        others=tuple(pairs),
        past=past,
        binding=row.nature == "binding",
    )


def grown(base: float, rate: float, years: int) -> float:
    """`base` after `years` at `rate` % a year."""
    return base * (1 + rate / 100) ** years


def compound(base: float, end: float, years: int) -> float:
    """The compound rate in % a year."""
    return ((end / base) ** (1 / years) - 1) * 100


def simple(base: float, end: float, years: int) -> float:
    """The change over the base, divided by the years, in %."""
    return (end / base - 1) / years * 100


def points(base: float, end: float, years: int) -> float:
    """The difference divided by the years, in the unit of the row."""
    return (end - base) / years


def _target(row: Target) -> tuple[Figure, ...]:
    return () if row.target is None else (printed(row.target, (row.id,), (row.locator,)),)


def _own(figures: tuple[Figure, ...], row: Target | HistoryRow) -> Figure:
    """The print of the row itself, else the first."""
    box = (row.locator.box, row.locator.row)
    return next((f for f in figures if (f.places[0].box, f.places[0].row) == box), figures[0])


def _reproduces(base: Figure, end: Figure, rate: Figure, years: int) -> bool:
    """Whether the end prints as growth at the rate has it, or the rate as the ends have it."""
    return _prints(grown(base.value, rate.value, years), end) or _prints(
        compound(base.value, end.value, years), rate
    )


def _within_rounding(s: Stated) -> bool:
    """Whether unrounded numbers behind the three prints could agree."""
    low, high = grown(s.base.low, s.rate.low, s.years), grown(s.base.high, s.rate.high, s.years)
    return low <= s.end.high and s.end.low <= high


def _prints(value: float, figure: Figure) -> bool:
    """Whether a number computed without rounding prints as the figure does."""
    return abs(value - figure.value) <= figure.high - figure.value + 1e-9


def _outcome(s: Stated, material: Material) -> Outcome:
    working = (
        f"{s.base.text} x (1 + {s.rate.text} / 100)^{s.years} = {shown(s.reached)}; printed {s.end.text}"
    )
    compounded = f"{working}; compound {shown(s.implied)} %"
    coarse = s.rounding >= material.settings.coarse
    if _prints(s.implied, s.rate) or (not coarse and _prints(s.reached, s.end)):
        said = phrase("rate-holds", name=s.name, base=s.base.text, rate=s.rate.text, end=s.end.text)
        return _made(s, None, working, said, ())
    other = next((pair for pair in s.others if _reproduces(*pair, s.rate, s.years)), None)
    if other is not None:
        return _from_other(s, other)
    if _prints(simple(s.base.value, s.end.value, s.years), s.rate):
        told = (
            f"({s.end.text} / {s.base.text} - 1) / {s.years} = {s.rate.text} %; compound {shown(s.implied)} %"
        )
        return _made(s, "medium" if s.binding else "low", told, *_words("simple", s))
    if _prints(points(s.base.value, s.end.value, s.years), s.rate):
        told = f"({s.end.text} - {s.base.text}) / {s.years} = {s.rate.text}; compound {shown(s.implied)} %"
        return _made(s, "low", told, *_words("points", s))
    if _within_rounding(s):
        return _made(s, "low", compounded, *_words("edge", s))
    shifted = next((n for n in (s.years - 1, s.years + 1) if n and _in_years(s, n)), None)
    if shifted is not None:
        told = f"{s.base.text} x (1 + {s.rate.text} / 100)^{shifted} = {s.end.text}"
        return _made(s, "low", told, *_words("years", s, span=shifted))
    if s.id in _real_rows(material):
        return _made(s, "low" if s.past else "medium", compounded, *_words("real", s), kind="basis")
    return _made(s, _severity(s, material), compounded, *_words("unexplained", s))


def _in_years(s: Stated, years: int) -> bool:
    return _reproduces(s.base, s.end, s.rate, years)


def _from_other(s: Stated, other: tuple[Figure, Figure]) -> Outcome:
    base, end = other
    told = f"{base.text} x (1 + {s.rate.text} / 100)^{s.years} = "
    told += f"{shown(grown(base.value, s.rate.value, s.years))}; {s.base.text}: {shown(s.reached)}"
    said, explained, fix = _words("other-print", s, other=f"{base.text} - {end.text}")
    return _made(s, "medium", told, said, explained, fix, more=other)


def _words(code: str, s: Stated, **more: float | str) -> tuple[Phrase, tuple[Phrase, ...], Phrase]:
    fields = {
        "name": s.name,
        "rate": s.rate.text,
        "base": s.base.text,
        "end": s.end.text,
        "implied": round(s.implied, max(1, decimals(s.rate.value))),
        "reached": shown(s.reached),
        **more,
    }
    return (
        Phrase(f"rate-{code}", fields),
        (Phrase(f"why-rate-{code}", fields),),
        Phrase(f"fix-rate-{code}", fields),
    )


def _severity(s: Stated, material: Material) -> Severity:
    if s.gap < material.settings.small_gap:
        return "low"
    return "medium" if s.past or s.gap < material.settings.large_gap else "high"


def _real_rows(material: Material) -> set[str]:
    played = [row for role, row in material.roles.items() if role in REAL_BY_CONVENTION]
    return {name for row in played for name in (row.target, row.history) if name is not None}


def _made(
    s: Stated,
    severity: Severity | None,
    working: str,
    said: Phrase,
    explanations: tuple[Phrase, ...],
    correction: Phrase | None = None,
    kind: Kind = "arithmetic",
    more: tuple[Figure, ...] = (),
) -> Outcome:
    places = (*s.rate.places, *(place for figure in (s.base, s.end, *more) for place in figure.places))
    return Outcome(
        rule="stated_rate",
        subject=s.id,
        kind=kind,
        severity=severity,
        where=tuple(dict.fromkeys(places)),
        indicators=(s.id,),
        stated=s.rate.value,
        implied=round(s.implied, 4),
        working=working,
        said=said,
        explanations=explanations,
        correction=correction,
    )
