"""The sentences of outcomes in both languages, for tests of the rules of the audit."""

from __future__ import annotations

import re

from evaluation.audit.outcomes import Outcome, Phrase
from report.wording import LANGUAGES, Language, load_words
from scenarios.schema import Bilingual


def sentences(outcome: Outcome) -> list[str]:
    """Every sentence of an outcome, in both languages. Raises KeyError where a text or field is missing."""
    return [one for language in LANGUAGES for one in _told(outcome, language)]


def redone(working: str) -> list[tuple[float, float]]:
    """Each `left = right` of a working: what the left comes to, and what is said of it."""
    steps = [step.split(" = ") for step in working.split("; ") if " = " in step]
    return [(_by_hand(left), _by_hand(right.removesuffix(" %"))) for left, right in steps]


def _by_hand(text: str) -> float:
    plain = re.sub(r"[^0-9.()+*/^ x-]", "", text).replace(" x ", " * ").replace("^", "**")
    return float(eval(plain, {"__builtins__": {}}))


def _told(outcome: Outcome, language: Language) -> list[str]:
    told = [_text("audit-said", outcome.said, language)]
    told += [_text("audit-why", why, language) for why in outcome.explanations]
    if outcome.correction is not None:
        told.append(_text("audit-fix", outcome.correction, language))
    if outcome.assumption is not None:
        told.append(_text("audit-assume", outcome.assumption, language))
    words = load_words(language)
    return [*told, words(f"audit-rule.{outcome.rule}"), words(f"audit-needs.{outcome.rule}")]


def _text(table: str, phrase: Phrase, language: Language) -> str:
    fields = {name: _field(value, language) for name, value in phrase.fields.items()}
    return load_words(language)(f"{table}.{phrase.code}", **fields)


def _field(value: object, language: Language) -> object:
    if isinstance(value, Bilingual):
        return value.zh if language == "zh" else value.en
    if isinstance(value, tuple):
        return ", ".join(str(_field(one, language)) for one in value)  # pyright: ignore[reportUnknownVariableType]
    return value
