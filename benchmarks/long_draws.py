"""Many random draws to ten years after the plan, step by step: the widest residual and the lowest stock.

python -m benchmarks.long_draws [DRAWS]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.measure import table
from calibration.economy import CLOSURES
from evaluation.checks.identities import TOLERANCE
from evaluation.checks.laboratory import Laboratory, laboratory_of
from evaluation.checks.limits import LATER
from evaluation.checks.long_run import Soundness, soundness
from scenarios.packs import load_pack

DRAWS = 10_000
HEADINGS = (
    "Closure",
    "Draws",
    "Widest residual",
    "Account",
    "Stocks below zero",
    "Nearest to zero",
    "Margin",
)


def rows(laboratory: Laboratory) -> Iterator[tuple[object, ...]]:
    """One row a closure."""
    for closure in CLOSURES:
        yield closure, *_told(soundness(laboratory, closure, laboratory.last_year + LATER))


def _told(found: Soundness) -> tuple[object, ...]:
    (account, residual), (stock, margin) = found.worst, found.nearest
    return found.draws, f"{residual:.1e}", account, len(found.below_zero), stock, f"{margin:.2g}"


def main(draws: int = DRAWS) -> None:
    """Print the table; the accounts have to close to the tolerance of the model's checks."""
    laboratory = replace(laboratory_of(load_pack(None)), draws=draws)
    print(table(HEADINGS, list(rows(laboratory))))
    print(
        f"Accounts have to close to {TOLERANCE:g} at every step of every draw; no stock may fall below zero."
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
