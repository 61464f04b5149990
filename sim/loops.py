"""Feedback loops of the model: who acts on whom, which circles that makes, and with which sign."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from sim.evaluate import evaluate
from sim.model import HeldLink, Model
from sim.order import components, shortest_path

MOST = 100
NUDGE = 1e-6
Path = tuple[str, ...]
Effects = Mapping[str, Sequence[str]]


def effects(model: Model, held: Sequence[HeldLink] = ()) -> dict[str, tuple[str, ...]]:
    """Name -> the names it acts on. A flow acts on its stock; `held` links are left out."""
    found: dict[str, dict[str, None]] = {name: {} for name in model.variables}
    cut = {(link.argument, link.equation) for link in held}
    for name, variable in model.variables.items():
        for cause in variable.inputs:
            if (cause, name) not in cut:
                found[cause][name] = None
    return {name: tuple(targets) for name, targets in found.items()}


def feedback_components(model: Model, held: Sequence[HeldLink] = ()) -> list[tuple[str, ...]]:
    """Groups of variables that all act on one another, the largest first."""
    groups = [tuple(sorted(group)) for group in components(effects(model, held)) if len(group) > 1]
    return sorted(groups, key=lambda group: (-len(group), group))


def loops_through(model: Model, *names: str, held: Sequence[HeldLink] = (), most: int = MOST) -> list[Path]:
    """Loops that pass all names in any order, the shortest first, at most `most`; the first name is
    repeated at the end. Raises KeyError for an unknown name."""
    links = effects(model, held)
    start, others = names[0], set(names)
    found: list[Path] = []
    for path in _paths(links, start, start, set()):
        if others <= set(path):
            found.append(path)
            if len(found) == most:
                break
    return found


def loop_along(model: Model, chain: Sequence[str], held: Sequence[HeldLink] = ()) -> Path | None:
    """A short loop that passes the names of `chain` in this order, or None: each name is joined to the
    next by the shortest chain of effects that touches no name twice."""
    links = effects(model, held)
    loop: list[str] = [chain[0]]
    stops = [*chain[1:], chain[0]]
    for number, stop in enumerate(stops):
        blocked = (set(loop[:-1]) | set(stops[number + 1 :])) - {stop}
        part = shortest_path(links, loop[-1], stop, set(links) - blocked)
        if part is None:
            return None
        loop += part[1:]
    return tuple(loop)


def paths_between(
    model: Model, first: str, last: str, avoiding: Collection[str] = (), most: int = MOST
) -> list[Path]:
    """Chains of effects from one name to another that touch none of `avoiding`, the shortest first."""
    found: list[Path] = []
    for path in _paths(effects(model), first, last, set(avoiding)):
        found.append(path)
        if len(found) == most:
            break
    return found


def _paths(links: Effects, first: str, last: str, blocked: set[str]) -> Iterator[Path]:
    """Simple paths (circles when first is last), one length after the other."""
    distance = _distances(links, last, blocked)
    for length in range(1, len(links) + 1):
        if min((distance.get(name, len(links)) for name in links[first]), default=len(links)) < len(links):
            yield from _paths_of(links, first, last, length, distance)


def _paths_of(
    links: Effects, first: str, last: str, length: int, distance: Mapping[str, int]
) -> Iterator[Path]:
    stack: list[tuple[str, Iterator[str]]] = [(first, iter(links[first]))]
    on_path = {first}
    while stack:
        left = length - len(stack)
        for target in stack[-1][1]:
            if target == last and left == 0:
                yield (*(name for name, _ in stack), last)
            elif target not in on_path and target != last and 0 < distance.get(target, length + 1) <= left:
                stack.append((target, iter(links[target])))
                on_path.add(target)
                break
        else:
            on_path.discard(stack.pop()[0])


def _distances(links: Effects, last: str, blocked: set[str]) -> dict[str, int]:
    """Number of links from every name to `last`; blocked names are left out."""
    causes: dict[str, list[str]] = {name: [] for name in links}
    for name, targets in links.items():
        for target in targets:
            causes[target].append(name)
    distance = {last: 0}
    queue = deque([last])
    while queue:
        name = queue.popleft()
        for cause in causes[name]:
            if cause not in distance and cause not in blocked:
                distance[cause] = distance[name] + 1
                queue.append(cause)
    return distance


def sign(model: Model, cause: str, effect: str, values: Mapping[str, Any]) -> int:
    """Sign (+1, -1, 0) of a link where all variables have these values, by numerical derivative."""
    for stock in model.stocks:
        if stock.name == effect:
            return (cause in stock.inflows) - (cause in stock.outflows)
    expression = model.expression(effect)
    nudge = NUDGE * max(abs(float(values[cause])), NUDGE)
    with np.errstate(all="ignore"):
        higher = evaluate(expression, {**values, cause: values[cause] + nudge})
        lower = evaluate(expression, {**values, cause: values[cause] - nudge})
    return int(np.sign(np.nan_to_num(higher - lower)))


def polarity(model: Model, loop: Path, values: Mapping[str, Any]) -> int:
    """Product of the signs along a loop: +1 reinforcing, -1 balancing, 0 inactive at these values."""
    result = 1
    for cause, effect in pairwise(loop):
        result *= sign(model, cause, effect, values)
    return result
