"""A scenario as a file for other engines: central parameters, its levers, the central outside world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calibration.economy import lever_inputs, parameters_of
from calibration.world import central_world
from evaluation.simulation import Ensemble, Options, economy_of, ensemble_of
from sim.xmile import Heading, XmileFile, xmile_file

if TYPE_CHECKING:
    from scenarios.schema import PlanPack, Scenario

COMMON_METHOD = "euler"
"""The method that every engine has, and under which a file says exactly what our own run does."""


def exported(pack: PlanPack, scenario: Scenario, options: Options, product: str, version: str) -> XmileFile:
    """The central run of a scenario as an XMILE file. Raises ModelError where it cannot be written."""
    ensemble = ensemble_of(economy_of(pack, options.as_of, knowledge="fit"), scenario, options)
    known = ensemble.economy.known.central()
    model, settings = ensemble.economy.model, ensemble.settings
    inputs = lever_inputs(pack, ensemble.paths, ensemble.closure) | dict(
        central_world(pack, known, settings.end)
    )
    values = parameters_of(model, known)
    heading = Heading(product, version, f"{pack.id}/{scenario.name}", _caption(ensemble, scenario, options))
    return xmile_file(model, values, {name: inputs[name] for name in model.inputs}, settings, heading)


def _caption(ensemble: Ensemble, scenario: Scenario, options: Options) -> str:
    year = options.as_of or ensemble.economy.pack.about.as_of
    return f"{scenario.title.en}; closure {ensemble.closure}; as of {year}"
