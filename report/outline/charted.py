"""Band charts of an evaluation and of a run, with caption and what they show in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from report import numbers
from report.outline import cells
from report.outline.blocks import Chart
from report.outline.drawing import BANDS, BandChart, Labels
from report.terms import unit_of
from report.wording import load_words

if TYPE_CHECKING:
    from evaluation.results import SeriesPoint
    from report.outline.drawing import Points
    from report.outline.facts import Evaluation, Indicator
    from report.wording import Words

SUMS = ("total", "cut_total")
LEVELS = ("q05", "q10", "q25", "q50", "q75", "q90", "q95")


def charts(found: Evaluation, words: Words) -> list[Chart]:
    """One chart for each indicator that has a band or observed levels, in the order of the table."""
    bands = {name: tuple(points) for name, points in groupby(found.points, key=lambda point: point.variable)}
    drawable = [one for one in found.main if one.id in bands or _has_end(one) or len(observed(one)) > 1]
    return [_chart(one, bands.get(one.id, ()), found, at, words) for at, one in enumerate(drawable, 1)]


def _has_end(one: Indicator) -> bool:
    return one.median is not None and one.q10 is not None and one.q90 is not None


def _chart(
    one: Indicator, points: tuple[SeriesPoint, ...], found: Evaluation, number: int, words: Words
) -> Chart:
    return Chart(
        chart=_drawing(one, points, words),
        english=_drawing(one, points, load_words("en")),
        caption=words("midterm.figure", number=number, name=cells.named(one, words)),
        alternative=alternative(one, words),
    )


def _drawing(one: Indicator, points: tuple[SeriesPoint, ...], words: Words) -> BandChart:
    return BandChart(
        id=one.id,
        labels=labels(one, words),
        years=tuple(point.year for point in points),
        quantiles={name: tuple(getattr(point, name) for point in points) for name in LEVELS}
        if points
        else {},
        observed=tuple(sorted({**dict(_history(points)), **dict(observed(one))}.items())),
        central=tuple((p.year, p.central) for p in points if p.central is not None),
        reference=(),
        required=required(one),
        aim=((one.year, one.target),) if one.target is not None and one.year is not None else (),
        last=_last(one),
    )


def _history(points: tuple[SeriesPoint, ...]) -> Points:
    return tuple((p.year, p.observed) for p in points if p.observed is not None)


def observed(one: Indicator) -> Points:
    """Whole-year levels in the indicator's own unit, with the base; the last figure of a year counts."""
    kinds = SUMS if sums(one) else (None, "level")
    levels = {
        seen.year: seen.value
        for seen in one.observed
        if seen.kind in kinds and not seen.month and seen.unit in (one.unit, "")
    }
    start = base(one)
    if not levels:
        return ()
    if start is not None and one.base_year is not None:
        levels = {one.base_year: start} | levels
    return tuple(sorted(levels.items()))


def sums(one: Indicator) -> bool:
    """Whether the indicator is counted from zero since the base year: a sum, or a cut."""
    return one.base is None and any(seen.kind in SUMS for seen in one.observed)


def base(one: Indicator) -> float | None:
    """Where the indicator starts from."""
    return 0.0 if sums(one) else one.base


def required(one: Indicator) -> Points:
    """The path from base to target: compound for what grows by a rate, else straight."""
    start, end = base(one), one.target
    if start is None or end is None or one.base_year is None or one.year is None:
        return ()
    years = one.year - one.base_year
    if years <= 0 or (compound(one) and start * end <= 0):
        return ()
    share = [(one.base_year + at, at / years) for at in range(years + 1)]
    if compound(one):
        return tuple((year, start * (end / start) ** part) for year, part in share)
    return tuple((year, start + (end - start) * part) for year, part in share)


def compound(one: Indicator) -> bool:
    """Whether the drawn path grows by a rate."""
    return one.path == "compound" and not sums(one)


def _last(one: Indicator) -> tuple[int, float, float, float] | None:
    if one.median is None or one.q10 is None or one.q90 is None or one.year is None:
        return None
    return one.year, one.q10, one.median, one.q90


def labels(one: Indicator, words: Words) -> Labels:
    """The texts of the chart of an indicator."""
    basis = words.get(f"basis.{one.price_basis}")
    unit = unit_of(one.unit, words)
    chance = numbers.probability_with_error(one.probability_after, one.mc_error).replace("+-", "± ")
    wide, middle, narrow = (words("chart.band", share=share) for _, _, share in BANDS)
    known = {"name": cells.name(one, words), "probability": chance}
    return Labels(
        title=words("chart.title", **known) if one.probability_after is not None else known["name"],
        unit=f"{unit} ({basis})" if basis else unit,
        median=words("chart.median"),
        central=words("chart.central"),
        reference=words("chart.reference"),
        observed=words("midterm.observed"),
        target=words("chart.target") + (f" {basis}" if basis else ""),
        required=words("midterm.path-compound" if compound(one) else "midterm.path-linear"),
        aim=words("chart.aim-point", value=numbers.printed(one.target)),
        bands=(wide, middle, narrow),
    )


def alternative(one: Indicator, words: Words) -> str:
    """What the chart shows, for those who cannot see it."""
    parts = [words("midterm.alt-chart", name=cells.named(one, words))]
    seen = observed(one)
    if seen:
        told = words.listed(
            [f"{year}{words('punctuation.colon')}{cells.level(one, value)}" for year, value in seen]
        )
        parts.append(words("midterm.alt-observed", values=told))
    if one.median is not None:
        band = numbers.band(one.q10, one.q90, cells.places(one))
        known = {"year": one.year, "median": cells.level(one, one.median), "band": band}
        parts.append(words("midterm.alt-forecast", **known))
    if one.target is not None:
        parts.append(words("midterm.alt-target", target=cells.target(one)))
    return words("midterm.clause").join(parts) + words("midterm.stop")
