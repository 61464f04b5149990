"""The answers of `planreach backtest` on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.skill_card import Card
    from report.backtest_answers import BacktestForecastAnswer, BacktestScoreAnswer, RuleFacts
    from report.session import Session


def show_forecast(answer: BacktestForecastAnswer, session: Session) -> None:
    """What was forecast, from what, and what the histories say."""
    words = session.words
    lines = [
        words("backtest.written", file=answer.file),
        words(
            "backtest.counts",
            regions=answer.regions,
            origin=answer.origin,
            horizon=answer.horizon,
            years=answer.years,
            members=answer.members,
        ),
        words(f"backtest-mode.{answer.mode}"),
        words("backtest.labour", name=answer.labour) if answer.labour else words("backtest.no-labour"),
        *([] if answer.rules is None else _rules(answer.rules, session)),
        words(
            f"backtest-evidence.{answer.evidence}",
            weight=f"{answer.evidence_weight:.0%}",
            origins=answer.past_origins,
        ),
    ]
    if answer.raised_investment:
        lines.append(words("backtest.raised", regions=words.listed(list(answer.raised_investment))))
    session.put("\n".join(part for line in lines for part in wrapped(line, session.width)))


def _rules(facts: RuleFacts, session: Session) -> list[str]:
    words = session.words
    shown = {name: f"{value:.2f}" for name, value in vars(facts).items() if value is not None}
    lines = [words("backtest.shocks", **shown)]
    if facts.labour_elasticity is not None:
        lines.append(words("backtest.elasticities", **shown))
    elif facts.capital_elasticity is not None:
        lines.append(words("backtest.capital", **shown))
    return lines


HEADINGS = ("model", "targets", "crps", "crps5", "cover80", "cover90", "width", "pit", "ratio")


def show_score(answer: BacktestScoreAnswer, session: Session) -> None:
    """One line a model, best first."""
    words = session.words
    columns = [Column(words(f"skill-column.{name}"), right=name != "model") for name in HEADINGS]
    cards = sorted(answer.models, key=lambda item: item.crps)
    session.put(table(columns, [score_row(item) for item in cards], session.width))
    note = words("backtest.score-note", resamples=answer.resamples, reference=answer.reference or "-")
    session.put("\n" + "\n".join(wrapped(note, session.width)))


def score_row(item: Card) -> list[str]:
    """The numbers of a model as they are shown; CRPS in log points, shares in %."""
    ratio = "-"
    if item.ratio is not None:
        ratio = f"{item.ratio:.3f} ({item.ratio_low:.3f}, {item.ratio_high:.3f})"
    return [
        item.model,
        str(item.targets),
        f"{item.crps:.3f}",
        f"{item.crps_last:.3f}",
        f"{item.coverage80:.1%} ({item.coverage80_low:.0%}, {item.coverage80_high:.0%})",
        f"{item.coverage90:.1%}",
        f"{item.width80:.1f}",
        f"{item.pit_mean:.3f}",
        ratio,
    ]
