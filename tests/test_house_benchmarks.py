"""The benchmarks measure what they say: C and NumPy agree, and a line is fitted to points on a line."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest

from benchmarks.c_reference import BLOCK, build, compiler, difference
from benchmarks.cases import SECTORS, synthetic_case
from benchmarks.engines import apart, drawn_parameters, engines, our_case
from benchmarks.measure import best, fit, table
from benchmarks.speed import AGREEMENT

needs_compiler = pytest.mark.skipif(compiler() is None, reason="no C compiler (gcc) on this machine")


@needs_compiler
def test_c_and_numpy_agree():
    case = synthetic_case(SECTORS[0], 2 * BLOCK)
    assert difference(case.run(), build(case).run()) < AGREEMENT


@needs_compiler
def test_c_takes_whole_blocks_only():
    with pytest.raises(ValueError, match="whole blocks"):
        build(synthetic_case(SECTORS[0], BLOCK + 1))


@pytest.mark.skipif(find_spec("simlin") is None, reason="Simlin is not installed, or has no build here")
def test_another_engine_runs_the_same_file():
    case, text = our_case(2)
    simlin = next(engines(case, text))
    assert simlin.name == "Simlin"
    assert apart(case, simlin, drawn_parameters(case, 2)) < AGREEMENT


def test_equations_grow_with_sectors():
    small, middle, large = (synthetic_case(sectors, 1).equations for sectors in SECTORS)
    assert (large - middle) == 2 * (middle - small)


def test_the_line_goes_through_points_on_a_line():
    line = fit([1, 2, 4], [5, 7, 11])
    np.testing.assert_allclose((line.at_zero, line.slope, line.deviation), (3, 2, 0), atol=1e-12)


def test_each_piece_of_work_is_timed_in_turn():
    calls: list[str] = []
    times = best([lambda: calls.append("a"), lambda: calls.append("b")], 2)
    assert calls == ["a", "b", "a", "b"]
    assert len(times) == 2


def test_a_table_is_markdown():
    assert table(("A", "B"), [(1, 2)]) == "| A | B |\n| --- | --- |\n| 1 | 2 |\n"
