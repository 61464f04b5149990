"""All tests of confidence in the model of a plan, in one table: what `planreach model check` prints.

Generic tests look at units, accounts, steps and answers known on paper; those of `evaluation.checks` ask
whether the economy behaves as an economy must. A check that fails is a finding, not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, TypeAlias

from calibration.economy import parameters_of
from calibration.world import central_world
from evaluation.checks import (
    extremes,
    family,
    feedback,
    identities,
    limits,
    long_run,
    policies,
    reproduction,
    steps,
    unforced_growth,
)
from evaluation.checks.laboratory import CENTRAL, Laboratory, laboratory_of
from evaluation.confidence import Subject, Test, run_checks
from evaluation.generic_checks import accounts_close, dimensional_consistency, integration_error, ledger
from evaluation.known_answers import known_answers, order_of_convergence
from evaluation.results import Check, CheckResult

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

EconomyTest: TypeAlias = Callable[[Laboratory], Iterable[Check]]
DRAWS = 1024


def check_model(
    pack: PlanPack,
    as_of: int | None = None,
    draws: int = DRAWS,
    progress: Callable[[int], None] | None = None,
) -> CheckResult:
    """Every test on the model of a plan, group by group; `progress` hears how many tests are done.

    `draws` is for the tests over draws. Raises InputError or ModelError when the model cannot be built.
    """
    laboratory = laboratory_of(pack, as_of, draws)
    checks: list[Check] = []
    done = 0
    for group, tests in GROUPS.items():
        for test in tests:
            checks += run_checks(laboratory, {group: (test,)}).checks
            done += 1
            if progress is not None:
                progress(done)
    return CheckResult(tuple(checks))


def subject_of(laboratory: Laboratory) -> Subject:
    """The central run of the baseline as the generic tests take it."""
    values, settings = laboratory.values(CENTRAL), laboratory.settings(CENTRAL)
    world = central_world(laboratory.pack, values, settings.end)
    return Subject(
        model=laboratory.model,
        parameters=parameters_of(laboratory.model, values),
        inputs=laboratory.inputs(CENTRAL, world),
        settings=settings,
        residuals=identities.RESIDUALS,
        targets=tuple(target for target in laboratory.pack.main_targets if target.mode != "tracked"),
    )


def _generic(test: Test) -> EconomyTest:
    """A generic test as a test of the laboratory."""

    @wraps(test)
    def of_laboratory(laboratory: Laboratory) -> Iterable[Check]:
        return test(subject_of(laboratory))

    return of_laboratory


GROUPS: Mapping[str, Sequence[EconomyTest]] = {
    "units": (_generic(dimensional_consistency),),
    "accounts": (
        _generic(ledger),
        _generic(accounts_close),
        identities.broken_terms_show,
        identities.terms_stand_alone,
    ),
    "integration": (_generic(integration_error), steps.other_methods),
    "known_answers": (_generic(known_answers), _generic(order_of_convergence)),
    "growth_is_no_input": (
        unforced_growth.growth_without_drivers,
        unforced_growth.no_bypass,
        unforced_growth.rates_are_known,
    ),
    "extreme_conditions": (
        extremes.extreme_conditions,
        extremes.slowest_decline,
        extremes.wear_of_knowledge,
    ),
    "loops": (feedback.loop_structure, feedback.loops_cut),
    "bounds": (limits.bounds_held, limits.thirty_years),
    "long_run": (long_run.growth_reverts, long_run.draws_stay_sound),
    "history": (
        reproduction.printed_history,
        reproduction.behaviour_reproduction,
        reproduction.fitted_parameters,
        reproduction.rule_beside_history,
    ),
    "policies": (policies.best_places, policies.rankings),
    "family": (family.larger_region, family.other_units, family.region_of_factories),
}
"""Group -> tests, in the order in which they are run and shown."""
TEST_COUNT = sum(len(tests) for tests in GROUPS.values())
"""How many tests `check_model` runs."""
