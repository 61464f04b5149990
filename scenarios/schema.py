"""The schema of a plan pack and of a scenario, in one place for those who read them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import Field

from scenarios.assumptions import Lever, LeverPath, Scenario, Switches
from scenarios.audit_facts import AuditFacts, AuditTable
from scenarios.base_rate_rows import BaseRateRow
from scenarios.facts import Bilingual, Facts, Name, Sha256, Words, Year
from scenarios.hub_facts import HubFile
from scenarios.posterior_file import StoredPosterior
from scenarios.project_facts import ProjectsFile
from scenarios.tables import (
    Correlation,
    Covered,
    Driver,
    Evidence,
    Fitted,
    Judgement,
    Observation,
    Parameter,
    PriorSet,
    Process,
    Range,
    SharedError,
    Source,
    Variable,
    VisionRow,
)
from scenarios.targets import Defining, Grading, HistoryRow, Locator, Reading, Restatement, Target
from scenarios.vocabulary import LeverPart, Structure

__all__ = [
    "Bilingual",
    "Correlation",
    "Covered",
    "Defining",
    "Driver",
    "Evidence",
    "Fitted",
    "Grading",
    "GradingDefaults",
    "HistoryRow",
    "Judgement",
    "Lever",
    "LeverPath",
    "Locator",
    "Observation",
    "PackFile",
    "Parameter",
    "PlanPack",
    "PlanText",
    "PriorSet",
    "Process",
    "Range",
    "Reading",
    "Restatement",
    "Scenario",
    "SharedError",
    "Source",
    "StoredPosterior",
    "SwitchedOff",
    "Switches",
    "Target",
    "Variable",
    "Verdicts",
]

Row = TypeVar("Row")
TARGET_FILES = ("targets/box2.toml", "targets/text.toml")
Probability = Annotated[float, Field(ge=0, le=1)]


class PlanText(Facts):
    """The document the facts come from, so that a locator can be checked against the same text."""

    title: Words
    issuer: Words
    date: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    sha256: Sha256
    lines: Annotated[int, Field(ge=1)]


class Verdicts(Facts):
    """The least probability at which each verdict is given; below the last it is "unlikely"."""

    likely: Probability
    with_effort: Probability
    difficult: Probability


class GradingDefaults(Facts):
    """Thresholds of progress grades: points of progress, effort ratios, and the final "nearly met"."""

    tolerance: Annotated[float, Field(ge=0, le=100)]
    hard_effort: Annotated[float, Field(gt=1)]
    unreachable_effort: Annotated[float, Field(gt=1)]
    nearly_met: Probability


class StatedCounts(Facts):
    """How many rows the plan says its boxes have, and how many of its targets are of each nature.

    What a plan says of itself may be wrong: the audit holds it against the boxes.
    """

    box1: Annotated[int, Field(ge=0)] | None = None
    box2: Annotated[int, Field(ge=0)] | None = None
    box15: Annotated[int, Field(ge=0)] | None = None
    binding: Annotated[int, Field(ge=0)] | None = None
    expected: Annotated[int, Field(ge=0)] | None = None


class SwitchedOff(Facts):
    """A sector of the model that this plan does without, and what stands in its place."""

    replaced_by: Words
    why: Words


class ModelChoice(Facts):
    """Which parts of the model a plan uses."""

    off: dict[str, SwitchedOff] = Field(default_factory=dict)


class PackFile(Facts):
    """`pack.toml`: what the plan is, when it acts, and the settings of its verdicts.

    `target_files` are read in their order; `coverage` names the table that accounts for every number of
    the text, where there is one; `audit` names the tables `audit_<name>.csv` that the pack has.
    """

    id: Name
    schema_version: Literal[1]
    name: Bilingual
    region: Bilingual
    plan_years: Annotated[tuple[Year, ...], Field(strict=False, min_length=1)]
    base_year: Year
    start_year: Year
    end_year: Year
    levers_act_from: Year
    as_of: Year
    structure: Structure
    text: PlanText
    target_files: Annotated[tuple[Words, ...], Field(strict=False, min_length=1)] = TARGET_FILES
    coverage: Words | None = None
    audit: Annotated[tuple[AuditTable, ...], Field(strict=False)] = ()
    stated_counts: StatedCounts = StatedCounts()
    model: ModelChoice = ModelChoice()
    verdicts: Verdicts
    grading: GradingDefaults


class PlanPack(Facts):
    """Everything that is assumed about one plan, checked and frozen.

    `targets` are those of the boxes and of the running text; `history` is the box on the last plan.
    `projects` and `hub` are None where the plan has no events of projects or of a rail hub.
    `inputs` maps each file, relative to the pack, to its SHA-256.
    """

    about: PackFile
    targets: tuple[Target, ...]
    history: tuple[HistoryRow, ...]
    observations: tuple[Observation, ...]
    evidence: tuple[Evidence, ...]
    judgements: tuple[Judgement, ...]
    parameters: tuple[Parameter, ...]
    processes: tuple[Process, ...]
    drivers: tuple[Driver, ...]
    levers: tuple[Lever, ...]
    ranges: tuple[Range, ...]
    fitted: tuple[Fitted, ...]
    prior_sets: tuple[PriorSet, ...]
    correlations: tuple[Correlation, ...]
    vision: tuple[VisionRow, ...]
    base_rates: tuple[BaseRateRow, ...] = ()
    sources: dict[str, Source]
    variables: tuple[Variable, ...]
    covered: tuple[Covered, ...]
    audit: AuditFacts = AuditFacts()
    projects: ProjectsFile | None = None
    hub: HubFile | None = None
    shared_errors: tuple[SharedError, ...] = ()
    posterior: StoredPosterior | None = None
    inputs: dict[str, str]

    @property
    def id(self) -> str:
        """The id of the plan."""
        return self.about.id

    @property
    def main_targets(self) -> tuple[Target, ...]:
        """The targets that a run answers for; the others are kept, shown, audited and tracked."""
        return tuple(target for target in self.targets if target.main)

    def target(self, id: str) -> Target:
        """The target called `id`. Raises `KeyError`."""
        return next_named(self.targets, "id", id)

    def lever(self, name: str) -> Lever:
        """The lever called `name`. Raises `KeyError`."""
        return next_named(self.levers, "name", name)

    def levers_of(self, part: LeverPart) -> tuple[Lever, ...]:
        """The levers that act in one part of the model."""
        return tuple(lever for lever in self.levers if lever.acts_in == part)

    def variable(self, name: str) -> Variable:
        """The model variable called `name`. Raises `KeyError`."""
        return next_named(self.variables, "name", name)

    def observation(self, id: str) -> Observation:
        """The observation called `id`. Raises `KeyError`."""
        return next_named(self.observations, "id", id)

    def parameters_as_of(self, year: int) -> tuple[Parameter, ...]:
        """One row a name: the latest known in `year`; names known only later are left out."""
        known: dict[str, Parameter] = {}
        for row in self.parameters:
            held = known.get(row.name)
            if row.known_from <= year and (held is None or row.known_from >= held.known_from):
                known[row.name] = row
        return tuple(known.values())


def next_named(rows: tuple[Row, ...], key: str, name: str) -> Row:
    """The row whose `key` is `name`. Raises `KeyError`."""
    for row in rows:
        if getattr(row, key) == name:
            return row
    raise KeyError(name)
