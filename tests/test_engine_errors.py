"""Every rule a model has to keep, shown by one model that breaks it."""

from __future__ import annotations

import numpy as np
import pytest

from scenarios.errors import NumericalError
from sim.declare import Dimension
from sim.faults import ModelError
from sim.given import Given
from sim.graph import build_model
from sim.inputs import Held
from sim.integrate import Settings, simulate
from sim.model import Cut
from tests.engine_models import known
from tests.engine_models.make import compiled_from, model_from, module_from

KINDS = {"kind": ("plant", "roads")}


def equation(body: str, arguments: str = "a", name: str = "result", over: str = "") -> str:
    dimension = f', over="{over}"' if over else ""
    lines = "\n".join(f"    {line}" for line in body.split("\n"))
    return f'@equation(unit="1"{dimension})\ndef {name}({arguments}):\n{lines}\n'


def stock(name: str, inflow: str, *, over: str = "", double: str = "") -> str:
    extra = (f', over="{over}"' if over else "") + (f', double_entry=("{double}",)' if double else "")
    return f'{name} = Stock(unit="1", initial="start", inflows=("{inflow}",){extra})\n'


BROKEN = {
    "unknown-name": (equation("return savng_rate", "savng_rate"), "did you mean `saving_rate`?"),
    "circle": (
        equation("return b", "b", "a") + equation("return c", "c", "b") + equation("return a", "a", "c"),
        "algebraic circle: a -> b -> c -> a",
    ),
    "circle-at-start": (
        'trend = Smooth(of="sales", time="lag")\n'
        + equation("return trend * boost", "trend, boost", "sales"),
        "initial values: sales -> trend -> sales\n  hint: give `initial=` to trend",
    ),
    "double-flow": (
        stock("x", "flow", double="flow") + stock("y", "flow") + equation("return start", "start", "flow"),
        "is among the inflows of x, y\n  hint: if that is meant, list it in double_entry of y",
    ),
    "double-entry": (
        stock("x", "flow", double="other") + equation("return start", "start", "flow"),
        "double_entry lists other, which is none of its flows",
    ),
    "given-not-used": (equation("return 1", ""), "spare: this parameter is used by no equation"),
    "equation-not-read": (equation("return 1", "", "lonely"), "lonely: no equation reads it"),
    "literal": (equation("return a * 100000000"), "the number 100000000 stands in the code"),
    "argument-not-used": (equation("return 1"), "argument a is not used"),
    "declared-twice": (equation("return 1", "") * 2, "result: declared twice"),
    "reserved-name": (equation("return 1", "", "result__nowhere"), "nowhere is no element"),
    "missing-element": (equation("return 1", "", "starts__plant"), "element missing: starts__roads"),
    "flow-is-stock": (
        stock("x", "y") + stock("y", "flow") + equation("return 1", "", "flow"),
        "y is a stock",
    ),
    "order": ('trend = Smooth(of="a", time="lag", order=0)\n', "order 0 is less than 1"),
}
SYNTAX = {
    "if a:\n    return 1\nreturn 0": "only assignments to local names and one return, not `if`",
    "return 1 if a else 0": "is no arithmetic and no listed operation",
    "return a > 1": "only as the first argument of where",
    "return where(a, 1, 0)": "the first argument of where is one comparison",
    "return where(0 < a < 1, 1, 0)": "the first argument of where is one comparison",
    "return abs(a)": "no such operation: abs",
    "return np.minimum(a, 1)": "no such operation: np.minimum",
    "return minimum(a)": "minimum takes 2 plain arguments",
    "return a[0]": "is no arithmetic",
    "return a % 2": "is no arithmetic",
    "return 'a'": "is not a number",
    "return True": "is not a number",
    "return outside": "no such argument or local name: outside",
    "a = a + 1\nreturn a": "a already has a meaning",
    "x = y = a\nreturn x": "only assignments to local names",
    "x, y = a, a\nreturn x": "only simple names are assigned to",
    "x = a": "ends with one `return`",
    "pass": "ends with one `return`",
}
SHAPES = {
    "a dimensioned name in a plain equation": (
        equation("return share", "share", "sum_of_shares"),
        "and sum_of_shares has none\n  hint: name one element, or use total(share)",
    ),
    "an element that is none": (
        equation("return share__ships", "share__ships"),
        "no such name: share__ships",
    ),
    "total of a plain name": (
        equation("return total(a)"),
        "total(a) needs names over one and the same dimension",
    ),
    "a dimension nobody declares": (equation("return 1", "", over="knd"), "did you mean `kind`?"),
    "a plain flow into a dimensioned stock": (
        stock("x", "flow", over="kind") + equation("return start", "start", "flow"),
        "flow has no elements and cannot flow into or out of x, which has",
    ),
    "one element flowing into a dimensioned stock": (
        stock("x", "share__plant", over="kind"),
        "share__plant has no elements",
    ),
    "a dimensioned flow into a plain stock": (stock("x", "share"), "share has elements (plant, roads)"),
    "an element written over a dimension": (
        equation("return 1", "", "cost__plant", "kind") + equation("return 1", "", "cost__roads"),
        "is one element and cannot be written over kind",
    ),
    "a whole and its elements": (
        equation("return 1", "", "cost", "kind") + equation("return 1", "", "cost__roads"),
        "declared as a whole and again by element (roads)",
    ),
}


