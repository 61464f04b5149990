"""The words of the audit: sentences with their fields filled in, places, values, names of rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.terms import place
from report.text_width import cells, fitted

if TYPE_CHECKING:
    from evaluation.audit.outcomes import Phrase, PhraseField
    from report.answer_parts import Place
    from report.wording import Words
    from scenarios.schema import Bilingual


HALF_UP = 1e-9
"""What lifts 3.6245, rounded before and stored a little below, to 3.625."""
_WORD = re.compile(r"[a-z]+")
_LINE = re.compile(r"\bL([0-9]+)\b")
STEPS = r"(?<=;) "


def said(phrase: Phrase, words: Words) -> str:
    """What was found, or what holds."""
    return _filled(f"audit-said.{phrase.code}", phrase, words)


def why(phrase: Phrase, words: Words) -> str:
    """What else would explain a finding."""
    return _filled(f"audit-why.{phrase.code}", phrase, words)


def fix(phrase: Phrase, words: Words) -> str:
    """The smallest correction."""
    return _filled(f"audit-fix.{phrase.code}", phrase, words)


def assumed(phrase: Phrase, words: Words) -> str:
    """What a finding rests on."""
    return _filled(f"audit-assume.{phrase.code}", phrase, words)


def rule_title(rule: str, words: Words) -> str:
    """The name of a rule for people."""
    return words.get(f"audit-rule.{rule}", rule)


def rule_needs(rule: str, words: Words) -> str:
    """What a plan lacks to which the rule does not apply."""
    return words.get(f"audit-needs.{rule}")


def places_text(where: Sequence[Place], words: Words) -> str:
    """All places in full."""
    return words("audit.between-places").join(place(one, words) for one in where)


def short_place(where: Sequence[Place], words: Words) -> str:
    """The first place for a narrow column, and how many more there are."""
    if not where:
        return "-"
    first, more = where[0], len(where) - 1
    if first.box is None:
        chapter = words("place.chapter", number=first.chapter) if first.chapter else words("coverage.front")
        told = words("audit.place-line", chapter=chapter, line=first.line)
    elif first.row is None:
        told = words("audit.place-box", box=first.box)
    else:
        told = words("audit.place-row", box=first.box, row=first.row)
    return f"{told} +{more}" if more else told


def stated_text(value: float | str | None, words: Words) -> str:
    """A printed value: a number as the plan has it, a wording in the language, a name as it is."""
    if value is None:
        return "-"
    return words.get(f"audit-value.{value}", value) if isinstance(value, str) else f"{value:.10g}"


def implied_text(value: float | str | None, words: Words) -> str:
    """A value that follows from others: a number with four significant digits, else as it is printed."""
    return stated_text(rounded(value), words)


def rounded(value: float | str | None) -> float | str | None:
    """A number with four significant digits; anything else as it is."""
    from evaluation.audit.figures import shown

    return float(shown(value * (1 + HALF_UP))) if isinstance(value, float) else value


def working_text(working: str, words: Words) -> str:
    """A working with its few words in the language; what is no such word stays as it is."""
    told = _LINE.sub(lambda found: words("audit.working-line", line=found[1]), working)
    return _WORD.sub(lambda found: words.get(f"audit-working.{found[0]}", found[0]), told)


def working_steps(working: str, words: Words) -> list[str]:
    """The steps of a working, in the language."""
    return re.split(STEPS, working_text(working, words))


def working_lines(working: str, words: Words, width: int) -> list[str]:
    """A working in lines that end between its steps where they can."""
    lines: list[str] = []
    for step in working_steps(working, words):
        joined = f"{lines[-1]} {step}" if lines else step
        if lines and cells(joined) > width:
            lines += fitted(step, width)
        else:
            lines[-1:] = fitted(joined, width)
    return lines


def _filled(key: str, phrase: Phrase, words: Words) -> str:
    """The text behind a key with its fields; without a text the code and the fields themselves."""
    fields = {name: _field(value, words) for name, value in phrase.fields.items()}
    text = words.get(key)
    if not text:
        return " ".join([phrase.code, *(f"{name}={value}" for name, value in fields.items())])
    return text.format_map(fields)


def _field(value: PhraseField, words: Words) -> str:
    if isinstance(value, tuple):
        return words.listed([_word(item, words) for item in value])
    if isinstance(value, int | float):
        return f"{value:.10g}"
    return _word(value, words)


def _word(value: str | Bilingual, words: Words) -> str:
    return value if isinstance(value, str) else words.choose(value.zh, value.en)
