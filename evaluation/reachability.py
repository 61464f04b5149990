"""Is each target reached: value, band, probability, required against simulated growth, verdict.

Every target is measured from its default base; each other printed base is run beside it. A tracked
target keeps its reason and has no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from evaluation import results
from evaluation.annual import Annual, FloatArray
from evaluation.draws import DrawSet, draw_set
from evaluation.quantiles import quantiles
from evaluation.relations import has_number, margin, met, met_strictly
from evaluation.results import Alternative, Closures, TargetResult, Verdict
from evaluation.transforms import ANCHORED, reported, yearly_growth

if TYPE_CHECKING:
    from scenarios.schema import Locator, Reading, Target

MARGIN_DRAWS = 16_384
MEDIAN = 0.50
CLOSURES = ("demand_led", "supply_led")


class Thresholds(Protocol):
    """The least probability at which each verdict is given (the `verdicts` of a plan pack)."""

    @property
    def likely(self) -> float:
        """Least probability of "likely"."""
        ...

    @property
    def with_effort(self) -> float:
        """Least probability of "with_effort"."""
        ...

    @property
    def difficult(self) -> float:
        """Least probability of "difficult"; below it the verdict is "unlikely"."""
        ...


@dataclass(frozen=True, eq=False)
class Outcome:
    """One target measured from one base over all draws.

    `met` and `strict` are None where the plan gives no number to compare with. `margins` holds the signed
    distance from the target for the first `MARGIN_DRAWS` draws.
    """

    base: float | None
    quantiles: Mapping[float, float]
    met: DrawSet | None
    strict: DrawSet | None
    margins: FloatArray | None


@dataclass(frozen=True, eq=False)
class Measured:
    """A target with its outcome from the default base (None: tracked) and from each other printed base."""

    target: Target
    outcome: Outcome | None
    others: tuple[tuple[Reading, Outcome], ...] = ()


def measure(targets: Sequence[Target], annual: Annual) -> tuple[Measured, ...]:
    """Every target measured on the draws of `annual`, in the order given."""
    return tuple(_measure_one(target, annual) for target in targets)


def outcome(target: Target, values: FloatArray, base: float | None) -> Outcome:
    """What the reported `values` (draw,) mean for a target."""
    found = quantiles(values)
    if not has_number(target):
        return Outcome(base, found, None, None, None)
    hits, strict_hits = draw_set(met(target, values)), draw_set(met_strictly(target, values))
    return Outcome(base, found, hits, strict_hits, margin(target, values[:MARGIN_DRAWS]))


def other_readings(target: Target) -> tuple[Reading, ...]:
    """The printed bases besides the default one that give another answer; printed limits are no bases."""
    if target.transform not in ANCHORED:
        return ()
    found = [reading for reading in target.bases if not reading.default and reading.bound is None]
    values = {reading.value: reading for reading in reversed(found) if reading.value != target.base}
    return tuple(reading for reading in found if values.get(reading.value) is reading)


def target_results(
    measured: Sequence[Measured],
    thresholds: Thresholds,
    closures: Mapping[str, Sequence[Measured]] | None = None,
) -> tuple[TargetResult, ...]:
    """The answers, one a target; `closures` holds the same targets measured under each closure."""
    under = {name: _probabilities(found) for name, found in (closures or {}).items()}
    return tuple(_result(item, thresholds, _closures(item.target.id, under)) for item in measured)


def verdict(probability: float | None, thresholds: Thresholds) -> Verdict | None:
    """The word for a probability; None without one."""
    if probability is None:
        return None
    if probability >= thresholds.likely:
        return "likely"
    if probability >= thresholds.with_effort:
        return "with_effort"
    return "difficult" if probability >= thresholds.difficult else "unlikely"


def locator_of(place: Locator) -> results.Locator:
    """A place of the plan as it stands in the answers."""
    return results.Locator(place.chapter, place.box, place.row, place.line, place.section, place.paragraph)


def _measure_one(target: Target, annual: Annual) -> Measured:
    if target.mode == "tracked":
        return Measured(target, None)
    default = outcome(target, reported(target, annual, target.base), target.base)
    others = tuple(
        (reading, outcome(target, reported(target, annual, reading.value), reading.value))
        for reading in other_readings(target)
    )
    return Measured(target, default, others)


def _probabilities(measured: Sequence[Measured]) -> Mapping[str, float | None]:
    return {item.target.id: _share(item.outcome.met) if item.outcome else None for item in measured}


def _closures(id: str, under: Mapping[str, Mapping[str, float | None]]) -> Closures:
    return Closures(*(under.get(name, {}).get(id) for name in CLOSURES))


def _share(draws: DrawSet | None) -> float | None:
    return None if draws is None else draws.share


def _error(draws: DrawSet | None) -> float | None:
    return None if draws is None else draws.error


def _alternative(target: Target, reading: Reading, found: Outcome) -> Alternative:
    return Alternative(
        base=reading.value,
        locator=locator_of(reading.locator),
        median=found.quantiles[MEDIAN],
        q10=found.quantiles[0.10],
        q90=found.quantiles[0.90],
        probability=_share(found.met),
        probability_strict=_share(found.strict),
        mc_error=_error(found.met),
        required_growth=yearly_growth(target, _aim(target), reading.value),
    )


def _aim(target: Target) -> float | None:
    """The number that growth has to reach: the lower end of a range."""
    return target.target_low if target.relation == "between" else target.target


def _result(item: Measured, thresholds: Thresholds, closures: Closures) -> TargetResult:
    target, found = item.target, item.outcome
    levels = found.quantiles if found else {}
    probability = _share(found.met) if found else None
    tracked = found is None
    return TargetResult(
        id=target.id,
        name_zh=target.name_zh,
        name_en=target.name_en,
        unit=target.unit,
        price_basis=target.price_basis,
        nature=target.nature,
        mode=target.mode,
        mode_reason_zh=target.mode_reason.zh,
        mode_reason_en=target.mode_reason.en,
        relation=target.relation,
        base=target.base,
        base_year=target.base_year,
        target=target.target,
        target_low=target.target_low,
        year=target.year,
        printed_digits=target.printed_digits,
        stated_growth=target.stated_growth,
        median=levels.get(MEDIAN),
        q05=levels.get(0.05),
        q10=levels.get(0.10),
        q90=levels.get(0.90),
        q95=levels.get(0.95),
        probability=probability,
        probability_strict=_share(found.strict) if found else None,
        mc_error=_error(found.met) if found else None,
        required_growth=None if tracked else yearly_growth(target, _aim(target), target.base),
        simulated_growth=None if tracked else yearly_growth(target, levels.get(MEDIAN), target.base),
        closures=closures,
        verdict=verdict(probability, thresholds),
        locator=locator_of(target.locator),
        alternatives=tuple(_alternative(target, *other) for other in item.others),
        variable=target.variable,
        transform=target.transform,
        table=target.table,
        box2=target.table == "box2",
        department=target.department,
        threshold_source=target.threshold_source,
        note=target.note,
    )
