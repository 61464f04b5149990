"""Levels against the growth printed beside them: does the base, growing at that rate, reach the end?

Where it does not, the readings that would explain the print are tried: another printed base, a simple
average, points a year, another number of years, and a real rate beside levels at current prices.
"""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.audit.figures import Figure, decimals, shown
from evaluation.audit.material import Material
from evaluation.audit.outcomes import Kind, Outcome, Phrase, Severity, phrase
from evaluation.audit.rates import Stated, grown, points, prints_as, reproduces, simple, stated_of
from scenarios.schema import HistoryRow, Target

CONSTANT = "constant"
REAL_BY_CONVENTION = ("output", "industry")
"""Roles whose growth the statistics publish at constant prices."""


def stated_rate(material: Material) -> Iterator[Outcome]:
    """Base x (1 + rate)^years against the printed end, within the rounding of all three."""
    for row in (*material.pack.targets, *material.pack.history):
        stated = stated_of(row)
        if stated is not None:
            yield _outcome(stated, material)


def real_rows(material: Material) -> set[str]:
    """Rows whose growth is by custom at constant prices, beside levels that are not declared to be."""
    played = [row for role, row in material.roles.items() if role in REAL_BY_CONVENTION]
    names = {name for row in played for name in (row.target, row.history)}
    rows = (*material.pack.targets, *material.pack.history)
    return {row.id for row in rows if row.id in names and not _at_constant_prices(row)}


def _at_constant_prices(row: Target | HistoryRow) -> bool:
    return row.price_basis_declared and row.price_basis.startswith(CONSTANT)


def _within_rounding(s: Stated) -> bool:
    """Whether unrounded numbers behind the three prints could agree."""
    low, high = grown(s.base.low, s.rate.low, s.years), grown(s.base.high, s.rate.high, s.years)
    return low <= s.end.high and s.end.low <= high


def _holds(s: Stated, material: Material) -> bool:
    """Whether the rate reproduces the end.

    Where rounding hides much of the change, an end cut short or a share may as well grow by points a year.
    """
    proof = s.rounding < material.settings.coarse or not (s.cut_short or s.share)
    return prints_as(s.implied, s.rate) or (proof and prints_as(s.reached, s.end))


def _outcome(s: Stated, material: Material) -> Outcome:
    working = (
        f"{s.base.text} x (1 + {s.rate.text} / 100)^{s.years} = {shown(s.reached)}; printed {s.end.text}"
    )
    compounded = f"{working}; compound {shown(s.implied)} %"
    said = phrase("rate-holds", name=s.name, base=s.base.text, rate=s.rate.text, end=s.end.text)
    if _holds(s, material):
        return _made(s, None, working, said, ())
    other = next((pair for pair in s.others if reproduces(*pair, s.rate, s.years)), None)
    if other is not None:
        return _from_other(s, other)
    if prints_as(simple(s.base.value, s.end.value, s.years), s.rate):
        told = (
            f"({s.end.text} / {s.base.text} - 1) / {s.years} = {s.rate.text} %; compound {shown(s.implied)} %"
        )
        return _made(s, "medium" if s.binding else "low", told, *_words("simple", s))
    if prints_as(points(s.base.value, s.end.value, s.years), s.rate):
        told = f"({s.end.text} - {s.base.text}) / {s.years} = {s.rate.text}; compound {shown(s.implied)} %"
        severity = "low" if s.gap < material.settings.large_gap else "medium"
        return _made(s, severity, told, *_words("points", s))
    if prints_as(s.reached, s.end):
        return _made(s, None, working, said, ())
    if _within_rounding(s):
        return _made(s, "low", compounded, *_words("edge", s))
    return _unexplained(s, compounded, material)


def _unexplained(s: Stated, compounded: str, material: Material) -> Outcome:
    shifted = next((n for n in (s.years - 1, s.years + 1) if n and _in_years(s, n)), None)
    if shifted is not None:
        told = f"{s.base.text} x (1 + {s.rate.text} / 100)^{shifted} = "
        told += f"{shown(grown(s.base.value, s.rate.value, shifted))}; {compounded}"
        return _made(s, "low", told, *_words("years", s, span=shifted))
    plausible = abs(s.prices) <= material.settings.price_change * 100
    if plausible and s.id in real_rows(material):
        words = _words("real", s, prices=round(s.prices, 2))
        return _made(s, "low" if s.past else "medium", compounded, *words, kind="basis")
    return _made(s, _severity(s, material), compounded, *_words("unexplained", s))


def _in_years(s: Stated, years: int) -> bool:
    return reproduces(s.base, s.end, s.rate, years)


def _from_other(s: Stated, other: tuple[Figure, Figure]) -> Outcome:
    base, end = other
    told = f"{base.text} x (1 + {s.rate.text} / 100)^{s.years} = "
    told += f"{shown(grown(base.value, s.rate.value, s.years))}; {s.base.text}: {shown(s.reached)}"
    said, explained, fix = _words("other-print", s, other_base=base.text, other_end=end.text)
    return _made(s, "medium", told, said, explained, fix, more=other)


def _words(code: str, s: Stated, **more: float | str) -> tuple[Phrase, tuple[Phrase, ...], Phrase]:
    fields = {
        "name": s.name,
        "rate": s.rate.text,
        "base": s.base.text,
        "end": s.end.text,
        "years": s.years,
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
