"""Same seed, same bytes: any block, any number of processes, more draws, more years, more names."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.ensembles import Collector, map_blocks
from sim.generate import Compiled, compile_model
from sim.given import Given
from sim.graph import build_model
from sim.inputs import Held
from sim.integrate import Settings, simulate
from sim.streams import normals, uniforms
from tests.engine_models import economy

DRAWS = 5300
UNITS = {
    "building_time": "year",
    "expectation_time": "year",
    "saving_share": "1",
    "plant_share": "1",
    "retirement_rate": "1/year",
    "output_at_start": "yi_CNY/year",
    "capital_at_start__plant": "yi_CNY",
    "capital_at_start__roads": "yi_CNY",
    "plant_elasticity": "1",
    "roads_elasticity": "1",
}
VALUES = (2.0, 1.0, 0.2, 0.5, 0.06, 100.0, 200.0, 300.0, 0.4, 0.1)
CENTRAL = dict(zip(UNITS, VALUES, strict=True))
OUTPUTS = ("output", "capital", "growth_pressure", "under_way", "all_capital")
SHORT = Settings(2015, 2017, 8)


def economy_of_test() -> Compiled:
    given = {name: Given(name, unit) for name, unit in UNITS.items()}
    given["support"] = Given("support", "1", varies=True)
    return compile_model(build_model([economy], given, {"kind": economy.kind}, outputs=OUTPUTS))


@dataclass(frozen=True)
class Member:
    """Runs a range of draws; can be sent to another process."""

    compiled: Compiled
    settings: Settings = SHORT

    def __call__(self, first: int, count: int) -> dict[str, np.ndarray]:
        values = {
            name: value * np.exp(0.1 * normals(7, "parameters", name, first, count))
            for name, value in CENTRAL.items()
        }
        support = Held(2015, 0.1 * normals(7, "world", "support", first, count, years=3))
        return simulate(self.compiled, values, {"support": support}, self.settings, count).values


def run_with(block: int, jobs: int, draws: int = DRAWS) -> dict[str, np.ndarray]:
    parts = list(map_blocks(Member(economy_of_test()), draws, block, jobs))
    return {name: np.concatenate([part[name] for part in parts], axis=1) for name in parts[0]}


@pytest.fixture(scope="module")
def reference() -> dict[str, np.ndarray]:
    return run_with(2048, 1)


@pytest.mark.parametrize(("block", "jobs"), [(128, 1), (1024, 1), (5000, 1), (1024, 2), (2048, 2)])
def test_results_keep_their_bytes_for_any_block_and_number_of_processes(reference, block, jobs):
    found = run_with(block, jobs)
    assert all(found[name].tobytes() == values.tobytes() for name, values in reference.items())


@pytest.mark.parametrize("block", [1, 100, 1024])
def test_the_block_inside_a_simulation_changes_no_byte(reference, block):
    count = 130
    member = Member(economy_of_test())
    values = {
        name: value * np.exp(0.1 * normals(7, "parameters", name, 0, count))
        for name, value in CENTRAL.items()
    }
    support = {"support": Held(2015, 0.1 * normals(7, "world", "support", 0, count, years=3))}
    found = simulate(member.compiled, values, support, SHORT, count, block=block)
    for name in OUTPUTS:
        if name in found.values:
            np.testing.assert_array_equal(found[name], reference[name][:, :count])


def test_draw_17_stays_draw_17(reference):
    np.testing.assert_array_equal(run_with(2048, 1, 18)["output"][:, 17], reference["output"][:, 17])


def test_an_iteration_that_stops_leaves_no_process():
    blocks = map_blocks(Member(economy_of_test()), 20_000, 512, 2)
    next(iter(blocks))
    blocks.close()  # pyright: ignore[reportAttributeAccessIssue] - a generator here
    assert not multiprocessing.active_children()


def test_an_error_in_a_process_comes_out_and_leaves_no_process():
    with pytest.raises(ZeroDivisionError):
        list(map_blocks(_fail, 4096, 1024, 2))
    assert not multiprocessing.active_children()


def _fail(first: int, count: int) -> float:
    return first / 0


@settings(deadline=None, max_examples=30)
@given(first=some.integers(0, 5000), count=some.integers(1, 3000), years=some.integers(1, 4))
def test_a_number_depends_on_its_place_alone(first, count, years):
    whole = uniforms(3, "world", "prices", 0, 8192, years=5)
    np.testing.assert_array_equal(
        uniforms(3, "world", "prices", first, count, years=years), whole[:years, first : first + count]
    )


def test_streams_differ_by_seed_layer_name_and_block():
    base = normals(1, "world", "prices", 0, 8)
    others = [
        normals(0, "world", "prices", 0, 8),
        normals(1, "parameters", "prices", 0, 8),
        normals(1, "world", "price", 0, 8),
        normals(1, "world", "prices", 1024, 8),
    ]
    assert all(not np.isin(other, base).any() for other in others)


def test_streams_have_known_numbers():
    first = uniforms(20210101, "world", "prices", 0, 3)
    np.testing.assert_array_equal(first, KNOWN)


KNOWN = (0.4648048912119902, 0.04519217629128003, 0.5268111237235229)


def test_a_name_cannot_run_into_its_layer():
    assert not np.array_equal(uniforms(1, "a", "bc", 0, 4), uniforms(1, "ab", "c", 0, 4))


@pytest.mark.parametrize("seed", [None, -1])
def test_a_seed_is_required_and_zero_is_one(seed):
    with pytest.raises(ValueError, match="a seed is a whole number"):
        normals(seed, "world", "prices", 0, 1)
    assert normals(0, "world", "prices", 0, 1).shape == (1,)


def test_normals_have_mean_zero_and_spread_one():
    values = normals(1, "world", "prices", 0, 200_000)
    assert abs(values.mean()) < 0.01
    assert abs(values.std() - 1) < 0.01
    assert np.isfinite(values).all()


@pytest.mark.parametrize("block", [300, 1024, 4000])
def test_a_collector_keeps_series_or_counts_them(block):
    values = {"x": np.cumsum(np.random.default_rng(1).normal(2.0, 3.0, (4, 20_000)), axis=0)}
    kept, counted = Collector(["x"], 4, 20_000), Collector(["x"], 4, 20_000, limit=100)
    for first in range(0, 20_000, block):
        part = {"x": values["x"][:, first : first + block]}
        kept.add(part)
        counted.add(part)
    probabilities = (0.0, 0.1, 0.5, 0.9, 1.0)
    exact = kept.quantiles("x", probabilities)
    np.testing.assert_array_equal(exact, np.quantile(values["x"], probabilities, axis=1))
    np.testing.assert_allclose(counted.quantiles("x", probabilities), exact, rtol=3e-3, atol=3e-3)
    np.testing.assert_array_equal(counted.quantiles("x", (0.0, 1.0)), exact[[0, -1]])
    with pytest.raises(ValueError, match="ask for quantiles"):
        counted.series("x")


def test_counts_do_not_depend_on_the_order_or_the_blocks():
    values = np.random.default_rng(1).normal(size=(1, 30_000))
    found = []
    for block, order in ((1000, 1), (7777, 1), (1000, -1)):
        counted = Collector(["x"], 1, 30_000, limit=1)
        for first in range(0, 30_000, block):
            counted.add({"x": values[:, ::order][:, first : first + block]})
        found.append(counted.quantiles("x", (0.05, 0.5, 0.95)).tobytes())
    assert len(set(found)) == 1


def test_a_constant_comes_out_of_the_counts_unchanged():
    counted = Collector(["x"], 1, 500, limit=1)
    counted.add({"x": np.full((1, 500), 1 / 3)})
    np.testing.assert_array_equal(counted.quantiles("x", (0.1, 0.9))[:, 0], [1 / 3, 1 / 3])
