"""The core structure: capital, labour, productivity, utilisation and investment of one region.

The equations are those of the regional economy, chosen by name, and three of `sim.equations.core`. The one
element of every dimension is `whole`. Draws of several regions may stand side by side in one run
(`build_core`); a plan with few series runs on the same equations (`build_region`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.declare import Dimension
from sim.equations import capital, core, core_accounts, labour, production
from sim.given import Given
from sim.graph import build_model
from sim.model import Cut, Model
from sim.reading import Selection

WHOLE = "whole"
DIMENSIONS: Mapping[str, Dimension] = {
    name: Dimension((WHOLE,), "The region as one.") for name in ("sector", "capital_kind", "employer")
}
MODULES = (
    Selection(capital, ("capital", "retirements")),
    Selection(
        production,
        (
            "total_factor_productivity",
            "one",
            "productivity_gains",
            "productivity_losses",
            "capital_contribution",
            "labour_contribution",
            "productivity_contribution",
            "potential_output",
            "potential_output_at_start",
            "utilisation",
            "utilisation_at_start",
            "output",
            "utilisation_contribution",
            "log_output",
        ),
    ),
    Selection(labour, ("employed", "separations", "departures_from_work")),
    core,
)
FACTORS = (
    "capital_contribution",
    "labour_contribution",
    "productivity_contribution",
    "utilisation_contribution",
)
"""The contributions, in logarithms, whose sum is the logarithm of output."""
OUTPUTS = ("output", "log_output", "capital", "employed", "total_factor_productivity")
GIVEN = (
    Given("capital_at_start__whole", "yi_CNY", about="Capital in use when the run begins."),
    Given("employed_at_start__whole", "wan_person", about="People at work when the run begins."),
    Given("output_at_start__whole", "yi_CNY/year", about="Output when the run begins."),
    Given("capital_elasticity__whole", "1", about="Output elasticity of capital."),
    Given("productivity_trend", "1/year", about="Trend of productivity."),
    Given("productivity_shock", "1/year", True, "Deviation of productivity growth in a year."),
    Given("investment_share__whole", "1", True, "Investment over output; 0 where investment is known."),
    Given("known_investment__whole", "yi_CNY/year", True, "Investment of a year that is known, else 0."),
    Given("retirement_rate__whole", "1/year", True, "Share of capital that wears out in a year."),
    Given("employment_growth__whole", "1/year", True, "Growth of employment in a year."),
    Given("investment_index__whole", "1", True, "Known investment over that of the start, else 1."),
    Given("investment_index_before__whole", "1", True, "The same a year earlier."),
    Given(
        "employment_index_before__whole", "1", True, "Employment of a year ago over that before the start."
    ),
    Given("investment_response", "1", about="Response of utilisation to investment of the same year."),
    Given("late_investment_response", "1", about="Response of utilisation to investment a year earlier."),
    Given("hiring_response", "1", about="Response of utilisation to employment beyond its share in output."),
    Given("late_hiring_response", "1", about="Response of utilisation to employment a year earlier."),
)
"""What every run has to give."""
RESTING: Mapping[str, tuple[str, float]] = {
    "relocations__whole": ("yi_CNY/year", 0.0),
    "separation_rate": ("1/year", 0.0),
    "departure_rate": ("1/year", 0.0),
    "epidemic": ("1", 0.0),
    "epidemic_loss": ("1", 0.0),
    "epidemic_exposure_of_services": ("1", 0.0),
    "epidemic_duration": ("year", 1.0),
    "scarring_share": ("1", 0.0),
    "infrastructure_contribution": ("1", 0.0),
    "knowledge_contribution": ("1", 0.0),
    "demand_pressure_at_start": ("1", 1.0),
    "capacity_ceiling": ("1", 1e6),
    "capacity_sharpness": ("1", 4.0),
}
"""Parts that are switched off, with unit and the value at which they do nothing."""
UNTOLD: Mapping[str, float] = {
    "productivity_shock": 0.0,
    "known_investment__whole": 0.0,
    "investment_index__whole": 1.0,
    "investment_index_before__whole": 1.0,
    "employment_index_before__whole": 1.0,
    "investment_response": 0.0,
    "late_investment_response": 0.0,
    "hiring_response": 0.0,
    "late_hiring_response": 0.0,
}
"""What a plan need not tell: the value at which it does nothing."""
TOLD = tuple(item.name for item in GIVEN if item.name not in UNTOLD)
"""What a plan on the core has to tell of its region."""
COUNTED = ("gdp", "gross_capital_formation", "capital_in_use", "all_employed")
"""What targets and observations of a plan on the core are read from."""


def build_core() -> Model:
    """The model of the core. Raises ModelError when the equations and the given names do not fit."""
    resting = (Given(name, unit, about="Switched off.") for name, (unit, _) in RESTING.items())
    given = {item.name: item for item in (*GIVEN, *resting)}
    return build_model(MODULES, given, DIMENSIONS, outputs=OUTPUTS)


def build_region(own: Mapping[str, Given], cuts: Sequence[Cut] = ()) -> Model:
    """The model of a plan on the core: `own` is what the plan tells, the rest does nothing.

    Raises ModelError when the equations and the given names do not fit.
    """
    units = {item.name: item.unit for item in GIVEN if item.name in UNTOLD}
    units |= {name: unit for name, (unit, _) in RESTING.items()}
    given = {name: Given(name, unit, about="Switched off.") for name, unit in units.items()} | dict(own)
    modules = (*MODULES, core_accounts)
    return build_model(modules, given, DIMENSIONS, cuts=cuts, outputs=(*COUNTED, *OUTPUTS, *FACTORS))


def is_region(model: Model) -> bool:
    """Whether a model is that of a plan on the core."""
    return f"output__{WHOLE}" in model.variables


def resting_values() -> dict[str, float]:
    """The values of all that is switched off, by name."""
    return {name: value for name, (_, value) in RESTING.items()}


def region_values() -> dict[str, float]:
    """The same in a plan, with what it need not tell."""
    return resting_values() | dict(UNTOLD)
