"""A ratio of the plan against that of the last plan, in the nearest of all printed readings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from evaluation.audit.figures import Figure, shown
from evaluation.audit.material import Material, in_order
from evaluation.audit.outcomes import Outcome, Phrase, Severity, phrase


@dataclass(frozen=True)
class Ratio:
    """A ratio with its working, and the rows and places it comes from."""

    value: float
    working: str
    ids: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Comparison:
    """The ratio of the plan and that of the past, in every printed reading, the default ones first."""

    rule: str
    planned: tuple[Ratio, ...]
    past: tuple[Ratio, ...]

    @property
    def nearest(self) -> float:
        """How many times the greater of the two nearest ratios is the other."""
        return min(_factor(a.value, b.value) for a, b in product(self.planned, self.past))


def compared(
    rule: str,
    material: Material,
    planned: Sequence[Ratio],
    past: Sequence[Ratio],
    very_far: float = math.inf,
) -> Iterator[Outcome]:
    """What a rule says about a ratio of the plan and that of the past; nothing where either is unknown."""
    planned, past = ([r for r in ratios if math.isfinite(r.value)] for ratios in (planned, past))
    if planned and past:
        yield _outcome(Comparison(rule, tuple(planned), tuple(past)), material, very_far)


def _factor(a: float, b: float) -> float:
    return max(a / b, b / a) if a > 0 and b > 0 else math.inf


def _outcome(found: Comparison, material: Material, very_far: float) -> Outcome:
    factor, far = found.nearest, material.settings.far_ratio
    severity: Severity | None = None if factor <= far else "high" if factor > very_far else "medium"
    ratios = (*found.planned, *found.past)
    code = found.rule.replace("_", "-")
    ids = tuple(dict.fromkeys(id for ratio in ratios for id in ratio.ids))
    fields = {
        "planned": shown(found.planned[0].value),
        "past": shown(found.past[0].value),
        "factor": shown(factor),
    }
    told = dict.fromkeys(ratio.working for ratio in ratios)
    nearest = f"{shown(factor)} {'<=' if severity is None else '>'} {shown(far)}"
    places = [place for ratio in ratios for figure in ratio.figures for place in figure.places]
    return Outcome(
        rule=found.rule,
        subject="-".join(dict.fromkeys(id for id in found.planned[0].ids)),
        kind="implied_ratio",
        severity=severity,
        where=in_order(places),
        indicators=ids,
        stated=float(shown(found.planned[0].value)),
        implied=float(shown(found.past[0].value)),
        working="; ".join([*told, nearest]),
        said=Phrase(f"{code}-{'holds' if severity is None else 'far'}", fields),
        explanations=() if severity is None else (Phrase(f"why-{code}", fields),),
        assumption=phrase(f"assume-{code}"),
        correction=None if severity is None else Phrase(f"fix-{code}", fields),
    )
