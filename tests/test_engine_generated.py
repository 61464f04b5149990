"""The generated text: the same every time, nothing that is not needed, nothing kept too long."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys

import numpy as np
import pytest

from sim.generate import compile_model
from sim.inputs import Linear
from sim.integrate import Settings, simulate
from sim.model import structure_hash
from tests.engine_models import economy, known
from tests.engine_models.make import compiled_from, given, model_from
from tests.test_engine_reproducible import CENTRAL, OUTPUTS, UNITS, economy_of_test

MIXED = """
level = Stock(unit="1", initial="one", inflows=("growth",), outflows=("loss",))

@equation(unit="1")
def one():
    return 1

@equation(unit="1/year")
def growth(level, a, b, rate):
    x = level / a
    return rate * where(x > 1, x ** b, x) * minimum(1, x) * exp(-x)

@equation(unit="1/year")
def loss(level, a, rate):
    return maximum(ratio(level, a, 0) ** 2 - log(1 + level), 0) * rate

@equation(unit="1")
def watched(level, a, b):
    return level ** b * a ** b / level ** a - -level * 2 / a
"""
PARAMETERS = {"a": "1", "b": "1", "rate": "1/year"}
SCRIPT = """
from tests.test_engine_reproducible import economy_of_test
from sim.model import structure_hash
import hashlib
compiled = economy_of_test()
print(structure_hash(compiled.model), hashlib.sha256(compiled.source.encode()).hexdigest())
"""


def mixed_by_hand(a, b, rate, steps, size):
    level = np.ones_like(a)
    watched = np.zeros_like(a)
    for _ in range(steps):
        x = level / a
        growth = rate * np.where(x > 1, x**b, x) * np.minimum(1, x) * np.exp(-x)
        loss = np.maximum((level / a) ** 2 - np.log(1 + level), 0) * rate
        watched += size * (level**b * a**b / level**a + level * 2 / a)
        level = level + size * (growth - loss)
    return level, watched


def test_every_operation_means_the_same_as_in_plain_numpy():
    a, b = np.array([0.5, 1.0, 1.7, 3.0]), np.array([0.3, 2.0, -1.0, 0.0])
    compiled = compiled_from(MIXED, PARAMETERS, outputs=("watched", "level"))
    found = simulate(compiled, {"a": a, "b": b, "rate": 0.3}, {}, Settings(2000, 2000, 16, "euler"), 4)
    level, watched = mixed_by_hand(a, b, 0.3, 16, 1 / 16)
    np.testing.assert_allclose(found["level"][0], level, rtol=1e-12)
    np.testing.assert_allclose(found["watched"][0], watched, rtol=1e-12)


@pytest.mark.parametrize("exponent", [0.0, 0.5, 1.0])
def test_a_base_of_zero_behaves_as_in_plain_numpy(exponent):
    text = """
@equation(unit="1")
def raised(base, exponent):
    return base ** exponent

@equation(unit="1")
def clipped(base, exponent):
    return maximum(base, 0) ** exponent
