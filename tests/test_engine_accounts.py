"""Conservation, three ways: the ledger, the boundary, the closed form with step halving."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.inputs import Linear
from sim.integrate import Settings, trajectory
from sim.methods import METHODS
from tests.engine_models import known
from tests.engine_models.make import compiled_from

MOVING = compiled_from(
    known.CIRCULATION,
    {"here_at_start": "person", "there_at_start": "person", "pull": "1/year", "arrival_rate": "person/year"},
    {"season": "1"},
    outputs=("arrivals", "departures", "returns"),
)
SEASON = Linear(((2000.0, 0.0), (2001.0, 1.0), (2004.0, -0.5)), 0.0, 2000.0)


def moving(method: str, pull: float, steps: int = 16):
    values = {"here_at_start": 50.0, "there_at_start": 0.0, "pull": pull, "arrival_rate": 10.0}
    return trajectory(MOVING, values, {"season": SEASON}, Settings(2000, 2004, steps, method))


@settings(deadline=None, max_examples=10)
@given(method=some.sampled_from(sorted(METHODS)), pull=some.floats(0.0, 2.0))
def test_every_stock_changes_by_its_flows_alone(method, pull):
    run = moving(method, pull)
    for stock in MOVING.model.stocks:
        net = sum(run[flow] for flow in stock.inflows) - sum(run[flow] for flow in stock.outflows)
        change, scale = np.diff(run[stock.name], axis=0), np.abs(run[stock.name]).max()
        np.testing.assert_allclose(change, run.step * net, rtol=0, atol=1e-12 * scale)


@pytest.mark.parametrize("method", METHODS)
def test_the_total_changes_only_by_what_crosses_the_boundary(method):
    run = moving(method, 0.8)
    everyone = run["here"] + run["there"]
    np.testing.assert_allclose(np.diff(everyone, axis=0), run.step * run["arrivals"], atol=1e-12)


def test_arrivals_follow_their_closed_form_and_halving_the_step_changes_little():
    coarse, fine = moving("heun", 0.8, 16), moving("heun", 0.8, 32)
    everyone = fine["here"][-1, 0] + fine["there"][-1, 0]
    assert everyone == pytest.approx(50 + 10 * (5 + 0.5 + 0.75 - 0.5), rel=1e-12)
    assert coarse["there"][-1, 0] == pytest.approx(fine["there"][-1, 0], rel=1e-3)
