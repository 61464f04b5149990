"""Skill of the method on real panels: ours beside the best rival of each, good or bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.html.markup import Safe, element, joined
from report.html.tables import html_table

if TYPE_CHECKING:
    from evaluation.skill_card import Card
    from report.wording import Words

COLUMNS = ("panel", "known", "rival", "ratio", "ours", "theirs", "cover80", "pit")


def skill(words: Words) -> Safe:
    """One row a panel and mode, from the stored card."""
    return joined(
        [
            element("h2", words("skill.title")),
            element("p", words("skill.text")),
            html_table([words(f"skill.{name}") for name in COLUMNS], _rows(words), numeric=range(3, 8)),
            element("p", words("skill.note"), class_="soft"),
        ]
    )


def _rows(words: Words) -> list[list[object]]:
    from evaluation.skill_record import OWN, load_skill

    record, rows = load_skill(), list[list[object]]()
    for item in record.against_best():
        cards = {found.card.model: found.card for found in record.models(item.panel, item.mode)}
        ours, theirs = cards[OWN], cards[item.against]
        rows.append(
            [
                words(f"skill-panel.{item.panel}"),
                words(f"skill-mode.{item.mode}"),
                item.against,
                _ratio(item.card),
                f"{ours.ratio:.3f}",
                f"{theirs.ratio:.3f}",
                f"{ours.coverage80:.1%} ({ours.coverage80_low:.0%}, {ours.coverage80_high:.0%})",
                f"{ours.pit_mean:.2f}",
            ]
        )
    return rows


def _ratio(card: Card) -> str:
    return f"{card.ratio:.3f} ({card.ratio_low:.3f}, {card.ratio_high:.3f})"
