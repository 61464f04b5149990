"""What the text says about its own numbers, for the audit: facts only, the audit draws the conclusions.

Each table is a file of the pack, if `pack.toml` names it under `audit`. `places` are places of the text
such as "2:b2r11:184; 4:249": chapter, box and row where there is one, line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.expressions import parsed
from scenarios.facts import Facts, Name, RowFacts, Words
from scenarios.targets import Locator

Role = Literal[
    "output",
    "investment",
    "jobs",
    "revenue",
    "industry",
    "gross_output",
    "retail",
    "trade",
    "trains",
    "assets",
    "equity",
    "debt_ratio",
    "financing",
    "state_investment",
]
AuditTable = Literal[
    "roles", "same", "relations", "counts", "numbering", "names", "wordings", "dates", "labels"
]
RelationRule = Literal["sum_of_parts", "part_of_whole", "share_in_range", "period_total", "other_statement"]
Compared = Literal["equals", "at_most", "at_least"]
Wording = Literal["stable", "in_step", "rises", "rises_greatly", "falls", "gap_narrows"]
PAIRED: tuple[Wording, ...] = ("in_step", "gap_narrows")
"""Wordings that hold one growth against another."""
_PLACE = re.compile(r"(?P<chapter>[0-9]+)(:b(?P<box>[0-9]+)(r(?P<row>[0-9]+))?)?:(?P<line>[0-9]+)")


def places_of(text: str) -> tuple[Locator, ...]:
    """The places that a cell names. Raises ValueError."""
    return tuple(_place(part.strip()) for part in text.split(";"))


def listed_of(text: str) -> tuple[str, ...]:
    """The items of a cell, separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _place(text: str) -> Locator:
    found = _PLACE.fullmatch(text)
    if not found:
        raise ValueError(text)
    return Locator(**{name: int(value) for name, value in found.groupdict().items() if value is not None})


def _check_places(text: str) -> str:
    try:
        places_of(text)
    except ValueError as error:
        fields = {"found": str(error), "expected": "2:b2r11:184; 4:249"}
        raise PydanticCustomError("inconsistent", "no place", fields) from None
    return text


def _check_expression(text: str) -> str:
    try:
        parsed(text)
    except ValueError as error:
        fields = {"found": str(error), "expected": "id.target / id.base + 1"}
        raise PydanticCustomError("inconsistent", "no expression", fields) from None
    return text


Places = Annotated[str, Field(min_length=1), AfterValidator(_check_places)]
Expression = Annotated[str, Field(min_length=1), AfterValidator(_check_expression)]


class PlayedRole(RowFacts):
    """The quantity that plays a part in ratios: its target, its row of the last plan, its sum over that plan.

    `total` is an observation.
    """

    role: Role
    target: Name
    history: Name | None
    total: Name | None


class SameQuantity(RowFacts):
    """Targets, rows of the record and observations with the same `thing` state the same quantity."""

    thing: Name
    id: Name


class StatedRelation(RowFacts):
    """Two expressions that belong together by what they mean; the rule says how.

    An assumption is given where the relation holds only under it.
    """

    id: Name
    rule: RelationRule
    name_zh: Words
    name_en: Words
    left: Expression
    compared: Compared
    right: Expression
    places: Places | None
    assumption_zh: str
    assumption_en: str

    @model_validator(mode="after")
    def _consistent(self) -> StatedRelation:
        if bool(self.assumption_zh) != bool(self.assumption_en):
            fields = {"found": "one language", "expected": "both languages"}
            raise PydanticCustomError("inconsistent", "assumption", fields)
        return self


class StatedCount(RowFacts):
    """A number of items that the text states, and the items it names, separated by semicolons."""

    id: Name
    name_zh: Words
    name_en: Words
    stated: Annotated[int, Field(ge=0)]
    listed: str
    places: Places


class Numbering(RowFacts):
    """The numbers that a list of the text prints before its items, separated by semicolons."""

    id: Name
    name_zh: Words
    name_en: Words
    numbers: Annotated[str, Field(pattern=r"^[0-9]+( *; *[0-9]+)*$")]
    places: Places


class NameInUse(RowFacts):
    """What the text calls something in one place; rows of one `thing` name the same thing."""

    thing: Name
    name_zh: Words
    name_en: Words
    said_zh: Words
    said_en: Words
    places: Places


class StatedWording(RowFacts):
    """What the text says in words about how numbers develop.

    `subject` is the ratio of the end to the start for "stable", "rises", "rises_greatly" and "falls". For
    "in_step" and "gap_narrows" it is a growth in percent, and `against` the one it is held against, both a
    year or both over the plan.
    """

    id: Name
    wording: Wording
    name_zh: Words
    name_en: Words
    subject: Expression
    against: Expression | None
    places: Places

    @model_validator(mode="after")
    def _consistent(self) -> StatedWording:
        if (self.against is None) == (self.wording in PAIRED):
            fields = {"found": self.wording, "expected": f"against, for {' and '.join(PAIRED)} alone"}
            raise PydanticCustomError("inconsistent", "wording", fields)
        return self


class DatePair(RowFacts):
    """Two years in the order in which they must come, as fractions of a calendar."""

    id: Name
    first_zh: Words
    first_en: Words
    first: float
    then_zh: Words
    then_en: Words
    then: float
    places: Places


class PrintedLabel(RowFacts):
    """The label and the unit that a row prints, where they are not the name and unit of the pack."""

    id: Name
    label: Words
    unit: Words
    places: Places


class AuditFacts(Facts):
    """The tables of the audit; all may be empty."""

    roles: tuple[PlayedRole, ...] = ()
    same: tuple[SameQuantity, ...] = ()
    relations: tuple[StatedRelation, ...] = ()
    counts: tuple[StatedCount, ...] = ()
    numbering: tuple[Numbering, ...] = ()
    names: tuple[NameInUse, ...] = ()
    wordings: tuple[StatedWording, ...] = ()
    dates: tuple[DatePair, ...] = ()
    labels: tuple[PrintedLabel, ...] = ()


AUDIT_TABLES: Mapping[AuditTable, type[BaseModel]] = {
    "roles": PlayedRole,
    "same": SameQuantity,
    "relations": StatedRelation,
    "counts": StatedCount,
    "numbering": Numbering,
    "names": NameInUse,
    "wordings": StatedWording,
    "dates": DatePair,
    "labels": PrintedLabel,
}
"""The field of `AuditFacts` behind each file, with the model of its rows."""


def audit_file(table: str) -> str:
    """The file of a table of the audit."""
    return f"audit_{table}.csv"
