"""The commands to try next, below an answer."""

from __future__ import annotations

from collections.abc import Mapping

from report.text_width import padded
from report.wording import Words


def next_steps(steps: Mapping[str, str], words: Words) -> str:
    """Command lines, each with the text behind its key beside it."""
    width = max(len(command) for command in steps)
    lines = [f"  {padded(command, width)}   {words(key)}" for command, key in steps.items()]
    return "\n".join([words("next.title"), *lines])
