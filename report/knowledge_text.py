"""Where the parameters of a run were drawn from, said wherever it was not the posterior."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.results import Knowledge
    from report.wording import Words

USUAL = "posterior"


def knowledge_note(knowledge: Knowledge, year: int, words: Words) -> list[str]:
    """One sentence, or none where parameters come from the posterior; `year` is the one they are known in."""
    return [] if knowledge == USUAL else [words(f"knowledge.{knowledge}", year=year)]
