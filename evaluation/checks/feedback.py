"""The feedback loops of the economy: each is there, each can be cut, and what it is worth is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evaluation.annual import Annual
from evaluation.checks.feedback_loops import OTHERS, REQUIRED, Feedback, Impulse, Kind
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.checks.surgery import REPLAYED, replayed
from evaluation.confidence import fact
from evaluation.loops.cutting import links_of
from evaluation.results import Check
from sim.inputs import Input, Linear
from sim.loops import loop_along, polarity, sign
from sim.model import Model

SIGNS = {"reinforcing": 1, "balancing": -1}
SIGNS_AFTER = 10
"""Years after the plan in which the signs of the links are taken: every loop is at work by then."""
PERCENT = 100.0


@dataclass(frozen=True)
class LoopSize:
    """What a loop is worth in the central run.

    `gdp`: output in the last year of the plan with the loop, in % of output without it. `amplification`:
    response to the impulse with the loop, in % of the response without it; above
    zero a loop adds to a change, below zero it takes from it. `path` is its shortest way round.
    """

    name: str
    kind: Kind
    path: tuple[str, ...]
    gdp: float
    impulse: str
    response: str
    amplification: float
    about: str


def loop_structure(laboratory: Laboratory) -> Iterator[Check]:
    """Every required loop is in the graph, has the sign of its kind, and is broken by its cut."""
    model, values = laboratory.model, _values_under(laboratory, REQUIRED)
    for loop in REQUIRED:
        path = loop_along(model, loop.chain)
        if path is None:
            yield fact(f"loop_{loop.name}", False, f"no such loop: {' -> '.join(loop.chain)}")
            continue
        held = {(link.argument, link.equation) for link in cut_model(laboratory, loop).held}
        broken = any(link in held for link in pairwise(path))
        sign = polarity(model, path, values[tuple(loop.under.items())])
        passed = broken and sign == SIGNS[loop.kind]
        evidence = f"{loop.kind}, sign {sign:+d}, {len(path) - 1} links: {' -> '.join(path)}"
        yield fact(f"loop_{loop.name}", passed, evidence)


def loop_signs(laboratory: Laboratory) -> dict[str, tuple[int, ...]]:
    """Loop -> the sign (+1, -1, 0) of every link of its shortest way round, long after the plan."""
    model, values = laboratory.model, _values_under(laboratory, REQUIRED + OTHERS)
    paths = {loop.name: loop_along(model, loop.chain) or () for loop in REQUIRED + OTHERS}
    return {
        loop.name: tuple(
            sign(model, cause, effect, values[tuple(loop.under.items())])
            for cause, effect in pairwise(paths[loop.name])
        )
        for loop in REQUIRED + OTHERS
    }


def loops_cut(laboratory: Laboratory) -> Iterator[Check]:
    """What a reinforcing loop adds to a response disappears with it, and what a balancing one takes away."""
    for size in loop_sizes(laboratory, REQUIRED):
        evidence = (
            f"{size.impulse}: {size.response} answers {size.amplification:+.3g} % more with the loop, "
            f"which is worth {size.gdp:+.3g} % of GDP in {laboratory.last_year}. {size.about}"
        )
        passed = size.amplification * SIGNS[size.kind] > 0
        yield Check(f"cut_{size.name}", "", passed, size.amplification, 0.0, evidence)


def loop_sizes(laboratory: Laboratory, loops: Sequence[Feedback] = REQUIRED + OTHERS) -> tuple[LoopSize, ...]:
    """What each loop is worth: the central run and an impulse, each with the loop and without it.

    For the worth of a loop its links are held where they stood when levers begin to act. For the impulse
    they go on as in the central run, so that only what the impulse sends round is missing.
    """
    settings = {tuple(loop.under.items()): loop.under for loop in loops}
    gdp = {key: _output(laboratory, laboratory.model, under) for key, under in settings.items()}
    replays = {
        key: _replays(laboratory, [loop for loop in loops if loop.under == under], under)
        for key, under in settings.items()
    }
    return tuple(
        LoopSize(
            loop.name,
            loop.kind,
            loop_along(laboratory.model, loop.chain) or (),
            PERCENT * (gdp[key] / _output(laboratory, cut_model(laboratory, loop), loop.under) - 1),
            loop.impulse.about,
            loop.response,
            PERCENT * (whole / _open_response(laboratory, loop, replays[key]) - 1),
            loop.about,
        )
        for loop, whole in zip(loops, _whole_responses(laboratory, loops), strict=True)
        for key in (tuple(loop.under.items()),)
    )


def cut_model(laboratory: Laboratory, loop: Feedback) -> Model:
    """The model in which the links of a loop are held from the first lever year on."""
    return laboratory.cut(links_of((loop,), float(laboratory.first_year)))


def _output(laboratory: Laboratory, model: Model, under: Mapping[str, float]) -> float:
    """Output in the last year of the plan."""
    run = laboratory.central(("gdp",), Case(levers=under), model)
    return float(run.at("gdp", laboratory.last_year)[0])


def _whole_responses(laboratory: Laboratory, loops: Sequence[Feedback]) -> list[float]:
    """How far its impulse moves the variable that answers, for every loop; one run an impulse."""
    runs: dict[tuple[object, ...], Annual] = {}
    names = tuple(dict.fromkeys(loop.response for loop in loops))
    responses: list[float] = []
    for loop in loops:
        case = _impulse_case(laboratory, loop)
        key = (loop.impulse.about, case.end, *loop.under.items())
        if key not in runs:
            runs[key] = laboratory.central(names, case, draws=2)
        responses.append(_change(runs[key], loop.response))
    return responses


def _open_response(laboratory: Laboratory, loop: Feedback, replays: Mapping[str, Input]) -> float:
    """The same with the links of the loop as they are in the central run."""
    case = _impulse_case(laboratory, loop)
    own = {f"{argument}{REPLAYED}" for _, argument in loop.cuts}
    inputs = {**case.inputs, **{name: item for name, item in replays.items() if name in own}}
    model = replayed(laboratory.model, loop.cuts)
    run = laboratory.central((loop.response,), replace(case, inputs=inputs), model, draws=2)
    return _change(run, loop.response)


def _change(run: Annual, name: str) -> float:
    """Second draw over the first in the last year, less one."""
    calm, moved = run.of(name)[-1]
    return float(moved / calm - 1)


def _replays(
    laboratory: Laboratory, loops: Sequence[Feedback], under: Mapping[str, float]
) -> dict[str, Input]:
    """What the links of the loops carry in the central run."""
    arguments = tuple(dict.fromkeys(argument for loop in loops for _, argument in loop.cuts))
    longest = max(loop.years_after_plan for loop in loops)
    run = laboratory.steps(arguments, Case(end=laboratory.last_year + longest, levers=under))
    middles = run.times[:-1] + run.step / 2
    inputs: dict[str, Input] = {}
    for name in arguments:
        values = run[name][:, 0]
        times = run.times if len(values) > len(middles) else middles
        points = tuple(zip(times.tolist(), values.tolist(), strict=True))
        inputs[f"{name}{REPLAYED}"] = Linear(points, 0.0, float(run.times[0]))
    return inputs


def _impulse_case(laboratory: Laboratory, loop: Feedback) -> Case:
    case = Case(end=laboratory.last_year + loop.years_after_plan, levers=loop.under)
    return replace(case, inputs=_impulse_inputs(laboratory, loop.impulse, case))


def _impulse_inputs(laboratory: Laboratory, impulse: Impulse, case: Case) -> dict[str, Input]:
    """Inputs with two draws: without the impulse, and with it."""
    levers = {lever.name: lever for lever in laboratory.pack.levers}
    inputs: dict[str, Input] = {
        name: laboratory.world_from_plan(name, (0.0, value), case) for name, value in impulse.world.items()
    }
    for name, factor in impulse.levers.items():
        values = (levers[name].baseline, levers[name].baseline * factor)
        inputs[name] = laboratory.lever_from_plan(levers[name], values)
    return inputs


def _values_under(
    laboratory: Laboratory, loops: Sequence[Feedback]
) -> dict[tuple[tuple[str, float], ...], dict[str, float]]:
    """Every variable under each setting of levers that one of the loops needs to be at work."""
    settings = {tuple(loop.under.items()): loop.under for loop in loops}
    return {key: _values(laboratory, under) for key, under in settings.items()}


def _values(laboratory: Laboratory, under: Mapping[str, float]) -> dict[str, float]:
    """Every variable in the last year of the horizon."""
    end = laboratory.last_year + SIGNS_AFTER
    run = laboratory.central(tuple(laboratory.model.variables), Case(end=end, levers=under))
    values = {name: float(run.at(name, end)[0]) for name in run.values}
    case = Case(end=end)
    parameters = {name: float(laboratory.values(case)[name]) for name in laboratory.model.parameters}
    return values | parameters
