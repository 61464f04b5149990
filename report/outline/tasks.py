"""Chapter 4: tasks and projects, which the model cannot know; the tables are there to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.outline.blocks import Block, Heading, Table, Text

if TYPE_CHECKING:
    from report.outline.facts import Evaluation
    from report.wording import Words

EMPTY_ROWS = 4
TASKS = ("task", "state", "result", "department")
PROJECTS = ("project", "planned", "invested", "state", "department")


def tasks(found: Evaluation, words: Words) -> list[Block]:
    """The chapter: what is to be filled in, and two tables with empty rows."""
    return [
        Heading(words("midterm.tasks")),
        Text(words("midterm.tasks-note")),
        *(_form(name, columns, words) for name, columns in (("tasks", TASKS), ("projects", PROJECTS))),
    ]


def _form(name: str, columns: tuple[str, ...], words: Words) -> Table:
    heads = tuple(words(f"midterm-task.{column}") for column in columns)
    rows = tuple((words("midterm.fill-in"), *("",) * (len(columns) - 1)) for _ in range(EMPTY_ROWS))
    return Table(words(f"midterm.{name}-table"), heads, rows)
