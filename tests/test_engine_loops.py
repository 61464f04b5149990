"""Feedback loops, paths and the printed graph."""

from __future__ import annotations

import pytest

from sim.export_text import dot, equation_text, mermaid
from sim.inputs import Linear
from sim.integrate import Settings, start_values
from sim.loops import feedback_components, loop_along, loops_through, paths_between, polarity, sign
from sim.order import circles, components, sort
from tests.engine_models.make import model_from
from tests.test_engine_generated import MIXED, PARAMETERS
from tests.test_engine_reproducible import CENTRAL, economy_of_test

COMPILED = economy_of_test()
MODEL = COMPILED.model
START = start_values(COMPILED, CENTRAL, {"support": Linear(((2015.0, 0.1),), 0.1, 2015.0)}, Settings())
VALUES = {name: float(value[0]) for name, value in START.items()}


def test_all_that_act_on_one_another_form_one_group():
    groups = feedback_components(MODEL)
    assert len(groups) == 1
    assert {"output", "capital__plant", "starts__roads", "expected_output"} <= set(groups[0])
    assert "all_capital" not in groups[0]


def test_loops_through_names_come_shortest_first():
    loops = loops_through(MODEL, "capital__plant")
    assert loops[0] == ("capital__plant", "retirements__plant", "capital__plant")
    assert [len(loop) for loop in loops] == sorted(len(loop) for loop in loops)
    assert all(len(set(loop)) == len(loop) - 1 for loop in loops)
    both = loops_through(MODEL, "capital__plant", "output")
    assert both
    assert all("output" in loop for loop in both)
    assert len(loops_through(MODEL, "capital__plant", most=1)) == 1


def test_a_loop_along_a_chain_keeps_its_order():
    loop = loop_along(MODEL, ("output", "starts__plant", "capital__plant"))
    assert loop is not None
    assert loop[0] == loop[-1] == "output"
    assert loop.index("starts__plant") < loop.index("capital__plant")
    assert loop_along(MODEL, ("output", "all_capital")) is None


def test_more_output_means_more_capital_and_more_capital_more_retirement():
    investing = loop_along(MODEL, ("output", "starts__plant", "capital__plant"))
    assert investing is not None
    assert polarity(MODEL, investing, VALUES) == 1
    assert polarity(MODEL, ("capital__plant", "retirements__plant", "capital__plant"), VALUES) == -1
    assert sign(MODEL, "support", "output", VALUES) == 0


def test_paths_can_avoid_names():
    assert paths_between(MODEL, "support", "output")
    assert paths_between(MODEL, "support", "output", avoiding=("capital__plant", "capital__roads")) == []
    assert paths_between(MODEL, "all_capital", "output") == []
    shortest = paths_between(MODEL, "capital__plant", "output")[0]
    assert shortest == ("capital__plant", "output")


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        loops_through(MODEL, "capitl")


def test_components_come_after_what_they_read():
    links = {"d": ("c",), "a": ("b", "x"), "b": ("a",), "c": ("a", "c2"), "c2": ()}
    groups = components(links)
    assert [set(group) for group in groups] == [{"a", "b"}, {"c2"}, {"c"}, {"d"}]
    assert circles({"a": ("b",), "b": ("c", "a"), "c": ("a",), "d": ("d",)}) == [("a", "b", "a"), ("d", "d")]
    assert sort({"a": ("b",), "b": ()}) == ("b", "a")


def test_equations_print_as_mathematics():
    model = model_from(MIXED, PARAMETERS, outputs=("watched",))
    texts = {name: equation_text(variable) for name, variable in model.variables.items()}
    assert texts["level"] == "d(level)/dt = growth - loss"
    assert texts["loss"] == "loss = max(ratio(level, a, 0)^2 - ln(1 + level), 0) × rate"
    assert "(level / a)^b if level / a > 1 else level / a" in texts["growth"]
    assert texts["watched"] == "watched = level^b × a^b / level^a - (-level) × 2 / a"
    assert texts["rate"] == "rate: parameter [1/year]"
    for text in texts.values():
        text.encode("gbk")


def test_the_graph_prints_for_mermaid_and_graphviz():
    names = ("capital__plant", "retirements__plant", "retirement_rate")
    assert mermaid(MODEL, names).splitlines() == [
        "flowchart LR",
        "    capital__plant[capital__plant]",
        "    retirements__plant(retirements__plant)",
        "    retirement_rate([retirement_rate])",
        "    retirements__plant --> capital__plant",
        "    capital__plant --> retirements__plant",
        "    retirement_rate --> retirements__plant",
    ]
    assert '"capital__plant" -> "retirements__plant";' in dot(MODEL)
    assert dot(MODEL).count("{") == dot(MODEL).count("}") == 1
