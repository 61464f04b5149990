"""The engine against answers known on paper: delays, debt, wear, and the growth path of Solow.

They say that steps, delays and stocks are computed as they are meant; they say nothing of the economy.
The numbers are those of the cases themselves, chosen round and fast enough to be demanding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import ModuleType

import numpy as np

from evaluation.annual import FloatArray
from evaluation.confidence import Subject, within
from evaluation.known_cases import debt, delays, solow, wear
from evaluation.results import Check
from sim.given import Given
from sim.graph import build_model
from sim.integrate import Settings

LIMIT = 1e-3
ORDER_LIMIT = 0.2
ORDERS = {"euler": 1, "heun": 2, "rk4": 4}
LAST_YEAR = 2034
STEADY_YEAR = 2214


@dataclass(frozen=True)
class Case:
    """A small model: its parameters as name -> (value, unit), what is read, and the known answer.

    `answer` takes the years since the start at the end of each calendar year, shape (year,).
    """

    name: str
    module: ModuleType
    given: Mapping[str, tuple[float, str]]
    output: str
    answer: Callable[[FloatArray], FloatArray]
    about: str
    last_year: int = LAST_YEAR


def known_answers(subject: Subject) -> Iterator[Check]:
    """Every case with the method and step of `subject`: relative error of the worst year."""
    for case in CASES:
        yield within(f"known_answer_{case.name}", case_error(case, subject.settings), LIMIT, case.about)


def order_of_convergence(subject: Subject) -> Iterator[Check]:
    """Halving the step divides the error by two to the power of the order of the method."""
    method = subject.settings.method
    coarse, fine = (case_error(SOLOW, Settings(steps_per_year=steps, method=method)) for steps in (1, 2))
    order = float(np.log2(coarse / fine))
    evidence = f"{method}: order {ORDERS[method]}; Solow with steps of 1 and 1/2 year"
    yield replace(
        within("order_of_convergence", order, ORDERS[method], evidence),
        passed=abs(order - ORDERS[method]) <= ORDER_LIMIT,
    )


def case_error(case: Case, settings: Settings) -> float:
    """Largest difference from the known answer over the years, relative to the largest answer."""
    units = {name: Given(name, unit) for name, (_, unit) in case.given.items()}
    outputs = tuple(dict.fromkeys((*_outputs(case.module), case.output)))
    model = build_model([case.module], units, {}, outputs=outputs)
    values = {name: value for name, (value, _) in case.given.items()}
    run = Subject(model, values, {}, replace(settings, end=case.last_year)).annual((case.output,))
    found = run.of(case.output)[:, 0]
    expected = case.answer(np.arange(1.0, len(found) + 1))
    return float(np.abs(found - expected).max() / np.abs(expected).max())


def _outputs(module: ModuleType) -> tuple[str, ...]:
    """The delays of a module: nothing in it reads them."""
    return tuple(name for name in ("first_departures", "third_departures") if hasattr(module, name))


_SAVING, _WEAR, _SHARE, _RATE, _DELAY = 0.3, 0.1, 0.4, 0.05, 3.0
_DELAYS = {
    "arrivals_a_year": (1.0, "yi_CNY/year"),
    "arrivals_before": (0.0, "yi_CNY/year"),
    "delay_time": (_DELAY, "year"),
}
_SOLOW = {
    "capital_at_start": (1.0, "yi_CNY"),
    "capital_scale": (1.0, "yi_CNY"),
    "output_scale": (1.0, "yi_CNY/year"),
    "capital_share": (_SHARE, "1"),
    "saving_share": (_SAVING, "1"),
    "retirement_rate": (_WEAR, "1/year"),
}


def _solow(years: FloatArray) -> FloatArray:
    steady = _SAVING / _WEAR
    return (steady + (1 - steady) * np.exp(-(1 - _SHARE) * _WEAR * years)) ** (1 / (1 - _SHARE))


def _wear(years: FloatArray) -> FloatArray:
    return (1 - np.exp(-_WEAR * years)) / _WEAR


def _first_order(years: FloatArray) -> FloatArray:
    """Integral of 1 - exp(-t / delay) over the year that ends at `years`."""
    ends = np.append(0.0, years)
    return 1 + _DELAY * np.diff(np.exp(-ends / _DELAY))


def _third_order(years: FloatArray) -> FloatArray:
    """Integral of 1 - exp(-x) (1 + x + x**2 / 2) with x = 3 t / delay over the year that ends at `years`."""
    x = 3 * np.append(0.0, years) / _DELAY
    return 1 + _DELAY / 3 * np.diff(np.exp(-x) * (3 + 2 * x + x**2 / 2))


SOLOW = Case("solow_path", solow, _SOLOW, "capital", _solow, "closed form of the path to the steady state")
CASES = (
    Case("delay_first_order", delays, _DELAYS, "first_departures", _first_order, "Erlang of order 1"),
    Case("delay_third_order", delays, _DELAYS, "third_departures", _third_order, "Erlang of order 3"),
    Case(
        "debt_at_fixed_interest",
        debt,
        {"debt_at_start": (1.0, "yi_CNY"), "interest_rate": (_RATE, "1/year")},
        "debt",
        lambda years: np.exp(_RATE * years),
        "exponential growth",
    ),
    Case(
        "capital_under_constant_purchases",
        wear,
        {
            "machines_at_start": (0.0, "yi_CNY"),
            "purchases_a_year": (1.0, "yi_CNY/year"),
            "scrapping_rate": (_WEAR, "1/year"),
        },
        "machines",
        _wear,
        "approach to purchases over scrapping rate",
    ),
    SOLOW,
    replace(SOLOW, name="solow_steady_state", last_year=STEADY_YEAR, about="200 years, to the steady state"),
)
