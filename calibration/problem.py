"""The history as a function of standard normal deviations: what an inference is asked.

The deviations are those of every uncertain parameter, in the order of `names`, then those of the errors
that observations share. Simulations run with any number of steps a year: few for a first opinion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calibration.beliefs import Beliefs, priors
from calibration.economy import lever_inputs, model_of, parameters_of
from calibration.measurement import Measurement, measurement_of
from calibration.world import central_world
from scenarios.errors import NumericalError
from sim.generate import Compiled, compile_model
from sim.integrate import Settings, simulate

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

Array = NDArray[np.float64]
STEPS_A_YEAR = 16


@dataclass
class Problem:
    """Priors, model and observations of one plan. `evaluations` counts draws by steps a year."""

    pack: PlanPack
    known: Beliefs
    compiled: Compiled
    measurement: Measurement
    inputs: Mapping[str, Any]
    evaluations: dict[int, int] = field(default_factory=dict[int, int])

    @property
    def parameters(self) -> tuple[str, ...]:
        """The uncertain parameters."""
        return self.known.uncertain

    @property
    def names(self) -> tuple[str, ...]:
        """All quantities that are inferred: parameters, then shared errors."""
        return self.parameters + self.measurement.shared

    def values(self, deviations: Array) -> dict[str, Array]:
        """Values of the uncertain parameters; `deviations` has the shape (draw, name).

        One that does not deviate in any draw comes back as a single number.
        """
        moves: NDArray[np.bool_] = np.any(deviations != 0, axis=0)
        columns = {
            name: deviations[:, at] if moves[at] else np.zeros(()) for at, name in enumerate(self.parameters)
        }
        return self.known.values(columns)

    def predicted(self, deviations: Array, steps: int = STEPS_A_YEAR) -> Array:
        """The observed quantities as simulated, shape (draw, quantity); NaN where a draw has no result."""
        self.evaluations[steps] = self.evaluations.get(steps, 0) + len(deviations)
        return self._predicted(deviations, steps)

    def _predicted(self, deviations: Array, steps: int) -> Array:
        about, count = self.pack.about, len(deviations)
        given = self.known.central() | self.values(deviations)
        settings = Settings(about.start_year, about.base_year, steps)
        values = parameters_of(self.compiled.model, given)
        try:
            annual = simulate(self.compiled, values, self.inputs, settings, count)
        except NumericalError:
            if count == 1:
                return np.full((1, len(self.measurement.quantities)), np.nan)
            halves = (deviations[: count // 2], deviations[count // 2 :])
            return np.vstack([self._predicted(half, steps) for half in halves])
        shared = deviations[:, len(self.parameters) :]
        return self.measurement.predicted(annual.values, about.start_year, shared)


def problem_of(pack: PlanPack, as_of: int) -> Problem:
    """What the history of a plan is asked. Raises `InputError` when it cannot be asked."""
    from calibration.observation_checks import refuse_history

    known = priors(pack, as_of)
    model = model_of(pack, known)
    wanted = {row.variable for row in pack.observations if row.variable is not None}
    outputs = tuple(name for name in model.outputs if name in wanted)
    refuse_history(pack, outputs, as_of)
    paths = {lever.name: ((pack.about.levers_act_from, lever.baseline),) for lever in pack.levers}
    world = central_world(pack, known.central(), pack.about.base_year)
    inputs = lever_inputs(pack, paths, "demand_led") | world
    return Problem(pack, known, compile_model(model, outputs), measurement_of(pack, outputs, as_of), inputs)
