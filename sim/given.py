"""What the equations are given from outside: parameters, and inputs that vary over time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """A name the equations may use that is neither stock nor equation.

    `varies` False: a parameter, one value (or one per draw) for the whole run. `varies` True: an input
    with a value for every step. An element of a dimensioned quantity is named `quantity__element`.
    """

    name: str
    unit: str
    varies: bool = False
    about: str = ""
    source: str = ""
