"""The answer of `run` on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.base_rate_text import base_rate_text
from report.growth_text import growth_text
from report.joint_text import conflicts_text, joint_text, misses_text
from report.target_table import target_table, tracked_lines
from report.text_width import wrapped
from report.verdict_text import notes, sentences
from report.vision_text import vision_text

if TYPE_CHECKING:
    from evaluation.results import Envelope, RunResult
    from report.session import Session


def show_run(answer: Envelope[RunResult], session: Session) -> None:
    """Print the verdict, the table of targets, what they do together, and where growth comes from."""
    run, words = answer.result, session.words
    parts = [
        _paragraph(sentences(answer, words), session),
        target_table(run, session),
        _paragraph([*notes(run, words), *answer.warnings], session),
        tracked_lines(run, session),
        base_rate_text(run, session),
        vision_text(run, session),
        joint_text(run, session),
        misses_text(run, session),
        conflicts_text(run, session),
        growth_text(run, session),
    ]
    session.put("\n\n".join(part for part in parts if part))


def _paragraph(lines: list[str], session: Session) -> str:
    return "\n".join(line for sentence in lines for line in wrapped(sentence, session.width))
