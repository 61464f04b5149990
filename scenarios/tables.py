"""Schema of the tables of a plan: observations, evidence, parameters, processes, drivers, ranges."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.facts import ElementName, Facts, Name, RowFacts, Unit, Words, Year
from scenarios.vocabulary import (
    Access,
    Distribution,
    DriverKind,
    EvidenceStatus,
    Measure,
    ObservationKind,
    ParameterStatus,
    PriceBasis,
    ProcessKind,
    SdKind,
    SourceKind,
    Trust,
    VisionDirection,
)


class Variable(RowFacts):
    """A variable of the model that targets and observations may refer to, in the unit of the model."""

    name: ElementName
    unit: Unit
    price_basis: PriceBasis
    measure: Measure
    name_zh: Words
    name_en: Words


class Observation(RowFacts):
    """A quantity of the past. Rows of one `group` are readings of the same thing; one is default.

    `printed` is false for what follows from printed numbers. The scope says what is counted,
    `scope_declared` whether the plan says so.
    """

    id: Name
    variable: ElementName | None
    name_zh: Words
    name_en: Words
    kind: ObservationKind
    year_from: Year
    year_to: Year
    value: float
    unit: Unit
    price_basis: PriceBasis
    price_basis_declared: bool
    sd: Annotated[float, Field(gt=0)]
    sd_kind: SdKind
    default: bool
    group: Name | None
    chapter: int
    section: int | None
    paragraph: int | None
    box: int | None
    row: int | None
    line: Annotated[int, Field(ge=1)]
    known_from: Year
    printed: bool
    scope_zh: str
    scope_en: str
    scope_declared: bool
    note: str


class Evidence(RowFacts):
    """What is known about one quantity, before it is used; p1 to p3 are the parameters of its distribution.

    The numbers are those found. `widen` is the factor by which their spread grows in use: more than 1 for
    judgement and for what was seen on a mirror page only. `source` lists keys, separated by semicolons.
    """

    id: Annotated[str, Field(pattern=r"^[PJ][0-9]{2,3}[a-z]?$")]
    name: ElementName
    about: Words
    unit: Unit
    central: float
    low: float
    high: float
    distribution: Distribution
    p1: float | None
    p2: float | None
    p3: float | None
    status: EvidenceStatus
    widen: Annotated[float, Field(ge=1)]
    known_from: Year
    source: Words
    note: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all sources of this row."""
        return tuple(key.strip() for key in self.source.split(";"))

    @model_validator(mode="after")
    def _consistent(self) -> Evidence:
        _ordered(self.low, self.central, self.high)
        _shape(self.distribution, self.p1, self.p2, self.p3)
        return self


class Judgement(RowFacts):
    """A value nobody published: what we hold plausible, between which limits, and why."""

    id: Annotated[str, Field(pattern=r"^J[0-9]{2,3}[a-z]?$")]
    name: ElementName
    unit: Unit
    central: float
    low: float
    high: float
    known_from: Year
    why: Words

    @model_validator(mode="after")
    def _consistent(self) -> Judgement:
        _ordered(self.low, self.central, self.high)
        return self


