"""The settings of the audit, read from `audit.toml` beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from scenarios.errors import refuse
from scenarios.facts import Facts
from scenarios.readers import read_bytes, read_toml
from scenarios.toml_lines import key_lines
from scenarios.validation import Place, validated

FILE = "audit.toml"
Part = Annotated[float, Field(gt=0, lt=1)]
Factor = Annotated[float, Field(gt=1)]


class AuditSettings(Facts):
    """How far numbers may lie apart before a rule speaks; parts of the whole, factors, or points."""

    stable_change: Part
    in_step_points: Annotated[float, Field(gt=0)]
    great_change: Part
    far_ratio: Factor
    smooth_sum: Part
    jump: Factor
    price_change: Part
    inflation_example: Annotated[float, Field(gt=0)]
    small_gap: Part
    large_gap: Part
    coarse: Part
    far_beyond: Factor
    debt_repaid: Part
    thin_industry: Part
    thick_industry: Part
    very_far_ratio: Factor
    final_after_days: Annotated[int, Field(gt=0)]


@cache
def audit_settings() -> AuditSettings:
    """The settings. Raises `InputError` with every fault of the file."""
    data, text = read_toml(read_bytes(Path(__file__).parent / FILE, FILE), FILE)
    made, faults = validated(AuditSettings, data, Place(FILE, key_lines(text)))
    refuse(faults)
    if made is None:
        raise AssertionError("settings that cannot be made have faults")
    return made
