"""Integration methods: explicit Runge-Kutta methods in which every stage builds on the one before.

Euler (order 1), Heun (order 2), the classical Runge-Kutta method (order 4): Hairer, Norsett and
Wanner 1993, Solving Ordinary Differential Equations I, chapter II.1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """`offsets`: where in the step each stage stands, which is also how far it goes from the stock at
    the start along the rates of the stage before; `weights`: whole numbers, 1 or 2."""

    offsets: tuple[float, ...]
    weights: tuple[int, ...]
    order: int

    @property
    def total_weight(self) -> int:
        """Sum of the weights."""
        return sum(self.weights)


METHODS = {
    "euler": Method((0.0,), (1,), 1),
    "heun": Method((0.0, 1.0), (1, 1), 2),
    "rk4": Method((0.0, 0.5, 0.5, 1.0), (1, 2, 2, 1), 4),
}
