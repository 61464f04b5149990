"""Tests of confidence in a model: what a test is given, how it answers, and how all of them are run.

A test is a function that takes a `Subject` and yields one `Check` a fact. Whoever adds tests adds the
function to the list that is run; a test that cannot be carried out counts as failed and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from evaluation.annual import Annual
from evaluation.results import Check, CheckResult
from scenarios.errors import NumericalError
from sim.faults import ModelError
from sim.generate import Compiled, compile_model
from sim.inputs import Input
from sim.integrate import Parameters, Settings, Trajectory, simulate, trajectory
from sim.model import Model

if TYPE_CHECKING:
    from scenarios.schema import Target


@dataclass(frozen=True, eq=False)
class Subject:
    """The model under test with everything that a run of it needs.

    `parameters` are numbers or arrays of shape (draw,). `residuals` maps each variable that has to be
    zero at all times to the variable of the same unit whose size it is compared with. `targets` are those
    whose reported values the tests look at.
    """

    model: Model
    parameters: Parameters
    inputs: Mapping[str, Input]
    settings: Settings
    draws: int = 1
    residuals: Mapping[str, str] = field(default_factory=dict[str, str])
    targets: tuple[Target, ...] = ()

    def annual(self, outputs: Sequence[str] | None = None, settings: Settings | None = None) -> Annual:
        """Yearly values of `outputs` (default: those of the model)."""
        run = simulate(
            self.compiled(outputs), self.parameters, self.inputs, settings or self.settings, self.draws
        )
        return Annual(run.years, run.values)

    def steps(self, outputs: Sequence[str] | None = None) -> Trajectory:
        """Every step of `outputs` and of all stocks."""
        return trajectory(self.compiled(outputs), self.parameters, self.inputs, self.settings, self.draws)

    def compiled(self, outputs: Sequence[str] | None = None) -> Compiled:
        """The model compiled for `outputs`."""
        return compile_model(self.model, outputs)

    def with_parameters(self, **changed: float) -> Subject:
        """The same subject with some parameters at other values."""
        return replace(self, parameters={**self.parameters, **changed})


Test: TypeAlias = Callable[[Subject], Iterable[Check]]
Tested = TypeVar("Tested")


def run_checks(
    subject: Tested, groups: Mapping[str, Sequence[Callable[[Tested], Iterable[Check]]]]
) -> CheckResult:
    """Run every test of every group, in order; `groups` maps the name of a group to its tests.

    The tests take a `Subject`, or whatever else they all need in its place.
    """
    checks = [
        check for group, tests in groups.items() for test in tests for check in _run(subject, group, test)
    ]
    return CheckResult(tuple(checks))


def within(name: str, value: float, limit: float, evidence: str) -> Check:
    """A check that passes when the size of `value` is at most `limit`; its group is set when it is run."""
    return Check(name, "", abs(value) <= limit, float(value), float(limit), evidence)


def fact(name: str, passed: bool, evidence: str) -> Check:
    """A check without a number; its group is set when it is run."""
    return Check(name, "", passed, None, None, evidence)


def _run(subject: Tested, group: str, test: Callable[[Tested], Iterable[Check]]) -> list[Check]:
    try:
        return [replace(check, group=check.group or group) for check in test(subject)]
    except (ModelError, NumericalError) as error:
        reason = " ".join(str(error).split())
        return [Check(test.__name__, group, False, None, None, f"could not be carried out: {reason}")]