def faults_of(text: str, **given: str) -> ModelError:
    """The error of a model with the usual parameters; those it does not name count as used."""
    names = {"a": "1", "start": "1", "saving_rate": "1", "lag": "year", "boost": "1"}
    names |= {"share__plant": "1", "share__roads": "1"} | given
    every = ", ".join(names)
    text += equation(f"return {' + '.join(names)}", every, "reads_everything")
    with pytest.raises(ModelError) as error:
        model_from(text, names, dimensions=KINDS, outputs=("result", "reads_everything"))
    return error.value


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_rule_is_named_with_the_way_out(code):
    text, words = BROKEN[code]
    if code == "given-not-used":
        with pytest.raises(ModelError) as error:
            model_from(text, {"spare": "1"}, outputs=("result",))
        found = error.value
    elif code == "circle":
        with pytest.raises(ModelError) as error:
            model_from(text)
        found = error.value
    else:
        found = faults_of(text)
    assert code in {fault.code for fault in found.faults}
    assert words in str(found)


@pytest.mark.parametrize("body", SYNTAX)
def test_syntax_that_cannot_be_exported_is_refused(body):
    assert SYNTAX[body] in str(faults_of(equation(body)))


@pytest.mark.parametrize("signature", ["a=1", "*a", "**a", "*, a", "a, /"])
def test_arguments_are_plain_names(signature):
    assert "plain arguments only" in str(faults_of(equation("return 1", signature)))


@pytest.mark.parametrize("case", SHAPES)
def test_shapes_are_checked(case):
    text, words = SHAPES[case]
    assert words in str(faults_of(text))


def test_all_faults_are_reported_together_each_once():
    text = equation("return a * 3 + missing_one", "a, missing_one") + equation("return 7", "", "lonely")
    codes = [fault.code for fault in faults_of(text).faults]
    assert codes == ["literal", "literal", "unknown-name"]


def test_a_stock_beside_a_delay_of_the_same_flow_has_to_say_so():
    beside = 'beside = Stock(unit="item", initial="before", inflows=("entering",){})\n'
    names = {"entering_before": "item/year", "delay_time": "year", "before": "item"}
    text = known.DELAY.format(order=2)
    jump, outputs = {"jump": "item/year"}, ("leaving", "inside")
    with pytest.raises(ModelError, match="is among the inflows of leaving_stage_1, beside"):
        model_from(text + beside.format(""), names, jump, outputs=outputs)
    said = beside.format(', double_entry=("entering",)')
    assert "beside" in model_from(text + said, names, jump, outputs=outputs).variables


