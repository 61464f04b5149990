"""The language of this process, for what has no session at hand: usage errors and help."""

from __future__ import annotations

from report.wording import Language, Words, load_words

_spoken: list[Language] = ["en"]


def speak(language: Language) -> None:
    """Choose the language of this process."""
    _spoken[0] = language


def words() -> Words:
    """The texts of the chosen language."""
    return load_words(_spoken[0])
