"""The accounts: every term of expenditure stands on its own, so a broken one shows.

That output equals expenditure says little if one term is defined as what is left over. Here each term is
broken in turn, and the residual has to show it; and none may know output at the same instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from evaluation.checks.laboratory import Laboratory
from evaluation.checks.surgery import with_name
from evaluation.confidence import within
from evaluation.results import Check
from sim.expressions import Call, Name, Number
from sim.model import Model

RESIDUALS: Mapping[str, str] = {
    "residual_of_gdp": "gdp",
    "residual_of_state_firms": "state_firm_assets",
    "residual_of_finance": "all_starts",
    "residual_of_population": "population",
    "residual_of_trade": "foreign_trade",
}
"""What has to be zero at all times, and the variable whose size it is compared with."""
TERMS = (
    "consumption",
    "government_consumption",
    "gross_capital_formation",
    "inventory_change__traditional",
    "inventory_change__emerging",
    "sales_outside",
    "purchases_outside",
)
TOLERANCE = 1e-9


def broken_terms_show(laboratory: Laboratory) -> Iterator[Check]:
    """With one term of expenditure counted twice, the residual is that term."""
    for term in TERMS:
        run = laboratory.steps(("residual_of_gdp", term), model=_doubled(laboratory.model, term))
        gap = np.abs(np.abs(run["residual_of_gdp"]) - np.abs(run[term])).max() / np.abs(run[term]).max()
        evidence = "residual against the term that was counted twice, relative, at every step"
        yield within(f"broken_{term}", float(gap), TOLERANCE, evidence)


def terms_stand_alone(laboratory: Laboratory) -> Iterator[Check]:
    """No term of expenditure is computed from output of the same instant."""
    known = [term for term in TERMS if "gdp" in _at_once(laboratory.model, term)]
    yield within("terms_from_output", len(known), 0, ", ".join(known) or f"{len(TERMS)} terms")


def _doubled(model: Model, term: str) -> Model:
    """The model in which the sum of expenditure counts a term twice."""
    return with_name(model, "gdp_from_expenditure", term, Call("multiply", (Number(2), Name(term))))


def _at_once(model: Model, name: str) -> set[str]:
    """All that a variable is computed from within one instant."""
    stocks = set(model.stock_names())
    found: set[str] = set()
    work = [name]
    while work:
        for cause in model.variables[work.pop()].inputs:
            if cause not in found:
                found.add(cause)
                if cause not in stocks:
                    work.append(cause)
    return found
