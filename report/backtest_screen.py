"""The answers of `planreach backtest` on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.text_width import wrapped

if TYPE_CHECKING:
    from report.backtest_answers import BacktestForecastAnswer, RuleFacts
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
