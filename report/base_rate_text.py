"""How often others did what a target asks for, beside the probability of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.results import BaseRate, RunResult
    from report.session import Session
    from report.wording import Words

SHORT = 4
"""On the screen: the preferred class, two wider ones, and the latest of the rest."""


def base_rate_text(run: RunResult, session: Session) -> str:
    """The classes as a table below a sentence; empty where the plan has none."""
    if not run.base_rates:
        return ""
    words = session.words
    lines = [session.paint(words("base-rate.title"), "bold")]
    lines += wrapped(base_rate_sentence(run, words), session.width)
    shown = (
        run.base_rates if len(run.base_rates) <= SHORT else (*run.base_rates[: SHORT - 1], run.base_rates[-1])
    )
    rows = [base_rate_row(item, words) for item in shown]
    columns = [
        Column(words("base-rate.class"), flexible=True, least=24),
        *(Column(words(f"base-rate.{name}"), right=True) for name in ("windows", "met", "frequency")),
    ]
    return "\n".join([*lines, table(columns, rows, session.width)])


def base_rate_sentence(run: RunResult, words: Words) -> str:
    """The preferred class beside the model."""
    first = run.base_rates[0]
    target = next((item for item in run.targets if item.id == first.target), None)
    chance = None if target is None else target.probability
    return words(
        "base-rate.sentence",
        rate=numbers.level(first.rate, 1),
        years=first.years,
        name=words.choose(first.name_zh, first.name_en),
        met=first.met,
        windows=first.windows,
        frequency=f"{first.frequency:.1%}",
        model="-" if chance is None else f"{chance:.1%}",
    )


def base_rate_row(item: BaseRate, words: Words) -> list[str]:
    """One class."""
    name = words.choose(item.name_zh, item.name_en)
    return [
        words("base-rate.preferred", name=name) if item.preferred else name,
        words("base-rate.counted", windows=item.windows, regions=item.regions),
        str(item.met),
        f"{item.frequency:.1%} ({item.low:.1%}, {item.high:.1%})",
    ]
