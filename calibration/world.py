"""The outside world as yearly inputs: known values of the past, then autocorrelated draws.

A process `p` has its known years in the series `past_p` of the surroundings. From the first year it is
not known it varies around its mean with a stationary first-order autocorrelation; epidemic years come
with a frequency, a chance to go on and a depth of their own. After the plan the mean moves to
`p_long_run` where such a parameter exists. The central path has no deviations and no epidemic.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from scenarios.world_paths import assumed_at
from sim.inputs import Held
from sim.streams import normals, uniforms

if TYPE_CHECKING:
    from scenarios.assumptions import WorldPath
    from scenarios.schema import PlanPack
    from scenarios.tables import Process

Array = NDArray[np.float64]
Assumed: TypeAlias = "Mapping[str, WorldPath]"
LAYER = "world"
PAST = "past"
"""The region under which known years of the outside world stand."""
REVERSION = 0.8
"""Part of the distance to the long-run mean that is left after each year beyond the plan."""


@dataclass(frozen=True, eq=False)
class Noise:
    """What is random in the outside world, each of shape (year, draw), from the start year on.

    `own` holds independent standard normal numbers by process, `depth` those of the depth of events, and
    `chance` the uniform numbers that decide whether an event comes.
    """

    own: Mapping[str, Array]
    chance: Mapping[str, Array]
    depth: Mapping[str, Array]


def world_noise(pack: PlanPack, end: int, seed: int, first: int, count: int) -> Noise:
    """The random numbers of the years from the start to `end` for draws [first, first + count)."""
    years = end - pack.about.start_year + 1
    varying = [row.name for row in pack.processes if row.kind == "ar1"]
    events = [row.name for row in pack.processes if row.kind == "event"]
    return Noise(
        {name: normals(seed, LAYER, name, first, count, years) for name in varying},
        {name: uniforms(seed, LAYER, name, first, count, years) for name in events},
        {name: normals(seed, LAYER, f"{name} depth", first, count, years) for name in events},
    )


def past_series(pack: PlanPack, process: str) -> dict[int, float]:
    """Known yearly values of a process."""
    rows = [row for row in pack.drivers if row.region == PAST and row.variable == process and row.default]
    return {row.year: row.value for row in rows}


def central_world(
    pack: PlanPack, parameters: Mapping[str, Any], end: int, assumed: Assumed = MappingProxyType({})
) -> dict[str, Held]:
    """Every process on its central path, from the start year to `end`; shape (year,) or (year, draw).

    `assumed` is what a scenario says of the world.
    """
    return {
        row.name: _held(pack, row, _mean_path(pack, row, parameters, end, assumed)) for row in pack.processes
    }


def drawn_world(
    pack: PlanPack,
    parameters: Mapping[str, Any],
    end: int,
    seed: int,
    first: int,
    count: int,
    assumed: Assumed = MappingProxyType({}),
) -> dict[str, Held]:
    """Every process with its random deviations for draws [first, first + count)."""
    return world_of(pack, parameters, end, world_noise(pack, end, seed, first, count), assumed)


def world_of(
    pack: PlanPack,
    parameters: Mapping[str, Any],
    end: int,
    noise: Noise,
    assumed: Assumed = MappingProxyType({}),
    moving: Container[str] | None = None,
) -> dict[str, Held]:
    """Every process with the deviations that `noise` gives; only those in `moving`, if it is named, deviate.

    `noise` may hold years beyond `end`.
    """
    noise = _until(noise, end - pack.about.start_year + 1)
    innovations = _correlated(pack, noise)
    paths: dict[str, Held] = {}
    for row in pack.processes:
        mean = _mean_path(pack, row, parameters, end, assumed)
        if moving is not None and row.name not in moving:
            paths[row.name] = _held(pack, row, mean)
        elif row.kind == "ar1":
            known = len(past_series(pack, row.name)) or _years_before_plan(pack)
            deviations = _deviations(innovations[row.name], row, parameters, known)
            paths[row.name] = _held(pack, row, _columns(mean, deviations.shape[1]) + deviations)
        elif row.kind == "event":
            events = _events(pack, row, parameters, noise)
            free = _free(pack, assumed.get(row.name), len(events))[:, None]
            paths[row.name] = _held(pack, row, _columns(mean, events.shape[1]) + events * free)
        else:
            paths[row.name] = _held(pack, row, mean)
    return paths


def free_years(pack: PlanPack, process: str, years: int, assumed: Assumed) -> NDArray[np.bool_]:
    """Whether an event is drawn in each of the first `years` years: not known, nor said by a scenario."""
    row = assumed.get(process)
    known = max(_years_before_plan(pack), len(past_series(pack, process)))
    return (np.arange(years) >= known) & (_free(pack, row, years) > 0)


def _held(pack: PlanPack, row: Process, values: Array) -> Held:
    return Held(pack.about.start_year, np.ascontiguousarray(values))


def number(text: str | None, parameters: Mapping[str, Any]) -> Any:
    """A number as written, or the value(s) of the parameter it names; 0 where the cell is empty."""
    if text is None:
        return 0.0
    return parameters[text] if text in parameters else float(text)


def _years_before_plan(pack: PlanPack) -> int:
    return pack.about.levers_act_from - pack.about.start_year


def _mean_path(
    pack: PlanPack, row: Process, parameters: Mapping[str, Any], end: int, assumed: Assumed
) -> Array:
    """Known values, then the mean or what is assumed; shape (year,) or (year, draw)."""
    start, last = pack.about.start_year, pack.about.plan_years[-1]
    mean = number(row.mean, parameters) if row.kind == "ar1" else 0.0
    long_run = parameters.get(f"{row.name}_long_run", mean)
    past = past_series(pack, row.name)
    final = past[max(past)] if past and row.kind == "history" else None
    path: list[Any] = []
    for year in range(start, end + 1):
        future = long_run + (mean - long_run) * REVERSION ** max(year - last, 0)
        path.append(_assumed(assumed.get(row.name), year, past.get(year, future if final is None else final)))
    return np.stack(np.broadcast_arrays(*path)).astype(np.float64)


def _assumed(assumed: WorldPath | None, year: int, otherwise: Any) -> Any:
    """What a scenario assumes for a year, else the value without it."""
    value = None if assumed is None else assumed_at(assumed, year)
    if assumed is None or value is None:
        return otherwise
    return otherwise * value if assumed.relative else value


def _free(pack: PlanPack, assumed: WorldPath | None, years: int) -> Array:
    """1 in the years in which events are drawn, 0 where the scenario says what happens."""
    start = pack.about.start_year
    said = [assumed is not None and assumed_at(assumed, start + at) is not None for at in range(years)]
    return 1.0 - np.asarray(said, dtype=np.float64)


def _columns(values: Array, count: int) -> Array:
    return values if values.ndim == 2 else np.repeat(values[:, None], count, axis=1)


def _until(noise: Noise, years: int) -> Noise:
    return Noise(
        *({n: v[:years] for n, v in part.items()} for part in (noise.own, noise.chance, noise.depth))
    )


def _correlated(pack: PlanPack, noise: Noise) -> dict[str, Array]:
    """Standard normal innovations by process, shape (year, draw), correlated as the table says."""
    drawn: dict[str, Array] = {}
    for row in pack.processes:
        if row.kind != "ar1":
            continue
        own = noise.own[row.name]
        rho = number(row.correlation, {})
        leader = drawn.get(row.correlate_with or "")
        drawn[row.name] = own if leader is None else rho * leader + np.sqrt(1 - rho * rho) * own
    return drawn


def _deviations(noise: Array, row: Process, parameters: Mapping[str, Any], known: int) -> Array:
    """Stationary deviations from the first unknown year on, zero before; shape (year, draw)."""
    sd, ar = number(row.sd, parameters), float(number(row.ar, parameters))
    result = np.zeros_like(noise)
    state: Any = None
    for year in range(known, len(noise)):
        state = noise[year] if state is None else ar * state + np.sqrt(1 - ar * ar) * noise[year]
        result[year] = sd * state
    return result


def _events(pack: PlanPack, row: Process, parameters: Mapping[str, Any], noise: Noise) -> Array:
    """Depth of event years: they begin with a frequency, go on with a chance, and vary in depth.

    An event that is known of the year before the first free one is not held to go on.
    """
    frequency, spread = number(row.mean, parameters), float(number(row.sd, parameters))
    persistence = float(number(row.ar, parameters))
    chance = noise.chance[row.name]
    depth = np.exp(spread * noise.depth[row.name] - spread**2 / 2)
    result = np.zeros_like(chance)
    running = np.zeros(chance.shape[1], dtype=bool)
    free = max(_years_before_plan(pack), len(past_series(pack, row.name)))
    for year in range(free, len(chance)):
        running = chance[year] < np.where(running, persistence, frequency)
        result[year] = running * depth[year]
    return result
