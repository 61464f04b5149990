"""What a run says, in sentences: for the top of the screen and of the report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from report import numbers
from report.knowledge_text import knowledge_note
from report.terms import name_of, place, relation_words, title_of, unit_of, verdict_of

if TYPE_CHECKING:
    from evaluation.results import Envelope, RunResult, TargetResult
    from report.wording import Words

ORDER = ("likely", "with_effort", "difficult", "unlikely")


def sentences(answer: Envelope[RunResult], words: Words) -> list[str]:
    """Under what the answer holds, how many targets have which verdict, the first target, all together."""
    run = answer.result
    given = words(
        "run.given",
        year=run.as_of,
        closure=words.get(f"closure.{run.closure}", run.closure),
        scenario=title_of(run, words),
        draws=answer.draws,
        seed=answer.seed,
    )
    judged = [target for target in run.targets if target.verdict is not None]
    told = [given, counted(judged, words)]
    if judged:
        told.append(leading(judged[0], words))
    together = run.joint.all
    if together.probability is not None:
        chance = numbers.in_prose(together.probability, words)
        told.append(words("run.together", count=len(together.ids), probability=chance))
    return told


def counted(judged: list[TargetResult], words: Words) -> str:
    """How many targets have which verdict."""
    counts = Counter(target.verdict for target in judged)
    parts = [words(f"verdict-count.{verdict}", count=counts[verdict]) for verdict in ORDER if counts[verdict]]
    return words("run.counted", count=len(judged), parts=words.listed(parts))


def leading(target: TargetResult, words: Words) -> str:
    """One target in a sentence."""
    places = numbers.decimals(target.printed_digits, target.target, target.unit)
    return words(
        "run.leading",
        name=name_of(target, words),
        target=relation_words(target, words),
        unit=unit_of(target.unit, words),
        median=numbers.level(target.median, places),
        band=numbers.band(target.q10, target.q90, places),
        probability=numbers.in_prose(target.probability or 0.0, words),
        verdict=verdict_of(target.verdict, words),
    )


def notes(run: RunResult, words: Words) -> list[str]:
    """What stands below the table of targets: how they are judged, what was known, other printed bases."""
    known = knowledge_note(run.knowledge, run.as_of, words)
    return [words("run.basis-note"), *known, *_alternatives(run, words)]


def _alternatives(run: RunResult, words: Words) -> list[str]:
    """What the targets with another printed base would be from there."""
    return [
        words(
            "run.alternative",
            name=name_of(target, words),
            base=numbers.printed(other.base),
            place=place(other.locator, words),
            median=numbers.level(
                other.median, numbers.decimals(target.printed_digits, target.target, target.unit)
            ),
            probability=numbers.probability_with_error(other.probability, other.mc_error),
        )
        for target in run.targets
        for other in target.alternatives
    ]
