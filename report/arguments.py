"""Options and arguments that mean the same in every command, and how their values are read.

The help of an option is the text `option.<name>`; `option-of.<command>.<name>` goes before it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any

import typer

from report.current import words
from report.settings import LARGEST_SEED, MOST_DRAWS, MOST_JOBS
from report.wording import LANGUAGES

CLOSURES = ("demand_led", "supply_led")
METHODS = ("heun", "euler", "rk4")
MODES = ("simulated", "derived", "tracked")
LAYERS = ("parameters", "world", "projects", "bases")
LAST_YEAR = 2060
FIRST_DATE = 1990
MOST_STEPS = 365


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A reader of whole numbers between two limits."""

    def read(value: Any) -> int:
        try:
            number = int(str(value))
        except ValueError:
            raise typer.BadParameter(words()("usage.whole-number", found=value)) from None
        if not low <= number <= high:
            raise typer.BadParameter(words()("usage.between", found=number, low=low, high=high))
        return number

    return read


def between(low: float, high: float) -> Callable[[Any], float]:
    """A reader of numbers between two limits."""

    def read(value: Any) -> float:
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise typer.BadParameter(words()("usage.number", found=value))
        if not low <= number <= high:
            raise typer.BadParameter(words()("usage.between", found=value, low=low, high=high))
        return number

    return read


def one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    """A reader of one word of a list."""

    def read(value: Any) -> str:
        if str(value) not in known:
            raise typer.BadParameter(words()("usage.one-of", found=value, known=", ".join(known)))
        return str(value)

    return read


def ending(wanted: str) -> Callable[[Any], str]:
    """A reader of the name of a file with this ending."""

    def read(value: Any) -> str:
        if not str(value).lower().endswith(wanted):
            raise typer.BadParameter(words()("usage.ending", found=value, wanted=wanted))
        return str(value)

    return read


def year(value: Any) -> int:
    """A year, or a year and a month (`2023-06`), of which the year counts."""
    text = str(value)
    month = text[5:] if text[4:5] == "-" else "1"
    if not (text[:4].isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        raise typer.BadParameter(words()("usage.year", found=value))
    return whole(1990, 2100)(text[:4])


def steps_per_year(value: Any) -> int:
    """How many steps a year has: `1/16` and `0.0625` give 16."""
    text = str(value).strip()
    above, _, below = text.partition("/")
    try:
        count = float(below) / float(above) if below else 1 / float(text)
    except (ValueError, ZeroDivisionError):
        count = math.nan
    if not (1 <= count <= MOST_STEPS and math.isclose(count, round(count), rel_tol=1e-9)):
        raise typer.BadParameter(words()("usage.step", found=value))
    return round(count)


def layers(value: Any) -> str:
    """Kinds of uncertainty in their order, separated by commas; `none` for the central run alone."""
    text = str(value).strip()
    named = () if text == "none" else tuple(part.strip() for part in text.split(","))
    for part in named:
        one_of(LAYERS)(part)
    return ",".join(layer for layer in LAYERS if layer in named) or "none"


Plan = Annotated[str | None, typer.Option("--plan", metavar="NAME|DIR")]
Json = Annotated[bool, typer.Option("--json")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en", parser=one_of(LANGUAGES))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q")]
NoColor = Annotated[bool, typer.Option("--no-color")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v")]

Seed = Annotated[int | None, typer.Option("--seed", metavar="N", parser=whole(0, LARGEST_SEED))]
Draws = Annotated[int | None, typer.Option("--draws", metavar="N", parser=whole(1, MOST_DRAWS))]
Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", parser=whole(1, MOST_JOBS))]
AsOf = Annotated[int | None, typer.Option("--as-of", metavar="YEAR[-MM]", parser=year)]
Closure = Annotated[
    str | None, typer.Option("--closure", metavar="|".join(CLOSURES), parser=one_of(CLOSURES))
]
Runs = Annotated[str | None, typer.Option("--runs", metavar="DIR")]
End = Annotated[int | None, typer.Option("--end", metavar="YEAR", parser=whole(2021, LAST_YEAR))]
Step = Annotated[int | None, typer.Option("--step", metavar="1/N", parser=steps_per_year)]
Layers = Annotated[str | None, typer.Option("--layers", metavar="LIST", parser=layers)]
Priors = Annotated[bool, typer.Option("--priors")]
Method = Annotated[str | None, typer.Option("--method", metavar="|".join(METHODS), parser=one_of(METHODS))]
Strict = Annotated[bool, typer.Option("--strict")]
FailUnder = Annotated[float | None, typer.Option("--fail-under", metavar="P", parser=between(0, 1))]
ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO")]
ScenarioNames = Annotated[list[str], typer.Argument(metavar="SCENARIO")]
Chapter = Annotated[int | None, typer.Option("--chapter", metavar="N", parser=whole(0, 999))]
Mode = Annotated[str | None, typer.Option("--mode", metavar="|".join(MODES), parser=one_of(MODES))]
Checked = Annotated[bool, typer.Option("--checked")]
Everything = Annotated[bool, typer.Option("--all")]
Text = Annotated[str | None, typer.Option("--text", metavar="FILE")]
Source = Annotated[str | None, typer.Option("--from", metavar="NAME|DIR|FILE.xlsx")]
Folder = Annotated[str, typer.Argument(metavar="DIR")]
TableFile = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE.csv")]
WorkbookFile = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE.xlsx")]
Workbook = Annotated[str, typer.Option("--output", "-o", metavar="FILE.xlsx")]
Xmile = Annotated[str, typer.Option("--output", "-o", metavar="FILE.xmile", parser=ending(".xmile"))]
PageFile = Annotated[str, typer.Option("--output", "-o", metavar="FILE.html", parser=ending(".html"))]
