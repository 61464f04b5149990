"""All texts for people, by key, in one language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Words:
    """The texts of one language; `words("table.median")` gives the text behind a key."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, **fields: object) -> str:
        """The text behind `key` with its fields filled in. Raises KeyError for an unknown key or field."""
        return self.texts[key].format_map(fields)

    def get(self, key: str, otherwise: str = "") -> str:
        """The text behind `key`, or `otherwise`."""
        return self.texts.get(key, otherwise)

    def choose(self, zh: str, en: str) -> str:
        """The one of two texts that is in this language."""
        return zh if self.language == "zh" else en

    def choose_all(self, zh: tuple[str, ...], en: tuple[str, ...]) -> tuple[str, ...]:
        """The texts that are in this language."""
        return zh if self.language == "zh" else en

    def listed(self, items: list[str]) -> str:
        """Items in a row, with the comma of the language."""
        return self("list.comma").join(items)


@cache
def load_words(language: Language) -> Words:
    """The texts of `language`, from all its files in `report/words`."""
    texts: dict[str, str] = {}
    for path in sorted(FOLDER.glob(f"{language}*.toml")):
        texts |= _flat(tomllib.loads(path.read_text(encoding="utf-8")), "")
    return Words(language, texts)


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(cast("dict[str, Any]", value), f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
