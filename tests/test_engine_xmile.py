"""The model as an XMILE file: everything is in, under names and in equations that read back as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from economy_subject import economy, pack
from engine_models import economy as small_economy
from engine_models.known import CIRCULATION, DECAY
from engine_models.make import given, model_from
from hypothesis import given as forall
from hypothesis import strategies as st
from xmile_reader import Equation, Read, names_of, read

from calibration.economy import lever_inputs
from calibration.world import drawn_world
from evaluation.model_export import exported
from evaluation.simulation import Options, ensemble_of
from scenarios.library import load_scenario, scenario_names
from scenarios.units import is_unit
from sim.evaluate import evaluate
from sim.expressions import COMPARISONS, Call, Expression, Name, Number
from sim.faults import ModelError
from sim.graph import build_model
from sim.inputs import Fraction, Grid, Held, Input, Linear
from sim.integrate import Settings
from sim.methods import METHODS
from sim.model import Cut, Model
from sim.order import circles
from sim.time_tables import time_table
from sim.xmile import METHOD_NAMES, Heading, xmile_file
from sim.xmile_text import RESERVED, canonical, expression_text, file_names

HEADING = Heading("planreach", "1.2.3", "a <small> model", '什么 & "whom"')
SETTINGS = Settings(2015, 2017, 4, "euler")
GRID = SETTINGS.grid
SMALL = {
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
SUPPORT = Held(2015, np.array([0.0, 0.2, 0.1]))
SMALL_VALUES = {name: value for name, (_, value) in SMALL.items()}
SMALL_INPUTS: Mapping[str, Input] = {"support": SUPPORT}


def small_model() -> Model:
    names = given({name: unit for name, (unit, _) in SMALL.items()}, {"support": "1"})
    outputs = ("all_capital", "growth_pressure", "under_way")
    return build_model([small_economy], names, {"kind": small_economy.kind}, outputs=outputs)


def small_file(
    parameters: Mapping[str, float] = SMALL_VALUES, inputs: Mapping[str, Input] = SMALL_INPUTS
) -> Read:
    return read(xmile_file(small_model(), parameters, inputs, SETTINGS, HEADING).text)


@pytest.fixture(scope="module")
def shipped():
    return read(exported(pack(), load_scenario("baseline", pack()), Options(method="euler"), "x", "1").text)


def test_the_heading_says_who_what_and_when(shipped):
    file = small_file()
    assert file.root.tag.endswith("}xmile")
    assert file.root.attrib["version"] == "1.0"
    assert file.text("x:header/x:vendor") == "planreach"
    assert file.text("x:header/x:name") == HEADING.name
    assert file.text("x:header/x:caption") == HEADING.caption
    assert [file.text(f"x:sim_specs/x:{key}") for key in ("start", "stop", "dt")] == ["2015", "2018", "4"]
    assert shipped.text("x:header/x:name") == "urumqi_etdz_2021_2025/baseline"


def test_the_parts_stand_in_the_order_of_the_standard(shipped):
    tags = [element.tag.partition("}")[2] for element in shipped.root]
    assert tags == ["header", "sim_specs", "model_units", "model"]
    assert {entry.tag for entry in shipped.entries.values()} == {"stock", "flow", "aux"}


def test_every_variable_is_in_with_unit_and_meaning(shipped):
    for name, variable in economy().model.variables.items():
        entry = shipped.entries[name]
        assert entry.unit == variable.unit
        assert is_unit(entry.unit)
        assert " ".join(variable.about.split()) in entry.doc
        assert not variable.source or variable.source in entry.doc


def test_only_copies_of_flows_are_added(shipped):
    added = shipped.entries.keys() - economy().model.variables.keys()
    assert all("_into_" in name or "_out_of_" in name for name in added)
    assert {shipped.entries[name].equation for name in added} <= economy().model.variables.keys()


@pytest.mark.parametrize("scenario", scenario_names())
def test_every_name_in_an_equation_is_in_the_file(scenario):
    file = read(exported(pack(), load_scenario(scenario, pack()), Options(method="heun"), "x", "1").text)
    for entry in file.entries.values():
        known = {"TIME"} if entry.points else file.entries.keys()
        assert names_of(entry.equation) <= known


def test_every_unit_is_declared(shipped):
    declared = {unit.attrib["name"] for unit in shipped.root.iter() if unit.tag.endswith("}unit")}
    used = {part for e in shipped.entries.values() for part in e.unit.replace("*", "/").split("/")} - {"1"}
    assert used <= declared


def test_a_flow_enters_one_stock_and_leaves_one(shipped):
    for file in (shipped, small_file()):
        stocks = [entry for entry in file.entries.values() if entry.tag == "stock"]
        for side in ("inflows", "outflows"):
            flows = [flow for stock in stocks for flow in getattr(stock, side)]
            assert len(flows) == len(set(flows))
            assert {file.entries[flow].tag for flow in flows} == {"flow"}


def test_stocks_have_the_flows_of_the_model():
    model, file = small_model(), small_file()
    for stock in model.stocks:
        entry = file.entries[stock.name]
        assert entry.tag == "stock"
        meant = [flow if file.entries[flow].tag == "flow" else "" for flow in entry.inflows + entry.outflows]
        origin = [flow if flow in model.variables else file.entries[flow].equation for flow in meant]
        assert tuple(origin) == stock.flows


def test_a_flow_between_two_delays_has_a_copy_and_an_input_that_flows_too():
    text = 'pool = Stock(unit="item", initial="pool_at_start", inflows=("rain",))'
    model = model_from(text, {"pool_at_start": "item"}, {"rain": "item/year"})
    inputs = {"rain": Held(2015, np.ones(1))}
    file = read(xmile_file(model, {"pool_at_start": 1.0}, inputs, SETTINGS, HEADING).text)
    assert file.entries["pool"].inflows == ("rain_into_pool",)
    assert file.entries["rain_into_pool"].equation == "rain"


def test_delays_and_smoothed_values_are_stocks_and_no_built_in_is_called(shipped):
    tags = {name: entry.tag for name, entry in small_file().entries.items()}
    assert tags["completions_stage_2__plant"] == tags["expected_output"] == "stock"
    called = {word for e in shipped.entries.values() for word in names_of(e.equation.lower())}
    assert called & (RESERVED - {"time", "exp", "ln", "max", "min", "if", "then", "else"}) == set()


def test_no_flag_changes_what_an_equation_says(shipped):
    """Simlin passes over `non_negative`, PySD obeys it; the model needs no such flag."""
    assert {element.tag.partition("}")[2] for element in shipped.root.iter()} & {
        "non_negative",
        "behavior",
    } == set()


def test_no_equation_depends_on_itself(shipped):
    entries = shipped.entries.values()
    links = {e.name: () if e.tag == "stock" else tuple(names_of(e.equation) - {"TIME"}) for e in entries}
    assert circles(links) == []
    assert circles({e.name: tuple(names_of(e.equation) - {"TIME"}) for e in entries}) == []


def test_parameters_are_written_with_all_their_digits(shipped):
    known = economy().known.central()
    for name in economy().model.parameters:
        assert float(shipped.entries[name].equation) == known[name]


def test_equations_of_a_small_model_read_back():
    model, file = small_model(), small_file()
    random = np.random.default_rng(5)
    values = {name: random.uniform(0.5, 2.0) for name in model.variables}
    for name in model.order:
        found = Equation(file.entries[name].equation, values).value()
        assert found == pytest.approx(evaluate(model.expression(name), values), rel=1e-14)


def test_equations_of_the_shipped_model_read_back(shipped):
    model = economy().model
    random = np.random.default_rng(6)
    values = {name: random.uniform(0.5, 2.0) for name in model.variables}
    for name in model.order:
        with np.errstate(invalid="ignore"):  # random numbers may make the base of a power negative
            found = Equation(shipped.entries[name].equation, values).value()
            expected = evaluate(model.expression(name), values)
        assert found == pytest.approx(expected, rel=1e-12, nan_ok=True)
    for stock in model.stocks:
        found = Equation(shipped.entries[stock.name].equation, values).value()
        assert found == pytest.approx(evaluate(stock.initial, values), rel=1e-14)


LEAVES: st.SearchStrategy[Expression] = st.one_of(
    st.sampled_from([Number(0), Number(1), Number(2)]),
    st.sampled_from([Name("one"), Name("two"), Name("pi")]),
)


def calls(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    def of(names: list[str], *arguments: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.builds(lambda name, *found: Call(name, found), st.sampled_from(names), *arguments)

    asked = of(sorted(COMPARISONS), parts, parts)
    pairs = ["add", "subtract", "multiply", "divide", "minimum", "maximum", "power"]
    return st.one_of(
        of(["negative", "exp", "log"], parts),
        of(pairs, parts, parts),
        of(["where"], asked, parts, parts),
        of(["ratio"], parts, parts, parts),
    )


@forall(st.recursive(LEAVES, calls, max_leaves=12))
def test_any_expression_reads_back(expression):
    values = {"one": 0.7, "two": 1.9, "pi": -1.3}
    names = file_names(values)
    with np.errstate(all="ignore"):
        wanted = evaluate(expression, {name: np.float64(value) for name, value in values.items()})
        text = expression_text(expression, names)
        found = Equation(text, {names[name]: value for name, value in values.items()}).value()
    np.testing.assert_allclose(found, wanted, rtol=1e-12)


def test_a_quotient_by_zero_is_never_formed():
    text = expression_text(Call("ratio", (Name("a"), Name("b"), Number(2))), {"a": "a", "b": "b"})
    with np.errstate(all="raise"):
        assert Equation(text, {"a": 3.0, "b": 0.0}).value() == 2
        assert Equation(text, {"a": 3.0, "b": 4.0}).value() == 0.75


def test_names_keep_unless_the_standard_reserves_them():
    assert file_names(["capital__plant", "time", "max"]) == {
        "capital__plant": "capital__plant",
        "time": "time_variable",
        "max": "max_variable",
    }


def test_a_reserved_name_is_written_the_same_everywhere():
    text = DECAY.replace("leak_rate", "pi").replace("leak", "time")
    model = model_from(text, {"water_at_start": "item", "pi": "1/year"})
    file = read(xmile_file(model, {"water_at_start": 2.0, "pi": 0.1}, {}, SETTINGS, HEADING).text)
    assert file.entries["water"].outflows == ("time_variable",)
    assert file.entries["time_variable"].equation == "water * pi_variable"


def test_names_the_standard_cannot_tell_apart_are_refused():
    with pytest.raises(ModelError, match="cannot tell it from capital_plant"):
        file_names(["capital_plant", "capital__plant"])
    assert canonical("Capital__Plant") == "capital_plant"


def test_text_for_people_is_escaped():
    names = given({"water_at_start": "item", "leak_rate": "1/year"})
    odd = 'a < b & "c" > 亿元 ]]>'
    model = model_from(DECAY, {name: item.unit for name, item in names.items()})
    variables = dict(model.variables)
    variables["leak_rate"] = variables["leak_rate"].changed(about=odd, source="x&y")
    model = replace(model, variables=variables)
    text = xmile_file(model, {"water_at_start": 2.0, "leak_rate": 0.1}, {}, SETTINGS, HEADING).text
    assert read(text).entries["leak_rate"].doc == f"{odd} Source: x&y."


def test_the_same_model_gives_the_same_bytes():
    one, two = (exported(pack(), load_scenario("opening", pack()), Options(), "x", "1") for _ in range(2))
    assert one == two


def test_what_is_missing_or_cannot_be_written_is_refused():
    with pytest.raises(ModelError, match="plant_share: no value to write"):
        small_file(parameters={})
    with pytest.raises(ModelError, match="support: no value to write"):
        small_file(inputs={})
    with pytest.raises(ModelError, match="2 draws"):
        small_file(inputs={"support": Held(2015, np.ones((3, 2)))})
    cut = model_from(
        CIRCULATION,
        {
            "here_at_start": "person",
            "there_at_start": "person",
            "arrival_rate": "person/year",
            "pull": "1/year",
        },
        {"season": "1"},
        cuts=[Cut("arrivals", "season")],
    )
    values = dict.fromkeys(cut.parameters, 1.0)
    with pytest.raises(ModelError, match="cut loops"):
        xmile_file(cut, values, {"season": SUPPORT}, SETTINGS, HEADING)


def test_every_method_has_a_name_in_the_standard():
    assert METHOD_NAMES.keys() == METHODS.keys()
    assert set(METHOD_NAMES.values()) <= {"euler", "rk2", "rk4", "rk45", "gear"}


INPUTS = {
    "held": Held(2015, np.array([0.3, -0.2, 0.7])),
    "held, one draw": Held(2014, np.array([[0.1], [0.3], [0.2]])),
    "linear": Linear(((2016, 0.4), (2017, 0.9)), 0.1, 2016.0),
    "linear, inside a step": Linear(((2016, 0.4), (2018, 0.9)), 0.1, 2016.1),
    "date": Fraction(2016.35),
    "never": Fraction(None),
}


def stages(item, method: str, years: int = GRID.years):
    grid = Grid(GRID.start, years, GRID.steps_per_year)
    offsets = METHODS[method].offsets
    if isinstance(item, Held):
        values = item.values.reshape(-1)[item.rows(grid)]
        return np.repeat(values[:, None], len(offsets), axis=1)
    return item.values(grid, offsets)


@pytest.mark.parametrize("name", INPUTS)
def test_under_euler_a_table_gives_what_a_step_reads(name):
    table = time_table(INPUTS[name], GRID, METHODS["euler"])
    found = np.interp(GRID.times(), table.times, table.values)
    np.testing.assert_allclose(found, stages(INPUTS[name], "euler")[:, 0], rtol=0, atol=1e-14)
    assert (table.times[0], table.times[-1]) == (2015, 2018)


@pytest.mark.parametrize("method", ["heun", "rk4"])
@pytest.mark.parametrize("name", INPUTS)
def test_at_an_instant_read_twice_a_table_stands_midway(name, method):
    table = time_table(INPUTS[name], GRID, METHODS[method])
    rows = stages(INPUTS[name], method)
    found = np.interp(GRID.times()[1:], table.times, table.values)
    np.testing.assert_allclose(found, (rows[1:, 0] + rows[:-1, -1]) / 2, rtol=0, atol=1e-14)


@pytest.mark.parametrize("name", INPUTS)
def test_in_the_middle_of_a_step_a_table_gives_what_is_read_there(name):
    table = time_table(INPUTS[name], GRID, METHODS["rk4"])
    found = np.interp(GRID.times() + 0.5 / GRID.steps_per_year, table.times, table.values)
    np.testing.assert_allclose(found, stages(INPUTS[name], "rk4")[:, 1], rtol=0, atol=1e-14)


def test_a_table_of_one_value_has_two_points():
    table = time_table(Held(2015, np.ones(3)), GRID, METHODS["euler"])
    assert table.times.tolist() == [2015, 2018]


def test_a_table_holds_one_draw():
    with pytest.raises(ValueError, match="holds one"):
        time_table(Held(2015, np.ones((3, 2))), GRID, METHODS["euler"])


@pytest.mark.parametrize("scenario", scenario_names())
def test_tables_give_the_inputs_of_every_scenario_and_of_a_drawn_world(scenario):
    ensemble = ensemble_of(economy(), load_scenario(scenario, pack()), Options(method="euler"))
    values = dict(economy().known.central())
    drawn = drawn_world(pack(), values, ensemble.settings.end, 7, 0, 1)
    inputs = lever_inputs(pack(), ensemble.paths, ensemble.closure) | drawn
    grid = ensemble.settings.grid
    for item in inputs.values():
        table = time_table(item, grid, METHODS["euler"])
        found = np.interp(grid.times(), table.times, table.values)
        if isinstance(item, Held):
            wanted = item.values.reshape(-1)[item.rows(grid)]
        else:
            wanted = item.values(grid, (0.0,))[:, 0]
        np.testing.assert_allclose(found, wanted, rtol=1e-13, atol=1e-15)
