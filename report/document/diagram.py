"""A feedback loop as a picture: the names it passes on a track, arrows with their signs, the kind inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from report.document.links import link
from report.html.markup import Safe, element
from sim.shapes import split_name

if TYPE_CHECKING:
    from report.document.material import Loop
    from sim.model import Model

WIDTH, HEIGHT = 132, 54
ACROSS, DOWN = 36, 52
EDGE = 6
APART = 26
HEAD = 7
BESIDE, OVER, UNDER = 17, 8, 18
LINE = 15
LETTERS = 19
DELAYED = ("delay", "smooth")
SIGNS = {1: "+", -1: "\u2212", 0: "0"}
INITIALS = {"reinforcing": "R", "balancing": "B"}


@dataclass(frozen=True)
class Link:
    """From one name of the chain to the next: the sign, and whether something delays it."""

    sign: int
    delayed: bool


def chain_links(loop: Loop, model: Model) -> list[Link]:
    """The links between the names of the chain, each the product of the links of the whole way."""
    chain = loop.feedback.chain
    stops = [loop.path.index(name) for name in chain] + [len(loop.path) - 1]
    found: list[Link] = []
    for first, last in pairwise(stops):
        sign = 1
        for value in loop.signs[first:last]:
            sign *= value
        way = loop.path[first + 1 : last + 1]
        found.append(Link(sign, any(model.variables[name].kind in DELAYED for name in way)))
    return found


def loop_picture(loop: Loop, model: Model) -> Safe:
    """The loop as SVG; every box leads to its variable."""
    chain = loop.feedback.chain
    places = track(len(chain))
    columns = (len(chain) + 1) // 2
    width = columns * WIDTH + (columns - 1) * ACROSS + 2 * EDGE
    height = 2 * HEIGHT + DOWN + 2 * EDGE
    arrows = [
        _arrow(places[at], places[(at + 1) % len(chain)], one, len(chain) == 2, at)
        for at, one in enumerate(chain_links(loop, model))
    ]
    boxes = [_box(name, place) for name, place in zip(chain, places, strict=True)]
    letter = _text(INITIALS[loop.feedback.kind], width / 2, height / 2 + 8, f"kind {loop.feedback.kind}")
    inside = [letter] if columns > 1 else []
    return element(
        "svg",
        element("title", loop.feedback.name),
        *inside,
        *arrows,
        *boxes,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_="loop",
        role="img",
    )


def track(count: int) -> list[tuple[float, float]]:
    """Middles of the boxes: to the right above, back below, the last one under the first."""
    columns = (count + 1) // 2
    below = count - columns
    right = [EDGE + WIDTH / 2 + at * (WIDTH + ACROSS) for at in range(columns)]
    back = [right[0] + (right[-1] - right[0]) * at / max(below - 1, 1) for at in range(below)]
    above, under = EDGE + HEIGHT / 2, EDGE + HEIGHT * 1.5 + DOWN
    return [(x, above) for x in right] + [(x, under) for x in reversed(back)]


def _box(name: str, place: tuple[float, float]) -> Safe:
    x, y = place
    base, part = split_name(name)
    told = [(line, None) for line in wrap(base.split("_"))] + ([(part, "part")] if part else [])
    top = y + 4 - LINE * (len(told) - 1) / 2
    texts = [_text(line, x, top + LINE * at, kind) for at, (line, kind) in enumerate(told)]
    frame = element(
        "rect", x=_n(x - WIDTH / 2), y=_n(y - HEIGHT / 2), width=WIDTH, height=HEIGHT, rx=6, class_="box"
    )
    return link("variable", name, element("g", frame, *texts))


def wrap(words: Sequence[str]) -> list[str]:
    """Words in lines of at most `LETTERS` letters; a longer word has a line of its own."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _arrow(
    first: tuple[float, float], last: tuple[float, float], one: Link, double: bool, number: int
) -> Safe:
    """An arrow from edge to edge of two boxes; two boxes alone have theirs side by side."""
    aside = (APART if number == 0 else -APART) if double else 0.0
    (x1, y1), (x2, y2) = _edge(first, last), _edge(last, first)
    x1, x2 = x1 + aside, x2 + aside
    length = hypot(x2 - x1, y2 - y1)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bx, by = x2 - ux * HEAD, y2 - uy * HEAD
    head = f"{_n(x2)},{_n(y2)} {_n(bx - uy * 4)},{_n(by + ux * 4)} {_n(bx + uy * 4)},{_n(by - ux * 4)}"
    label = SIGNS[one.sign] + (" ||" if one.delayed else "")
    mx, my = (x1 + x2) / 2 + uy * BESIDE, (y1 + y2) / 2 + (UNDER if ux < 0 else -OVER if ux > 0 else LINE / 4)
    return element(
        "g",
        element("line", x1=_n(x1), y1=_n(y1), x2=_n(bx), y2=_n(by), class_="arrow"),
        element("polygon", points=head, class_="head"),
        _text(label, mx, my, "plus" if one.sign > 0 else "minus"),
    )


def _edge(middle: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    """Where the line from the middle of a box leaves it."""
    (x, y), (tx, ty) = middle, towards
    if y == ty:
        return x + (WIDTH / 2 if tx > x else -WIDTH / 2), y
    return x, y + (HEIGHT / 2 if ty > y else -HEIGHT / 2)


def _text(text: str, x: float, y: float, kind: str | None = None) -> Safe:
    return element("text", text, x=_n(x), y=_n(y), text_anchor="middle", class_=kind)


def _n(value: float) -> str:
    return f"{value:.1f}"


def bars(values: Sequence[float], widest: float) -> list[Safe]:
    """A small bar left or right of the middle for every value, cut at `widest`."""
    return [_bar(value, widest) for value in values]


def _bar(value: float, widest: float) -> Safe:
    size = min(abs(value), widest) / widest * 50
    left = 50 - size if value < 0 else 50
    return element(
        "svg",
        element("line", x1=50, y1=0, x2=50, y2=12, class_="axis"),
        element("rect", x=_n(left), y=2, width=_n(size), height=8, class_="under" if value < 0 else "over"),
        viewBox="0 0 100 12",
        width=100,
        height=12,
        class_="residual",
    )
