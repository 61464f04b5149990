"""The JSON answers of commands that list and inspect; those of `run` and `compare` are in `evaluation`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evaluation.calibration_answer import CalibrationAnswer
from evaluation.loops.answers import Band
from evaluation.project_pipeline.answers import PipelineAnswer
from report.answer_parts import FaultEntry, Place
from report.audit_answers import AuditAnswer
from report.backtest_answers import BacktestForecastAnswer, BacktestScoreAnswer
from report.explain_answers import ExplainAnswer, SeekAnswer
from report.hub_answers import HubAnswer
from report.plan_answers import PlanCoverageAnswer, PlanExportAnswer, PlanNewAnswer, PlanShowAnswer
from report.sensitivity_answers import SensitivityAnswer
from report.version import TOOL, version

if TYPE_CHECKING:
    from evaluation.results import Envelope


@dataclass(frozen=True)
class ScenarioEntry:
    """A scenario of the library; `levers` are those it moves, `world` the series it assumes."""

    name: str
    title_zh: str
    title_en: str
    question_zh: str
    question_en: str
    extends: tuple[str, ...]
    levers: tuple[str, ...]
    world: tuple[str, ...]


@dataclass(frozen=True)
class LeverEntry:
    """A lever: baseline, limits, cost in yi_CNY where the plan gives one, and where the plan speaks of it."""

    name: str
    title_zh: str
    title_en: str
    unit: str
    kind: str
    group: str | None
    baseline: float
    low: float
    high: float
    cost: float | None
    gdp_end: str
    effort_zh: str
    effort_en: str
    about_zh: str
    about_en: str
    locator: Place
    evidence: str


@dataclass(frozen=True)
class LeversAnswer:
    """What can be decided, and the scenarios that do."""

    levers: tuple[LeverEntry, ...]
    scenarios: tuple[ScenarioEntry, ...]


@dataclass(frozen=True)
class PlanCheckAnswer:
    """What a plan pack holds, counted, and what is wrong with it.

    `modes` counts targets by table and mode, `coverage` gives [filled, all] of fields that may be empty.
    """

    plan: str
    passed: bool
    structure: str
    rows: Mapping[str, int]
    natures: Mapping[str, int]
    modes: Mapping[str, Mapping[str, int]]
    contents: Mapping[str, int]
    evidence: Mapping[str, int]
    coverage: Mapping[str, tuple[int, ...]]
    switched_off: Mapping[str, str]
    prior_only: tuple[str, ...]
    known_later: tuple[str, ...]
    narrow: tuple[str, ...]
    faults: tuple[FaultEntry, ...]


@dataclass(frozen=True)
class DoctorCheck:
    """One thing looked at; `needed` says whether the program works without it."""

    name: str
    passed: bool
    needed: bool
    value: str
    hint: str


@dataclass(frozen=True)
class DoctorAnswer:
    """The state of this installation."""

    passed: bool
    checks: tuple[DoctorCheck, ...]


@dataclass(frozen=True)
class VariableEntry:
    """One scalar variable of the model; an element is named `capital__infrastructure`."""

    name: str
    kind: str
    unit: str
    sector: str
    inputs: tuple[str, ...]
    about: str
    source: str
    equation: str


@dataclass(frozen=True)
class EquationsAnswer:
    """The variables of the model."""

    variables: tuple[VariableEntry, ...]


@dataclass(frozen=True)
class LoopEntry:
    """One feedback loop; the first of `path` is repeated at the end.

    Only loops the model declares have a `name`, a `kind` (reinforcing, balancing) and `about`. Sizes are null
    unless asked for: `gdp` is output in the last year of the plan with the loop, in % of output without it;
    `amplification` the response to the impulse with the loop, in % of the response without it; `growth_worth`
    average growth over the plan with the loop less without it, in points a year, over draws.
    """

    name: str
    kind: str
    path: tuple[str, ...]
    length: int
    about: str
    gdp: float | None = None
    impulse: str | None = None
    response: str | None = None
    amplification: float | None = None
    growth_worth: Band | None = None


@dataclass(frozen=True)
class LoopsAnswer:
    """Groups of variables that act on one another (their sizes), and loops through the names asked for.

    `scenario` and `closure` are those under which worths were measured; null where none were.
    """

    groups: tuple[int, ...]
    through: tuple[str, ...]
    loops: tuple[LoopEntry, ...]
    scenario: str | None = None
    closure: str | None = None


@dataclass(frozen=True)
class TextAnswer:
    """A text: a graph, or generated code."""

    format: str
    text: str


@dataclass(frozen=True)
class ModelExportAnswer:
    """A file for other engines: what it holds, and the method and steps its inputs are laid out for.

    `counts` gives the number of stocks, flows, other variables (aux) and inputs over time.
    """

    file: str
    scenario: str
    method: str
    steps_per_year: int
    start: int
    end: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class ParameterEntry:
    """One parameter: status, distribution, limits, and what it rests on."""

    name: str
    unit: str
    status: str
    distribution: str
    central: float
    low: float | None
    high: float | None
    known_from: int
    evidence: str
    about: str


@dataclass(frozen=True)
class ParametersAnswer:
    """The parameters that count as of a year."""

    as_of: int
    parameters: tuple[ParameterEntry, ...]


@dataclass(frozen=True)
class FittedEntry:
    """One fitted parameter and its range."""

    name: str
    unit: str
    start: float
    value: float
    low: float
    high: float
    at_bound: bool


@dataclass(frozen=True)
class HistoryEntry:
    """One printed quantity of the past beside its simulated value.

    `difference` is simulated less observed, `percent` the same in % (null for shares and growth),
    `deviation` in standard deviations of the observation.
    """

    id: str
    variable: str
    name_zh: str
    name_en: str
    kind: str
    year_from: int
    year_to: int
    unit: str
    observed: float
    simulated: float
    difference: float
    percent: float | None
    deviation: float
    default: bool
    locator: Place


@dataclass(frozen=True)
class FitAnswer:
    """The fit to the history: parameters, and every observation beside its simulated value."""

    as_of: int
    refitted: bool
    parameters: tuple[FittedEntry, ...]
    observations: tuple[HistoryEntry, ...]


@dataclass(frozen=True)
class DocumentAnswer:
    """The document of the model: the file as it was asked for, and what it holds, counted."""

    file: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class RunEntry:
    """One stored run; `finished` is a local time with its offset, `seconds` how long it took."""

    name: str
    kind: str
    scenario: str
    plan: str
    seed: int
    draws: int
    finished: str
    seconds: float | None


@dataclass(frozen=True)
class RunsAnswer:
    """The stored runs, the newest first."""

    runs: tuple[RunEntry, ...]


@dataclass(frozen=True)
class RerunAnswer:
    """A repetition: whether the answer is the same to the last byte, and what has changed since."""

    run: str
    identical: bool
    seconds: float
    changed_inputs: tuple[str, ...]
    changed_settings: tuple[str, ...]
    different_numbers: int


@dataclass(frozen=True)
class TemplateAnswer:
    """The workbook to fill in with observed figures: the file as it was asked for, and its rows, counted."""

    file: str
    rows: int


@dataclass(frozen=True)
class LedgerAnswer:
    """The responsibility ledger: the file as it was asked for, its targets, and their lights counted.

    `run` is the run whose median path it shows.
    """

    file: str
    targets: int
    lights: Mapping[str, int]
    run: str


@dataclass(frozen=True)
class ErrorAnswer:
    """What stopped a command: its exit code, a message in words, and the faults of the inputs."""

    code: int
    message: str
    faults: tuple[FaultEntry, ...]


@dataclass(frozen=True)
class ReportAnswer:
    """A report that was written: its file, of which run, and the letters its charts lack."""

    file: str
    format: str
    language: str
    run: str
    kind: str
    lacking: str


KINDS: Mapping[str, type[Any]] = {
    "audit": AuditAnswer,
    "projects": PipelineAnswer,
    "hub": HubAnswer,
    "calibrate": CalibrationAnswer,
    "backtest_forecast": BacktestForecastAnswer,
    "backtest_score": BacktestScoreAnswer,
    "levers": LeversAnswer,
    "plan_check": PlanCheckAnswer,
    "plan_show": PlanShowAnswer,
    "plan_coverage": PlanCoverageAnswer,
    "plan_new": PlanNewAnswer,
    "plan_export": PlanExportAnswer,
    "doctor": DoctorAnswer,
    "sensitivity": SensitivityAnswer,
    "explain": ExplainAnswer,
    "seek": SeekAnswer,
    "model_equations": EquationsAnswer,
    "model_loops": LoopsAnswer,
    "model_graph": TextAnswer,
    "model_step": TextAnswer,
    "model_export": ModelExportAnswer,
    "model_parameters": ParametersAnswer,
    "model_fit": FitAnswer,
    "model_document": DocumentAnswer,
    "report": ReportAnswer,
    "runs_list": RunsAnswer,
    "runs_rerun": RerunAnswer,
    "observed_template": TemplateAnswer,
    "ledger": LedgerAnswer,
    "error": ErrorAnswer,
}


def wrapped_answer(kind: str, result: object, inputs: Mapping[str, str] | None = None) -> Envelope[Any]:
    """The envelope around an answer that needs no draws."""
    from evaluation.results import Envelope, schema_name

    return Envelope(schema_name(kind), TOOL, version(), None, None, dict(inputs or {}), (), result)
