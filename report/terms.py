"""The closed vocabularies in words: names of targets, units, relations, verdicts, places in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from report.numbers import printed

if TYPE_CHECKING:
    from evaluation.results import Locator, RunResult, TargetResult
    from report.answers import Place
    from report.wording import Words

COLORS = {"likely": "good", "with_effort": "fair", "difficult": "poor", "unlikely": "bad"}
SIGNS = {
    "at_least": ">=",
    "above": ">",
    "at_most": "<=",
    "below": "<",
    "equals": "=",
    "maintain": ">=",
    "sum_at_least": ">=",
    "ratio_to_base": ">=",
    "per_year_at_least": ">=",
    "external_benchmark": ">=",
}


class Named(Protocol):
    """Whatever has a name in both languages."""

    @property
    def name_zh(self) -> str:
        """The Chinese name."""
        ...

    @property
    def name_en(self) -> str:
        """The English name."""
        ...


def name_of(target: Named, words: Words) -> str:
    """The name of a target."""
    return words.choose(target.name_zh, target.name_en)


def names_of(ids: tuple[str, ...], run: RunResult, words: Words) -> list[str]:
    """The names of several targets."""
    names = {target.id: name_of(target, words) for target in run.targets}
    return [names.get(id, id) for id in ids]


def title_of(run: RunResult, words: Words) -> str:
    """The title of the scenario."""
    return words.choose(run.title_zh, run.title_en) or run.scenario


def unit_of(unit: str, words: Words) -> str:
    """A unit in short words, for tables; unknown parts are left as they are."""
    whole = words.get(f"unit.{unit}")
    if whole:
        return whole
    above, _, below = unit.partition("/")
    told = words.get(f"unit.{above}", above)
    return f"{told}/{words.get(f'unit.{below}', below)}" if below else told


def verdict_of(verdict: str | None, words: Words) -> str:
    """A verdict, or a dash."""
    return words(f"verdict.{verdict}") if verdict else "-"


def target_value(target: TargetResult) -> str:
    """The target with the sign of its relation: `>= 929`, `60..70`."""
    if target.target is None:
        return "-"
    return target_sign(target.relation, target.target, target.target_low)


def relation_words(target: TargetResult, words: Words) -> str:
    """The target as a part of a sentence: `at least 929`."""
    value, low = printed(target.target), printed(target.target_low)
    return words(f"relation.{target.relation}", value=value, low=low)


def target_sign(relation: str, value: float, low: float | None) -> str:
    """A number with the sign of a relation; a range for `between`."""
    if relation == "between" and low is not None:
        return f"{printed(low)}..{printed(value)}"
    return f"{SIGNS.get(relation, '')} {printed(value)}".strip()


def place(locator: Locator | Place, words: Words) -> str:
    """Where the plan prints something: chapter, section, box, row, and the line of the text."""
    told = place_words(locator, words)
    return told + (words("place.line", number=locator.line) if locator.line is not None else "")


def place_words(locator: Locator | Place, words: Words, short: bool = False) -> str:
    """Chapter, section, box and row; `short` leaves out the paragraph. Chapter 0 is the front matter."""
    names = (
        ("chapter", "section", "box", "row") if short else ("chapter", "section", "paragraph", "box", "row")
    )
    parts = [
        words(f"place.{name}", number=number) if number else words("place.front")
        for name in names
        if (number := getattr(locator, name)) is not None
    ]
    return words("place.between").join(parts)
