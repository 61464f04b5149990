"""Delays and smoothed values built from ordinary stocks and flows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.declare import Delay, Smooth
from sim.expressions import Call, Expression, Name, Number, add_all
from sim.model import Kind
from sim.shapes import element_name, split_name

PER_YEAR = "/year"


@dataclass(frozen=True)
class Part:
    """A variable of a structure; a stock has flows and an initial value instead of an expression."""

    name: str
    kind: Kind
    unit: str
    about: str
    expression: Expression | None = None
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()
    initial: Expression | None = None


def unit_of_contents(flow_unit: str) -> str:
    """Unit of what a flow fills: `yi_CNY/year` -> `yi_CNY`."""
    return flow_unit.removesuffix(PER_YEAR) if flow_unit.endswith(PER_YEAR) else f"{flow_unit}*year"


def unit_of_flow(stock_unit: str) -> str:
    """Unit of a flow into a stock: `yi_CNY` -> `yi_CNY/year`."""
    return stock_unit + PER_YEAR


def _part_name(name: str, suffix: str) -> str:
    base, element = split_name(name)
    return element_name(base + suffix, element)


def delay_parts(name: str, delay: Delay, unit: str, read: Callable[[str], str]) -> list[Part]:
    """Stages, the flows between them, and the contents of one scalar delay; `unit` is that of the flow."""
    stages = [_part_name(name, f"_stage_{number + 1}") for number in range(delay.order)]
    flows = [_part_name(name, f"_flow_{number + 1}") for number in range(delay.order - 1)] + [name]
    time = Name(read(delay.time))
    before = Name(read(delay.initial or delay.of))
    initial = _per_stage("divide", Call("multiply", (before, time)), delay.order)
    held = unit_of_contents(unit)
    entering = [read(delay.of), *flows[:-1]]
    parts: list[Part] = []
    for number, stage in enumerate(stages):
        inside = f"Stage {number + 1} of {delay.order} of {name}."
        parts.append(Part(stage, "stock", held, inside, None, (entering[number],), (flows[number],), initial))
        leaving = Call("divide", (_per_stage("multiply", Name(stage), delay.order), time))
        kind, text = (
            ("delay", delay.about)
            if flows[number] == name
            else ("flow", f"What leaves stage {number + 1} of {name}.")
        )
        parts.append(Part(flows[number], kind, unit, text, leaving))
    if delay.contents is not None:
        inside = f"All that is inside {name}."
        content = element_name(delay.contents, split_name(name)[1])
        parts.append(Part(content, "auxiliary", held, inside, add_all([Name(stage) for stage in stages])))
    return parts


def smooth_parts(name: str, smooth: Smooth, unit: str, read: Callable[[str], str]) -> list[Part]:
    """The stocks of one scalar smoothed value and the flows that adjust them; the last stock is the value."""
    steps = [_part_name(name, f"_stage_{number + 1}") for number in range(smooth.order - 1)] + [name]
    targets = [read(smooth.of), *steps[:-1]]
    initial = Name(read(smooth.initial or smooth.of))
    parts: list[Part] = []
    for step, target in zip(steps, targets, strict=True):
        change = _part_name(step, "_adjustment")
        gap = Call("subtract", (Name(target), Name(step)))
        moving = Call("divide", (_per_stage("multiply", gap, smooth.order), Name(read(smooth.time))))
        kind, text = ("smooth", smooth.about) if step == name else ("stock", f"A stage of {name}.")
        parts.append(Part(step, kind, unit, text, None, (change,), (), initial))
        parts.append(Part(change, "flow", unit_of_flow(unit), f"How fast {step} follows {target}.", moving))
    return parts


def _per_stage(operation: str, value: Expression, order: int) -> Expression:
    return value if order == 1 else Call(operation, (value, Number(order)))
