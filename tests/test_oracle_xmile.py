"""PySD and Simlin run the exported file and give our values, on every variable.

The tolerance is 1e-6; what is measured is printed with `pytest -s`. Where an engine is known to do
something else, the test says what and why.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from economy_subject import economy, pack
from engine_models import economy as small_economy
from engine_models.known import CIRCULATION, DECAY, DELAY, SMOOTH
from engine_models.make import given, model_from
from oracles import (
    EACH,
    ORACLES,
    Subject,
    differences,
    needs_pysd,
    needs_simlin,
    pysd_model,
    pysd_run,
    quiet,
    worst,
)

from calibration.economy import lever_inputs, parameters_of
from calibration.world import central_world, drawn_world
from evaluation.simulation import Options, ensemble_of
from scenarios.library import load_scenario, scenario_names
from sim.economy import INDICATORS
from sim.graph import build_model
from sim.inputs import Fraction, Held, Linear
from sim.integrate import Settings
from sim.methods import METHODS
from sim.time_tables import time_table

AGREEMENT = 1e-6
ROUNDING = 1e-12
DRAWS, SEED = 20, 11
EULER = Settings(2015, 2018, 16, "euler")
HEUN = Settings(2015, 2018, 16, "heun")
SEASON = Held(2015, np.array([0.1, -0.2, 0.3, 0.25]))

OPERATIONS = '''
level = Stock(unit="1", initial="level_at_start", inflows=("gain",), outflows=("loss",))
@equation(unit="1/year")
def gain(level, push, rate):
    """Every operation an equation may use."""
    up = where(level > push, minimum(level, 2) ** (1 - rate), maximum(push, -level))
    down = where(level <= 1, exp(-level), log(1 + level**2))
    return ratio(up - -down, push, 1) - (up - (down - rate)) / (2 * (level / (1 + level)))
@equation(unit="1/year")
def loss(level, rate, push):
    """What goes, twice with a condition."""
    first = where(push == 0, rate, 2 * rate)
    return level * first - where(level < 1, rate, where(push != 0, rate - 1, 1 - rate))
'''


def small() -> Subject:
    values = {
        "capital_at_start__plant": ("yi_CNY", 100.0),
        "capital_at_start__roads": ("yi_CNY", 50.0),
        "output_at_start": ("yi_CNY/year", 40.0),
        "plant_share": ("1", 0.7),
        "saving_share": ("1", 0.25),
        "building_time": ("year", 2.0),
        "expectation_time": ("year", 1.0),
        "retirement_rate": ("1/year", 0.05),
        "plant_elasticity": ("1", 0.3),
        "roads_elasticity": ("1", 0.1),
    }
    names = given({name: unit for name, (unit, _) in values.items()}, {"support": "1"})
    outputs = ("all_capital", "growth_pressure", "under_way")
    model = build_model([small_economy], names, {"kind": small_economy.kind}, outputs=outputs)
    support = Linear(((2016, 0.2), (2018, 0.1)), 0.0, 2016.3)
    return Subject(model, {name: value for name, (_, value) in values.items()}, {"support": support}, EULER)


def written(
    text: str, parameters: dict[str, tuple[str, float]], inputs: dict[str, Any], *outputs: str
) -> Subject:
    units = {name: unit for name, (unit, _) in parameters.items()}
    model = model_from(text, units, dict.fromkeys(inputs, "1"), outputs=outputs)
    return Subject(model, {name: value for name, (_, value) in parameters.items()}, inputs, EULER)


def people() -> dict[str, tuple[str, float]]:
    start = {"here_at_start": ("person", 5.0), "there_at_start": ("person", 2.0)}
    return start | {"arrival_rate": ("person/year", 1.0), "pull": ("1/year", 0.4)}


def small_subjects() -> dict[str, Subject]:
    jump = {"entering_before": ("item/year", 3.0), "delay_time": ("year", 0.8)}
    lag = {"actual_before": ("item", 3.0), "lag": ("year", 0.6)}
    operations = {"level_at_start": ("1", 1.3), "rate": ("1", 0.3)}
    never_zero = Held(2015, np.array([0.0, 1.6, 0.0, -0.7]))
    return {
        "capital": small(),
        "flow between two stocks": written(CIRCULATION, people(), {"season": SEASON}),
        "delay": written(DELAY.format(order=3), jump, {"jump": Fraction(2016.4)}, "inside"),
        "smooth": written(SMOOTH.format(order=3), lag, {"jump": Fraction(2016.0)}, "perceived"),
        "operations": written(OPERATIONS, operations, {"push": never_zero}),
    }


SMALL = small_subjects()


@cache
def shipped(scenario: str = "baseline", method: str = "euler", seed: int | None = None) -> Subject:
    """A scenario with central parameters; with a seed its outside world is drawn, and held by the year."""
    ensemble = ensemble_of(economy(), load_scenario(scenario, pack()), Options(method=method))
    known, end = dict(economy().known.central()), ensemble.settings.end
    world = central_world(pack(), known, end) if seed is None else drawn_world(pack(), known, end, seed, 0, 1)
    inputs = lever_inputs(pack(), ensemble.paths, ensemble.closure) | dict(world)
    model = economy().model
    needed = {name: inputs[name] for name in model.inputs}
    return Subject(model, parameters_of(model, known), needed, ensemble.settings)


def drawn() -> Subject:
    """The baseline with parameters drawn from what is believed; the outside world stays on its path."""
    base = shipped()
    values = dict(economy().known.draw(SEED, 0, DRAWS))
    chosen = {name: values.get(name, value) for name, value in base.parameters.items()}
    return Subject(base.model, chosen, base.inputs, base.settings)


def as_tables(subject: Subject) -> Subject:
    """The same with inputs that are the tables of the file, for methods that read an instant twice."""
    settings = subject.settings
    inputs: dict[str, Any] = {}
    for name, item in subject.inputs.items():
        table = time_table(item, settings.grid, METHODS[settings.method])
        points = tuple(zip(table.times.tolist(), table.values.tolist(), strict=True))
        inputs[name] = Linear(points, points[0][1], settings.start)
    return Subject(subject.model, subject.parameters, inputs, settings)


def with_settings(subject: Subject, settings: Settings) -> Subject:
    return Subject(subject.model, subject.parameters, subject.inputs, settings)


def compared(subject: Subject, engine: str) -> dict[str, float]:
    oracle = ORACLES[engine]
    return differences(subject.model, subject.ours(), oracle.run(oracle.load(subject.text())))


@pytest.mark.parametrize("engine", EACH)
@pytest.mark.parametrize("name", SMALL)
def test_a_small_model_runs_as_ours(name, engine):
    found = compared(SMALL[name], engine)
    assert max(found.values()) < ROUNDING, worst(found)


@needs_simlin
@pytest.mark.parametrize("name", SMALL)
def test_a_small_model_runs_as_ours_under_heun(name):
    found = compared(as_tables(with_settings(SMALL[name], HEUN)), "simlin")
    assert max(found.values()) < ROUNDING, worst(found)


@needs_simlin
@pytest.mark.parametrize("scenario", scenario_names())
def test_simlin_gives_our_values_for_every_scenario(scenario):
    found = compared(shipped(scenario), "simlin")
    print(f"simlin, euler, {scenario}: {worst(found)}")
    assert max(found.values()) < AGREEMENT, worst(found)


@needs_simlin
@pytest.mark.parametrize("method", ["heun", "rk4"])
def test_simlin_gives_our_values_under_runge_kutta_methods(method):
    """Inputs are the tables of the file on both sides: held values have no other form there."""
    found = compared(as_tables(shipped("everything", method)), "simlin")
    print(f"simlin, {method}, everything: {worst(found)}")
    assert max(found.values()) < AGREEMENT, worst(found)


@needs_simlin
def test_a_step_that_is_no_binary_fraction_moves_little():
    """Simlin adds the steps up, so its clock runs slightly off; a jump in the file is a ramp of one step."""
    subject = shipped("everything")
    found = compared(with_settings(subject, replace(subject.settings, steps_per_year=12)), "simlin")
    print(f"simlin, euler, 1/12: {worst(found)}")
    assert max(found.values()) < AGREEMENT, worst(found)


@needs_simlin
@pytest.mark.parametrize("scenario", scenario_names())
def test_under_heun_a_file_stays_near_our_run(scenario):
    """At an instant where an input jumps the file has the value midway, and our run both values."""
    subject = shipped(scenario, "heun")
    ours, theirs = subject.ours(), ORACLES["simlin"].run(ORACLES["simlin"].load(subject.text()))
    found = differences(subject.model, ours, theirs)
    near = {name: found[name] for name in found if subject.model.variables[name].base in INDICATORS}
    print(f"simlin, heun with our inputs, {scenario}: {worst(near)}, GDP {found['gdp']:.1e}")
    assert max(near.values()) < 0.01, worst(near)
    assert found["gdp"] < 5e-4


@needs_simlin
def test_simlin_finds_nothing_wrong_with_the_file_and_its_units():
    assert ORACLES["simlin"].load(shipped().text()).check() == ()


@needs_simlin
def test_simlin_gives_our_values_in_a_drawn_world():
    found = compared(shipped("everything", seed=4), "simlin")
    print(f"simlin, euler, drawn world: {worst(found)}")
    assert max(found.values()) < AGREEMENT, worst(found)


@pytest.mark.slow
@needs_pysd
@pytest.mark.parametrize("scenario", scenario_names())
def test_pysd_gives_our_values_for_every_scenario(scenario):
    found = compared(shipped(scenario), "pysd")
    print(f"pysd, euler, {scenario}: {worst(found)}")
    assert max(found.values()) < AGREEMENT, worst(found)


@pytest.mark.slow
@needs_pysd
def test_pysd_gives_our_values_in_a_drawn_world():
    found = compared(shipped("everything", seed=4), "pysd")
    print(f"pysd, euler, drawn world: {worst(found)}")
    assert max(found.values()) < AGREEMENT, worst(found)


@pytest.mark.slow
@pytest.mark.parametrize("engine", EACH)
def test_other_parameters_give_our_values(engine):
    subject, oracle = drawn(), ORACLES[engine]
    base = oracle.load(shipped().text())
    found = differences(subject.model, shipped().ours(), oracle.run(base))
    print(f"{engine}, baseline: {worst(found)}")
    assert max(found.values()) < AGREEMENT, worst(found)
    ours = subject.ours(DRAWS)
    for draw in range(DRAWS):
        theirs = oracle.run(base, subject.of_draw(draw))
        found = differences(subject.model, ours, theirs, draw)
        print(f"{engine}, draw {draw}: {worst(found)}")
        assert max(found.values()) < AGREEMENT, worst(found)


def decay(method: str) -> str:
    parameters = {"water_at_start": ("item", 2.0), "leak_rate": ("1/year", 0.4)}
    subject = written(DECAY, parameters, {})
    return subject.text().replace('method="euler"', f'method="{method}"')


def last(engine: str, method: str) -> float:
    oracle = ORACLES[engine]
    return float(np.asarray(oracle.run(oracle.load(decay(method)))["water"])[-1])


@needs_pysd
def test_pysd_has_euler_only_and_says_nothing():
    """So a file is compared with PySD under Euler, whatever method it names."""
    assert last("pysd", "rk4") == last("pysd", "euler")


@needs_simlin
def test_simlin_runs_euler_for_a_method_it_does_not_know_and_says_nothing():
    """So the file calls Heun's method by the name of the standard, `rk2`."""
    assert last("simlin", "heun") == last("simlin", "euler")
    assert last("simlin", "rk2") != last("simlin", "euler")


@needs_pysd
def test_pysd_keeps_eight_digits_of_a_table_unless_numpy_is_told_to_print_more():
    inputs = {"season": Held(2015, np.array([1 / 3, 1 / 7, 1 / 9, 1 / 11]))}
    text = written(CIRCULATION, people(), inputs).text()
    few, all_digits = (np.asarray(pysd_run(pysd_model(text, digits))["season"]) for digits in (8, 17))
    assert all_digits[0] == 1 / 3
    assert 1e-10 < abs(few[0] - 1 / 3) < 1e-8


@needs_pysd
def test_pysd_writes_python_beside_the_file(tmp_path):
    """So the tests read a file in a folder of its own."""
    with quiet():
        import pysd

        (tmp_path / "model.py").write_text("mine = 1\n", encoding="utf-8")
        (tmp_path / "model.xmile").write_text(decay("euler"), encoding="utf-8")
        pysd.read_xmile(str(tmp_path / "model.xmile"))
    assert "mine" not in (tmp_path / "model.py").read_text(encoding="utf-8")
