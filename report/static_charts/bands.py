"""Band charts as PNG: median, 50 / 80 / 90 % bands, target, needed path, history, central paths.

The bands go from light to dark and every line has its own dash or mark, so that nothing depends on colour.
The same chart gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from report.outline.drawing import BANDS, BandChart, Labels, texts_of
from report.static_charts.fonts import font, lacking, shown

if TYPE_CHECKING:
    from report.outline.blocks import Chart
    from report.outline.drawing import Points

SHADES = ("#dfe8f3", "#b5cbe4", "#7fa4cf")
INK, AIM, NEED, GREY = "#12325a", "#b03a00", "#8a5a00", "#6b6b6b"
INCHES = (6.1, 3.25)
DOTS = 160
SMALL, USUAL, LARGE = 7.5, 8.5, 10.0
MANY_YEARS = 12
HEADROOM = 0.12


@dataclass(frozen=True)
class Picture:
    """A PNG, the title in the language it was drawn in, and the letters that forced it into English."""

    png: bytes
    lacking: str = ""


def picture(chart: Chart) -> Picture:
    """The chart in its own language, in English where the font lacks a letter of it."""
    missing = lacking("".join(texts_of(chart.chart.labels)))
    if not missing:
        return Picture(png(chart.chart))
    labels = chart.english.labels
    plain = {name: _plain(value) for name, value in vars(labels).items()}
    return Picture(png(replace(chart.english, labels=Labels(**plain))), missing)


def _plain(value: Any) -> Any:
    return shown(value) if isinstance(value, str) else tuple(shown(text) for text in value)


def png(chart: BandChart) -> bytes:
    """The bytes of the picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=INCHES, dpi=DOTS, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.095, 0.255, 0.875, 0.645))
    _draw(axes, chart)
    _dress(axes, chart)
    _legend(figure, axes)
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=DOTS, metadata={"Software": None})
    return held.getvalue()


def _draw(axes: Any, chart: BandChart) -> None:
    labels = chart.labels
    for (low, high, _), shade, name in zip(BANDS, SHADES, labels.bands, strict=True):
        _band(axes, chart, low, high, shade, name)
    if "q50" in chart.quantiles:
        middle = zip(chart.years, chart.quantiles["q50"], strict=True)
        _line(axes, tuple((x, y) for x, y in middle if y is not None), INK, "-", labels.median, 1.9)
    _line(axes, chart.central, INK, (0, (1, 1.6)), labels.central, 1.2)
    _line(axes, chart.reference, GREY, (0, (5, 1.5, 1, 1.5)), labels.reference, 1.2)
    _line(axes, chart.required, NEED, (0, (4, 2)), labels.required, 1.2)
    if chart.last is not None and not chart.quantiles:
        _whisker(axes, chart.last, labels)
    if chart.observed:
        x, y = zip(*chart.observed, strict=True)
        axes.plot(
            x, y, "o", ms=4.2, mfc="white", mec="black", mew=1.1, ls="none", label=labels.observed, zorder=6
        )
    _aim(axes, chart)


def _band(axes: Any, chart: BandChart, low: str, high: str, shade: str, name: str) -> None:
    if low not in chart.quantiles or high not in chart.quantiles:
        return
    lows, highs = chart.quantiles[low], chart.quantiles[high]
    kept = [
        (x, a, b) for x, a, b in zip(chart.years, lows, highs, strict=True) if a is not None and b is not None
    ]
    if kept:
        x, a, b = zip(*kept, strict=True)
        axes.fill_between(x, a, b, color=shade, lw=0, label=name, zorder=1)


def _line(axes: Any, points: Points, color: str, dash: Any, name: str, width: float) -> None:
    if points:
        x, y = zip(*points, strict=True)
        axes.plot(x, y, color=color, ls=dash, lw=width, label=name, zorder=4)


def _whisker(axes: Any, last: tuple[int, float, float, float], labels: Labels) -> None:
    year, low, median, high = last
    axes.plot(
        (year, year),
        (low, high),
        color=SHADES[2],
        lw=7,
        solid_capstyle="butt",
        zorder=3,
        label=labels.bands[1],
    )
    axes.plot((year,), (median,), "_", ms=13, mew=2.2, color=INK, ls="none", zorder=5, label=labels.median)


def _aim(axes: Any, chart: BandChart) -> None:
    if not chart.aim:
        return
    x, y = zip(*chart.aim, strict=True)
    dash: Any = (0, (6, 2)) if len(x) > 1 else "none"
    axes.plot(x, y, color=AIM, ls=dash, lw=1.4, marker="D", ms=5, label=chart.labels.target, zorder=7)
    axes.annotate(
        chart.labels.aim,
        chart.aim[-1],
        xytext=(-6, 6),
        textcoords="offset points",
        ha="right",
        va="bottom",
        color=AIM,
        fontproperties=font(USUAL),
        bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.8},
        zorder=8,
    )


def _dress(axes: Any, chart: BandChart) -> None:
    from matplotlib.ticker import FixedLocator, FuncFormatter

    first, last = chart.span
    axes.set_xlim(first - 0.3, last + 0.4)
    every = 1 if last - first <= MANY_YEARS else 5
    axes.xaxis.set_major_locator(FixedLocator(list(range(first, last + 1, every))))
    axes.xaxis.set_major_formatter(FuncFormatter(_whole))
    axes.yaxis.set_major_formatter(FuncFormatter(_plain_number))
    low, high = axes.dataLim.intervaly
    axes.set_ylim(min(low, 0.0), high + HEADROOM * (high - min(low, 0.0)))
    axes.set_title(chart.labels.title, fontproperties=font(LARGE), loc="left", pad=7)
    axes.set_ylabel(chart.labels.unit, fontproperties=font(USUAL))
    axes.grid(axis="y", color="#e3e3e3", lw=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        text.set_fontproperties(font(USUAL))


def _whole(value: float, _: int | None = None) -> str:
    return f"{value:.0f}"


def _plain_number(value: float, _: int | None = None) -> str:
    return f"{value:.10g}"


def _legend(figure: Any, axes: Any) -> None:
    handles, names = axes.get_legend_handles_labels()
    if handles:
        figure.legend(
            handles, names, loc="lower center", ncol=4, frameon=False, prop=font(SMALL), columnspacing=1.4,
            handlelength=2.2,
        )  # fmt: skip
