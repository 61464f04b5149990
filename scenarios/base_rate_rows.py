"""The schema of `base_rates.csv`: how often others did what a target asks for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scenarios.facts import Name, RowFacts, Words, Year


class BaseRateRow(RowFacts):
    """How often a reference class did for as long what a target asks for; counted by a command from a panel.

    Windows of `years` years count from `first_start` to `last_start`; `known_from` is the year in which
    the last of them was complete.
    `low` and `high` bound 90 % of a bootstrap that resamples whole regions. One class a target is preferred.
    """

    id: Name
    target: Name
    preferred: bool
    name_zh: Words
    name_en: Words
    rate: float
    years: Annotated[int, Field(ge=1)]
    first_start: Year
    last_start: Year
    known_from: Year
    regions: Annotated[int, Field(ge=1)]
    windows: Annotated[int, Field(ge=1)]
    met: Annotated[int, Field(ge=0)]
    low: Annotated[float, Field(ge=0, le=1)]
    high: Annotated[float, Field(ge=0, le=1)]
    source: Words
    command: Words
    file: Words
    file_sha256: Words
    about: Words