def test_a_name_in_two_modules_is_refused_and_an_imported_one_is_not():
    modules = [module_from(known.DECAY), module_from(known.DECAY)]
    given = {name: Given(name, "item") for name in ("water_at_start", "leak_rate")}
    with pytest.raises(ModelError, match="water: declared twice"):
        build_model(modules, given, {})
    again = module_from(f"from {modules[0].__name__} import water, leak\n")
    assert build_model([modules[0], again], given, {}).stock_names() == ("water",)


@pytest.mark.parametrize("name", ["Water", "_water", "water__", "log", "total", "wasser\u00e4"])
def test_names_are_plain_lower_case_words(name):
    with pytest.raises(ModelError):
        build_model([module_from("")], {name: Given(name, "1")}, {"kind": Dimension(("plant",))})


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        (Cut("leak", "watr"), "did you mean `water`?"),
        (Cut("leek", "water"), "did you mean `leak`?"),
        (
            Cut("leak", "water_at_start"),
            "leak does not read water_at_start\n  hint: it reads water, leak_rate",
        ),
    ],
)
def test_a_cut_of_a_link_that_is_none_is_refused(cut, words):
    with pytest.raises(ModelError) as error:
        model_from(known.DECAY, {"water_at_start": "item", "leak_rate": "1/year"}, cuts=[cut])
    assert words in str(error.value)


LEAK = compiled_from(
    known.DECAY.replace("leak_rate", "leak_rate, opening").replace(
        "water * leak_rate, opening", "water * leak_rate * opening"
    ),
    {"water_at_start": "item", "leak_rate": "1/year"},
    {"opening": "1"},
    outputs=("leak",),
)
GOOD = {"water_at_start": 1.0, "leak_rate": 0.5}
OPEN = {"opening": Held(2015, np.ones(11))}


@pytest.mark.parametrize(
    ("parameters", "inputs", "settings", "words"),
    [
        ({"water_at_start": 1.0}, OPEN, Settings(), "leak_rate: no value for this parameter"),
        (GOOD | {"leak_rat": 1.0}, OPEN, Settings(), "did you mean `leak_rate`?"),
        (GOOD, {}, Settings(), "opening: no value for this input"),
        (GOOD | {"leak_rate": np.ones(3)}, OPEN, Settings(), "has the shape (3,), not () or (2,)"),
        (GOOD | {"leak_rate": np.nan}, OPEN, Settings(), "NaN or infinity"),
        (GOOD, {"opening": Held(2015, np.ones((11, 3)))}, Settings(), "not (year,) or (year, 2)"),
        (GOOD, OPEN, Settings(method="hein"), "did you mean `heun`?"),
        (GOOD, OPEN, Settings(2015, 2014), "nothing to run"),
    ],
)
def test_values_that_do_not_fit_are_refused(parameters, inputs, settings, words):
    with pytest.raises(ModelError) as error:
        simulate(LEAK, parameters, inputs, settings, 2)
    assert words in str(error.value)


def test_a_result_that_is_no_number_names_the_first_variable_the_year_and_the_draw():
    text = """
water = Stock(unit="item", initial="water_at_start", outflows=("leak",))

@equation(unit="item/year")
def leak(leak_rate, strength):
    return leak_rate + strength - strength

@equation(unit="1")
def strength(water):
    return log(water)
"""
    compiled = compiled_from(text, {"water_at_start": "item", "leak_rate": "1/year"})
    values = {"water_at_start": np.array([30.0, 2.6]), "leak_rate": 1.0}
    with pytest.raises(NumericalError, match=r"strength is not finite in 2017 \(draw 1\)"):
        simulate(compiled, values, {}, Settings(), 2)


def test_an_output_that_is_no_number_is_named_even_if_no_stock_breaks():
    text = known.DECAY + "\n@equation(unit='1')\ndef share(water, leak):\n    return leak / (water - water)\n"
    compiled = compiled_from(text, {"water_at_start": "item", "leak_rate": "1/year"}, outputs=("share",))
    with pytest.raises(NumericalError, match="share is not finite in 2015"):
        simulate(compiled, GOOD, {}, Settings(), 1)
