"""The first two chapters: how the evaluation was made, and the overall judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.outline import cells, counting
from report.outline.blocks import Block, Heading, Table, Text
from report.outline.brief import together

if TYPE_CHECKING:
    from report.outline.facts import Evaluation
    from report.wording import Words

NATURES = ("binding", "expected")


def work(found: Evaluation, words: Words) -> list[Block]:
    """Chapter 1: mandate, data, method, and what only the evaluating body can say."""
    about = found.pack.about
    figures = sum(len(one.observed) for one in found.main)
    with_data = sum(bool(one.observed) for one in found.main)
    said = [
        words("midterm.work-mandate", plan=words.choose(about.name.zh, about.name.en)),
        words(
            "midterm.work-data",
            as_of=found.as_of,
            figures=figures,
            with_data=with_data,
            count=len(found.main),
        ),
        _method(found, words),
    ]
    kind = "final" if found.final else "mid"
    return [
        Heading(words(f"midterm.work-{kind}")),
        *(Text(line) for line in said),
        Text(words("midterm.work-blank"), "blank"),
    ]


def _method(found: Evaluation, words: Words) -> str:
    if not found.updated:
        return words("midterm.work-progress")
    method, reason = method_words(found, words), words.choose(*found.method_reason)
    told = words("midterm.because", method=method, reason=reason) if reason else method
    return words("midterm.work-method", draws=found.draws, seed=found.seed, method=told)


def method_words(found: Evaluation, words: Words) -> str:
    """How the observed years were used."""
    return words.get(f"midterm-method.{found.method}", found.method or words("midterm-method.none"))


def judgement(found: Evaluation, words: Words) -> list[Block]:
    """Chapter 2: counts by grade and nature, and the chance that all is met."""
    main = found.main
    lines = [_counted(found, words)]
    for nature in NATURES:
        group = counting.of_nature(main, nature)
        if group:
            told = counting.grades(found, group, words)
            lines.append(words(f"midterm.judgement-{nature}", count=len(group), grades=told))
    judged = [one for one in main if one.outlook]
    if judged and not found.final:
        lines.append(
            words("midterm.brief-outlook", count=len(judged), outlooks=counting.outlooks(judged, words))
        )
    lines += [line for line in (together(found, words),) if line]
    lines += words.choose_all(found.warnings_zh, found.warnings)
    return [Heading(words("midterm.judgement")), *(Text(line) for line in lines), *_joint(found, words)]


def _counted(found: Evaluation, words: Words) -> str:
    main = found.main
    return words(
        "midterm.judgement-all",
        as_of=found.as_of,
        count=len(main),
        evaluable=counting.evaluable(found, main),
        met=counting.met(found, main),
        grades=counting.grades(found, main, words),
    )


def _joint(found: Evaluation, words: Words) -> list[Block]:
    rows = tuple(
        (
            words(f"joint.{one.group}"),
            "-" if one.count is None else str(one.count),
            cells.chance(one.before),
            cells.chance(one.after),
        )
        for one in found.joint
    )
    heads = tuple(words(f"midterm-joint.{head}") for head in ("group", "count", "before", "after"))
    return [Table(words("midterm.joint-table"), heads, rows, (1, 2, 3), (44, 14, 21, 21))] if rows else []
