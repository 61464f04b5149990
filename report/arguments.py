"""Options and arguments that mean the same in every command, and how their values are read.

The help of an option is the text `option.<name>`, or `option.<command>.<name>` where a command needs its own.
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
LAST_YEAR = 2060


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


def year(value: Any) -> int:
    """A year, or a year and a month (`2023-06`), of which the year counts."""
    text = str(value)
    month = text[5:] if text[4:5] == "-" else "1"
    if not (text[:4].isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        raise typer.BadParameter(words()("usage.year", found=value))
    return whole(1990, 2100)(text[:4])


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
Step = Annotated[str | None, typer.Option("--step", metavar="1/16")]
Method = Annotated[str | None, typer.Option("--method", metavar="|".join(METHODS), parser=one_of(METHODS))]
FailUnder = Annotated[float | None, typer.Option("--fail-under", metavar="P", parser=between(0, 1))]
ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO")]
ScenarioNames = Annotated[list[str], typer.Argument(metavar="SCENARIO")]