"""
    compiled = compiled_from(text, {"exponent": "1"}, {"base": "1"}, outputs=("raised", "clipped"))
    zero = {"base": Linear(((2000.0, 0.0),), 0.0, 2000.0)}
    outputs = ("raised", "clipped") if exponent else ("clipped",)
    compiled = compile_model(compiled.model, outputs)
    found = simulate(compiled, {"exponent": exponent}, zero, Settings(2000, 2000), 1)
    for name in outputs:
        assert found[name][0, 0] == pytest.approx(0.0**exponent)


def test_the_text_and_the_hash_are_the_same_in_every_process():
    env = os.environ | {"PYTHONHASHSEED": "12345"}
    command = [sys.executable, "-c", SCRIPT]
    other = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout.split()
    here = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert here == other
    assert here[0] == structure_hash(economy_of_test().model)


def test_the_hash_is_known():
    assert structure_hash(model_from(known.DECAY, {"water_at_start": "item", "leak_rate": "1/year"})) == HASH


HASH = "828378c144ac5e9c0afed5fb122fd36f63ea1e84af88f235feec6b1ef761936b"


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        ("def leak(water, leak_rate):", 'def leak(water, leak_rate):\n    """Water that is lost."""', False),
        ("def leak(water, leak_rate):", "def leak(leak_rate, water):", False),
        (
            "    return water * leak_rate",
            "    # a note\n    lost = water * leak_rate\n    return lost",
            False,
        ),
        ("return water * leak_rate", "return leak_rate * water", True),
        ('unit="item/year"', 'unit="patent/year"', True),
        ('initial="water_at_start"', 'initial="leak_rate"', True),
    ],
)
def test_the_hash_moves_with_the_structure_alone(before, after, moves):
    units = {"water_at_start": "item", "leak_rate": "1/year"}
    old = model_from(known.DECAY, units, outputs=("water_at_start",))
    assert before in known.DECAY
    new = model_from(known.DECAY.replace(before, after), units, outputs=("water_at_start",))
    assert (structure_hash(old) != structure_hash(new)) == moves


def rates(source: str) -> str:
    return source[source.index("def rates_0") :]


def test_dead_names_are_deleted_and_never_used_again():
    lines = rates(economy_of_test().source).splitlines()
    deleted = {}
    for number, line in enumerate(lines):
        if line.strip().startswith("del "):
            deleted |= dict.fromkeys(line.strip().removeprefix("del ").split(", "), number)
    assert {"starts__plant", "output", "completions__plant"} <= set(deleted)
    for name, number in deleted.items():
        assert not any(re.search(rf"\b{name}\b", line) for line in lines[number + 1 :])


def test_what_nobody_needs_is_not_computed():
    model = economy_of_test().model
    assert "growth_pressure" not in compile_model(model, ("output",)).source
    assert "growth_pressure" in compile_model(model, ("growth_pressure",)).source


def test_what_never_changes_is_computed_once():
    source = economy_of_test().source
    assert "share__roads = 1.0 - plant_share" in source[: source.index("def start")]
    assert "1.0 - plant_share" not in rates(source)


def test_logarithms_are_shared_and_products_of_powers_are_one_exponential():
    source = rates(compiled_from(MIXED, PARAMETERS, outputs=("watched",)).source)
    assert source.count("exp(") == 3
    assert len(re.findall(r"log\(level\)", source)) == 1


def test_a_flow_alone_goes_straight_into_its_row():
    names = {"actual_before": "item", "lag": "year"}
    compiled = compiled_from(known.SMOOTH.format(order=1), names, {"jump": "item"}, outputs=("perceived",))
    assert re.search(r"perceived_adjustment = \w+\(.*, _net_0\)", rates(compiled.source))


def test_a_compiled_model_can_be_sent_to_another_process():
    compiled = economy_of_test()
    again = pickle.loads(pickle.dumps(compiled))
    assert again.source == compiled.source
    assert again.function("rates_0") is compiled.function("rates_0")


def test_equations_stay_callable_with_plain_numbers():
    assert economy.retirements(200.0, 0.05) == 10.0
    assert economy.all_capital((200.0, 100.0)) == 300.0


def test_elements_are_scalars_of_the_model():
    model = economy_of_test().model
    assert model.scalars("capital") == ("capital__plant", "capital__roads")
    read = ("expected_output", "share__roads", "saving_share", "support")
    assert model.variables["starts__roads"].inputs == read
    assert model.variables["all_capital"].equation == "capital__plant + capital__roads"
    kinds = {name: model.variables[name].kind for name in KINDS}
    assert kinds == KINDS
    assert set(UNITS) == set(model.parameters)
    assert set(CENTRAL) == set(given(UNITS))
    assert set(OUTPUTS) <= {variable.base for variable in model.variables.values()}


KINDS = {
    "capital__plant": "stock",
    "starts__plant": "flow",
    "retirements__plant": "flow",
    "share__plant": "constant",
    "plant_share": "parameter",
    "support": "input",
    "completions__plant": "delay",
    "completions_stage_1__plant": "stock",
    "completions_flow_1__plant": "flow",
    "expected_output": "smooth",
    "under_way__plant": "auxiliary",
}
