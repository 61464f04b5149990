"""Reads an XMILE file back without any part of what wrote it: elements, tables and equations as values."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import numpy as np

SPACE = {"x": "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"}
TOKEN = re.compile(r"\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|<>|<=|>=|[-+*/^<>=(),])")
COMPARE = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
CALLS: dict[str, Callable[..., Any]] = {"MIN": min, "MAX": max, "EXP": np.exp, "LN": np.log}
WORDS = {"IF", "THEN", "ELSE", *CALLS}


def tokens(text: str) -> list[str]:
    found = TOKEN.findall(text)
    assert "".join(found) == re.sub(r"\s", "", text), text
    return found


def names_of(text: str) -> set[str]:
    return {token for token in tokens(text) if token[0].isalpha() and token not in WORDS}


class Equation:
    """Value of an equation; conditions, sums, products and powers bind as in section 3.3 of the standard."""

    def __init__(self, text: str, values: Mapping[str, float]) -> None:
        self.tokens, self.values = tokens(text), values

    def value(self) -> float:
        found = self._condition()
        assert not self.tokens
        return found

    def _next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def _take(self, *wanted: str) -> str:
        token = self.tokens.pop(0)
        assert not wanted or token in wanted, f"{token} stands where {wanted} is expected"
        return token

    def _condition(self) -> Any:
        if self._next() == "IF":
            self._take("IF")
            asked = self._compare()
            self._take("THEN")
            then = self._condition()
            self._take("ELSE")
            otherwise = self._condition()
            return then if asked else otherwise
        return self._compare()

    def _compare(self) -> Any:
        left = self._sum()
        return COMPARE[self._take()](left, self._sum()) if self._next() in COMPARE else left

    def _sum(self) -> Any:
        value = self._product()
        while self._next() in ("+", "-"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Any:
        value = self._power()
        while self._next() in ("*", "/"):
            value = value * self._power() if self._take() == "*" else value / self._power()
        return value

    def _power(self) -> Any:
        if self._next() == "-":
            self._take("-")
            return -self._atom()
        value = self._atom()
        if self._next() == "^":
            self._take("^")
            value = value ** self._atom()
            assert self._next() != "^", "which power comes first is read in two ways"
        return value

    def _atom(self) -> Any:
        token = self._take()
        if token == "(":
            value = self._condition()
            self._take(")")
            return value
        if token in CALLS:
            self._take("(")
            values = [self._condition()]
            while self._take(",", ")") == ",":
                values.append(self._condition())
            return CALLS[token](*values)
        return np.float64(self.values[token] if token[0].isalpha() else token)


@dataclass(frozen=True)
class Entry:
    """A variable of a file. `points` are those of its table."""

    tag: str
    name: str
    doc: str
    equation: str
    unit: str
    inflows: tuple[str, ...]
    outflows: tuple[str, ...]
    points: tuple[tuple[float, ...], tuple[float, ...]] | None


@dataclass(frozen=True)
class Read:
    """A file: its root element and its variables by name."""

    root: ElementTree.Element
    entries: dict[str, Entry]

    def text(self, path: str) -> str:
        return self.root.findtext(path, "", SPACE)


def read(text: str) -> Read:
    root = ElementTree.fromstring(text.encode())
    content = root.find("x:model/x:variables", SPACE)
    assert content is not None
    entries = [_entry(element) for element in content]
    assert len({entry.name for entry in entries}) == len(entries)
    return Read(root, {entry.name: entry for entry in entries})


def _entry(element: ElementTree.Element) -> Entry:
    def texts(tag: str) -> tuple[str, ...]:
        return tuple(part.text or "" for part in element.findall(f"x:{tag}", SPACE))

    doc, equation, unit = (texts(tag)[0] for tag in ("doc", "eqn", "units"))
    tag = element.tag.partition("}")[2]
    return Entry(
        tag, element.attrib["name"], doc, equation, unit, texts("inflow"), texts("outflow"), _points(element)
    )


def _points(element: ElementTree.Element) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    if element.find("x:gf", SPACE) is None:
        return None
    lists = [element.findtext(f"x:gf/x:{axis}", "", SPACE) for axis in ("xpts", "ypts")]
    times, values = (tuple(float(number) for number in text.split(",")) for text in lists)
    return times, values
