"""Expressions as MathML, the mathematics that browsers show by themselves.

A name is set upright, its element below the line. Browsers do not break mathematics over lines, so sums,
products and lists of arguments that are too wide are set in rows. Widths are counted in letters.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.expressions import COMPARISONS, Call, Expression, Name, Number
from sim.shapes import split_name

MOST = 80
"""Letters a row may have."""
WHOLE = 104
"""Letters a line with both sides may have."""
SMALL = 0.7
"""Size of what stands above or below the line."""
SUM, PRODUCT, POWER, ATOM = 1, 2, 4, 5
SIGNS = {"add": "+", "subtract": "\u2212", "multiply": "\u00d7"}
FAMILY = {"add": ("add", "subtract"), "subtract": ("add", "subtract"), "multiply": ("multiply",)}
RELATIONS = {
    **COMPARISONS,
    "less_equal": "\u2264",
    "greater_equal": "\u2265",
    "equal": "=",
    "not_equal": "\u2260",
}
FUNCTIONS = {"minimum": "min", "maximum": "max", "exp": "exp", "log": "ln"}
ROWS = "rows"


@dataclass(frozen=True)
class Box:
    """A piece of MathML, how wide it is, and how tightly it holds together."""

    text: str
    width: float
    level: int = ATOM


def equation(left: Box, right: Expression) -> str:
    """`left` = `right` as one block of MathML; what is too wide for one line stands below its name."""
    value = box(right)
    if left.width + value.width <= WHOLE:
        return block(f"{left.text}{_sign('=')}{value.text}")
    return block(_rows([f"{left.text}{_sign('=')}", f"<mspace width='2em'/>{value.text}"]))


def block(content: str) -> str:
    """A formula that stands alone."""
    return f'<math display="block"><mrow>{content}</mrow></math>'


def named(name: str) -> Box:
    """A name; the element, if it has one, stands below the line."""
    base, element = split_name(name)
    told = base.replace("_", " ")
    if element is None:
        return Box(f"<mi>{_text(told)}</mi>", len(told))
    below = element.replace("_", " ")
    return Box(f"<msub><mi>{_text(told)}</mi><mi>{_text(below)}</mi></msub>", len(told) + SMALL * len(below))


def rate_of(name: str) -> Box:
    """The change of a stock: d name / dt."""
    inside = named(name)
    above = f"<mrow><mi>d</mi><mspace width='0.2em'/>{inside.text}</mrow>"
    return Box(f"<mfrac>{above}<mrow><mi>d</mi><mi>t</mi></mrow></mfrac>", inside.width + 1)


def box(expression: Expression) -> Box:
    """An expression."""
    if isinstance(expression, Number):
        return Box(f"<mn>{expression.value}</mn>", len(str(expression.value)))
    if isinstance(expression, Name):
        return named(expression.name)
    return _call(expression)


def _call(call: Call) -> Box:
    operation = call.operation
    if operation in SIGNS:
        return _chain(call)
    if operation in RELATIONS:
        left, right = map(box, call.arguments)
        return Box(f"{left.text}{_sign(RELATIONS[operation])}{right.text}", left.width + right.width + 3, 0)
    if operation in FUNCTIONS:
        return function(FUNCTIONS[operation], [box(part) for part in call.arguments])
    return OTHERS[operation](call.arguments)


def _chain(call: Call) -> Box:
    """A sum or a product, in rows where it is too wide for one."""
    level = PRODUCT if call.operation == "multiply" else SUM
    parts = [(sign, _held(part, level + (sign == "subtract"))) for sign, part in _links(call)]
    width = sum(part.width + 3 for _, part in parts)
    pieces = [("" if not at else _sign(SIGNS[sign])) + part.text for at, (sign, part) in enumerate(parts)]
    if width <= MOST:
        return Box(_row("".join(pieces)), width, level)
    rows, widths, at = [pieces[0]], [parts[0][1].width], 0
    for piece, (_, part) in zip(pieces[1:], parts[1:], strict=True):
        if widths[at] + part.width + 3 > MOST:
            rows, widths, at = [*rows, ""], [*widths, 0.0], at + 1
        rows[at], widths[at] = rows[at] + piece, widths[at] + part.width + 3
    return Box(_rows(rows), max(widths), level)


def _links(call: Call) -> list[tuple[str, Expression]]:
    """The links of a chain with the sign before each: `a - b + c`, but not what stands in brackets."""
    first, second = call.arguments
    left = (
        _links(first)
        if isinstance(first, Call) and first.operation in FAMILY[call.operation]
        else [("", first)]
    )
    return [*left, (call.operation, second)]


def _held(expression: Expression, level: int) -> Box:
    """An expression, in brackets where it holds together less tightly than `level`."""
    inside = box(expression)
    return inside if inside.level >= level else _bracketed(inside)


def _bracketed(inside: Box) -> Box:
    return Box(_row(f"<mo>(</mo>{inside.text}<mo>)</mo>"), inside.width + 2)


def function(name: str, arguments: Sequence[Box]) -> Box:
    """A function of arguments, which stand below one another where they are too wide."""
    width = len(name) + 2 + sum(part.width + 2 for part in arguments)
    texts = [part.text for part in arguments]
    if width <= MOST or len(arguments) == 1:
        inside = "<mo>,</mo>".join(texts)
    else:
        inside, width = _rows([f"{text}<mo>,</mo>" for text in texts[:-1]] + texts[-1:]), MOST
    return Box(_row(f"{named(name).text}<mo>(</mo>{inside}<mo>)</mo>"), width)


def _fraction(arguments: Sequence[Expression]) -> Box:
    above, below = map(box, arguments)
    text = f"<mfrac>{_row(above.text)}{_row(below.text)}</mfrac>"
    return Box(text, max(above.width, below.width) + 1, POWER)


def _power(arguments: Sequence[Expression]) -> Box:
    base, exponent = _held(arguments[0], ATOM), box(arguments[1])
    text = f"<msup>{_row(base.text)}{_row(exponent.text)}</msup>"
    return Box(text, base.width + SMALL * exponent.width, POWER)


def _negative(arguments: Sequence[Expression]) -> Box:
    inside = _held(arguments[0], PRODUCT)
    return Box(_row(f"{_sign(SIGNS['subtract'])}{inside.text}"), inside.width + 1, SUM)


def _total(arguments: Sequence[Expression]) -> Box:
    inside = _held(arguments[0], PRODUCT)
    return Box(_row(f"<munder><mo>\u2211</mo><mi>j</mi></munder>{inside.text}"), inside.width + 3, PRODUCT)


def _where(arguments: Sequence[Expression]) -> Box:
    condition, then, otherwise = map(box, arguments)
    return _cases([(then, condition), (otherwise, None)])


def _ratio(arguments: Sequence[Expression]) -> Box:
    """`a / b`, and `c` where b is 0."""
    nothing = Number(0)
    differs = box(Call("not_equal", (arguments[1], nothing)))
    return _cases([(_fraction(arguments[:2]), differs), (box(arguments[2]), None)])


def _cases(cases: Sequence[tuple[Box, Box | None]]) -> Box:
    rows = [
        f"{value.text}<mspace width='1em'/>"
        + (f"<mtext>if </mtext>{when.text}" if when else "<mtext>otherwise</mtext>")
        for value, when in cases
    ]
    width = max(value.width + (when.width + 4 if when else 10) for value, when in cases)
    return Box(_row(f"<mo>{{</mo>{_rows(rows)}"), width)


OTHERS: dict[str, Callable[[Sequence[Expression]], Box]] = {
    "divide": _fraction,
    "power": _power,
    "negative": _negative,
    "total": _total,
    "where": _where,
    "ratio": _ratio,
}


def _row(content: str) -> str:
    return f"<mrow>{content}</mrow>"


def _rows(rows: Sequence[str]) -> str:
    return f'<mtable class="{ROWS}">' + "".join(f"<mtr><mtd>{row}</mtd></mtr>" for row in rows) + "</mtable>"


def _sign(sign: str) -> str:
    return f"<mo>{html.escape(sign)}</mo>"


def _text(text: str) -> str:
    return html.escape(text)
