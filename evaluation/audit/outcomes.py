"""What a rule of the audit says: one outcome for each thing it looked at, a finding or something that holds.

Words are left to the report: a `Phrase` is a code with its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from scenarios.schema import Bilingual, Locator

Kind = Literal["arithmetic", "conflict", "unit", "missing", "count", "implied_ratio", "basis"]
Severity = Literal["high", "medium", "low"]
Value: TypeAlias = float | int | str | None
PhraseField: TypeAlias = "float | int | str | Bilingual | tuple[str | Bilingual, ...]"


@dataclass(frozen=True)
class Phrase:
    """A sentence as a code and its fields; texts in two languages are chosen when it is told."""

    code: str
    fields: Mapping[str, PhraseField] = field(default_factory=dict[str, PhraseField])


def phrase(code: str, **fields: PhraseField) -> Phrase:
    """A sentence with its fields."""
    return Phrase(code, fields)


@dataclass(frozen=True)
class Outcome:
    """One thing that a rule looked at; without a severity it holds.

    `subject` tells it from the other outcomes of its rule. `stated` and `implied` are what is printed and
    what follows from other prints. `working` is one line that can be redone by hand. `explanations` are
    what else would explain a finding, `correction` the smallest one, `assumption` what it rests on.
    """

    rule: str
    subject: str
    kind: Kind
    severity: Severity | None
    where: tuple[Locator, ...]
    indicators: tuple[str, ...]
    stated: Value
    implied: Value
    working: str
    said: Phrase
    explanations: tuple[Phrase, ...] = ()
    assumption: Phrase | None = None
    correction: Phrase | None = None

    @property
    def id(self) -> str:
        """The name of the outcome, the same in every audit of the pack."""
        return f"{self.rule}:{self.subject}"

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return self.severity is None
