"""What the project events do to the answers and what they cost.

python -m benchmarks.events [PART ...] [--draws N] [--replications N] [--usual-state]

Parts: fit, interpolation, layer, bands, times; without any, all. `bands` makes 1600 replications (or fewer)
at nine states, three quarters of an hour of one core the first time, and keeps them in the cache of the user;
with `--usual-state` they are made at the usual state of finance and demand alone, a tenth of that.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from benchmarks import event_bands, event_coupling, event_fit, event_layer, event_times
from benchmarks.event_replications import ALL, USUAL
from benchmarks.measure import machine, table

COUPLED_DRAWS = 20
DRAWS = 4096
FIT_REPLICATIONS = 300


def fit(asked: argparse.Namespace) -> None:
    """Sums of 2016-2020 beside those of the plan."""
    print(f"Sums of 2016-2020 over {FIT_REPLICATIONS} replications, beside what the plan prints\n")
    print(table(event_fit.HEADINGS, event_fit.fitted(FIT_REPLICATIONS)))


def interpolation(asked: argparse.Namespace) -> None:
    """Nine states mixed against events and equations run together."""
    found = event_coupling.coupled(COUPLED_DRAWS)
    settled = int((found.last_change < event_coupling.SETTLED).sum())
    print(
        f"Error against {COUPLED_DRAWS} coupled draws: GDP growth in {event_coupling.LAST_YEAR}, sums of the "
        f"plan; {settled} draws settled in {found.turns} turns, finance and demand of the others still moved "
        f"by at most {found.last_change.max():.3f}\n"
    )
    print(table(event_coupling.HEADINGS, list(event_coupling.rows(found))))


def layer(asked: argparse.Namespace) -> None:
    """Targets without and with events."""
    print(f"Targets of the baseline, {asked.draws} draws, without and with events\n")
    found = event_layer.layer(asked.draws)
    print(table(event_layer.HEADINGS, list(event_layer.rows(found))))
    print(f"Verdicts that change: {', '.join(event_layer.changed_verdicts(found)) or 'none'}\n")


def bands(asked: argparse.Namespace) -> None:
    """Targets by the number of replications."""
    grid = USUAL if asked.usual_state else ALL
    print(f"80 % bands by number of replications, {asked.draws} draws, {_states(asked)}\n")
    sizes = tuple(size for size in event_bands.SIZES if size <= asked.replications)
    print(
        table(
            event_bands.headings(sizes), list(event_bands.rows(event_bands.bands(grid, asked.draws, sizes)))
        )
    )


def times(asked: argparse.Namespace) -> None:
    """Run times."""
    each, rate = event_times.events_per_second()
    print(f"{machine()}; {each:.0f} events a replication and state, {rate:.0f} events a CPU second\n")
    print(table(event_times.STREAM_HEADINGS, list(event_times.stream_rows())))
    print(table(event_times.COMMAND_HEADINGS, list(event_times.command_rows())))


def _states(asked: argparse.Namespace) -> str:
    return "the usual state alone" if asked.usual_state else "nine states"


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "fit": fit,
    "interpolation": interpolation,
    "layer": layer,
    "bands": bands,
    "times": times,
}


def main() -> None:
    """Print the tables of the parts that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--replications", type=int, default=max(event_bands.SIZES))
    parser.add_argument("--usual-state", action="store_true")
    asked = parser.parse_args()
    unknown = [name for name in asked.parts if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; known: {', '.join(PARTS)}")
    for name in asked.parts or PARTS:
        PARTS[name](asked)


if __name__ == "__main__":
    main()
