"""The report of a mid-term or final evaluation: a page for leaders, eight chapters, three annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.outline.adjusting import adjustment, measures
from report.outline.annexes import annexes
from report.outline.blocks import Block, Outline, Page, Text, Title
from report.outline.brief import brief
from report.outline.opening import judgement, work
from report.outline.problems import problems
from report.outline.progress_table import indicators
from report.outline.prospects import prospects
from report.outline.skill_page import skill
from report.outline.tasks import tasks

if TYPE_CHECKING:
    from report.outline.facts import Evaluation
    from report.wording import Words

CHAPTERS = (work, judgement, indicators, tasks, problems, prospects, measures, adjustment, skill, annexes)


def midterm_outline(found: Evaluation, words: Words, brief_only: bool = False) -> Outline:
    """The whole report, or the page for leaders alone."""
    about = found.pack.about
    plan = words.choose(about.name.zh, about.name.en)
    title = words("midterm.title-final" if found.final else "midterm.title-mid", plan=plan)
    page = brief(found, words)
    if brief_only:
        return Outline(words("midterm.brief-title"), title, tuple(page))
    opening: list[Block] = [Page(), Title(title), Text(words("midterm.given", as_of=found.as_of), "note")]
    chapters = [block for chapter in CHAPTERS for block in chapter(found, words)]
    return Outline(title, words.choose(about.region.zh, about.region.en), (*page, *opening, *chapters))
