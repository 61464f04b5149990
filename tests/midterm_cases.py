"""What the tests of evaluations share: figures of the built-in plan from a few lines of a table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evaluation.midterm.answers import EvaluationResult, IndicatorResult
from evaluation.midterm.evaluating import evaluate, thresholds_of
from evaluation.midterm.observed import AsOf
from evaluation.midterm.reading import Read, read_observed
from scenarios.errors import Fault, InputError
from scenarios.packs import load_pack, plan_folder
from scenarios.schema import PlanPack

HEADER = "indicator,year,month,value,unit,basis,vintage,scope,source\n"


@cache
def pack() -> PlanPack:
    """The built-in plan."""
    return load_pack()


def written(folder: Path, rows: str, name: str = "figures.csv", header: str = HEADER) -> Path:
    """A file of rows, each `indicator,year,month,value,unit,basis,...`."""
    path = folder / name
    path.write_text(header + rows, encoding="utf-8")
    return path


def read(folder: Path, rows: str, header: str = HEADER) -> Read:
    """The figures of rows."""
    return read_observed([written(folder, rows, header=header)], pack())


def faults(folder: Path, rows: str, header: str = HEADER) -> tuple[Fault, ...]:
    """The faults of rows; none where they are taken."""
    try:
        read(folder, rows, header)
    except InputError as error:
        return error.faults
    return ()


def evaluated(found: Read, year: int = 2023, month: int | None = None, **asked: object) -> EvaluationResult:
    """The evaluation of figures."""
    settings = thresholds_of(pack(), asked.pop("changed", None))  # type: ignore[arg-type]
    return evaluate(pack(), found, AsOf(year, month), settings, "baseline", **asked).result  # type: ignore[arg-type]


@cache
def example() -> EvaluationResult:
    """The evaluation of the figures that come with the built-in plan."""
    files = sorted((plan_folder(None) / "examples").glob("*.csv"))
    return evaluated(read_observed(files, pack()))


def one(result: EvaluationResult, id: str) -> IndicatorResult:
    """The result of one indicator."""
    return next(item for item in result.indicators if item.id == id)
