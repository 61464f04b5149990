"""What every model of the schema shares: frozen, strict, no unknown key, no NaN."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from scenarios.errors import shown, unknown_name
from scenarios.units import UNITS, is_unit, unit_names


class Facts(BaseModel):
    """The base of the schema: frozen, unknown keys refused, types strict, numbers finite."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class RowFacts(BaseModel):
    """The base of table rows, whose cells arrive as text: numbers are parsed, all else stays strict."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _check_unit(expression: str) -> str:
    if not is_unit(expression):
        wrong = next((name for name in unit_names(expression) if name not in UNITS), expression)
        fields = {**unknown_name("unknown-unit", "", wrong, UNITS).fields, "found": shown(expression)}
        raise PydanticCustomError("unknown-unit", "unknown unit", fields)
    return expression


Unit = Annotated[str, AfterValidator(_check_unit)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
ElementName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(__?[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, Field(min_length=1)]
Year = Annotated[int, Field(ge=1900, le=2100)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Bilingual(Facts):
    """The same words in Chinese and in English."""

    zh: Words
    en: Words
