"""Places of the plan text, from the locators of a plan pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.answer_parts import Place

if TYPE_CHECKING:
    from scenarios.schema import Locator


def place_of(locator: Locator) -> Place:
    """The place that a locator names."""
    return Place(locator.chapter, locator.section, locator.paragraph, locator.box, locator.row, locator.line)
