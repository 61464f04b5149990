"""Dates: what must come first comes first, targets lie in the plan, and the record could be final."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from evaluation.audit.figures import decimals
from evaluation.audit.material import Material, locator_of, name_of, places
from evaluation.audit.outcomes import Outcome, phrase
from scenarios.schema import Bilingual, HistoryRow, Locator, Observation, PlanPack, Target

if TYPE_CHECKING:
    from scenarios.audit_facts import DatePair


def dates_in_order(material: Material) -> Iterator[Outcome]:
    """Two dates against the order in which they must come."""
    yield from (_pair(row) for row in material.pack.audit.dates)


def target_years(material: Material) -> Iterator[Outcome]:
    """Years of targets against their base years and the plan; ends of the record against its print."""
    pack = material.pack
    years = pack.about.plan_years
    wrong = [_year(row, row.base_year, row.year) for row in pack.targets if not _in_plan(row, years)]
    wrong += [
        _year(row, row.year_to, row.known_from) for row in pack.observations if row.known_from < row.year_to
    ]
    yield from wrong
    if not wrong and pack.targets:
        span = f"{years[0]} <= {min(row.year for row in pack.targets)}"
        fields = {"count": len(pack.targets), "first": years[0], "last": years[-1]}
        yield Outcome(
            rule="target_years",
            subject="plan",
            kind="conflict",
            severity=None,
            where=(),
            indicators=(),
            stated=max(row.year for row in pack.targets),
            implied=years[-1],
            working=f"{span}; {max(row.year for row in pack.targets)} <= {years[-1]}",
            said=phrase("years-hold", **fields),
        )


def record_is_final(material: Material) -> Iterator[Outcome]:
    """The day of the text against the end of the last year its record covers."""
    pack = material.pack
    rows = [row for row in pack.history if row.reached]
    if not rows:
        return
    day, last = date.fromisoformat(pack.about.text.date), max(row.year for row in rows)
    end = date(last, 12, 31)
    days, needed = (day - end).days, material.settings.final_after_days
    final = days >= needed
    fields = {"date": pack.about.text.date, "year": last, "days": days, "needed": needed}
    yield Outcome(
        rule="record_is_final",
        subject=str(last),
        kind="basis",
        severity=None if final else "low",
        where=_dated(pack, day) or (next(row for row in rows if row.year == last).locator,),
        indicators=(),
        stated=days,
        implied=needed,
        working=f"{day} - {end} = {days} {'>=' if final else '<'} {needed}",
        said=phrase("record-final" if final else "record-early", **fields),
        explanations=() if final else (phrase("why-record-early", **fields),),
        correction=None if final else phrase("fix-record-early", **fields),
    )


def _dated(pack: PlanPack, day: date) -> tuple[Locator, ...]:
    """The line that prints the date of the text, where the account of its numbers has it."""
    words = [str(day.year), str(day.month), str(day.day)]
    lines = [row for row in pack.covered if row.words.split() == words]
    return tuple(Locator(chapter=row.chapter, line=row.line) for row in lines[:1])


def _in_plan(row: Target, years: tuple[int, ...]) -> bool:
    return row.base_year < row.year and years[0] <= row.year <= years[-1]


def _year(row: Target | HistoryRow | Observation, earlier: int, later: int) -> Outcome:
    code = "year-early" if isinstance(row, Observation) else "year-outside"
    fields = {"name": name_of(row), "earlier": earlier, "later": later}
    return Outcome(
        rule="target_years",
        subject=row.id,
        kind="conflict",
        severity="medium",
        where=(locator_of(row),),
        indicators=(row.id,),
        stated=later,
        implied=earlier,
        working=f"{earlier}; {later}",
        said=phrase(code, **fields),
        explanations=(phrase(f"why-{code}", **fields),),
        correction=phrase(f"fix-{code}", **fields),
    )


def _pair(row: DatePair) -> Outcome:
    fits = row.first <= row.then
    fields = {
        "first": Bilingual(zh=row.first_zh, en=row.first_en),
        "then": Bilingual(zh=row.then_zh, en=row.then_en),
        "first_year": _calendar(row.first),
        "then_year": _calendar(row.then),
    }
    return Outcome(
        rule="dates_in_order",
        subject=row.id,
        kind="conflict",
        severity=None if fits else "medium",
        where=places(row.places),
        indicators=(),
        stated=row.then,
        implied=row.first,
        working=f"{_calendar(row.first)} {'<=' if fits else '>'} {_calendar(row.then)}",
        said=phrase("dates-hold" if fits else "dates-turned", **fields),
        explanations=() if fits else (phrase("why-dates-turned", **fields),),
        correction=None if fits else phrase("fix-dates-turned", **fields),
    )


def _calendar(year: float) -> str:
    """A year with the part of it that tells two dates apart: 2021.25."""
    return f"{year:.{decimals(year)}f}"
