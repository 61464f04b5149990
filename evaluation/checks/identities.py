"""The accounts: every term of expenditure stands on its own, so a broken one shows.

That output equals expenditure, or sources of finance their uses, says little if one term is defined as what
is left over. Here each term is broken in turn, and the residual has to show it; and no term of expenditure
may know output at the same instant.
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
    "residual_of_private_firms": "private_assets",
    "residual_of_starts": "all_starts",
    "residual_of_finance": "uses_of_finance",
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
SOURCES = (
    "private_own_funds",
    "private_borrowing",
    "state_firm_borrowing",
    "capital_injections",
    "state_firm_profit",
    "state_firm_asset_sales",
    "budget_revenue",
    "transfers_from_above",
    "land_income",
    "bond_issues",
    "finance_outside_budget",
    "upper_level_funds",
)
USES = (
    "private_investment_nominal",
    "private_repayments",
    "private_withdrawals",
    "private_funds_addition",
    "state_firm_outlays",
    "state_firm_repayments",
    "state_firm_cash_addition",
    "government_investment_nominal",
    "government_consumption_nominal",
    "obligations",
    "fund_balance_addition",
    "upper_level_investment_nominal",
)
SUMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "gdp_from_expenditure": ("residual_of_gdp", TERMS),
    "sources_of_finance": ("residual_of_finance", SOURCES),
    "uses_of_finance": ("residual_of_finance", USES),
}
"""A sum, the residual that has to show a fault in it, and its terms."""
TOLERANCE = 1e-9


def broken_terms_show(laboratory: Laboratory) -> Iterator[Check]:
    """With one term of expenditure or of finance counted twice, the residual is that term."""
    for whole, (residual, terms) in SUMS.items():
        for term in terms:
            run = laboratory.steps((residual, term), model=_doubled(laboratory.model, whole, term))
            gap = np.abs(np.abs(run[residual]) - np.abs(run[term])).max() / np.abs(run[term]).max()
            evidence = "residual against the term that was counted twice, relative, at every step"
            yield within(f"broken_{term}", float(gap), TOLERANCE, evidence)


def terms_stand_alone(laboratory: Laboratory) -> Iterator[Check]:
    """No term of expenditure is computed from output of the same instant."""
    known = [term for term in TERMS if "gdp" in _at_once(laboratory.model, term)]
    yield within("terms_from_output", len(known), 0, ", ".join(known) or f"{len(TERMS)} terms")


def _doubled(model: Model, whole: str, term: str) -> Model:
    """The model in which a sum counts a term twice."""
    return with_name(model, whole, term, Call("multiply", (Number(2), Name(term))))


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
