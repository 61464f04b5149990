"""Expressions as MathML: well-formed, and for every operation a known answer."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from calibration.beliefs import beliefs
from calibration.economy import model_of
from scenarios.packs import load_pack
from sim.expressions import ARITHMETIC, COMPARISONS, FUNCTIONS, Call, Name, Number
from sim.mathml import MOST, OTHERS, block, box, equation, named, rate_of

A, B, C = Name("a"), Name("b_c"), Name("c__d")
PACK = load_pack()
MODEL = model_of(PACK, beliefs(PACK, PACK.about.as_of))
COMPUTED = [variable for variable in MODEL.variables.values() if variable.expression is not None]


def read(text: str) -> str:
    """MathML as one would read it aloud: fractions with a bar, powers with a hat, cases row by row."""
    return told(ElementTree.fromstring(text))


def told(node: ElementTree.Element) -> str:
    parts = [told(child) for child in node]
    if node.tag == "mfrac":
        return f"[{parts[0]}]/[{parts[1]}]"
    if node.tag == "msup":
        return f"{parts[0]}^{{{parts[1]}}}"
    if node.tag in ("msub", "munder"):
        return f"{parts[0]}_{parts[1]}"
    if node.tag == "mtr":
        return "".join(parts) + ";"
    return (node.text or "") + "".join(parts)


def of(operation: str, *arguments: object) -> str:
    return read(block(box(Call(operation, arguments)).text))  # type: ignore[arg-type]


ANSWERS = {
    "add": ((A, B), "a+b c"),
    "subtract": ((A, B), "a\u2212b c"),
    "multiply": ((A, B), "a\u00d7b c"),
    "divide": ((A, B), "[a]/[b c]"),
    "power": ((A, B), "a^{b c}"),
    "negative": ((A,), "\u2212a"),
    "less": ((A, B), "a<b c"),
    "less_equal": ((A, B), "a\u2264b c"),
    "greater": ((A, B), "a>b c"),
    "greater_equal": ((A, B), "a\u2265b c"),
    "equal": ((A, B), "a=b c"),
    "not_equal": ((A, B), "a\u2260b c"),
    "minimum": ((A, B), "min(a,b c)"),
    "maximum": ((A, C), "max(a,c_d)"),
    "exp": ((A,), "exp(a)"),
    "log": ((A,), "ln(a)"),
    "total": ((Name("x__j"),), "\u2211_jx_j"),
    "where": ((Call("less", (A, B)), A, Number(0)), "{aif a<b c;0otherwise;"),
    "ratio": ((A, B, Number(1)), "{[a]/[b c]if b c\u22600;1otherwise;"),
}


@pytest.mark.parametrize("operation", sorted({*ARITHMETIC, *COMPARISONS, *FUNCTIONS, "negative", *OTHERS}))
def test_every_operation_has_a_known_answer(operation):
    arguments, answer = ANSWERS[operation]
    assert of(operation, *arguments) == answer


def test_brackets_stand_where_they_are_needed_and_nowhere_else():
    total, product = Call("add", (A, B)), Call("multiply", (A, B))
    assert of("multiply", total, C) == "(a+b c)\u00d7c_d"
    assert of("multiply", product, C) == "a\u00d7b c\u00d7c_d"
    assert of("subtract", A, total) == "a\u2212(a+b c)"
    assert of("add", Call("subtract", (A, B)), C) == "a\u2212b c+c_d"
    assert of("divide", total, total) == "[a+b c]/[a+b c]"
    assert of("power", product, total) == "(a\u00d7b c)^{a+b c}"
    assert of("power", Call("divide", (A, B)), Number(2)) == "([a]/[b c])^{2}"
    assert of("negative", total) == "\u2212(a+b c)"
    assert of("multiply", A, Call("negative", (B,))) == "a\u00d7(\u2212b c)"


def test_a_stock_changes_at_a_rate():
    assert read(equation(rate_of("c__d"), Call("subtract", (A, B)))) == "[dc_d]/[dt]=a\u2212b c"


def test_what_is_too_wide_is_set_in_rows():
    names = [Name(f"a_long_name_of_a_variable_{number}") for number in range(6)]
    total = names[0]
    for name in names[1:]:
        total = Call("add", (total, name))
    found = box(total)
    assert found.width <= MOST
    assert found.text.count("<mtr>") == 3


def test_a_name_is_escaped():
    assert named("<b>").text == "<mi>&lt;b&gt;</mi>"


@pytest.mark.parametrize("variable", COMPUTED, ids=lambda variable: variable.name)
def test_the_mathml_of_every_equation_is_well_formed(variable):
    text = equation(named(variable.name), variable.expression)
    root = ElementTree.fromstring(text)
    assert root.tag == "math"
    shown = {" ".join("".join(node.itertext()).split()) for node in root.iter("mi")}
    for name in variable.inputs:
        assert name.partition("__")[0].replace("_", " ") in shown
