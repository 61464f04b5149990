"""The band charts of a run, with the same bands and targets as its page for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from report import numbers
from report.html.chart_data import Band, bands
from report.html.charts import aim_text, unit_text
from report.html.content import Content
from report.outline.blocks import Chart
from report.outline.drawing import BANDS, BandChart, Labels
from report.terms import name_of, target_value
from report.wording import load_words

if TYPE_CHECKING:
    from evaluation.results import Envelope, RunResult, SeriesPoint
    from report.wording import Words


def run_charts(
    answer: Envelope[RunResult],
    points: tuple[SeriesPoint, ...],
    reference: Mapping[tuple[str, int], float],
    words: Words,
) -> list[Chart]:
    """One chart a charted target, numbered."""
    english = load_words("en")
    drawn = bands(Content(answer, "", "", "", points, reference=reference))
    return [
        Chart(
            chart=_drawing(band, words),
            english=_drawing(band, english),
            caption=words("midterm.figure", number=at, name=name_of(band.target, words)),
            alternative=_alternative(band, words),
        )
        for at, band in enumerate(drawn, 1)
    ]


def _drawing(band: Band, words: Words) -> BandChart:
    return BandChart(
        id=band.target.id,
        labels=_labels(band, words),
        years=band.years,
        quantiles=band.quantiles,
        observed=band.observed,
        central=band.central,
        reference=band.reference,
        required=(),
        aim=band.aim,
    )


def _labels(band: Band, words: Words) -> Labels:
    target = band.target
    basis = words.get(f"basis.{target.price_basis}")
    chance = numbers.probability_with_error(target.probability, target.mc_error).replace("+-", "± ")
    wide, middle, narrow = (words("chart.band", share=share) for _, _, share in BANDS)
    return Labels(
        title=words("chart.title", name=name_of(target, words), probability=chance),
        unit=unit_text(band, words),
        median=words("chart.median"),
        central=words("chart.central"),
        reference=words("chart.reference"),
        observed=words("chart.observed"),
        target=words("chart.target") + (f" {basis}" if basis else ""),
        required="",
        aim=aim_text(band, words) if band.aim else "",
        bands=(wide, middle, narrow),
    )


def _alternative(band: Band, words: Words) -> str:
    target = band.target
    places = numbers.decimals(target.printed_digits, target.target, target.unit)
    return words(
        "run-report.alt",
        name=name_of(target, words),
        year=target.year,
        median=numbers.level(target.median, places),
        band=numbers.band(target.q10, target.q90, places),
        target=target_value(target),
        probability=numbers.probability(target.probability),
    )
