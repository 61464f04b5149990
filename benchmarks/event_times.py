"""What events cost: events a second, CPU seconds for a file of streams, commands in a fresh process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.commands import command
from benchmarks.event_replications import baseline_setup
from evaluation.event_streams import REPLICATIONS, SEED, hub_setup
from scenarios.packs import load_pack
from sim.chance import Chance
from sim.hub.replicating import Grid as HubGrid
from sim.hub.replicating import Replications as HubReplications
from sim.projects.pipeline import Pipeline
from sim.projects.replicating import DEMAND, FINANCE, Grid, Replications
from sim.projects.setup import LAYER

SAMPLE = 4
COMMANDS = (("run", "--jobs", "1"), ("projects", "--jobs", "1"), ("hub", "--jobs", "1"))
COMMAND_HEADINGS = ("Command", "Seconds", "CPU seconds")
STREAM_HEADINGS = ("Streams", "CPU seconds a replication", f"A file of {REPLICATIONS}")


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one call in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def events_per_second() -> tuple[float, float]:
    """Events of a replication and how many are handled in a CPU second, mean over all states."""
    setup, calendar = baseline_setup(), Grid().calendar
    count, spent = 0, 0.0
    for index in range(SAMPLE):
        for finance in FINANCE:
            for demand in DEMAND:
                made = partial(Pipeline, setup, Chance(LAYER, SEED, index), calendar, (finance,), (demand,))
                count += counted(made())
                spent += cpu_seconds(lambda made=made: made().run())
    return count / (SAMPLE * len(FINANCE) * len(DEMAND)), count / spent


def counted(pipeline: Pipeline) -> int:
    """Events that a run handles."""
    env, handled = pipeline.env, 0
    step = env.step

    def one() -> None:
        nonlocal handled
        handled += 1
        step()

    env.step = one
    pipeline.run()
    return handled


def stream_rows() -> Iterator[tuple[str, str, str]]:
    """What a file of streams takes, from a few replications."""
    hub = hub_setup(load_pack())
    works: dict[str, Callable[[int, int], object]] = {
        "projects": Replications(baseline_setup(), SEED, Grid())
    }
    if hub is not None:
        works["hub"] = HubReplications(hub, SEED, HubGrid())
    for name, work in works.items():
        one = cpu_seconds(lambda work=work: work(0, SAMPLE)) / SAMPLE
        yield name, f"{one:.2f}", f"{one * REPLICATIONS:.0f}"


def command_rows() -> Iterator[tuple[str, str, str]]:
    """Seconds and CPU seconds of each command in a fresh process and an empty folder."""
    for line in COMMANDS:
        found = command(line)
        yield f"`planreach {' '.join(line)}`", f"{found.seconds:.1f}", f"{found.processor:.1f}"
