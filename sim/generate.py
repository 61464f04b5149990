"""Turns a model into one flat stepping function, written as text and compiled from it.

The text holds `prepare` (what never changes, once per block of draws), `start` (initial stocks) and
`rates` (net rate of every stock at one instant; declared outputs are added up on the way). Arrays are
(draw,) or scalars; only what stocks and outputs need is computed. With loop cuts there is one `rates`
per period between cut dates, and a `look` that gives the values to hold from there on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap
from typing import Any

from sim.emit import INDENT, Sink, Writer, function_text
from sim.expressions import Name, add_all
from sim.model import HeldLink, Model, StockNode, start_links
from sim.nodes import LEAF, NUMBER, Table, table_for
from sim.order import reachable, sort

HEADER = "# Generated from the equations. Arrays are (draw,); `_net` and `_sum` are filled in place.\n"
WIDTH = 100
OPERATIONS = (
    "minimum",
    "maximum",
    "where",
    "exp",
    "log",
    "power",
    "add",
    "subtract",
    "multiply",
    "divide",
    "negative",
)


@dataclass(frozen=True)
class Period:
    """What holds from `since` on (None: from the start): the links held, and which of them begin here."""

    since: float | None
    active: tuple[HeldLink, ...]
    new: tuple[HeldLink, ...]


@dataclass(frozen=True)
class Compiled:
    """A model compiled for a list of outputs; it can be sent to another process.

    `summed`: outputs added up over the year, `stocks`: all stocks in the order of the state,
    `fixed`: outputs that never change, in the order `prepare` returns them last.
    """

    model: Model
    outputs: tuple[str, ...]
    source: str
    stocks: tuple[str, ...]
    summed: tuple[str, ...]
    fixed: tuple[str, ...]
    inputs: tuple[str, ...]
    periods: tuple[Period, ...]

    def function(self, name: str) -> Callable[..., Any]:
        """One of the generated functions."""
        return load(self.source)[name]


@lru_cache(maxsize=32)
def load(source: str) -> Mapping[str, Callable[..., Any]]:
    """The functions of a generated text."""
    import numpy as np

    namespace: dict[str, Any] = {name: getattr(np, name) for name in OPERATIONS}
    exec(compile(source, "<generated step>", "exec"), namespace)
    return namespace


def compile_model(model: Model, outputs: Sequence[str] | None = None) -> Compiled:
    """Compile for these outputs (base names stand for all elements; default: the model's own)."""
    chosen = model.outputs if outputs is None else tuple(outputs)
    return _compiled(model, tuple(dict.fromkeys(scalar for name in chosen for scalar in model.scalars(name))))


@lru_cache(maxsize=32)
def _compiled(model: Model, kept: tuple[str, ...]) -> Compiled:
    stocks = model.stock_names()
    fixed = tuple(name for name in kept if model.is_fixed(name))
    summed = tuple(name for name in kept if name not in fixed and name not in stocks)
    periods = _periods([link for link in model.held if not model.is_fixed(link.argument)])
    source = _source(model, periods, summed, fixed)
    return Compiled(model, kept, source, stocks, summed, fixed, model.inputs, periods)


def _periods(held: Sequence[HeldLink]) -> tuple[Period, ...]:
    dates = sorted({link.since for link in held}, key=lambda date: (date is not None, date or 0))
    periods = [Period(None, (), ())]
    for date in dates:
        new = tuple(link for link in held if link.since == date)
        periods.append(Period(date, periods[-1].active + new, new))
    return tuple(periods)


@dataclass(frozen=True)
class _Workshop:
    """What all functions of one text share: `constants` maps invariant nodes to their names in `prepare`."""

    model: Model
    base: Table
    constants: dict[int, str]

    def table(self, active: tuple[HeldLink, ...]) -> Table:
        """The names as they are while these links are held."""
        if not active:
            return self.base
        expressions = {name: self.model.expression(name, active) for name in self.model.order}
        return table_for(self.model.order, expressions, frozenset(self.model.parameters), self.base)

    def constant(self, number: int) -> str:
        """Name of an invariant value."""
        node = self.base.nodes[number]
        name = node.text if node.operation == LEAF else self.base.labels.get(number, f"_c{number}")
        return self.constants.setdefault(number, name)


def _source(model: Model, periods: Sequence[Period], summed: Sequence[str], fixed: Sequence[str]) -> str:
    expressions = {name: model.expression(name) for name in model.order}
    base = table_for(model.order, expressions, frozenset(model.parameters))
    shop = _Workshop(model, base, {})
    texts: list[str] = []
    for number, period in enumerate(periods):
        if period.new:
            texts.append(_look_text(shop, periods[number - 1], period, number))
        texts.append(_rates_text(shop, period, number, summed))
    return "\n\n".join([HEADER, _prepare_text(shop, fixed), start_text(model, model.stock_names()), *texts])


def _prepare_text(shop: _Workshop, fixed: Sequence[str]) -> str:
    table = shop.base
    roots = {name: table.name(name) for name in fixed}
    values = {name: number for number, name in shop.constants.items()} | roots
    template = "return {{" + ", ".join(f"{name!r}: {{}}" for name in values) + "}}"
    lines = _body(
        table, [Sink(template, tuple(values.values()))], "_p", {"_parameters": shop.model.parameters}
    )
    return function_text("prepare(_parameters)", "What never changes in a block of draws.", lines)


def start_text(model: Model, names: Sequence[str], function: str = "start") -> str:
    """A function that computes these names as they are when the run begins."""
    initial = {stock.name: stock.initial for stock in model.stocks}
    expressions = {name: model.expression(name) for name in model.order} | initial
    table = table_for(_start_names(model, names), expressions, frozenset())
    template = f"return ({'{}, ' * len(names)})"
    sink = Sink(template, tuple(table.name(name) for name in names))
    lines = _body(table, [sink], "_s", {"_parameters": model.parameters, "_inputs": model.inputs})
    return function_text(f"{function}(_parameters, _inputs)", "Values when the run begins.", lines)


def _start_names(model: Model, names: Sequence[str]) -> tuple[str, ...]:
    links = start_links(model.variables, model.stocks)
    needed = reachable(links, names)
    return tuple(name for name in sort(links) if name in needed)


def _rates_text(shop: _Workshop, period: Period, number: int, summed: Sequence[str]) -> str:
    table, stocks = shop.table(period.active), shop.model.stocks
    sinks = [_net_sink(table, index, stock) for index, stock in enumerate(stocks)]
    sinks += [Sink(f"_sum_{index} += {{}}", (table.name(name),)) for index, name in enumerate(summed)]
    lines = [
        *_unpack([f"_net_{index}" for index in range(len(stocks))], "_net"),
        *_unpack([f"_sum_{index}" for index in range(len(summed))], "_sum"),
        *_step_body(shop, table, period, sinks),
    ]
    about = "Net rate of every stock; outputs are added to `_sum`."
    return function_text(f"rates_{number}(_stocks, _constants, _inputs, _held, _net, _sum)", about, lines)


def _net_sink(table: Table, index: int, stock: StockNode) -> Sink:
    gain = table.read(add_all([Name(flow) for flow in stock.inflows]))
    loss = table.read(add_all([Name(flow) for flow in stock.outflows]))
    row = f"_net_{index}"
    if stock.inflows and stock.outflows:
        return Sink(f"subtract({{}}, {{}}, {row})", (gain, loss))
    if stock.outflows:
        return Sink(f"negative({{}}, {row})", (loss,))
    return Sink(f"{row}[:] = {{}}", (gain,), row)


def _look_text(shop: _Workshop, earlier: Period, period: Period, number: int) -> str:
    table = shop.table(earlier.active)
    roots = tuple(table.name(link.argument) for link in period.new)
    template = f"return ({'{}, ' * len(roots)})"
    lines = _step_body(shop, table, earlier, [Sink(template, roots)])
    about = "Values held from here on: " + ", ".join(link.name for link in period.new) + "."
    return function_text(f"look_{number}(_stocks, _constants, _inputs, _held)", about, lines)


def _step_body(shop: _Workshop, table: Table, period: Period, sinks: Sequence[Sink]) -> list[str]:
    model = shop.model
    sources = {
        "_stocks": model.stock_names(),
        "_inputs": model.inputs,
        "_held": tuple(link.name for link in period.active),
    }
    return _body(table, sinks, "_v", sources, shop.constant)


def _body(
    table: Table,
    sinks: Sequence[Sink],
    prefix: str,
    sources: Mapping[str, Sequence[str]],
    constant: Callable[[int], str] | None = None,
) -> list[str]:
    """Statements that fill the sinks. `sources`: arguments to unpack and the leaves they hold, in order;
    `constant`: names the invariant values, which are then read instead of computed."""
    ready: dict[int, str] = {}
    read: list[str] = []
    for number in sorted(
        _frontier(table, [root for sink in sinks for root in sink.roots], constant is not None)
    ):
        if constant is not None and table.fixed[number]:
            ready[number] = constant(number)
            read.append(ready[number])
        else:
            ready[number] = table.nodes[number].text
    used = set(ready.values())
    lines: list[str] = []
    for source, names in sources.items():
        lines += (
            _unpack([name if name in used else "_" for name in names], source) if used & set(names) else []
        )
    lines += [f"{name} = _constants[{name!r}]" for name in read]
    return lines + Writer(table, ready, prefix, sinks).write()


def _unpack(names: Sequence[str], source: str) -> list[str]:
    if not names:
        return []
    lines = wrap(f"({', '.join(names)},)", WIDTH, subsequent_indent=INDENT)
    return [*lines[:-1], f"{lines[-1]} = {source}"]


def _frontier(table: Table, roots: Sequence[int], hoist: bool) -> set[int]:
    """Nodes a function starts from: leaves and, when invariants are hoisted, those read by what moves."""
    frontier: set[int] = set()
    seen: set[int] = set()
    work = list(roots)
    while work:
        number = work.pop()
        if number in seen:
            continue
        seen.add(number)
        node = table.nodes[number]
        if node.operation == LEAF or (hoist and table.fixed[number] and node.operation != NUMBER):
            frontier.add(number)
        else:
            work.extend(node.arguments)
    return frontier
