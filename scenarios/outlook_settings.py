"""The settings of the updated outlook: `outlook.toml` and the rules of `proposals.csv` beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from scenarios.errors import Fault, refuse
from scenarios.facts import Facts, RowFacts, Words
from scenarios.readers import read_bytes, read_csv, read_toml
from scenarios.toml_lines import key_lines
from scenarios.validation import Place, validated, validated_row

FILE, RULES = "outlook.toml", "proposals.csv"
DEFAULT = "default"
Count = Annotated[int, Field(ge=1)]
Part = Annotated[float, Field(gt=0, lt=1)]
Positive = Annotated[float, Field(gt=0)]
Either = Literal["yes", "no", "any"]
Proposal = Literal["keep", "keep_stretch", "revise", "raise", "correct_base", "rebase", "redefine"]


class Measurement(Facts):
    """One standard error of a published figure: `level` relative, `points` in percentage points."""

    level: Positive
    points: Positive
    why: Words


class Groups(Facts):
    """The processes of the outside world that are conditions, and those that are shocks."""

    outside: Annotated[tuple[Words, ...], Field(strict=False)]
    shocks: Annotated[tuple[Words, ...], Field(strict=False)]


class OutlookSettings(Facts):
    """When draws are weighted, how the others are moved, and what is looked for; see `outlook.toml`."""

    least_effective: Positive
    steps: Count
    probes: Annotated[int, Field(ge=16)]
    alarm: Part
    misfit: Positive
    need_probability: Part
    need_draws: Count
    certify_draws: Count
    efforts: Annotated[int, Field(ge=2)]
    movement: Part
    measurement: dict[str, Measurement]
    groups: Groups

    def error_of(self, variable: str) -> Measurement:
        """The measurement error of a variable of the model, the default where none is given."""
        return self.measurement.get(variable, self.measurement[DEFAULT])


class Rule(RowFacts):
    """What to propose where the facts of a target are these; the first rule that fits counts."""

    id: Words
    evaluable: Either
    rebased: Either
    base_disputed: Either
    met: Either
    nature: Literal["binding", "any"]
    outlook: Literal["likely", "with_effort", "difficult", "unlikely", "any"]
    proposal: Proposal
    text_zh: Words
    text_en: Words


@cache
def outlook_settings() -> OutlookSettings:
    """The settings. Raises `InputError` with every fault of the file."""
    data, text = read_toml(read_bytes(Path(__file__).parent / FILE, FILE), FILE)
    made, faults = validated(OutlookSettings, data, Place(FILE, key_lines(text)))
    if made is not None and DEFAULT not in made.measurement:
        faults = [*faults, Fault("missing-key", f"{FILE}: measurement", {"key": DEFAULT})]
    refuse(faults)
    if made is None:
        raise AssertionError("settings that cannot be made have faults")
    return made


@cache
def proposal_rules() -> tuple[Rule, ...]:
    """The rules in their order. Raises `InputError` with every fault of the file."""
    made: list[Rule] = []
    faults: list[Fault] = []
    for row in read_csv(read_bytes(Path(__file__).parent / RULES, RULES), RULES, tuple(Rule.model_fields)):
        rule, wrong = validated_row(Rule, row, RULES)
        faults += wrong
        made += [] if rule is None else [rule]
    refuse(faults)
    return tuple(made)
