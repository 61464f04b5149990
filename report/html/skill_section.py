"""Skill of the method on real panels: ours beside the best rival of each, good or bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.html.markup import Safe, element, joined
from report.html.tables import html_table

if TYPE_CHECKING:
    from evaluation.skill_card import Card
    from report.wording import Words

ALL = ("panel", "known", "model", "crps", "walk", "cover80", "cover90", "pit")
COLUMNS = ("panel", "known", "rival", "ratio", "ours", "theirs", "cover80", "pit")


def skill(words: Words) -> Safe:
    """One row a panel and mode, from the stored card."""
    return joined(
        [
            element("h2", words("skill.title")),
            element("p", words("skill.text")),
            html_table([words(f"skill.{name}") for name in COLUMNS], _rows(words), numeric=range(3, 8)),
            element("p", words("skill.note"), class_="soft"),
            element("details", element("summary", words("skill.all")), _all(words)),
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
                _coverage(ours),
                f"{ours.pit_mean:.2f}",
            ]
        )
    return rows


def _all(words: Words) -> Safe:
    """Every model on every panel in every mode, best first, beside the random walk."""
    from evaluation.skill_record import load_skill

    record = load_skill()
    pairs = dict.fromkeys((item.panel, item.mode) for item in record.measured)
    rows: list[list[object]] = [
        [
            words(f"skill-panel.{panel}"),
            words(f"skill-mode.{mode}"),
            found.card.model,
            f"{found.card.crps:.3f}",
            _ratio(found.card),
            _coverage(found.card),
            f"{found.card.coverage90:.1%}",
            f"{found.card.pit_mean:.2f}",
        ]
        for panel, mode in pairs
        for found in record.models(panel, mode)
    ]
    heads = [words(f"skill.{name}") for name in ALL]
    return html_table(heads, rows, numeric=range(3, 8))


def _ratio(card: Card) -> str:
    return f"{card.ratio:.3f} ({card.ratio_low:.3f}, {card.ratio_high:.3f})"


def _coverage(card: Card) -> str:
    return f"{card.coverage80:.1%} ({card.coverage80_low:.0%}, {card.coverage80_high:.0%})"
