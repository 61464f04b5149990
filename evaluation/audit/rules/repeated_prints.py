"""The same quantity in several places of the text: is it the same number, and the same limit?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from evaluation.audit.figures import Figure, decimals, shown
from evaluation.audit.material import Material
from evaluation.audit.outcomes import Outcome, Phrase, PhraseField, Severity, phrase
from evaluation.audit.print_growth import tried_growths
from evaluation.audit.quantities import Print, Quantity, quantities
from scenarios.schema import Bilingual, Locator

Match = Literal["same", "rounded", "limits", "overlap", "apart"]
ORDER: tuple[Match, ...] = ("same", "rounded", "limits", "overlap", "apart")
STEPS: tuple[Severity, ...] = ("low", "medium", "high")
SIDES = {"above": ">", "at_least": ">=", "below": "<", "at_most": "<="}
SIGNS_ZH = {"above": "\uff1e", "at_least": "\u2265", "below": "\uff1c", "at_most": "\u2264"}
UPPER, LOWER = ("at_least", "above"), ("at_most", "below")
HOLD: tuple[Match, ...] = ("same", "rounded")
NEAR = 1e-9


@dataclass(frozen=True)
class Pair:
    """Two prints of a quantity and how they match."""

    one: Print
    other: Print
    match: Match

    @property
    def gap(self) -> float:
        """How far they lie apart, as a part of the larger."""
        a, b = self.one.figure.value, self.other.figure.value
        return abs(a - b) / max(abs(a), abs(b)) if a != b else 0.0


def repeated_print(material: Material) -> Iterator[Outcome]:
    """Every print of a quantity for one year against every other, within the rounding of each."""
    for quantity in quantities(material):
        if len(quantity.prints) > 1:
            yield _outcome(quantity, material)


def _outcome(quantity: Quantity, material: Material) -> Outcome:
    pairs = [Pair(a, b, _match(a, b)) for a, b in combinations(quantity.prints, 2)]
    worst = max(pairs, key=lambda pair: (ORDER.index(pair.match), pair.gap))
    match = worst.match
    growths = _growths(quantity, material) if match == "apart" else ()
    explanations = () if match in HOLD else (*growths, *_why(worst))
    first, second = _told(worst.one), _told(worst.other)
    fields: dict[str, PhraseField] = {"name": quantity.prints[0].name, "year": quantity.year}
    fields |= {"one": _worded(worst.one), "other": _worded(worst.other)}
    if match == "overlap":
        a, b = worst.one.figure, worst.other.figure
        fields |= {"low": shown(max(a.low, b.low)), "high": shown(min(a.high, b.high))}
    return Outcome(
        rule="repeated_print",
        subject=f"{quantity.rows[0]}-{quantity.year}",
        kind="conflict",
        severity=_severity(worst, quantity, material),
        where=_places(quantity),
        indicators=quantity.rows,
        stated=first if worst.one.bound else worst.one.figure.value,
        implied=second if worst.other.bound else worst.other.figure.value,
        working=_working(worst, quantity, material),
        said=Phrase(f"print-{match}", fields),
        explanations=explanations,
        correction=Phrase(f"fix-print-{match}", fields) if explanations else None,
    )


def _places(quantity: Quantity) -> tuple[Locator, ...]:
    places = dict.fromkeys(one.place for one in quantity.prints)
    return tuple(sorted(places, key=lambda place: place.line))


def _match(a: Print, b: Print) -> Match:
    one, other = _limit(a), _limit(b)
    if a.figure.value == b.figure.value:
        if _same_limit(a, b):
            return "same"
        return "limits" if _one_side(one or a.relation, other or b.relation) else "apart"
    if one in SIDES and other in SIDES:
        return "limits" if _one_side(one, other) and not a.aim else "apart"
    if one in SIDES or other in SIDES:
        return "same" if _widened(a).overlaps(_widened(b)) and not a.aim else "apart"
    return _rounding(_widened(a), _widened(b))


def _rounding(a: Figure, b: Figure) -> Match:
    coarse, fine = sorted((a, b), key=lambda figure: decimals(figure.value))
    if decimals(coarse.value) < decimals(fine.value) and coarse.value == _half_up(
        fine.value, decimals(coarse.value)
    ):
        return "rounded"
    return "overlap" if max(a.low, b.low) < min(a.high, b.high) - NEAR else "apart"


def _half_up(value: float, places: int) -> float:
    scale = 10.0**places
    return math.copysign(math.floor(abs(value) * scale + 0.5 + NEAR) / scale, value)


def _widened(one: Print) -> Figure:
    """What "about" prints: half a unit of the last digit that is not zero."""
    if one.bound != "about" or not one.figure.value or decimals(one.figure.value):
        return one.figure
    text = one.figure.text
    half = 0.5 * 10.0 ** (len(text) - len(text.rstrip("0")))
    return replace(one.figure, low=one.figure.value - half, high=one.figure.value + half)


def _limit(one: Print) -> str | None:
    """The limit that a print names."""
    return one.bound if one.bound in SIDES else None


def _one_side(a: str | None, b: str | None) -> bool:
    return not ({a, b} & set(UPPER) and {a, b} & set(LOWER))


def _same_limit(a: Print, b: Print) -> bool:
    if a.relation or b.relation:
        own, again = (a.relation, b) if a.relation else (b.relation, a)
        return again.bound not in SIDES or again.bound == own or own not in SIDES
    if a.aim:
        return _limit(a) == _limit(b) or None in (_limit(a), _limit(b))
    return _one_side(_limit(a), _limit(b))


def _told(one: Print) -> str:
    return f"{SIDES[one.bound]} {one.figure.text}" if one.bound in SIDES else one.figure.text


def _worded(one: Print) -> str | Bilingual:
    """A print as it stands in a sentence."""
    sign = SIGNS_ZH.get(one.bound or "")
    return Bilingual(zh=f"{sign}{one.figure.text}", en=_told(one)) if sign else one.figure.text


def _severity(worst: Pair, quantity: Quantity, material: Material) -> Severity | None:
    if worst.match in HOLD:
        return None
    if worst.match != "apart":
        return "low"
    settings = material.settings
    step = 0 if 0 < worst.gap < settings.small_gap else 1 if worst.gap < settings.large_gap else 2
    return STEPS[min(2, step + any(one.leads for one in quantity.prints))]


def _working(worst: Pair, quantity: Quantity, material: Material) -> str:
    if worst.match == "same":
        sign = "; " if any(one.bound for one in quantity.prints) else " = "
        return sign.join(_told(one) for one in quantity.prints)
    if worst.match == "rounded":
        return " ~ ".join(dict.fromkeys(_told(one) for one in quantity.prints))
    a, b = worst.one.figure, worst.other.figure
    if worst.match == "limits" or a.value == b.value:
        return f"{_told(worst.one)}; {_told(worst.other)}"
    if worst.match == "overlap":
        return f"{a.text}: {_span(a)}; {b.text}: {_span(b)}"
    high, low = (a, b) if abs(a.value) > abs(b.value) else (b, a)
    steps = f"({high.text} - {low.text}) / {high.text} = {shown(worst.gap * 100)} %"
    return "; ".join((steps, *(tried.working for tried in tried_growths(quantity, material))))


def _span(figure: Figure) -> str:
    return f"{shown(figure.low)} .. {shown(figure.high)}"


def _why(worst: Pair) -> Iterator[Phrase]:
    a, b = worst.one.figure, worst.other.figure
    coarse, fine = sorted((a, b), key=lambda figure: decimals(figure.value))
    scale = 10.0 ** decimals(coarse.value)
    if (
        decimals(coarse.value) < decimals(fine.value)
        and math.floor(fine.value * scale) == coarse.value * scale
    ):
        yield phrase("why-print-cut", fine=fine.text, coarse=coarse.text)
    yield phrase(f"why-print-{worst.match}")


def _growths(quantity: Quantity, material: Material) -> Iterator[Phrase]:
    for tried in tried_growths(quantity, material):
        if tried.holds:
            yield phrase("why-print-growth", row=tried.row, rate=tried.rate, value=tried.value)
