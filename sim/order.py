"""Orders and circles in a graph of names (name -> the names it reads)."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence

Links = Mapping[str, Sequence[str]]


def components(links: Links) -> list[tuple[str, ...]]:
    """Strongly connected components, each after the components it reads (Tarjan 1972, without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []
    for root in links:
        if root in number:
            continue
        work = [(root, iter(links[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        while work:
            name, targets = work[-1]
            for target in targets:
                if target not in links:
                    continue
                if target not in number:
                    number[target] = low[target] = len(number)
                    stack.append(target)
                    work.append((target, iter(links[target])))
                    break
                if target in low:
                    low[name] = min(low[name], low[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == number[name]:
                    found.append(_pop_component(stack, name, low))
    return found


def _pop_component(stack: list[str], root: str, low: dict[str, int]) -> tuple[str, ...]:
    members: list[str] = []
    while not members or members[-1] != root:
        members.append(stack.pop())
    for member in members:
        del low[member]
    return tuple(reversed(members))


def circles(links: Links) -> list[tuple[str, ...]]:
    """One shortest circle (first name repeated at the end) in every component that has one."""
    result: list[tuple[str, ...]] = []
    for members in components(links):
        start = min(members)
        if len(members) > 1 or start in links[start]:
            path = shortest_path(links, start, start, set(members))
            result.append(path or ())
    return result


def shortest_path(
    links: Links, start: str, end: str, within: Collection[str] | None = None
) -> tuple[str, ...] | None:
    """Shortest chain of at least one link from start to end, both included; None when there is none."""
    before: dict[str, str] = {}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for target in links.get(name, ()):
            if target == end:
                return (*_chain(before, start, name), end)
            if target not in before and target != start and (within is None or target in within):
                before[target] = name
                queue.append(target)
    return None


def _chain(before: Mapping[str, str], start: str, name: str) -> tuple[str, ...]:
    chain = [name]
    while chain[-1] != start:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))


def sort(links: Links) -> tuple[str, ...]:
    """The names of `links`, each after those it reads; the graph has no circle."""
    return tuple(members[0] for members in components(links))


def reachable(links: Links, starts: Collection[str]) -> set[str]:
    """The starts and everything they read, directly or not."""
    seen: set[str] = set()
    work = list(starts)
    while work:
        name = work.pop()
        if name not in seen:
            seen.add(name)
            work.extend(links.get(name, ()))
    return seen