class Parameter(RowFacts):
    """A number an equation uses, as a fact: status, distribution, central value and where it comes from.

    `__` separates the name of an element from that of its variable. `low` and `high` truncate a normal or
    lognormal distribution, and limit a fitted value. `evidence` is the id of a row of evidence,
    judgements or drivers, a key of the sources, or `L<line>` of the plan text.
    """

    name: ElementName
    unit: Unit
    status: ParameterStatus
    distribution: Distribution
    p1: float | None
    p2: float | None
    p3: float | None
    low: float | None
    high: float | None
    central: float
    evidence: Words
    known_from: Year
    about: Words

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value it can take (infinite where nothing limits it)."""
        low = self.p1 if self.distribution in SPANNED else self.low
        last = {"triangular": self.p3, "uniform": self.p2}
        high = last.get(self.distribution, self.high)
        if self.distribution == "fixed" and self.status != "fitted":
            return self.central, self.central
        return (-math.inf if low is None else low), (math.inf if high is None else high)

    @model_validator(mode="after")
    def _consistent(self) -> Parameter:
        low, high = self.bounds
        _ordered(low, self.central, high)
        if self.distribution != "fixed":
            _shape(self.distribution, self.p1, self.p2, self.p3)
        return self


class Process(RowFacts):
    """A yearly series of the outside world; numbers of it may be given as names of parameters."""

    name: Name
    unit: Unit
    kind: ProcessKind
    mean: Words | None
    sd: Words | None
    ar: Words | None
    correlate_with: Name | None
    correlation: Words | None
    evidence: Words
    about: Words


class Driver(RowFacts):
    """One year of one series of the surroundings; where two values are published, one is the default.

    It counts as known from its own year.
    """

    region: Name
    variable: Name
    year: Year
    value: float
    unit: Unit
    kind: DriverKind
    trust: Trust
    default: bool
    source: Words
    note: str

    @property
    def name(self) -> str:
        """The name of the series."""
        return f"{self.region}_{self.variable}"

    @property
    def id(self) -> str:
        """What a parameter cites as its evidence."""
        return f"D-{self.region}-{self.variable}-{self.year}"


class Range(RowFacts):
    """The plausible range of a parameter, fixed before any fit."""

    name: ElementName
    unit: Unit
    low: float
    high: float
    evidence: Words
    about: Words

    @model_validator(mode="after")
    def _consistent(self) -> Range:
        _ordered(self.low, self.low, self.high)
        return self


class PriorSet(RowFacts):
    """One parameter of a defensible alternative to the priors: rows of one `set` hold together.

    The distribution keeps its spread around the new centre; a uniform one is held there.
    """

    set: Name
    name_zh: Words
    name_en: Words
    parameter: ElementName
    unit: Unit
    centre: float
    evidence: Words
    why: Words


class VisionRow(RowFacts):
    """A direction the plan names for the years after it: which way an index of the model is to go.

    The index is `variable`, over `divisor` where there is one, relative to the base year of the plan.
    Without a variable the model has nothing to say, and the note is the reason.
    """

    id: Name
    name_zh: Words
    name_en: Words
    variable: ElementName | None
    divisor: ElementName | None
    direction: VisionDirection | None
    chapter: Annotated[int, Field(ge=0)]
    section: Annotated[int, Field(ge=1)] | None
    paragraph: Annotated[int, Field(ge=1)] | None
    line: Annotated[int, Field(ge=1)]
    note_zh: Words
    note_en: Words

    @model_validator(mode="after")
    def _consistent(self) -> VisionRow:
        alone = self.variable is None and (self.divisor is not None or self.direction is not None)
        if alone or (self.variable is not None and self.direction is None):
            fields = {"found": "one without the other", "expected": "variable and direction, or neither"}
            raise PydanticCustomError("inconsistent", "variable and direction", fields)
        return self


class Fitted(RowFacts):
    """A parameter that was fitted to the history, and how far it moved on the way there."""

    name: ElementName
    unit: Unit
    value: float
    start: float


class Covered(RowFacts):
    """A line of the plan text with a quantity: its numbers in order, and what claims each of them.

    `digest` is the start of the SHA-256 of the line. `words` are the numbers as the text has them and
    `claims` as many ids of targets, record or observations (several joined by "+") or reasons. `worded`
    lists targets that the line states without a number.
    """

    line: Annotated[int, Field(ge=1)]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    chapter: Annotated[int, Field(ge=0)]
    words: str
    claims: str
    worded: str

    @property
    def claimed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each number with what claims it."""
        return tuple(
            (word, tuple(claim.split("+")))
            for word, claim in zip(self.words.split(), self.claims.split(), strict=True)
        )

    @model_validator(mode="after")
    def _consistent(self) -> Covered:
        words, claims = len(self.words.split()), len(self.claims.split())
        if words != claims:
            fields = {"found": f"{claims} claims", "expected": f"{words} for as many words"}
            raise PydanticCustomError("inconsistent", "words and claims", fields)
        return self


class Correlation(RowFacts):
    """Two parameters whose deviations go together; the second follows the first."""

    first: ElementName
    second: ElementName
    correlation: Annotated[float, Field(gt=-1, lt=1)]
    evidence: Words


class SharedError(RowFacts):
    """An error that several observations have in common, such as a vintage: a factor around 1.

    `observations` lists ids, separated by semicolons; `sd` is the standard deviation of its logarithm.
    """

    name: Name
    observations: Words
    unit: Unit
    sd: Annotated[float, Field(gt=0, lt=1)]
    evidence: Words
    why: Words

    @property
    def ids(self) -> tuple[str, ...]:
        """The observations that share it."""
        return tuple(key.strip() for key in self.observations.split(";"))


class Source(Facts):
    """Where something was published. What is not known says "unknown" and is never guessed."""

    author: Words
    title: Words
    issuer: Words
    year: Words
    kind: SourceKind
    access: Access
    seen_at: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    note: str = ""


SPANNED = ("triangular", "uniform")
_PARAMETERS_OF = {"fixed": 1, "truncnorm": 2, "triangular": 3, "uniform": 2, "lognormal": 2, "derived": 0}


def _ordered(low: float, central: float, high: float) -> None:
    if not low <= central <= high:
        fields = {"found": central, "low": low, "high": high}
        raise PydanticCustomError("out-of-bounds", "not within low and high", fields)


def _shape(distribution: Distribution, *given: float | None) -> None:
    count = sum(value is not None for value in given)
    wanted = _PARAMETERS_OF[distribution]
    if count != wanted or any(value is None for value in given[:wanted]):
        fields = {"found": f"{count} of p1, p2, p3", "expected": f"{wanted} for {distribution}"}
        raise PydanticCustomError("inconsistent", "parameters of the distribution", fields)
